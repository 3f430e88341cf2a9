"""Offices to measure in: the demo district and a very large one, each made once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from dashboard.settings import load
from dashboard.storage import Database
from tests.browser.districts import TODAY, invent
from tests.factories import NOW

if TYPE_CHECKING:
    from pathlib import Path


def make_office(data: Path, *, schools: int, people: int = 0) -> Path:
    """Invent a district of so many schools, people and 24 months in an empty data directory; return the directory."""
    settings = load({"data": data, "today": TODAY}, {})
    with closing(Database(settings.database, settings, NOW)) as database:
        invent(database, settings, schools=schools, people=people)
    return data
