"""What a school can be: its levels, its ownership, and how it stands to a party branch."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(StrEnum):
    """A level of schooling; a school may have several, written in this order and joined by ``+``."""

    NURSERY = "nursery"
    KINDERGARTEN = "kindergarten"
    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    CONTINUING = "continuing"
    SPECIAL = "special"
    OTHER = "other"


class Ownership(StrEnum):
    """Who owns a school (công lập, ngoài công lập)."""

    PUBLIC = "public"
    PRIVATE = "private"


class BranchStatus(StrEnum):
    """How a school stands to a branch: its own, one shared with others, or none."""

    OWN = "own"
    JOINT = "joint"
    NONE = "none"


LEVEL_WORDS: dict[str, Level] = {
    "nha tre": Level.NURSERY,
    "nhom tre": Level.NURSERY,
    "nt": Level.NURSERY,
    "mau giao": Level.KINDERGARTEN,
    "mg": Level.KINDERGARTEN,
    "mam non": Level.PRESCHOOL,
    "mn": Level.PRESCHOOL,
    "tieu hoc": Level.PRIMARY,
    "th": Level.PRIMARY,
    "trung hoc co so": Level.LOWER_SECONDARY,
    "thcs": Level.LOWER_SECONDARY,
    "trung hoc pho thong": Level.UPPER_SECONDARY,
    "thpt": Level.UPPER_SECONDARY,
    "giao duc thuong xuyen": Level.CONTINUING,
    "gdtx": Level.CONTINUING,
    "gdnn gdtx": Level.CONTINUING,
    "chuyen biet": Level.SPECIAL,
    "khac": Level.OTHER,
}
"""Words and abbreviations that name a level, folded (facts of the field, domain notes section 5)."""

_LONGEST_FIRST = sorted((tuple(words.split()) for words in LEVEL_WORDS), key=len, reverse=True)
_BETWEEN_LEVELS = {
    "va",
    "truong",
    "cap",
    "ptdtbt",
    "ptdtnt",
    "pho",
    "thong",
    "dan",
    "toc",
    "ban",
    "tru",
    "noi",
}


def join_levels(levels: Iterable[Level]) -> str:
    """Return the levels as one code in the fixed order, such as ``primary+lower_secondary``."""
    chosen = set(levels)
    return "+".join(level for level in Level if level in chosen)


def parse_levels(text: str) -> str | None:
    """Read the levels from words in any order (``TH-THCS-MG``), or from codes; ``None`` when a word is not known."""
    if codes := _from_codes(text):
        return codes
    found, rest = split_level_words(text)
    return join_levels(found) if found and not set(rest) - _BETWEEN_LEVELS else None


def _from_codes(text: str) -> str | None:
    parts = [part.strip() for part in text.split("+")]
    known = {level.value for level in Level}
    return join_levels(Level(part) for part in parts) if set(parts) <= known else None


def split_level_words(text: str) -> tuple[list[Level], list[str]]:
    """Return the levels that a text names, and its other words, folded."""
    words, levels, rest = fold(text).split(), [], []
    while words:
        match = next((known for known in _LONGEST_FIRST if tuple(words[: len(known)]) == known), None)
        if match is None:
            rest.append(words.pop(0))
        else:
            levels.append(LEVEL_WORDS[" ".join(match)])
            del words[: len(match)]
    return levels, rest


def name_key(name: str) -> str:
    """Return the key under which spellings of a school's name meet: ``Trường TH Hòa Bình``, ``Tiểu học Hoà Bình``."""
    levels, rest = split_level_words(name)
    return " ".join([join_levels(levels), *(word for word in rest if word not in {"truong", "va"})]).strip()
