"""Rows that only name a group for the rows below them: a commune, or a level of school."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dashboard.domain.schools import Level, parse_levels, split_level_words
from dashboard.domain.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LONGEST = 60
_LONGEST_SCHOOL = 120
_NUMBERING = re.compile(r"^\s*(?:[IVXLC]{1,8}|[A-H])\s*(?:[.)/:-]\s*|$)")
_FIGURE = re.compile(r"[-–.,%\d\s]*")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|dac khu) \w+(?: \w+){0,4}")
_LEVEL_WORDS = re.compile(r"^(?:(?:cac truong|khoi|cap hoc|bac hoc|nganh hoc|cap|bac|nganh|truong) )*")


class Group(NamedTuple):
    """A group: the field that it states for the rows below it, and the text.

    The field is ``commune`` or ``school_level``, in lists of people also ``school_name``.
    """

    field: str
    text: str


def group_of(cells: Sequence[str]) -> Group | None:
    """Return the group that a row names, if it names one and is no row of data.

    Its only words are the group's name, which may follow a Roman number or a capital letter; beside it may stand
    figures, the group's own sums. Under an Arabic number it counts as a row like the others.
    """
    filled = [cell for cell in cells if cell and not cell.isspace()]
    if not filled or _counts_rows(filled[0]):
        return None
    words = [name for name in map(words_of, filled) if name]
    return named(words[0]) if len(words) == 1 else None


def school_over_people(cells: Sequence[str]) -> Group | None:
    """Return the school that a row of a list of people names for the people below it, if that is all that it says."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    words = [name for name in map(words_of, filled) if name]
    if len(words) != 1 or len(filled) > 2 or len(words[0]) > _LONGEST_SCHOOL or not split_level_words(words[0])[0]:
        return None
    return Group("school_name", words[0].rstrip(" :"))


def _counts_rows(cell: str) -> bool:
    return cell.strip().rstrip(".)").isdigit()


def words_of(cell: str) -> str:
    """Return the words of a cell without the number or letter before them, nothing if it holds only figures."""
    name = tidy(_NUMBERING.sub("", cell, count=1))
    return "" if _FIGURE.fullmatch(name) else name


def named(text: str) -> Group | None:
    """Return the group that these words name, if they name one."""
    folded = fold(text) if len(text) <= _LONGEST else ""
    if _COMMUNE.fullmatch(folded):
        return Group("commune", text.rstrip(" :"))
    level = _LEVEL_WORDS.sub("", folded)
    return Group("school_level", level) if parse_levels(level) not in {None, Level.OTHER} else None


def stated_by(groups: Iterable[Group]) -> Iterator[Mapping[str, str]]:
    """Yield what the groups state together from each of them on, by field.

    A commune begins anew what stands under it, so a level above it no longer holds.
    """
    stated: dict[str, str] = {}
    for group in groups:
        stated = ({} if group.field == "commune" else stated) | {group.field: group.text}
        yield stated
