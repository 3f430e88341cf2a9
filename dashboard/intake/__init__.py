"""From the bytes of a file to typed records and their problems; it knows no database and no screen.

Tables and records are kept by column (``columnar``, ``records``), each different cell once.

The rooms, in the order a file walks through them: ``receive`` (size, kind, hash), ``read`` (bytes to tables),
``match`` (headings to fields), ``clean`` (text to values, each with its cell), ``check`` (rules as data),
``schools`` (which school is meant), ``totals`` (the total row against the sum), ``compare`` (what would change).
"""

from __future__ import annotations

from dashboard.intake.read import read_sheets, read_table
from dashboard.intake.tables import Refusal, Table

__all__ = ["Refusal", "Table", "read_sheets", "read_table"]
