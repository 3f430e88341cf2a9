"""The names of invented people: ways of naming of several peoples, with given names out of nature.

Nobody is meant. The given names are words such as brook, cloud and field, so that a name is at once seen to be made up
and meets nobody who is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

FEMALE, MALE = "female", "male"

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh",
    "Mai", "Trịnh", "Tạ", "Lâm", "Cao",
)  # fmt: skip
GIVEN = (
    "Suối", "Mây", "Sương", "Nắng", "Đồi", "Ngàn", "Lúa", "Trăng", "Sóng", "Cỏ", "Lá", "Mưa", "Bến", "Ghềnh", "Nương",
    "Rẫy", "Sông", "Thung", "Đèo", "Gió", "Ruộng", "Vườn", "Rừng", "Bãi", "Thác", "Khe", "Núi", "Tre", "Trúc Mây",
    "Hạt Sương", "Nắng Mai", "Gió Ngàn", "Lúa Vàng", "Suối Trong",
)  # fmt: skip
FEMALE_MIDDLES = ("Thị", "Thị", "Thị", "Thị Ngọc", "Thị Thu", "Thị Kim", "Ngọc", "Thanh")
MALE_MIDDLES = ("Văn", "Văn", "Văn", "Đức", "Quang", "Hữu", "Minh", "Xuân")


class Naming(NamedTuple):
    """How a people names women and men: the parts in their order, each a choice of words."""

    ethnicity: str
    share: float
    female: tuple[Sequence[str], ...]
    male: tuple[Sequence[str], ...]


NAMINGS = (
    Naming("Kinh", 0.86, (FAMILIES, FEMALE_MIDDLES, GIVEN), (FAMILIES, MALE_MIDDLES, GIVEN)),
    Naming("Ê Đê", 0.03, (("H’",), GIVEN, ("Niê", "Êban", "Mlô")), (("Y",), GIVEN, ("Niê", "Êban", "Mlô"))),
    Naming("Khmer", 0.02, (("Thạch", "Kim", "Sơn"), ("Thị",), GIVEN), (("Thạch", "Kim", "Sơn"), GIVEN)),
    Naming("Mông", 0.02, (("Giàng", "Vàng", "Thào"), ("Thị",), GIVEN), (("Giàng", "Vàng", "Thào"), ("A",), GIVEN)),
    Naming("Thái", 0.03, (("Lò", "Quàng", "Cầm"), ("Thị",), GIVEN), (("Lò", "Quàng", "Cầm"), ("Văn",), GIVEN)),
    Naming("Chăm", 0.02, (("Bá", "Đàng", "Thuận"), ("Thị",), GIVEN), (("Bá", "Đàng", "Thuận"), ("Văn",), GIVEN)),
    Naming("Xơ Đăng", 0.02, (("Hồ",), ("Thị",), GIVEN), (("Hồ",), ("Văn",), GIVEN)),
)


class Named(NamedTuple):
    """An invented name, with the sex and the people that it is of."""

    full_name: str
    sex: str
    ethnicity: str


WOMEN = 0.74
"""Most teachers are women."""


class Names:
    """Gives out names that were not given out before."""

    def __init__(self, random: np.random.Generator) -> None:
        """Draw on the given source of chance."""
        self._random, self._given = random, set[str]()

    def draw(self) -> Named:
        """Return a new name; where the words meet again, with one more of them."""
        naming = NAMINGS[int(self._random.choice(len(NAMINGS), p=[one.share for one in NAMINGS]))]
        sex = FEMALE if self._random.random() < WOMEN else MALE
        parts = naming.female if sex == FEMALE else naming.male
        words = [choice[int(self._random.integers(len(choice)))] for choice in parts]
        return Named(self._unused(" ".join(words).replace("’ ", "’")), sex, naming.ethnicity)

    def _unused(self, name: str) -> str:
        while name in self._given:
            name = f"{name} {GIVEN[int(self._random.integers(len(GIVEN)))]}"
        self._given.add(name)
        return name
