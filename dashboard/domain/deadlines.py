"""Until when: deadlines of steps, lives of papers, and waits that must be over, each with the rule it follows from.

The rule in force on the day of the event applies. A last day is still in time. What follows from a rule that is not in
force, or whose value is not known, is unknown (``None``).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.working_days import working_day_after

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.definitions.days import Calendar
    from dashboard.definitions.rules import Rule
    from dashboard.domain.rulebook import Rulebook

IN_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True)
class Deadline:
    """The last day in time, counted by ``rule`` from ``started_on``.

    ``is_final`` is false where days may still be exchanged before it, or where it is counted from the issue of a
    decision because the day of its receipt is not known.
    """

    rule: Rule
    started_on: date
    due_on: date
    is_final: bool = True

    def days_left(self, today: date) -> int:
        """Return the calendar days up to the last day; negative when it is past."""
        return (self.due_on - today).days

    def is_over(self, today: date) -> bool:
        """Tell whether the last day is past."""
        return today > self.due_on


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has no such day.

    So twelve months after 29/02/2024 is 28/02/2025.
    """
    month = Month.of(day).plus(months)
    return date(month.year, month.number, min(day.day, monthrange(month.year, month.number)[1]))


def deadline(book: Rulebook, code: str, started_on: date, calendar: Calendar) -> Deadline | None:
    """Return until when a step must be done, or a paper lives, that began on a day."""
    rule = book.find(code, started_on)
    return None if rule is None else _counted(rule, started_on, calendar)


def _counted(rule: Rule, started_on: date, calendar: Calendar) -> Deadline | None:
    if rule.number is None:
        return None
    due_on = _end(rule.unit, rule.number, started_on, calendar)
    return Deadline(rule, started_on, due_on, rule.unit != "working_days" or due_on <= calendar.known_until)


def _end(unit: str, amount: int, started_on: date, calendar: Calendar) -> date:
    if unit == "working_days":
        return working_day_after(started_on, amount, calendar)
    if unit == "days":
        return started_on + timedelta(days=amount)
    return months_after(started_on, amount * IN_MONTHS[unit])


def extended(book: Rulebook, due: Deadline, calendar: Calendar) -> Deadline | None:
    """Return the last day of a decision whose time is extended as far as it may be (rule ``decision_extension``)."""
    rule = book.find("decision_extension", due.started_on)
    return None if rule is None else _counted(rule, due.due_on, calendar)


def ceremony_deadline(
    book: Rulebook, decided_on: date, received_on: date | None, calendar: Calendar
) -> Deadline | None:
    """Return until when the ceremony must be held.

    The days begin at the receipt or at the issue of the decision (rule ``ceremony_start`` on the day of issue). Without
    the day of receipt they are counted from the issue, which can only be too early.
    """
    rule, start = book.find("ceremony", decided_on), book.find("ceremony_start", decided_on)
    if rule is None or start is None:
        return None
    from_receipt = start.choice == "receipt"
    counted = _counted(rule, (from_receipt and received_on) or decided_on, calendar)
    if counted is None or not from_receipt or received_on is not None:
        return counted
    return Deadline(counted.rule, counted.started_on, counted.due_on, is_final=False)


def official_on(book: Rulebook, ceremony_on: date) -> date | None:
    """Return the day on which probation ends and membership counts as official, however late the meeting is."""
    rule = book.find("probation", ceremony_on)
    return None if rule is None or rule.number is None else months_after(ceremony_on, rule.number)


def recognition_deadline(book: Rulebook, ceremony_on: date, calendar: Calendar) -> Deadline | None:
    """Return until when the branch must consider the recognition of somebody whose ceremony was on a day."""
    over_on = official_on(book, ceremony_on)
    return None if over_on is None else deadline(book, "recognition_meeting", over_on, calendar)


def has_waited(book: Rulebook, code: str, since: date, day: date) -> bool | None:
    """Tell whether on ``day`` the months of a rule have passed since an event; the rule of ``day`` applies.

    For what may be done only after a while: an introducer's acquaintance, a readmission.
    """
    rule = book.find(code, day)
    return None if rule is None or rule.number is None else months_after(since, rule.number) <= day


def all_in_time(deadlines: Iterable[Deadline | None], day: date) -> bool | None:
    """Tell whether none is over on a day, such as the lives of the papers of one dossier.

    One that is over settles it; otherwise one that is unknown leaves it unknown.
    """
    known = list(deadlines)
    if any(one is not None and one.is_over(day) for one in known):
        return False
    return None if None in known else True
