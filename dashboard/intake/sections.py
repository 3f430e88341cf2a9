"""Which rows under the headings are data, which is the total, and which only sign or explain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dashboard.definitions import datasets
from dashboard.domain.text import fold
from dashboard.intake.columns import PARSERS
from dashboard.intake.numbers import parse_count
from dashboard.intake.readings import states_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.tables import MatchedColumn, Matching, Table

SCHOOL_FIELDS = ("school_name", "school_code")

_UNITS = "huyen|xa|thi xa|quan|phuong|thi tran|thanh pho|tp|dac khu|tinh|nganh|dang bo|khoi|cum|(?:cac )?truong"
_TOTAL = re.compile(
    rf"(?:(?:tong(?: cong| so)?|cong)(?: chung)?(?: (?:toan )?(?:{_UNITS}))?|toan (?:{_UNITS})|total)"
    r"(?: \d+(?: truong| don vi)?)?"
)
_SIGNATURE = re.compile(
    r"nguoi (?:lap|tong hop|bao cao|ghi)(?: (?:bieu|bang|bao cao|phieu|so lieu))?|(?:lap|tong hop) (?:bieu|bang)"
    r"|thu truong(?: (?:don vi|co quan))?|(?:pho )?(?:bi thu|hieu truong|chu tich)(?: .*)?"
    r"|(?:pho )?truong ban(?: (?:to chuc|xay dung dang|tuyen giao|dan van|chap hanh).*)?"
    r"|ky ten(?: .*)?|ky (?:va )?ghi ro ho (?:va )?ten|xac nhan(?: .*)?|noi nhan(?: .*)?|(?:ghi chu|luu y) .*"
    r"|(?:.* )?ngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam(?: \d{2,4})?"
)
_ON_BEHALF = re.compile(r"\s*(?:T\.?M|K\.?T|T\.?L|Q)\.\s*\w")
_NUMBERING = re.compile(r"[\W\dIVXLC]*")


class Sections(NamedTuple):
    """The data rows and the total row of a table, as indexes into its rows; the other rows are left out."""

    data: list[int]
    total: int | None


def find_sections(table: Table, matching: Matching) -> Sections:
    """Return which rows are what.

    A total row is told by its first words; of several the last is the grand total. Below a total or a signature only
    rows that look like data are data. A row without anything in a matched column is left out.
    """
    looks, total, ended = _Looks(matching), None, False
    data: list[int] = []
    for index, cells in enumerate(table.rows[1:], start=1):
        if _is_total(cells):
            total, ended = index, bool(data)
        elif looks.like_data(cells) or (not ended and looks.matched(cells) and not _signs(cells)):
            data.append(index)
        else:
            ended = ended or _signs(cells)
    return Sections(data, total)


class _Looks:
    """What a row looks like, by the columns that were matched."""

    def __init__(self, matching: Matching) -> None:
        fields = datasets()[matching.dataset or ""].fields
        kinds = {column: fields[column.field].kind for column in matching.columns}
        self._columns = matching.columns
        self._schools = [column for column in kinds if column.field in SCHOOL_FIELDS]
        self._counts = [column.index for column, kind in kinds.items() if kind == "count"]
        self._others = [
            (column.index, PARSERS[kind]) for column, kind in kinds.items() if kind not in {"text", "count"}
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


def _is_total(cells: Sequence[str]) -> bool:
    """Tell whether the first cell that is not a number says that this is a sum."""
    text = next((cell for cell in cells if not _NUMBERING.fullmatch(cell)), "")
    return len(text) <= 60 and text.lstrip()[:1] in "TtCc" and _TOTAL.fullmatch(fold(text)) is not None


def _signs(cells: Sequence[str]) -> bool:
    """Tell whether a row belongs to the signatures and notes below a table."""
    return any(
        _ON_BEHALF.match(cell) or _SIGNATURE.fullmatch(fold(cell)) for cell in cells if cell and not cell.isspace()
    )
