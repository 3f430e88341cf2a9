"""On which days somebody came from step to step: walked back from the last one, at the pace of the school."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.definitions.stages import stages
from dashboard.domain.working_days import SATURDAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    Path = dict[str, date]

DAYS_FROM_THE_STEP_BEFORE = {
    "outstanding": (60, 240),
    "sympathizer": (40, 220),
    "class_enrolled": (30, 200),
    "class_certified": (4, 12),
    "dossier": (30, 260),
    "verification": (20, 60),
    "branch_voted": (45, 100),
    "submitted": (4, 15),
    "admission_decided": (20, 62),
    "probationary": (8, 30),
}
UNHURRIED = frozenset({"outstanding", "sympathizer", "class_enrolled", "dossier", "branch_voted", "admission_decided"})
"""The steps that take longer where everything does."""
BEGINS_AT_SOURCE = 0.3
"""How many were noted before they were introduced; of the others the way begins with the introduction."""


def path(random: np.random.Generator, goal: str, day: date, pace: float, fixed: Mapping[str, date]) -> Path:
    """Return the day of every step up to ``goal``, which is reached on ``day``, in the order of the steps.

    ``fixed`` are steps whose day is given. All days but the last are worked ones.
    """
    way = list(stages())[: stages()[goal].place + 1]
    if goal != "source" and random.random() > BEGINS_AT_SOURCE:
        way = way[1:]
    days = {goal: day}
    for stage, before in zip(reversed(way), reversed(way[:-1]), strict=False):
        days[before] = fixed.get(before) or worked(days[stage] - timedelta(_gap(random, stage, pace)))
    return dict(reversed(days.items()))


def _gap(random: np.random.Generator, stage: str, pace: float) -> int:
    days = between(random, *DAYS_FROM_THE_STEP_BEFORE[stage])
    return round(days * pace) if stage in UNHURRIED else days


def between(random: np.random.Generator, least: int, most: int) -> int:
    """Draw a whole number, both ends included."""
    return int(random.integers(least, most + 1))


def worked(day: date) -> date:
    """Return the day, or the Friday before it when it is a weekend."""
    return day - timedelta(max(0, day.weekday() - SATURDAY + 1))


def worked_after(day: date) -> date:
    """Return the day, or the Monday after it when it is a weekend."""
    return day + timedelta((7 - day.weekday()) % 7 if day.weekday() >= SATURDAY else 0)
