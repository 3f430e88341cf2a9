"""The months of each school, walked back from the last: members and staff by group, and what moved them.

Every month closes with its opening plus what came minus what went, and opens with the closing of the month before,
so the identities of ``checks.toml`` hold by construction. Whoever was admitted is probationary for twelve months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.demo.cast import OWN_BRANCH_LEAST, Cast
from dashboard.demo.school_year import ADMISSION_SEASON, SCHOOL_YEAR_BEGINS, TRANSFER_SEASON, Window, season

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dashboard.demo.strength import Counts, Strength

PROBATION = 12
ADMISSION_RATE = 0.036
OTHER_STAFF_ADMITTED = 0.1
YEARLY_RATES = {
    "transferred_in": 0.010,
    "transferred_out": 0.016,
    "restored": 0.0002,
    "died": 0.0012,
    "expelled": 0.0002,
    "struck_off": 0.0006,
    "left_party": 0.0004,
}
"""How often it happens to a member in a year; admissions are the 3 to 4 % of the national goal."""
MANAGERS_EXCHANGED = 0.08
LEAVING = ("transferred_out", "died", "expelled", "struck_off", "left_party")
ARRIVING = ("transferred_in", "restored")


@dataclass(frozen=True)
class History:
    """Counts by field of the report, each with a row a month and a column a school.

    ``admitted_before`` are the admissions of the twelve months before the first.
    """

    counts: dict[str, Counts]
    admitted_before: Counts


def history(random: np.random.Generator, end: Strength, players: Cast, window: Window) -> History:
    """Return what every school would have reported in each month, also where it is not open or did not report."""
    size = _members_for_chances(end, players)
    admitted = _admissions(random, size, players, window)
    counts = _movements(random, size, players, window) | {"admitted": admitted[PROBATION:]}
    probationary = _last_twelve(admitted)
    walk = _Walk(counts, end, players, probationary)
    walk.back(_to_other_staff(random, counts["admitted"]), _staff_drift(random, players, window))
    _exchange_managers(random, walk.counts, players, window)
    official = {"members_official": walk.counts["members_total"] - probationary[1:]}
    return History(walk.counts | official | {"members_probationary": probationary[1:]}, admitted[:PROBATION])


def _members_for_chances(end: Strength, players: Cast) -> Counts:
    members = end.members.sum(axis=0, dtype=np.int32)
    return np.concatenate([members, np.repeat(members[players.successors] // 2, 2)])


def _admissions(random: np.random.Generator, size: Counts, players: Cast, window: Window) -> Counts:
    """Return the admissions of each month and of the twelve before the first, whose people are still probationary."""
    chance = np.outer(season(ADMISSION_SEASON, window, before=PROBATION), size) * (ADMISSION_RATE / 12)
    drawn = _spread_out(random, chance)
    drawn[PROBATION:][players.still] = 0
    drawn[:PROBATION, players.still[0]] = 0
    most = size // 5
    for month in range(drawn.shape[0]):
        lately = drawn[max(0, month - PROBATION + 1) : month].sum(axis=0)
        drawn[month] = np.minimum(drawn[month], np.maximum(most - lately, 0))
    return _with_those_of_predecessors(drawn, players)


def _with_those_of_predecessors(drawn: Counts, players: Cast) -> Counts:
    if players.merger is not None:
        first, second = players.predecessors
        earlier = slice(0, PROBATION + players.merger)
        drawn[earlier, players.successors] = drawn[earlier, first] + drawn[earlier, second]
    return drawn


def _last_twelve(admitted: Counts) -> Counts:
    """Return who is probationary at the end of each month, the month before the first included."""
    running = np.concatenate([np.zeros((1, admitted.shape[1]), np.int32), admitted.cumsum(axis=0, dtype=np.int32)])
    probationary: Counts = running[PROBATION:] - running[:-PROBATION]
    return probationary


def _movements(random: np.random.Generator, size: Counts, players: Cast, window: Window) -> dict[str, Counts]:
    moves = {}
    for field, rate in YEARLY_RATES.items():
        weights = season(TRANSFER_SEASON, window) if field.startswith("transferred") else [1.0] * window.months
        chance = np.outer(weights, size) * (rate / 12)
        moves[field] = _spread_out(random, chance) * ~players.still
    return moves


def _spread_out(random: np.random.Generator, expected: NDArray[np.float64]) -> Counts:
    """Draw counts with these expectations such that each month's sum is within one of what is expected.

    Systematic sampling: one draw a month, so that the seasons show whatever the seed.
    """
    reached = np.floor(expected.cumsum(axis=1) + random.random((expected.shape[0], 1)))
    return np.diff(reached, axis=1, prepend=0).astype(np.int32)


def _to_other_staff(random: np.random.Generator, admitted: Counts) -> Counts:
    return np.where(random.random(admitted.shape) < OTHER_STAFF_ADMITTED, np.minimum(admitted, 1), 0).astype(np.int32)


def _staff_drift(random: np.random.Generator, players: Cast, window: Window) -> Counts:
    """Return by how many teachers the staff of a school grows in a month, mostly when the school year begins."""
    drawn = random.random(players.still.shape)
    begins = [window.month(index).number in SCHOOL_YEAR_BEGINS for index in range(window.months)]
    chance = np.where(begins, 0.22, 0.015)[:, np.newaxis]
    return ((drawn < chance).astype(np.int32) - (drawn > 1 - chance)) * ~players.still


def _exchange_managers(random: np.random.Generator, counts: dict[str, Counts], players: Cast, window: Window) -> None:
    """Let heads of schools change places: one member comes and one goes, the sums stay."""
    chance = np.array(season(TRANSFER_SEASON, window))[:, np.newaxis] * (MANAGERS_EXCHANGED / 12)
    exchanged = (random.random(players.still.shape) < chance) & ~players.still & (counts["members_managers"] > 0)
    counts["transferred_in"] += exchanged
    counts["transferred_out"] += exchanged


class _Walk:
    """The way back through the months; ``counts`` gains the closings and openings."""

    GROUPS = ("managers", "teachers", "other")

    def __init__(self, counts: dict[str, Counts], end: Strength, players: Cast, probationary: Counts) -> None:
        later = ((0, 0), (0, 2 * players.successors.size))
        self.staff, self.members = np.pad(end.staff, later), np.pad(end.members, later)
        self.players, self.probationary, self.counts = players, probationary, counts
        fields = [f"{whose}_{group}" for whose in ("staff", "members") for group in (*self.GROUPS, "total")]
        for field in [*fields, "opening_total"]:
            counts[field] = np.zeros(players.alive.shape, dtype=np.int32)

    def back(self, to_other_staff: Counts, drift: Counts) -> None:
        for month in reversed(range(self.players.alive.shape[0])):
            if self.players.merger == month + 1:
                self._split_successors(self.probationary[month + 1])
            self._write(month)
            self._open(month, np.minimum(to_other_staff[month], self.members[2]), drift[month])
            self.counts["opening_total"][month] = self.members.sum(axis=0)

    def _write(self, month: int) -> None:
        for whose, people in (("staff", self.staff), ("members", self.members)):
            self.counts[f"{whose}_total"][month] = people.sum(axis=0)
            for group, row in zip(self.GROUPS, people, strict=True):
                self.counts[f"{whose}_{group}"][month] = row

    def _open(self, month: int, to_other_staff: Counts, drift: Counts) -> None:
        """Undo what the month brought; a branch that would have been too small before lost somebody since."""
        moves = {field: self.counts[field][month] for field in (*LEAVING, *ARRIVING, "admitted")}
        self.members[2] -= to_other_staff
        self.members[1] += sum(moves[field] for field in LEAVING) - sum(moves[field] for field in ARRIVING)
        self.members[1] -= moves["admitted"] - to_other_staff
        needed = self.players.least_official + self.probationary[month] - self.members.sum(axis=0)
        lacking = np.where(self.players.alive[month], np.maximum(np.maximum(needed, -self.members[1]), 0), 0)
        self.counts["transferred_out"][month] += lacking
        self.members[1] += lacking
        self.staff[1] = np.maximum(self.staff[1] - drift, self.members[1])

    def _split_successors(self, probationary: Counts) -> None:
        """Give the members and staff of each merged school to the two it was made of."""
        whole, (first, second) = self.players.successors, self.players.predecessors
        least = probationary[[first, second]] + OWN_BRANCH_LEAST
        rest = self.members[:, whole].sum(axis=0) - least.sum(axis=0)
        self.members[:, first] = (self.members[:, whole] + 1) // 2
        self.members[1, first] = least[0] + (rest + 1) // 2 - self.members[0, first] - self.members[2, first]
        self.members[:, second] = self.members[:, whole] - self.members[:, first]
        self.staff[:, first] = np.maximum((self.staff[:, whole] + 1) // 2, self.members[:, first])
        self.staff[:, second] = np.maximum(
            self.staff[:, whole] - self.staff[:, first] + [[1], [0], [0]], self.members[:, second]
        )
