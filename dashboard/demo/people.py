"""The people of the invented district: who they are, what became of them, and how many stood where at month ends.

Admissions are those that the reports state, month by month; the reports' outstanding staff and sympathizers are counted
of the people, so that both tell the same (``people_counts``). Two people whose probation took longer than twelve months
are the only ones of whom the reports tell otherwise: their schools counted them as official members too soon.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from dashboard.demo.people_helpers import assign, helpers_needed
from dashboard.demo.people_lives import About, Life
from dashboard.demo.people_members import move_away, tell_member, tell_of_long_standing
from dashboard.demo.people_names import Names
from dashboard.demo.people_paths import between
from dashboard.demo.people_plots import Oddity, Plot, admissions, gone, lately, on_the_way
from dashboard.demo.people_scene import ceremonies, profile
from dashboard.demo.people_steps import tell
from dashboard.domain.deadlines import months_after

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dashboard.demo.people_scene import Profile, Scene

T = TypeVar("T")

STREAM = 4
"""Sets the people's chances apart from those of the rest of the district, which stays the same with any of them."""
HELPERS_SHARE, GONE_SHARE = 0.13, 0.17
OF_LONG_STANDING, OFFICIAL_FOR_MONTHS = (22, 35), (76, 260)
LIMITS = {Oddity.NEAR_EIGHTEEN: 18, Oddity.NEAR_SIXTY: 60, Oddity.PAST_SIXTY: 60}
AGES = ((0.5, (23, 29)), (0.88, (30, 43)), (1.0, (44, 53)))
YEAR_ONLY, NOTED = 0.06, 0.04
GROUPS = ((0.03, "manager"), (0.82, "teacher"), (1.0, "other"))
EDUCATION = {"manager": "Đại học", "teacher": "Đại học", "other": "Trung cấp"}
POSITIONS = ("Bí thư", "Phó Bí thư", "Chi ủy viên")
NOTES = ("Đang học nâng chuẩn trình độ đào tạo", "Nghỉ thai sản đến hết học kỳ", "Giáo viên dạy giỏi cấp trường")


@dataclass(frozen=True)
class Household:
    """The people of one school: members of long standing who help, and everybody else."""

    school: int
    helpers: list[Life]
    lives: list[Life]

    @property
    def everybody(self) -> list[Life]:
        """All of them, the helpers first."""
        return [*self.helpers, *self.lives]


def households(scene: Scene, seed: int) -> list[Household]:
    """Return the people of every school that has any, about as many as are wanted of the scene."""
    random = np.random.default_rng([seed, STREAM])
    admitted = ceremonies(random, scene)
    inventor = _Inventor(random, scene, profile(random, scene, admitted))
    inventor.live(admissions(random, scene, admitted))
    inventor.live(lately(random, scene, inventor.kinds))
    still_open = round(scene.wanted * (1 - HELPERS_SHARE - GONE_SHARE)) - len(inventor.lives)
    inventor.live(on_the_way(random, scene, inventor.kinds, max(0, still_open)))
    missing = scene.wanted - len(inventor.lives) - sum(_helpers(own) for own in inventor.by_school().values())
    inventor.live(gone(random, scene, inventor.kinds, max(0, missing)))
    return [inventor.household(school, own) for school, own in inventor.by_school().items()]


def _helpers(lives: list[Life]) -> int:
    return helpers_needed(lives) + any(life.plot.oddity is Oddity.HELPER_LEFT for life in lives)


class _Inventor:
    """Invents person after person; ``lives`` are those that are no helpers."""

    def __init__(self, random: np.random.Generator, scene: Scene, kinds: Profile) -> None:
        self.random, self.scene, self.kinds = random, scene, kinds
        self.names, self.lives = Names(random), list[Life]()

    def live(self, plots: Iterable[Plot]) -> None:
        """Tell what became of people of whom it is known how far they came."""
        for plot in plots:
            life = Life(self.scene, plot, self._about(plot))
            telling = tell_member if plot.goal == "probationary" else tell
            telling(self.random, life, self.kinds.pace(plot.school))
            self.lives.append(life)

    def by_school(self) -> dict[int, list[Life]]:
        """Return the lives by school, in the order of the schools."""
        own = defaultdict(list)
        for life in sorted(self.lives, key=lambda life: life.plot.school):
            own[life.plot.school].append(life)
        return own

    def household(self, school: int, own: list[Life]) -> Household:
        """Give the people of a school those who help them; one of these may have left since."""
        count = _helpers(own)
        assign(self.random, own, count)
        helpers = [self._helper(school, turn) for turn in range(count)]
        for life in own:
            if life.plot.oddity is Oddity.HELPER_LEFT:
                move_away(helpers[-1], self.scene.today - timedelta(life.plot.days))
        return Household(school, helpers, own)

    def _helper(self, school: int, turn: int) -> Life:
        months_ago, day = between(self.random, *OFFICIAL_FOR_MONTHS), between(self.random, 1, 19)
        held_on = self.scene.window.last.plus(-months_ago).first.replace(day=day)
        plot = Plot(school, "official", held_on)
        life = Life(self.scene, plot, self._about(plot))
        life.about.party_position = POSITIONS[turn] if turn < len(POSITIONS) else None
        tell_of_long_standing(self.random, life)
        return life

    def _about(self, plot: Plot) -> About:
        group = "other" if plot.oddity is Oddity.NEAR_EIGHTEEN else self._drawn(GROUPS)
        least, most = OF_LONG_STANDING if plot.goal == "official" else self._drawn(AGES)
        age_in_days = between(self.random, least * 365 + 8, most * 365)
        about = About(self.names.draw(), self._born(plot) or plot.day - timedelta(age_in_days), group)
        about.year_only = plot.oddity is None and least > AGES[0][1][0] and self.random.random() < YEAR_ONLY
        about.education = EDUCATION[group]
        about.note = NOTES[between(self.random, 0, len(NOTES) - 1)] if self.random.random() < NOTED else None
        return about

    def _born(self, plot: Plot) -> date | None:
        """Return when somebody at the edge of the ages was born: so many days from being of that age."""
        years = LIMITS.get(plot.oddity) if plot.oddity else None
        return months_after(self.scene.today + timedelta(plot.days), -12 * years) if years else None

    def _drawn(self, choices: tuple[tuple[float, T], ...]) -> T:
        chance = self.random.random()
        return next(choice for until, choice in choices if chance <= until)
