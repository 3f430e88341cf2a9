"""The database: one file, one owner, and the only code that knows DuckDB."""

from __future__ import annotations

from dashboard.storage.database import Database
from dashboard.storage.reader import Reader
from dashboard.storage.writer import Writer

__all__ = ["Database", "Reader", "Writer"]
