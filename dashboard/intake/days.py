"""Days and months as Vietnamese write them; day and month are never swapped, and no year is guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.text import fold
from dashboard.intake.readings import Reading, each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years outside are slips of the keyboard."""

_SERIALS = (10_000, 60_000)
_SERIAL_ZERO = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was; right from serial 61 on

_HOUR = r"(?: \d{1,2} \d{2}(?: \d{2})?)?"
_DAY_FIRST = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{1,4})" + _HOUR)
_YEAR_FIRST = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})" + _HOUR)
_MONTH_FIRST = re.compile(r"(?:thang |t)?(\d{1,2}) (?:nam )?(\d{4})")
_MONTH_LAST = re.compile(r"(\d{4}) (\d{1,2})")
_IN_FIGURES = re.compile(r"(\d{1,2}) (\d{1,2}) \d{4}" + _HOUR)
_OWN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SPAN = re.compile(
    r"(?:tu )?(?:ngay )?(\d{1,2}) (\d{1,2})(?: (\d{4}))? (?:den |toi )?(?:het )?(?:ngay )?(\d{1,2}) (\d{1,2}) (\d{4})"
)
_LAST_MONTH = 12
_TELLING = 3
"""So many days of a spreadsheet, none after the 12th, are hardly chance where all written days are after it."""
_YEARS_TYPED = range(1900, 2101)
"""As days of a spreadsheet these numbers lie in 1905."""
_FIRST_LIKELY = 367
"""The days of 1900 are the numbers up to here."""
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


def parse_dates(texts: Sequence[str]) -> list[Reading]:
    """Return what each cell of a column says, where the column itself does not cast doubt on it.

    A column with months first at least as often as days first leaves ``05/09/2001`` open (``date_order_unclear``).
    Where Excel expects months first it makes a day of ``5/9/2001``, the 9th of May, and leaves ``13/9/2001`` as text:
    a column of such days beside such texts breaks ``date_may_be_swapped``. A year alone in a cell that has the form
    of a day becomes one of 1905 and breaks ``date_was_number``.
    """
    pairs = {text: _in_figures(text) for text in dict.fromkeys(texts)}
    months_first = sum(first <= _LAST_MONTH < second for first, second in filter(None, pairs.values()))
    days_first = sum(second <= _LAST_MONTH < first for first, second in filter(None, pairs.values()))
    doubtful = set(_either_way(pairs)) if months_first and months_first >= days_first else set()
    swapped = set(_perhaps_swapped(pairs))
    known = dict(zip(pairs, each(parse_date)(list(pairs)), strict=True))
    read = {text: _doubted(text, one, doubtful, swapped) for text, one in known.items()}
    return [read[text] for text in texts]


def _doubted(text: str, reading: Reading, doubtful: set[str], swapped: set[str]) -> Reading:
    if text in doubtful and reading.is_understood:
        return Reading(rule="date_order_unclear")
    if (number := _typed_number(text, reading)) is not None:
        return Reading(rule="date_was_number", values={"number": str(number)})
    return Reading(rule="date_may_be_swapped") if text in swapped else reading


def _typed_number(text: str, reading: Reading) -> int | None:
    """Return the year, or the small number, that a spreadsheet shows as a day because the cell has that form."""
    if not isinstance(reading.value, date) or not _OWN_DAY.fullmatch(text.strip()):
        return None
    serial = (reading.value - _SERIAL_ZERO).days
    return serial if serial in _YEARS_TYPED or serial < _FIRST_LIKELY else None


def _in_figures(text: str) -> tuple[int, int] | None:
    """Return the first two figures of a day such as ``5/9/2001``."""
    found = _IN_FIGURES.fullmatch(fold(text))
    return (int(found[1]), int(found[2])) if found else None


def _either_way(pairs: Mapping[str, tuple[int, int] | None]) -> list[str]:
    return [text for text, pair in pairs.items() if pair and pair[0] != pair[1] and max(pair) <= _LAST_MONTH]


def _perhaps_swapped(pairs: Mapping[str, tuple[int, int] | None]) -> list[str]:
    """Return the days that a spreadsheet holds as such, if all that it left as text could only be day first."""
    own = [text for text in pairs if _OWN_DAY.fullmatch(text.strip())]
    early = all(int(text.strip()[-2:]) <= _LAST_MONTH for text in own)
    written = [pair for pair in pairs.values() if pair]
    late = bool(written) and all(second <= _LAST_MONTH < first for first, second in written)
    return own if late and early and len(own) >= _TELLING else []


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

    Its first and last day (``01/10/2026 - 31/10/2026``) name it too. Breaks ``month_unclear`` for all else.
    """
    day = parse_date(text)
    if isinstance(day.value, date):
        return Reading(Month.of(day.value))
    words = fold(text)
    month = month_in_words(words) or _month_of_span(words)
    return Reading(month) if month is not None else Reading(rule="month_unclear")


def _month_of_span(words: str) -> Month | None:
    """Return the month from whose first day to whose last a folded text reaches."""
    found = _SPAN.fullmatch(words)
    month = month_of(found[6], found[5]) if found else None
    if found is None or month is None:
        return None
    first = _day(found[3] or found[6], found[2], found[1])
    last = _day(found[6], found[5], found[4])
    return month if (first.value, last.value) == (month.first, month.last) else None


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
