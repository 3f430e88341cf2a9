"""What the viewer has chosen to look at, and its written form in addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.schools import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEPARATOR = "."


@dataclass(frozen=True)
class Filters:
    """The shared filters: a month (``None``: the latest reported), levels, communes by slug, one school by code."""

    month: Month | None = None
    levels: tuple[Level, ...] = ()
    communes: tuple[str, ...] = ()
    school: str | None = None

    @classmethod
    def from_address(cls, query: Mapping[str, str]) -> Filters:
        """Read the filters from an address; whatever it does not understand is left at its default."""
        return cls(
            month=_month(query.get("period", "")),
            levels=tuple(Level(part) for part in _parts(query.get("level", "")) if part in set(Level)),
            communes=_parts(query.get("commune", "")),
            school=query.get("school") or None,
        )

    def to_address(self) -> dict[str, str]:
        """Return the address form, stable English names and codes, defaults left out."""
        written = {
            "period": str(self.month or ""),
            "level": _SEPARATOR.join(self.levels),
            "commune": _SEPARATOR.join(self.communes),
            "school": self.school or "",
        }
        return {name: text for name, text in written.items() if text}

    def in_month(self, month: Month | None) -> Filters:
        """Return the same choice for another month."""
        return replace(self, month=month)

    def of_school(self, school: str | None) -> Filters:
        """Return the same choice narrowed to one school, or widened again."""
        return replace(self, school=school)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(sorted({part for part in text.split(_SEPARATOR) if part}))


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None
