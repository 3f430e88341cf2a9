"""Which rows under the headings are data, which name a group or sum it up, which is the total, and which only sign."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from dashboard.definitions import datasets
from dashboard.domain.schools import parse_levels
from dashboard.domain.text import fold
from dashboard.intake.columns import PARSERS
from dashboard.intake.groups import group_of, groups_over
from dashboard.intake.numbers import parse_count
from dashboard.intake.readings import states_nothing
from dashboard.intake.variants import heading_key, known_keys, variants

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dashboard.intake.groups import Group
    from dashboard.intake.tables import MatchedColumn, Matching, Table

SCHOOL_FIELDS = ("school_name", "school_code")

_UNITS = "huyen|xa|thi xa|quan|phuong|thi tran|thanh pho|tp|dac khu|tinh|nganh|dang bo|khoi|cum|(?:cac )?truong"
_TOTAL = re.compile(
    rf"(?:(?:tong(?: cong| so)?|cong)(?: chung)?(?: (?:toan )?(?:{_UNITS}))?|toan (?:{_UNITS})|total)"
    r"(?: \d+(?: truong| don vi)?)?(?: i(?: [ivx]+){1,12})?"
    r"|(?:tong(?: cong| so)?|cong)?(?: )?toan (?:huyen|thi xa|quan|thanh pho|tp|tinh|nganh|dang bo)(?: \w+){0,4}"
)
_PART = re.compile(
    r"(?:tong(?: cong| so)?|cong)(?: (?:cac )?(?:truong|khoi|cap|bac|nhom|muc|phan))?"
    r"(?: (?:xa|phuong|thi tran|dac khu|cum) \w+(?: \w+){0,4}| (?P<roman>[ivxlc]{1,8})| [a-h]| (?P<level>.+))"
)
_INITIALS, _BEGINNINGS = frozenset("TtCc"), frozenset({"to", "co"})
_SIGNATURE = re.compile(
    r"nguoi (?:lap|tong hop|bao cao|ghi)(?: (?:bieu|bang|bao cao|phieu|so lieu))?|(?:lap|tong hop) (?:bieu|bang)"
    r"|thu truong(?: (?:don vi|co quan))?|(?:pho )?(?:bi thu|hieu truong|chu tich)(?: .*)?"
    r"|(?:pho )?truong ban(?: (?:to chuc|xay dung dang|tuyen giao|dan van|chap hanh).*)?"
    r"|ky ten(?: .*)?|ky (?:va )?ghi ro ho (?:va )?ten|xac nhan(?: .*)?|noi nhan(?: .*)?|(?:ghi chu|luu y) .*"
    r"|(?:.* )?ngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam(?: \d{2,4})?"
)
_ON_BEHALF = re.compile(r"\s*(?:T\.?M|K\.?T|T\.?L|Q)\.\s*\w")
_ROMAN_LAST = re.compile(r"\b[IVXLC]+\W*$")
_LETTERED = re.compile(r"\s*(?:[IVXLC]{1,8}|[A-H])\s*[.)/:-]?\s*")
_NUMBERING = re.compile(r"[\W\dIVXLC]*")


class Sum(Enum):
    """What a row of sums is about: the whole table, or a part of it."""

    ALL = "all"
    PART = "part"


class Sections(NamedTuple):
    """The data rows and the total row of a table, as indexes into its rows; the other rows are left out.

    ``groups`` says for each of ``data`` what the rows over it state of it, as text by field. ``other_table`` is the row
    where the headings of another table stand; from there on nothing is read.
    """

    data: list[int]
    total: int | None
    groups: list[Mapping[str, str]]
    other_table: int | None = None


def find_sections(table: Table, matching: Matching) -> Sections:
    """Return which rows are what.

    A total row is told by its first words; of several the last that sums up everything is the grand total. Below it,
    or below a signature, only rows that look like data are data. A row without anything in a matched column is left
    out, and so are headings that are repeated on a new page.
    """
    looks, repeats, ended = _Looks(matching), _RepeatedHeadings(table), False
    other: int | None = None
    totals: list[int] = []
    parts: list[int] = []
    data: list[tuple[int, Group | None]] = []
    for index, cells in enumerate(table.rows[1:], start=1):
        group, sums = group_of(cells), _sums_up(cells)
        may_name = not any(map(str.isdigit, cells))
        if sums is Sum.ALL:
            totals.append(index)
            ended = bool(data)
        elif sums is Sum.PART:
            parts.append(index)
        elif may_name and repeats(cells):
            continue
        elif may_name and _names_columns(cells):
            other = index
            break
        elif group or looks.like_data(cells) or (not ended and looks.matched(cells) and not _signs(cells)):
            data.append((index, group))
        else:
            ended = ended or _signs(cells)
    totals = totals or ([] if any(group for _, group in data) else parts[-1:])
    return _sections(table, data, totals, parts)._replace(other_table=other)


def _sections(
    table: Table, rows: Sequence[tuple[int, Group | None]], totals: Sequence[int], parts: Collection[int]
) -> Sections:
    sums = _sums_of_rows(table, [index for index, _ in rows])
    rows = [(index, group) for index, group in rows if group or index not in sums]
    named = [
        (index, group if _stands_over_rows(table, rows, at, parts) else None) for at, (index, group) in enumerate(rows)
    ]
    data = list(groups_over(named))
    return Sections([index for index, _ in data], totals[-1] if totals else None, [stated for _, stated in data])


def _sums_of_rows(table: Table, rows: Sequence[int]) -> set[int]:
    """Return the rows numbered I, II or A, B whose every figure is the sum of the rows below, up to the next such."""
    marked = [index for index in rows if _LETTERED.fullmatch(next(filter(str.strip, table.rows[index]), ""))]
    ends = [*marked[1:], len(table.rows)]
    return {
        start
        for start, end in zip(marked, ends, strict=False)
        if _adds_up(table, start, [at for at in rows if start < at < end])
    }


def _adds_up(table: Table, row: int, below: Sequence[int]) -> bool:
    stated = {at: parse_count(cell).value for at, cell in enumerate(table.rows[row]) if parse_count(cell).is_understood}
    sums = {
        at: sum(value for one in below if isinstance(value := parse_count(table.rows[one][at]).value, int))
        for at in stated
    }
    return bool(stated and below) and stated == sums


def _stands_over_rows(table: Table, rows: Sequence[tuple[int, Group | None]], at: int, parts: Collection[int]) -> bool:
    """Tell whether a group has rows of its own; one that has only figures, and none below it, is a row like others."""
    index, group = rows[at]
    if group is None or not any(parse_count(cell).is_understood for cell in table.rows[index]):
        return True
    if at + 1 == len(rows) or not set(range(index, rows[at + 1][0])).isdisjoint(parts):
        return False
    following = rows[at + 1][1]
    return following is None or following.field != group.field


class _RepeatedHeadings:
    """Tells the rows that say the headings again, in whole or, where they take several rows, in part."""

    def __init__(self, table: Table) -> None:
        self._headings = [f" {fold(heading)} " for heading in table.headings]

    def __call__(self, cells: Sequence[str]) -> bool:
        said = [index for index, cell in enumerate(cells) if cell and not cell.isspace()]
        return len(said) > 1 and all(self._names(index, cells[index]) for index in said)

    def _names(self, index: int, cell: str) -> bool:
        text, heading = f" {fold(cell)} ", self._headings[index]
        return not text.isspace() and (heading.startswith(text) or heading.endswith(text))


class _Looks:
    """What a row looks like, by the columns that were matched."""

    def __init__(self, matching: Matching) -> None:
        fields = datasets()[matching.dataset or ""].fields
        kinds = {column: fields[column.field].kind for column in matching.columns}
        self._columns = matching.columns
        self._schools = [column for column in kinds if column.field in SCHOOL_FIELDS]
        self._counts = [column.index for column, kind in kinds.items() if kind == "count"]
        self._others = [
            (column.index, PARSERS[kind]) for column, kind in kinds.items() if kind not in {"text", "name", "count"}
        ]

    def matched(self, cells: Sequence[str]) -> bool:
        """Tell whether the row says anything in a matched column."""
        return _any_stated(cells, self._columns)

    def like_data(self, cells: Sequence[str]) -> bool:
        """Tell whether the row has a count, or names a school with another value or with a figure that is faulty."""
        if any(parse_count(cells[index]).is_understood for index in self._counts):
            return True
        if not _any_stated(cells, self._schools):
            return False
        if any(parse([cells[index]])[0].is_understood for index, parse in self._others):
            return True
        return any(map(str.isdigit, "".join(cells[index] for index in self._counts))) and not _signs(cells)


def _any_stated(cells: Sequence[str], columns: Sequence[MatchedColumn]) -> bool:
    return any(not states_nothing(cells[column.index]) for column in columns)


def _sums_up(cells: Sequence[str]) -> Sum | None:
    """Return what the first cell that is not a number says that the row sums up, if it says so."""
    text = next((cell for cell in cells if not _NUMBERING.fullmatch(cell)), "")
    if not _may_sum_up(text):
        return None
    words = fold(text)
    if _TOTAL.fullmatch(words):
        return Sum.ALL
    return Sum.PART if _is_part(text, words) else None


def _is_part(text: str, words: str) -> bool:
    """Tell whether a sum is that of a commune, a level or a numbered part; Cống Vị is a place, no part VI."""
    found = _PART.fullmatch(words)
    if found is None or (found["roman"] and not _ROMAN_LAST.search(text)):
        return False
    return found["level"] is None or parse_levels(found["level"]) is not None


def _may_sum_up(text: str) -> bool:
    return len(text) <= 60 and text.lstrip()[:1] in _INITIALS and fold(text.lstrip()[:5])[:2] in _BEGINNINGS


def _names_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row is the headings of another table: mostly known ones, with one for the school among them."""
    keys = [heading_key(cell) for cell in cells if cell and not cell.isspace()]
    if len(keys) < 2 or not any(key in _school_keys() for key in keys):
        return False
    return 2 * sum(key in known_keys() for key in keys) >= len(keys)


@cache
def _school_keys() -> frozenset[str]:
    known = variants("branch_report").items()
    return frozenset(key for key, fields in known if not set(fields).isdisjoint(SCHOOL_FIELDS))


def _signs(cells: Sequence[str]) -> bool:
    """Tell whether a row belongs to the signatures and notes below a table."""
    return any(
        _ON_BEHALF.match(cell) or _SIGNATURE.fullmatch(fold(cell)) for cell in cells if cell and not cell.isspace()
    )
