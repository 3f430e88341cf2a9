"""Whether somebody is of an age to be admitted: full 18 to full 60, counted by month."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.domain.deadlines import months_after

if TYPE_CHECKING:
    from dashboard.domain.rulebook import Rulebook


class Age(StrEnum):
    """How an age stands to the limits."""

    TOO_YOUNG = "too_young"
    FITS = "fits"
    TOO_OLD = "too_old"


def age_on(book: Rulebook, born: date | int, day: date) -> Age | None:
    """Tell how the age on a day, that of the branch's vote, stands to the limits in force that day.

    ``born`` is a day, or the year alone; with a year alone the answer is ``None`` where it depends on the month. By
    month, 18 is reached in the month of the birthday and 60 is passed in the month after it; to the day, on the
    birthday and on the day after it (rule ``age_compared``).
    """
    rules = book.on(day)
    least, most, compared = (rules.find(code) for code in ("age_from", "age_to", "age_compared"))
    if least is None or most is None or compared is None or least.number is None or most.number is None:
        return None
    by_month, ages = compared.choice == "month", (least.number, most.number)
    days = (born, born) if isinstance(born, date) else (date(born, 1, 1), date(born, 12, 31))
    first, last = (_age(one, day, ages, by_month=by_month) for one in days)
    return first if first is last else None


def _age(born: date, day: date, ages: tuple[int, int], *, by_month: bool) -> Age:
    seen_born, seen_day = (born.replace(day=1), day.replace(day=1)) if by_month else (born, day)
    least, most = (months_after(seen_born, 12 * years) for years in ages)
    if seen_day < least:
        return Age.TOO_YOUNG
    return Age.TOO_OLD if seen_day > most else Age.FITS


OLDEST = 120
"""Years that nobody passes; a birth before them is a slip of the pen."""


def may_be_born(born: date | int, today: date) -> bool:
    """Tell whether somebody alive may be born on a day, or in a year."""
    year = born if isinstance(born, int) else born.year
    return today.year - OLDEST <= year <= today.year and (isinstance(born, int) or born <= today)
