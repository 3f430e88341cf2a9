"""Days and months as Vietnamese write them; day and month are never swapped, and no year is guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dashboard.domain.months import Month
from dashboard.domain.text import fold
from dashboard.intake.readings import Reading

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years outside are slips of the keyboard."""

_SERIALS = (10_000, 60_000)
_SERIAL_ZERO = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was; right from serial 61 on

_HOUR = r"(?: \d{1,2} \d{2}(?: \d{2})?)?"
_DAY_FIRST = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{1,4})" + _HOUR)
_YEAR_FIRST = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})" + _HOUR)
_MONTH_FIRST = re.compile(r"(?:thang |t)?(\d{1,2}) (?:nam )?(\d{4})")
_MONTH_LAST = re.compile(r"(\d{4}) (\d{1,2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


def parse_date(text: str) -> Reading:
    """Return the day that a text names: ``31/10/2026``, ``31-10-2026``, ``31.10.2026``, ``2026-10-31``, a serial.

    Breaks ``date_impossible`` (31/02), ``date_year_unclear`` (two digits, or outside 1900 to 2200), ``date_unclear``.
    """
    if (serial := _from_serial(text)) is not None:
        return Reading(serial)
    words = fold(text)
    if found := _DAY_FIRST.fullmatch(words):
        return _day(found[3], found[2], found[1])
    if found := _YEAR_FIRST.fullmatch(words):
        return _day(found[1], found[2], found[3])
    return Reading(rule="date_unclear")


def parse_month(text: str) -> Reading:
    """Return the month that a text names: ``10/2026``, ``2026-10``, ``T10/2026``, ``tháng 10 năm 2026``, or a day.

    Breaks ``month_unclear`` for all else.
    """
    day = parse_date(text)
    if isinstance(day.value, date):
        return Reading(Month.of(day.value))
    month = month_in_words(fold(text))
    return Reading(month) if month is not None else Reading(rule="month_unclear")


def month_in_words(words: str) -> Month | None:
    """Return the month that a folded text names and nothing else, such as ``t10 2026`` or ``2026 10``."""
    if found := _MONTH_FIRST.fullmatch(words):
        return month_of(found[2], found[1])
    if found := _MONTH_LAST.fullmatch(words):
        return month_of(found[1], found[2])
    return None


def month_of(year: str, number: str) -> Month | None:
    """Return a month from its digits, ``None`` when there is no such month or the year is out of range."""
    likely = FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(number) <= 12
    return Month(int(year), int(number)) if likely else None


def _from_serial(text: str) -> date | None:
    found = _SERIAL.fullmatch(text.strip())
    if found is None or not _SERIALS[0] <= int(found[1]) <= _SERIALS[1]:
        return None
    return _SERIAL_ZERO + timedelta(days=int(found[1]))


def _day(year: str, month: str, day: str) -> Reading:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return Reading(rule="date_year_unclear")
    try:
        return Reading(date(int(year), int(month), int(day)))
    except ValueError:
        return Reading(rule="date_impossible")
