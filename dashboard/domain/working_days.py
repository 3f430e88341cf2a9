"""Counting working days: Monday to Friday, without days off, with the weekend days that are worked for them.

Day 1 is the day after the event, if it is worked.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.definitions.days import Calendar

SATURDAY = 5


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Tell whether a day is worked; what is entered as worked is so even on a weekend or holiday."""
    return day in calendar.worked or (day.weekday() < SATURDAY and day not in calendar.days_off)


def working_day_after(day: date, count: int, calendar: Calendar) -> date:
    """Return the working day number ``count`` after ``day``; ``day`` itself for none.

    Raises ``ValueError`` for a negative count.
    """
    if count < 0:
        raise ValueError(f"{count} working days after {day}")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, calendar)
    return day


def working_days_between(day: date, end: date, calendar: Calendar) -> int:
    """Return how many working days lie after ``day`` up to and with ``end``; none when ``end`` is not later."""
    following = (day + timedelta(days=step) for step in range(1, (end - day).days + 1))
    return sum(is_working_day(one, calendar) for one in following)
