"""The months that a table states outside a column of months: in the rows over it, else in the name of its sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.domain.months import Month
from dashboard.domain.text import fold
from dashboard.intake.days import month_of, parse_date, parse_month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.intake.tables import Matching, Table

# All patterns are for folded text: "tinh den ngay 31 10 2026", "thang 10 nam 2026", "t10 2026".
_DAY = r"(?:ngay )?\d{1,2} (?:thang )?(\d{1,2}) (?:nam )?(\d{4})"
_ISO_DAY = r"(?:ngay )?(\d{4}) (\d{1,2}) \d{1,2}"
_MONTH = r"(?:thang )?(\d{1,2}) (?:nam )?(\d{4})"
_UNTIL = re.compile(
    rf"\b(?:den|het|thoi diem|chot so lieu|as of|until) (?:het |cuoi )?(?:{_DAY}|{_ISO_DAY}|{_MONTH})\b"
)
_IN_MONTH = re.compile(rf"(?:\b(?:thang|(?<!hoc )ky|month|period)(?: bao cao| so lieu)? |\bt(?=\d)){_MONTH}\b")
_FROM = re.compile(r"\btu (?:ngay )?(?:\d{1,2} )?(?:thang )?\d{1,2} (?:nam )?(?:\d{4} )?(?=den\b)")
_YEAR_ALONE = re.compile(r"(?:nam )?(20\d{2})")
_NUMBER_ALONE = re.compile(r"(?:thang |t)(\d{1,2})")
_SENT = re.compile(r"\b(?:han|cham nhat|nop|gui)\b(?: \w+){0,6}? (?:den|het|truoc)\b.*")
_DATED = re.compile(r"\bngay (?:\d{1,2} thang \d{1,2} nam|\d{1,2} \d{1,2}) \d{4}\b")


def find_months(table: Table, matching: Matching, name: str = "") -> tuple[Month, ...]:
    """Return the months that the titles state, else the one in the sheet's name, each once and in order.

    ``Tính đến ngày 31/10/2026`` and ``Tháng 10 năm 2026`` state a month; the day on which a paper was signed
    (``Hòa Thành, ngày 5 tháng 11 năm 2026``) does not. A sheet, or a file with the ``name``, that is called after
    another month than the title is a copy of which one of them was forgotten: both are told. A dataset that has no
    months has none here either.
    """
    fields = datasets()[matching.dataset].fields.values() if matching.dataset else ()
    if not any(field.kind == "month" for field in fields):
        return ()
    sheet = table.sheet or ""
    stated = {month for text in table.above for month in _stated(fold(text))} or _in_name(sheet)
    others = (_in_contradiction(one, stated) for one in (sheet, name))
    return tuple(sorted(stated.union(*others)))


def _in_contradiction(name: str, stated: set[Month]) -> set[Month]:
    """Return the months that a name gives, if none of them is stated; a name may leave out the year, or the month.

    A name that is a whole day may say when the file was sent.
    """
    if parse_date(name).is_understood:
        return set()
    named = _in_name(name) or {month for one in stated for month in _with_the_rest_of(one, fold(name))}
    return named if stated and named.isdisjoint(stated) else set()


def _with_the_rest_of(month: Month, words: str) -> Iterator[Month]:
    year, number = _YEAR_ALONE.fullmatch(words), _NUMBER_ALONE.fullmatch(words)
    known = month_of(year[1] if year else str(month.year), number[1] if number else str(month.number))
    if known is not None and (year or number):
        yield known


def _stated(words: str) -> Iterator[Month]:
    """Yield the months that a folded title states: until which day, or in which month."""
    words = _FROM.sub("", _SENT.sub("", words))
    yield from _months(_UNTIL, words)
    yield from _months(_IN_MONTH, _DATED.sub("", _UNTIL.sub("", words)))


def _months(pattern: re.Pattern[str], words: str) -> Iterator[Month]:
    for found in pattern.finditer(words):
        first, second = filter(None, found.groups())
        year, number = (first, second) if len(first) == 4 else (second, first)
        month = month_of(year, number)
        if month is not None:
            yield month


def _in_name(name: str) -> set[Month]:
    month = parse_month(name).value
    return {month} if isinstance(month, Month) else set(_stated(fold(name)))
