"""Rows of sums, told by their first words: of the whole table, or of a commune, a level or a numbered part."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from dashboard.domain.schools import parse_levels
from dashboard.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = "huyen|xa|thi xa|quan|phuong|thi tran|thanh pho|tp|dac khu|tinh|nganh|dang bo|khoi|cum|(?:cac )?truong"
_TOTAL = re.compile(
    rf"(?:(?:tong(?: cong| so)?|cong)(?: chung)?(?: (?:toan )?(?:{_UNITS}))?|toan (?:{_UNITS})|total)"
    r"(?: \d+(?: truong| don vi| nguoi| dong chi| dang vien| quan chung)?)?(?: i(?: [ivx]+){1,12})?"
    r"|(?:tong(?: cong| so)?|cong)?(?: )?toan (?:huyen|thi xa|quan|thanh pho|tp|tinh|nganh|dang bo)(?: \w+){0,4}"
)
_PART = re.compile(
    r"(?:tong(?: cong| so)?|cong)(?: (?:cac )?(?:truong|khoi|cap|bac|nhom|muc|phan))?"
    r"(?: (?:xa|phuong|thi tran|dac khu|cum) \w+(?: \w+){0,4}| (?P<roman>[ivxlc]{1,8})| [a-h]| (?P<level>.+))"
)
_INITIALS, _BEGINNINGS = frozenset("TtCc"), frozenset({"to", "co"})
_ROMAN_LAST = re.compile(r"\b[IVXLC]+\W*$")
_NUMBERING = re.compile(r"[\W\dIVXLC]*")


class Sum(Enum):
    """What a row of sums is about: the whole table, or a part of it."""

    ALL = "all"
    PART = "part"


def sums_up(cells: Sequence[str]) -> Sum | None:
    """Return what the first cell that is not a number says that the row sums up, if it says so."""
    return summed(next((cell for cell in cells if not _NUMBERING.fullmatch(cell)), ""))


def summed(text: str) -> Sum | None:
    """Return what a cell says that its row sums up, if it is the row's first words."""
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
