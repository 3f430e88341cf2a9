"""Who has reported what, and what was brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

CALENDAR_MONTHS = 12


def report_calendar(reader: Reader, asked: Asked, limit: int = 60, skip: int = 0) -> pd.DataFrame:
    """Return the state of each school's report for the last twelve months that were expected.

    Columns: school_id, code, name, month, state (on_time, late, missing, not_due, not_expected), schools (how many
    there are without the limit).
    """
    return reader.frame("report_calendar", limit=limit, skip=skip, **_expected(asked))


def report_counts(reader: Reader, asked: Asked) -> pd.DataFrame:
    """Return how many reports of each month came in time, late, or not yet.

    Columns: month, on_time, late, missing, not_due.
    """
    return reader.frame("report_counts", **_expected(asked))


def _expected(asked: Asked) -> dict[str, object]:
    months = asked.expected_months(asked.month.plus(1 - CALENDAR_MONTHS))
    return {"expected_months": months, "due_day": asked.due_day, "today": asked.today} | asked.choice


def missing_reports(reader: Reader, asked: Asked) -> pd.DataFrame:
    """Return the schools that have not reported for the month: school_id, code, name, commune."""
    return reader.frame("missing_reports", month=asked.month.first, **asked.choice)


def remembered_choices(reader: Reader) -> list[dict[str, object]]:
    """Return the answers that are used again for later files, newest first."""
    return reader.rows("remembered_choices")


def uploads(reader: Reader, limit: int = 100) -> list[dict[str, object]]:
    """Return what was brought in or typed in, newest first."""
    return reader.rows("uploads", limit=limit)


def last_write(reader: Reader) -> dict[str, object] | None:
    """Return when something was last written, by whom and what; ``None`` in an empty database."""
    return next(iter(reader.rows("last_write")), None)
