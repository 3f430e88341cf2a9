"""How many people each school has in the last month: sums as stated, ratios spread as in a real district."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dashboard.demo.plan import STATED_MEMBERS, STATED_SCHOOLS, STATED_STAFF, Role, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

Counts = NDArray[np.int32]

STILL_MEMBERS = {Role.NO_BRANCH: 0, Role.JOINT_FIRST: 2, Role.JOINT_SECOND: 2}
"""Fewer than three official members make no branch of their own (Charter, article 24)."""
LEAST_MEMBERS = 5

SURE_SCORES = {Role.SURELY_LOW: (-3.0, -2.15), Role.SURELY_HIGH: (2.15, 3.0), Role.MERGED: (0.3, 1.5)}
BELOW, ABOVE = (-1.7, -0.1), (0.1, 1.7)
BELOW_SCORES = np.linspace(-1.55, -0.3, 14)
ABOVE_SCORES = np.linspace(0.12, 0.95, 26)
"""Standard errors from the district's ratio; the limits of certainty are at 1,96 (``domain.ratios.standing``)."""


@dataclass(frozen=True)
class Strength:
    """Staff and members of each school by position group: rows are managers, teachers and others."""

    staff: Counts
    members: Counts


def strength(random: np.random.Generator, chosen: list[Slot]) -> Strength:
    """Return who works at each school and who of them is a member in the last month.

    For 51 schools the sums are exactly those of the roundtable; other sizes keep the ratio as near as whole
    people allow.
    """
    staff_target = round(STATED_STAFF * len(chosen) / STATED_SCHOOLS)
    staff = _staff(random, chosen, staff_target)
    members = _members(random, chosen, staff, round(staff_target * STATED_MEMBERS / STATED_STAFF))
    groups = _staff_groups(random, staff)
    return Strength(groups, _member_groups(random, groups, members))


def _staff(random: np.random.Generator, chosen: list[Slot], target: int) -> Counts:
    still = np.array([slot.is_still for slot in chosen])
    size = np.array([slot.staff for slot in chosen], dtype=np.float64)
    weight = np.where(still, 0, size * (0.92 + 0.16 * random.random(len(chosen))))
    exact = np.where(still, size, weight * (target - size[still].sum()) / weight.sum())
    whole = np.floor(exact).astype(np.int32)
    largest_rests = np.argsort(whole - exact, kind="stable")[: target - int(whole.sum())]
    whole[largest_rests] += 1
    return whole


@dataclass
class _Spread:
    """Where the members of each school start, and between what they stay."""

    members: Counts
    low: Counts
    high: Counts


def _members(random: np.random.Generator, chosen: list[Slot], staff: Counts, target: int) -> Counts:
    spread, order = _spread(random, chosen, staff), random.random(staff.size)
    still = np.array([slot.is_still for slot in chosen])
    while difference := target - int(spread.members.sum()):
        room = np.flatnonzero(spread.members < spread.high if difference > 0 else spread.members > spread.low)
        if not room.size:
            spread.low = np.where(still, spread.members, LEAST_MEMBERS)
            spread.high = np.where(still, spread.members, staff - 1)
            continue
        moved = room[order[room].argsort(kind="stable")][: abs(difference)]
        spread.members[moved] += np.sign(difference)
    return spread.members


def _spread(random: np.random.Generator, chosen: list[Slot], staff: Counts) -> _Spread:
    share = STATED_MEMBERS / STATED_STAFF
    score, lowest, highest = np.array(_scores(random, chosen)).T
    error = np.sqrt(share * (1 - share) * staff)
    low = np.maximum(np.ceil(share * staff + lowest * error), LEAST_MEMBERS)
    high = np.maximum(np.floor(share * staff + highest * error), LEAST_MEMBERS)
    for place, slot in enumerate(chosen):
        if slot.is_still:
            low[place] = high[place] = STILL_MEMBERS[slot.role]
    start = np.clip(np.rint(share * staff + score * error), low, high)
    return _Spread(start.astype(np.int32), low.astype(np.int32), high.astype(np.int32))


def _scores(random: np.random.Generator, chosen: list[Slot]) -> list[tuple[float, float, float]]:
    """Return for each school how far it lies from the district's ratio, and between what it stays."""
    ordinary = np.concatenate([BELOW_SCORES, ABOVE_SCORES])
    turns = itertools.cycle(ordinary[random.random(ordinary.size).argsort()].tolist())
    return [_score(slot, turns) for slot in chosen]


def _score(slot: Slot, turns: Iterator[float]) -> tuple[float, float, float]:
    if slot.role in SURE_SCORES:
        low, high = SURE_SCORES[slot.role]
        return (low + high) / 2, low, high
    score = 0.0 if slot.is_still else next(turns)
    return score, *(BELOW if score < 0 else ABOVE)


def _staff_groups(random: np.random.Generator, staff: Counts) -> Counts:
    managers = 1 + (staff > 8).astype(np.int32) + (staff >= 30) + (staff >= 60)
    other = np.minimum(np.rint(staff * (0.1 + 0.1 * random.random(staff.size))), staff - managers)
    return np.array([managers, staff - managers - other, other], dtype=np.int32)


def _member_groups(random: np.random.Generator, staff: Counts, members: Counts) -> Counts:
    """Split the members: nearly all managers, about one in seven of the other staff, the rest teachers."""
    managers = np.minimum(staff[0] - (random.random(members.size) < 0.3), members)
    other = np.minimum(np.floor(staff[2] * 0.15 + random.random(members.size)), members - managers)
    teachers = np.minimum(members - managers - other, staff[1])
    managers = np.minimum(members - other - teachers, staff[0])
    return np.array([managers, teachers, members - managers - teachers], dtype=np.int32)
