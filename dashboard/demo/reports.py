"""The table of monthly reports: what was reported of the history, what was left blank, and on which day it came."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from dashboard.demo.cast import Cast, Flags, missing_months
from dashboard.demo.history import ARRIVING, LEAVING, History
from dashboard.demo.plan import Role
from dashboard.domain.reporting import due_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from dashboard.demo.school_year import Window
    from dashboard.demo.strength import Counts

MOVEMENTS = ("opening_total", "admitted", *ARRIVING, *LEAVING)
GROUP_FIELDS = tuple(
    f"{whose}_{group}" for whose in ("staff", "members") for group in ("managers", "teachers", "other")
)
FIELDS = (
    "staff_total", "staff_managers", "staff_teachers", "staff_other", "members_total", "members_official",
    "members_probationary", "members_managers", "members_teachers", "members_other", "members_women",
    "members_ethnic_minority", "members_religious", "members_youth_union", "opening_total", "admitted",
    "transferred_in", "restored", "transferred_out", "died", "expelled", "struck_off", "left_party",
    "outstanding_total", "sympathizer_total",
)  # fmt: skip
"""The counts of the table ``report``, in its order."""

SHARES = {
    "members_women": (0.50, 0.85),
    "members_ethnic_minority": (0.0, 0.12),
    "members_religious": (0.0, 0.10),
    "members_youth_union": (0.08, 0.28),
}
"""Between which shares of the members these lie; most teachers are women."""
BLANK_SCHOOLS = {
    "members_women": 0.03,
    "members_ethnic_minority": 0.07,
    "members_religious": 0.2,
    "members_youth_union": 0.12,
    "outstanding_total": 0.05,
    "sympathizer_total": 0.08,
}
"""How many schools do not fill in these columns; half of those begin to some day."""
GAP_CHANCE = 0.02
LATE_CHANCE, HABIT_OF_BEING_LATE = 0.015, 0.25
FIRST_UPLOAD = 1


class Timing(NamedTuple):
    """When reports are due, and after which day nothing has been recorded yet (``None``: no such day)."""

    due_day: int
    today: date | None


class Census(NamedTuple):
    """The figures that were counted of people, by field of the report, and the rows of the schools that have any."""

    counts: Mapping[str, Counts]
    rows: list[int]


NOBODY = Census({}, [])


def reports(
    random: np.random.Generator, past: History, players: Cast, window: Window, timing: Timing, people: Census
) -> pa.Table:
    """Return the reports by month and school with all columns of the table ``report``, ids from 1."""
    sent = players.alive & ~_gaps(random, past, players, window)
    counts = {**past.counts, **_shares(random, past), **_candidates(random, past)}
    for field, counted in people.counts.items():
        counts[field][:, people.rows] = counted[:, people.rows]
    unknown = _unknown(random, players, window)
    month, school = np.nonzero(sent)
    columns = {
        "id": pa.array(np.arange(1, month.size + 1, dtype=np.int64)),
        "school_id": pa.array((school + 1).astype(np.int32)),
    }
    columns["month"] = _days(np.array([_number(window.month(index).first) for index in range(window.months)])[month])
    columns |= {field: _counted(counts[field][sent], unknown, field, sent) for field in FIELDS}
    columns["recorded_on"] = _days(_recorded(random, players, window, timing)[sent])
    columns["upload_id"] = pa.array(np.full(month.size, FIRST_UPLOAD, dtype=np.int32))
    return pa.table(columns)


def _counted(values: Counts, unknown: Mapping[str, Flags], field: str, sent: Flags) -> pa.Array:
    return pa.array(values, mask=unknown[field][sent] if field in unknown else None)


def _days(numbers: NDArray[np.int64]) -> pa.Array:
    return pa.array(numbers.astype(np.int32)).view(pa.date32())


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _gaps(random: np.random.Generator, past: History, players: Cast, window: Window) -> Flags:
    """Return which reports are missing: the last ones of some schools, and now and then one in which nothing moved.

    Since nothing moved, the next report still opens with what the one before closed with.
    """
    moved = sum(past.counts[field] for field in MOVEMENTS if field != "opening_total")
    gaps: Flags = (random.random(players.alive.shape) < GAP_CHANCE) & (moved == 0)
    gaps[1:] &= players.alive[:-1]
    gaps[:-1] &= players.alive[1:]
    gaps[[0, -1]] = False
    for place, slot in enumerate(players.slots):
        if missing := missing_months(slot.role, window.months):
            gaps[:, place] = np.arange(window.months) >= window.months - missing
    return gaps


def _shares(random: np.random.Generator, past: History) -> dict[str, Counts]:
    members, shares = past.counts["members_total"], {}
    for field, (least, most) in SHARES.items():
        share = least + (most - least) * random.random(members.shape[1])
        shares[field] = np.floor(members * share + 0.5).astype(np.int32)
    return shares


def _candidates(random: np.random.Generator, past: History) -> dict[str, Counts]:
    """Return who is on the way in, out of the staff who are no members."""
    others = past.counts["staff_total"] - past.counts["members_total"]
    outstanding = np.floor(others * (0.04 + 0.14 * random.random(others.shape[1])) + 0.4)
    sympathizers = np.floor(others * (0.02 + 0.09 * random.random(others.shape[1])) + 0.3)
    return {"outstanding_total": outstanding.astype(np.int32), "sympathizer_total": sympathizers.astype(np.int32)}


def _unknown(random: np.random.Generator, players: Cast, window: Window) -> dict[str, Flags]:
    """Return by field which figures were left blank."""
    months = np.arange(window.months)[:, np.newaxis]
    unknown = {}
    for field, chance in BLANK_SCHOOLS.items():
        blank, begins = random.random(players.size) < chance, random.random(players.size) * 2 * window.months
        unknown[field] = blank & (months < begins)
    for role, fields in ((Role.BLANK_GROUPS, GROUP_FIELDS), (Role.BLANK_MOVEMENTS, MOVEMENTS)):
        unknown |= dict.fromkeys(fields, players.having(role) & np.ones_like(players.alive))
    return unknown


def _recorded(random: np.random.Generator, players: Cast, window: Window, timing: Timing) -> NDArray[np.int64]:
    """Return the day on which each report came: mostly in the last days before it was due, some days after."""
    due = np.array([[_number(due_on(window.month(index), timing.due_day))] for index in range(window.months)])
    early = np.floor(random.random(players.alive.shape) ** 2 * 5).astype(np.int64)
    days_late = 1 + np.floor(random.random(players.alive.shape) * 9).astype(np.int64)
    recorded = np.where(_late(random, players), due + days_late, due - early)
    return recorded if timing.today is None else np.minimum(recorded, _number(timing.today))


def _late(random: np.random.Generator, players: Cast) -> Flags:
    chance = LATE_CHANCE + HABIT_OF_BEING_LATE * (random.random(players.size) < 0.08)
    late: Flags = random.random(players.alive.shape) < chance
    late[-1] = players.having(Role.LATE)
    return late
