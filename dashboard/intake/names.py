"""What a row or the register says of a school, in the form in which different spellings meet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dashboard.domain.months import Month
from dashboard.domain.schools import join_levels, split_level_words
from dashboard.domain.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.intake.tables import KnownSchool, Value

_NOT_NAMES = frozenset({"truong", "va"})
_BRANCH_OF = ["chi", "bo"]
_NUMERALS = frozenset({"ii", "iii", "iv"})
_PLACE_WORDS = ("thi tran", "dac khu", "phuong", "xa", "tt", "p", "x")


class SchoolName(NamedTuple):
    """The levels that a school's name states, as one code (empty: none), and its other words, folded."""

    levels: str
    bare: str


@lru_cache(maxsize=65_536)
def school_name(text: str) -> SchoolName:
    """Read a name as written: two spellings of one name are equal, as under ``domain.schools.name_key``.

    Branches sign with their own name (``Chi bộ Trường Tiểu học Hòa Bình``), which means the school.
    """
    levels, rest = split_level_words(text)
    words = rest[2:] if rest[:2] == _BRANCH_OF and len(rest) + len(levels) > 2 else rest
    return SchoolName(join_levels(levels), " ".join(word for word in words if word not in _NOT_NAMES))


@lru_cache(maxsize=65_536)
def place_key(text: str) -> str:
    """Return the key of a commune without the word for its kind: ``Xã Hoà Hiệp`` and ``hòa hiệp`` are one place."""
    folded = fold(text)
    kind = next((word for word in _PLACE_WORDS if folded.startswith(f"{word} ")), "")
    return folded.removeprefix(kind).strip()


def code_key(text: str) -> str:
    """Return the key of a code: its letters' case and stray spaces mean nothing."""
    return tidy(text).casefold()


@dataclass(frozen=True)
class Written:
    """What is written of a school: its code, name and commune as keys, and its levels from wherever they stand."""

    code: str
    name: SchoolName
    levels: str
    place: str
    month: Month | None = None

    @property
    def marks(self) -> frozenset[str]:
        """The words that tell two almost equal names apart: ``A`` and ``B``, ``1`` and ``2``."""
        words = self.name.bare.split()
        return frozenset(word for word in words if len(word) == 1 or word in _NUMERALS or not word.isalpha())

    def same_name(self, other: Written) -> bool:
        """Tell whether the names are one; a level that only the column states counts like one in the name."""
        if self.name.bare != other.name.bare:
            return False
        unstated = not (self.levels and other.levels)
        return self.levels == other.levels or (unstated and self.name == other.name)

    def contradicts(self, other: Written) -> bool:
        """Tell whether both state a level and the levels differ."""
        return bool(self.levels and other.levels and self.levels != other.levels)


def written_in(values: Mapping[str, Value]) -> Written:
    """Return what a row says of its school and its month."""
    name, month = school_name(_text(values, "school_name")), values.get("period")
    return Written(
        code=code_key(_text(values, "school_code")),
        name=name,
        levels=name.levels or _text(values, "school_level"),
        place=place_key(_text(values, "commune")),
        month=month if isinstance(month, Month) else None,
    )


def _text(values: Mapping[str, Value], field: str) -> str:
    value = values.get(field)
    return value if isinstance(value, str) else ""


def spelling(values: Mapping[str, Value]) -> tuple[str, str, str]:
    """Return how a row writes its school (code, name, commune), the key under which an answer is remembered."""
    name = code_key(_text(values, "school_name"))
    return code_key(_text(values, "school_code")), name, place_key(_text(values, "commune"))


@dataclass(frozen=True)
class Entry:
    """A known school under one of its names."""

    school: KnownSchool
    written: Written


def entry(school: KnownSchool, name: str) -> Entry:
    """Return a known school under its own or a former name."""
    read = school_name(name)
    levels = read.levels or school.level or ""
    return Entry(school, Written(code_key(school.code or ""), read, levels, place_key(school.commune or "")))


def entries(school: KnownSchool) -> list[Entry]:
    """Return a known school under every name that it bears or bore."""
    return [entry(school, name) for name in (school.name, *school.former_names)]
