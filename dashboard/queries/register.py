"""The schools themselves: the list, the search, one school in depth."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.text import fold
from dashboard.queries.asked import with_ratio

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

LIST_LIMIT = 1000
"""More schools than anybody reads in one list; beyond it the search narrows."""


def standing(reader: Reader, asked: Asked, limit: int = LIST_LIMIT) -> pd.DataFrame:
    """Return each chosen school's last report up to the month, lowest share first, and how many there are in all.

    Columns: school_id, code, name, commune, level, staff_total, members_total, members_official,
    members_probationary, outstanding_total, sympathizer_total, carried, report_month, schools, party_ratio.
    """
    return with_ratio(reader.frame("standing", month=asked.month.first, limit=limit, **asked.choice))


def schools(reader: Reader, today: date) -> list[dict[str, object]]:
    """Return every school with its branch on the day and its former names."""
    return reader.rows("schools", today=today)


def school_search(reader: Reader, asked: Asked, text: str, limit: int = 50) -> pd.DataFrame:
    """Return the schools whose name, code or commune hold all typed words, without accents.

    Columns: school_id, code, name, commune.
    """
    choice = {"levels": asked.levels, "communes": asked.communes}
    return reader.frame("school_search", month=asked.month.first, words=fold(text).split(), limit=limit, **choice)


def communes(reader: Reader) -> dict[str, str]:
    """Return the communes by their slug, in Vietnamese order."""
    return {str(row["commune_key"]): str(row["commune"]) for row in reader.rows("communes")}


def reported_months(reader: Reader, today: date) -> list[Month]:
    """Return the months that have reports, newest first."""
    return [
        Month.of(row["month"]) for row in reader.rows("reported_months", today=today) if isinstance(row["month"], date)
    ]


def school_card(reader: Reader, code: str, today: date) -> dict[str, object] | None:
    """Return what is known of one school, ``None`` when there is none or it is not for this principal."""
    return next(iter(reader.rows("school_card", school=code, today=today)), None)


def school_reports(reader: Reader, asked: Asked, months: int = 24) -> pd.DataFrame:
    """Return what the asked school itself reported in the last months, newest first: the columns of ``report``."""
    start = asked.month.plus(1 - months).first
    return reader.frame("school_reports", school=asked.school, start=start, month=asked.month.first)
