"""Who there is: how far each of the invented people came, by when, whether they left, and what is odd about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, auto
from itertools import chain, cycle
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dashboard.demo.people_paths import between, worked
from dashboard.domain.deadlines import months_after
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dashboard.demo.people_scene import Profile, Scene


class Oddity(Enum):
    """What makes a life worth looking at."""

    RETURNED = auto()
    FAILED_ONCE = auto()
    PAPERS_RETURNED = auto()
    STUDIED_AGAIN = auto()
    CERTIFICATE_ENDS = auto()
    INTRODUCTIONS_END = auto()
    WRONG_DATE = auto()
    WRONG_MOVE = auto()
    NEAR_EIGHTEEN = auto()
    NEAR_SIXTY = auto()
    PAST_SIXTY = auto()
    HELPER_GONE = auto()
    HELPER_LEFT = auto()
    OVERDUE = auto()
    THREE_BALLOTS = auto()
    LATE = auto()


class Odd(NamedTuple):
    """An oddity to be played: how far the person came, how many days ago, and a number of days that it needs."""

    oddity: Oddity
    goal: str
    ago: int
    days: int = 0


ODDITIES = (
    Odd(Oddity.CERTIFICATE_ENDS, "dossier", 120, 25),
    Odd(Oddity.LATE, "submitted", 140),
    Odd(Oddity.FAILED_ONCE, "branch_voted", 20),
    Odd(Oddity.LATE, "admission_decided", 72),
    Odd(Oddity.RETURNED, "sympathizer", 90),
    Odd(Oddity.INTRODUCTIONS_END, "dossier", 355, 350),
    Odd(Oddity.STUDIED_AGAIN, "class_certified", 40),
    Odd(Oddity.PAPERS_RETURNED, "dossier", 25),
    Odd(Oddity.LATE, "verification", 210),
    Odd(Oddity.NEAR_SIXTY, "class_certified", 200, 45),
    Odd(Oddity.NEAR_EIGHTEEN, "outstanding", 20, 25),
    Odd(Oddity.WRONG_DATE, "class_certified", 60),
    Odd(Oddity.HELPER_GONE, "dossier", 100, 45),
    Odd(Oddity.HELPER_LEFT, "class_certified", 150, 30),
    Odd(Oddity.CERTIFICATE_ENDS, "class_certified", 0, 6),
    Odd(Oddity.CERTIFICATE_ENDS, "class_certified", 0, -40),
    Odd(Oddity.LATE, "branch_voted", 105),
    Odd(Oddity.CERTIFICATE_ENDS, "class_certified", 0, 55),
    Odd(Oddity.CERTIFICATE_ENDS, "dossier", 100, 82),
    Odd(Oddity.CERTIFICATE_ENDS, "class_certified", 0, -210),
    Odd(Oddity.INTRODUCTIONS_END, "verification", 320, 380),
    Odd(Oddity.INTRODUCTIONS_END, "verification", 290, 335),
    Odd(Oddity.WRONG_MOVE, "sympathizer", 30),
    Odd(Oddity.LATE, "verification", 150),
    Odd(Oddity.PAST_SIXTY, "verification", 120, -100),
    Odd(Oddity.NEAR_SIXTY, "dossier", 70, 130),
    Odd(Oddity.LATE, "branch_voted", 92),
    Odd(Oddity.NEAR_EIGHTEEN, "sympathizer", 12, -40),
    Odd(Oddity.HELPER_GONE, "class_certified", 240, 120),
)
"""Played as far as there are people for them, the first ones first; ages are told by days to or past the limit."""

WAITING = {
    "source": (0.06, (20, 400)),
    "outstanding": (0.36, (10, 850)),
    "sympathizer": (0.18, (10, 500)),
    "class_enrolled": (0.05, (1, 25)),
    "class_certified": (0.16, (15, 700)),
    "dossier": (0.06, (8, 120)),
    "verification": (0.05, (5, 80)),
    "branch_voted": (0.02, (3, 20)),
    "submitted": (0.03, (5, 50)),
    "admission_decided": (0.03, (2, 25)),
}
"""Where those stand who are on the way, by share, and for how many days."""
STUCK = {"outstanding": (0.62, (60, 1100)), "sympathizer": (0.26, (60, 900)), "class_certified": (0.12, (60, 900))}
LEAVING = {
    "outstanding": ("withdrawn", "transferred_out", "left_staff"),
    "sympathizer": ("removed_from_list", "withdrawn", "transferred_out"),
    "class_certified": ("removed_from_list", "withdrawn", "left_staff", "transferred_out", "deceased"),
    "dossier": ("withdrawn", "transferred_out"),
    "verification": ("rejected",),
    "submitted": ("rejected",),
}
LEFT_AT = ("sympathizer", "outstanding", "class_certified", "sympathizer", "verification", "outstanding", "dossier",
           "class_certified", "sympathizer", "outstanding", "class_certified", "submitted", "sympathizer")  # fmt: skip
MOST_OF_THE_OTHERS = 0.6
"""No more of the staff who are no members are on the way at a school, however many people are wanted."""
CEREMONY_DAYS = {2: 3, 5: 19, 9: 3, 11: 7, 12: 15}
"""Ceremonies are held at 3/2, 19/5, 2/9, 7/11 and before the year ends."""
LAST_DAYS = {2: 17, 4: 19, 6: 19, 9: 19, 11: 19}
"""Until which day of a month a ceremony is held so that the recognition falls into the same month, 12 months later."""


@dataclass(frozen=True)
class Plot:
    """How far somebody comes, by when; ``fixed`` are steps of the way whose day is given, ``days`` is the oddity's."""

    school: int
    goal: str
    day: date
    oddity: Oddity | None = None
    days: int = 0
    exit: str | None = None
    left_on: date | None = None
    fixed: Mapping[str, date] = field(default_factory=dict)


def admissions(random: np.random.Generator, scene: Scene, admitted: list[tuple[int, Month]]) -> list[Plot]:
    """Return those whose ceremony was held; two of them waited longer for their recognition than reports tell."""
    plots = [Plot(school, "probationary", _ceremony_day(random, scene, month)) for school, month in admitted]
    odd, waited = iter((Oddity.THREE_BALLOTS, Oddity.OVERDUE)), set[int]()
    for place, plot in enumerate(plots):
        is_long_ago = scene.index(plot.day) == scene.window.months - 14 and plot.school not in waited
        if is_long_ago and (oddity := next(odd, None)):
            waited.add(plot.school)
            plots[place] = Plot(plot.school, plot.goal, plot.day.replace(day=between(random, 3, 9)), oddity)
    return _leaving(scene, plots)


def _leaving(scene: Scene, plots: list[Plot]) -> list[Plot]:
    """Let some leave when their twelve months end, where the report of that month has somebody leave that way."""
    rest = {"struck_off": 1, "transferred_out": 2}
    used = set[tuple[int, Month]]()
    for place, plot in enumerate(plots):
        over_on = months_after(plot.day, 12)
        key = (plot.school, Month.of(over_on))
        ways = [way for way, count in rest.items() if count and scene.left(way, plot.school, over_on)]
        if ways and not plot.oddity and key not in used:
            used.add(key)
            rest[ways[0]] -= 1
            way = ways[0].replace("struck_off", "struck_off_probation")
            plots[place] = replace(plot, exit=way, left_on=over_on + timedelta(1))
    return plots


def _ceremony_day(random: np.random.Generator, scene: Scene, month: Month) -> date:
    """Return a day of the month; the twelve months of some end within days of today."""
    if scene.this_month_begun and month == Month.of(scene.today).plus(-12):
        nearby = scene.today.day + (-9, 5, 12)[between(random, 0, 2)]
        return month.first.replace(day=min(max(nearby, 1), 28))
    usual = CEREMONY_DAYS.get(month.number)
    day = usual if usual and random.random() < 0.6 else between(random, 1, LAST_DAYS.get(month.number, 20))
    return min(month.first.replace(day=day), scene.today)


def on_the_way(random: np.random.Generator, scene: Scene, kinds: Profile, wanted: int) -> Iterator[Plot]:
    """Yield those who stand somewhere before the ceremony today, the odd ones first, and some admitted since."""
    most = np.floor(scene.others * MOST_OF_THE_OTHERS) * (kinds.weight > 0)
    share = kinds.weight * min(1.0, wanted / max(1.0, float(kinds.weight.sum())))
    reached = np.floor((np.minimum(share, most)).cumsum() + random.random())
    counts = np.diff(reached, prepend=0).astype(int).tolist()
    places = list(chain.from_iterable([school] * count for school, count in enumerate(counts)))
    usual = [school for school in places if school not in kinds.stuck]
    shuffled = [usual[turn] for turn in random.random(len(usual)).argsort()]
    yield from (_odd(scene, school, odd) for school, odd in zip(shuffled, ODDITIES, strict=False))
    yield from (_waiting(random, scene, school, WAITING) for school in shuffled[len(ODDITIES) :])
    yield from (_waiting(random, scene, school, STUCK) for school in places if school in kinds.stuck)


def _odd(scene: Scene, school: int, odd: Odd) -> Plot:
    day, fixed = scene.today - timedelta(odd.ago), {}
    if odd.oddity is Oddity.CERTIFICATE_ENDS:
        fixed = {"class_certified": months_after(scene.today + timedelta(odd.days), -60)}
        day = fixed.get(odd.goal, day)
    return Plot(school, odd.goal, day, odd.oddity, odd.days, fixed=fixed)


def _waiting(
    random: np.random.Generator, scene: Scene, school: int, usual: Mapping[str, tuple[float, tuple[int, int]]]
) -> Plot:
    shares = np.array([share for share, _ in usual.values()])
    goal = list(usual)[int(random.choice(len(usual), p=shares / shares.sum()))]
    least, most = usual[goal][1]
    ago = least + int((most - least) * random.random() ** 1.4)
    return Plot(school, goal, worked(scene.today - timedelta(ago)))


def lately(random: np.random.Generator, scene: Scene, kinds: Profile) -> Iterator[Plot]:
    """Yield two who were admitted since the last month that was reported, once it is long enough ago."""
    days = (scene.today - scene.window.last.last).days
    schools = np.flatnonzero(kinds.weight > 0).tolist()
    if days > 5 and len(schools) > 5:
        for turn in range(2):
            yield Plot(schools[turn - 2], "probationary", scene.today - timedelta(between(random, 1, days - 1)))


def gone(random: np.random.Generator, scene: Scene, kinds: Profile, wanted: int) -> Iterator[Plot]:
    """Yield those who left before they were admitted, in the last years, most where many are introduced."""
    weight = kinds.weight * (scene.others > 0)
    if not weight.sum():
        return
    most = int(scene.others.sum()) // 2
    schools = random.choice(len(weight), size=min(wanted, most), p=weight / weight.sum()).tolist()
    exits = {goal: cycle(ways) for goal, ways in LEAVING.items()}
    for school, goal in zip(schools, cycle(LEFT_AT)):
        left_on = worked(scene.today - timedelta(between(random, 10, 1200)))
        yield Plot(
            school, goal, worked(left_on - timedelta(between(random, 40, 540))), exit=next(exits[goal]), left_on=left_on
        )
