"""The words of an invented district: names of communes and schools, unique also without diacritics.

No name is meant to be a real place or school; where two syllables happen to meet one, nothing is said about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.schools import BranchStatus, Level, Ownership

if TYPE_CHECKING:
    import numpy as np

FIRST_SYLLABLES = (
    "An", "Bình", "Cẩm", "Diên", "Đông", "Gia", "Hải", "Hiệp", "Hưng", "Khánh", "Kim", "Lạc", "Long", "Lương",
    "Mỹ", "Minh", "Nghĩa", "Ninh", "Phú", "Phước", "Quảng", "Quế", "Tam", "Tân", "Thạnh", "Thuận", "Tiên", "Trung",
    "Vạn", "Vĩnh", "Xuân", "Yên",
)  # fmt: skip
SECOND_SYLLABLES = (
    "Khê", "Khương", "Trạch", "Tường", "Trì", "Lập", "Lễ", "Vân", "Lâm", "Kiều", "Điền", "Châu", "Hội", "Phong",
    "Nhơn", "Hương", "Quang", "Tâm", "Thới", "Mộc", "Cát", "Đài", "Nhuận", "Thủy", "Sa", "Bửu", "Đằng", "Lý",
)  # fmt: skip
LAST_SYLLABLES = ("", " Đông", " Tây", " Nam", " Bắc", " Thượng", " Hạ")
WELL_KNOWN = frozenset({
    "An Châu", "An Khê", "An Lập", "Bình Khê", "Bình Châu", "Đông Hội", "Gia Lâm", "Hải Châu", "Hải Vân", "Hưng Điền",
    "Lạc Lâm", "Lạc Thủy",
    "Long Châu", "Long Điền", "Minh Châu", "Mỹ Lâm", "Phú Hội", "Phú Lâm", "Phú Phong", "Phước Hội", "Quảng Điền",
    "Tân Châu", "Tân Hội", "Tân Hương", "Tân Phong", "Tiên Điền", "Tiên Thủy", "Vĩnh Châu", "Xuân Hương", "Xuân Lâm",
})  # fmt: skip
"""Pairs of these syllables that are left out because everybody knows the place."""


GARDENS = (
    "Sơn Ca", "Hoa Sen", "Vành Khuyên", "Hướng Dương", "Măng Non", "Ánh Dương", "Họa Mi", "Hoa Phượng", "Tuổi Ngọc",
    "Chim Én", "Hoa Cúc", "Cầu Vồng", "Rạng Đông", "Sóc Nâu", "Hoa Lan", "Thỏ Ngọc", "Ban Mai", "Tuổi Thơ",
    "Hoa Đào", "Bồ Câu Trắng", "Hoa Hồng", "Sao Sáng",
)  # fmt: skip

TOWNSHIPS_UNTIL = Month(2025, 6)
"""From July 2025 there are wards in the place of townships (thị trấn)."""


@dataclass(frozen=True)
class SchoolType:
    """A type of school: how its name begins, how its code does, how a list writes its level, and the levels."""

    title: str
    code: str
    short: str
    levels: tuple[Level, ...]

    @property
    def for_small_children(self) -> bool:
        """Tell whether it is a kindergarten of some kind, which are named otherwise than schools."""
        return self.levels[0] in {Level.KINDERGARTEN, Level.PRESCHOOL}


PRESCHOOL = SchoolType("Trường Mầm non", "MN", "Mầm non", (Level.PRESCHOOL,))
KINDERGARTEN = SchoolType("Trường Mẫu giáo", "MG", "Mẫu giáo", (Level.KINDERGARTEN,))
PRIMARY = SchoolType("Trường Tiểu học", "TH", "Tiểu học", (Level.PRIMARY,))
LOWER_SECONDARY = SchoolType("Trường THCS", "THCS", "THCS", (Level.LOWER_SECONDARY,))
PRIMARY_AND_LOWER = SchoolType("Trường TH và THCS", "LC", "TH-THCS", (Level.PRIMARY, Level.LOWER_SECONDARY))
UPPER_SECONDARY = SchoolType("Trường THPT", "THPT", "THPT", (Level.UPPER_SECONDARY,))
LOWER_AND_UPPER = SchoolType("Trường THCS và THPT", "TRH", "THCS-THPT", (Level.LOWER_SECONDARY, Level.UPPER_SECONDARY))
CONTINUING = SchoolType("Trung tâm GDNN-GDTX", "GDTX", "GDTX", (Level.CONTINUING,))

TYPES = (
    KINDERGARTEN, PRESCHOOL, PRIMARY, PRIMARY_AND_LOWER, LOWER_SECONDARY, LOWER_AND_UPPER, UPPER_SECONDARY, CONTINUING,
)  # fmt: skip
"""The types in the order in which lists have them."""

OWNERSHIP_WORDS = {Ownership.PUBLIC: "Công lập", Ownership.PRIVATE: "Ngoài công lập"}
STATUS_WORDS = {BranchStatus.OWN: "Độc lập", BranchStatus.JOINT: "Ghép", BranchStatus.NONE: "Chưa có"}


@dataclass(frozen=True)
class Words:
    """The proper names to draw on, in an order of the seed: places, and names for kindergartens."""

    places: list[str]
    gardens: list[str]


def words(random: np.random.Generator, wanted: int) -> Words:
    """Return at least ``wanted`` different place names, the shorter ones first, and names for kindergartens."""
    pairs = [f"{first} {second}" for first, second in product(FIRST_SYLLABLES, SECOND_SYLLABLES)]
    shuffled = _shuffled(random, [pair for pair in pairs if pair not in WELL_KNOWN])
    rounds = -(-wanted // len(shuffled))
    places = [pair + ending for ending in _endings(rounds) for pair in shuffled]
    return Words(places, _shuffled(random, list(GARDENS)))


def _shuffled(random: np.random.Generator, names: list[str]) -> list[str]:
    return [names[index] for index in random.random(len(names)).argsort(kind="stable")]


def _endings(rounds: int) -> list[str]:
    numbers = ["", *(f" {number}" for number in range(2, rounds // len(LAST_SYLLABLES) + 2))]
    return [last + number for number in numbers for last in LAST_SYLLABLES][:rounds]


def communes(places: list[str], wanted: int, last: Month) -> list[str]:
    """Return communes named after the first places; two in nine are townships, or wards once those are gone."""
    town = "Thị trấn" if last <= TOWNSHIPS_UNTIL else "Phường"
    return [f"{town if index % 9 in {0, 5} else 'Xã'} {place}" for index, place in enumerate(places[:wanted])]


def school_name(kind: SchoolType, ownership: Ownership, rank: int, chosen: Words, commune_count: int) -> str:
    """Return the name of the school with number ``rank`` of its type (from 0), different for each.

    The first schools of a type that are no kindergartens are named after the commune with their number.
    """
    private = " tư thục" if ownership is Ownership.PRIVATE else ""
    return f"{kind.title}{private} {_proper_name(kind, rank, chosen, commune_count)}"


def _proper_name(kind: SchoolType, rank: int, chosen: Words, commune_count: int) -> str:
    if not kind.for_small_children:
        return chosen.places[rank]
    turn = rank + (0 if kind is PRESCHOOL else len(chosen.gardens) * 2 // 3)
    return chosen.gardens[turn] if turn < len(chosen.gardens) else chosen.places[rank + commune_count]
