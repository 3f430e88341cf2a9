"""Which school goes into which, and whether that can be: pure rules over ids and days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Merger:
    """One school (``predecessor``) goes into another from a day on; schools by id."""

    predecessor: int
    successor: int
    day: date


def successors(school: int, heirs: Mapping[int, int]) -> list[int]:
    """Return the schools that took this one over, one after the other; a circle is walked once.

    ``heirs`` names for each school that went into another the one that it went into.
    """
    found: list[int] = []
    while (heir := heirs.get(school)) is not None and heir not in found:
        found.append(heir)
        school = heir
    return found


def is_closed_by(closed_on: date | None, day: date) -> bool:
    """Tell whether a school is closed on a day; the day of its closing is the first on which it is."""
    return closed_on is not None and closed_on <= day
