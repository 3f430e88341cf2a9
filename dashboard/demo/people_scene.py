"""Where the invented people work: which schools have people recorded, who was admitted when, who could still be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dashboard.demo.cast import OWN_BRANCH_LEAST
from dashboard.demo.history import ADMISSION_RATE
from dashboard.demo.plan import Role
from dashboard.demo.school_year import ADMISSION_SEASON

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from dashboard.demo.cast import Cast
    from dashboard.demo.history import History
    from dashboard.demo.school_year import Window
    from dashboard.demo.strength import Counts
    from dashboard.domain.months import Month

SPAN = 48
"""For how many months people are recorded."""
PEOPLE_A_SCHOOL = 7
"""About how many people a school has recorded; with fewer wanted, fewer schools record them."""
WITHOUT_SOURCE = 0.1
INTRODUCING_MANY = 0.09
"""How many schools have nobody left to admit, and how many introduce many people and admit few."""


@dataclass(frozen=True)
class Scene:
    """The invented district as the people's lives need it; schools are the rows of ``players``, open at the end."""

    window: Window
    today: date
    past: History
    players: Cast
    wanted: int

    @cached_property
    def covered(self) -> range:
        """The schools that have people recorded."""
        return range(min(len(self.players.slots), -(-self.wanted // PEOPLE_A_SCHOOL)))

    @cached_property
    def others(self) -> Counts:
        """How many of the staff of each covered school are no members in the last month."""
        last: Counts = self.past.counts["staff_total"][-1] - self.past.counts["members_total"][-1]
        return last[: len(self.covered)]

    @property
    def this_month_begun(self) -> bool:
        """Tell whether there are days after the last month that was reported."""
        return self.today > self.window.last.last

    def index(self, day: date) -> int:
        """Return the number of the month of a day; negative before the first one that is reported."""
        return (day.year - self.window.last.year) * 12 + day.month - self.window.last.number + self.window.months - 1

    def official(self, school: int, day: date) -> int:
        """Return how many official members the branch of a school had, as far as reports tell."""
        opened = int(self.players.alive[:, school].argmax())
        index = min(max(self.index(day), opened), self.window.months - 1)
        return max(OWN_BRANCH_LEAST, int(self.past.counts["members_official"][index, school]))

    def left(self, field: str, school: int, day: date) -> int:
        """Return how many members a report says went in that way in the month of a day; 0 where there is none."""
        index = self.index(day)
        inside = 0 <= index < self.window.months and self.players.alive[index, school]
        return int(self.past.counts[field][index, school]) if inside else 0


def ceremonies(random: np.random.Generator, scene: Scene) -> list[tuple[int, Month]]:
    """Return the school and month of every admission since people are recorded, one entry a person.

    Those of the reported months and of the twelve before them are what the reports state; earlier ones are drawn
    alike, at the schools that admitted anybody since.
    """
    stated = np.concatenate([scene.past.admitted_before, scene.past.counts["admitted"]])[-SPAN:, : len(scene.covered)]
    counts = np.concatenate([_earlier(random, scene, stated), stated])
    months = [scene.window.last.plus(place - SPAN + 1) for place in range(SPAN)]
    places = np.argwhere(counts).tolist()
    return [(school, months[place]) for place, school in places for _ in range(counts[place, school])]


def _earlier(random: np.random.Generator, scene: Scene, stated: Counts) -> Counts:
    size = scene.past.counts["members_total"][-1][: len(scene.covered)] * (stated.sum(axis=0) > 0)
    months = [scene.window.last.plus(place - SPAN + 1) for place in range(SPAN - len(stated))]
    expected = np.outer([ADMISSION_SEASON[month.number - 1] for month in months], size) * (ADMISSION_RATE / 12)
    reached = np.floor(expected.cumsum(axis=1) + random.random((len(months), 1)))
    return np.diff(reached, axis=1, prepend=0).astype(np.int32)


@dataclass(frozen=True)
class Profile:
    """How the schools go about it: what each weighs when people on the way are spread, and which are stuck."""

    weight: NDArray[np.float64]
    stuck: frozenset[int]
    slow: frozenset[int]

    def pace(self, school: int) -> float:
        """Return how many times as long as elsewhere a step takes at a school."""
        return 1.6 if school in self.slow else 1.0


def profile(random: np.random.Generator, scene: Scene, admitted: list[tuple[int, Month]]) -> Profile:
    """Return what kind of school each is: those that introduce many are among those that admitted fewest."""
    order, schools = random.random(len(scene.covered)).argsort().tolist(), len(scene.covered)
    still = {place for place in scene.covered if scene.players.slots[place].is_still}
    times = np.bincount([school for school, _ in admitted], minlength=schools)
    fewest = sorted((place for place in order if place not in still), key=lambda place: int(times[place]))
    eager = sorted(fewest[: schools // 3], key=lambda place: -int(scene.others[place]))
    stuck = frozenset(eager[: round(schools * INTRODUCING_MANY)])
    rest = [place for place in order if place not in stuck | still]
    weight = scene.others * (0.6 + 0.8 * random.random(schools))
    weight[list(stuck)] *= 2.4
    weight[rest[: round(schools * WITHOUT_SOURCE)]] = 0
    weight[[place for place in still if scene.players.slots[place].role is not Role.JOINT_FIRST]] = 0
    return Profile(weight, stuck, frozenset(rest[-(schools // 5) :] if schools >= 5 else []))
