"""The tables of schools, successions and branches of the invented district."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dashboard.demo.names import Words, communes, school_name, words
from dashboard.demo.plan import Role, Slot
from dashboard.domain.schools import BranchStatus, Ownership, join_levels
from dashboard.domain.text import fold, slug

if TYPE_CHECKING:
    import numpy as np

    from dashboard.demo.cast import Cast
    from dashboard.demo.school_year import Window

COMMUNES_PER_DISTRICT = (9, 51)
LAST_DAY_BEFORE, FIRST_DAY_AFTER = 14, 15
"""Schools merge in the middle of a month, so that each of them is open at the end of the months it reports."""

SCHEMAS = {
    "school": pa.schema([
        ("id", pa.int32()), ("code", pa.string()), ("name", pa.string()), ("search_key", pa.string()),
        ("level", pa.string()), ("ownership", pa.string()), ("commune", pa.string()), ("commune_key", pa.string()),
        ("opened_on", pa.date32()), ("closed_on", pa.date32()),
    ]),
    "school_succession": pa.schema([
        ("id", pa.int32()), ("predecessor_id", pa.int32()), ("successor_id", pa.int32()), ("kind", pa.string()),
        ("effective_on", pa.date32()), ("former_name", pa.string()),
    ]),
    "branch": pa.schema([
        ("id", pa.int32()), ("name", pa.string()), ("org_code", pa.string()), ("kind", pa.string()),
        ("term_start", pa.date32()), ("term_end", pa.date32()),
    ]),
    "school_branch": pa.schema([
        ("id", pa.int32()), ("school_id", pa.int32()), ("branch_id", pa.int32()), ("status", pa.string()),
        ("from_on", pa.date32()), ("to_on", pa.date32()),
    ]),
}  # fmt: skip


@dataclass(frozen=True)
class School:
    """A school of the register; ``place`` is the number of its commune, ``rank`` its number among its type."""

    slot: Slot
    place: int
    rank: int
    name: str
    opened_on: date | None
    closed_on: date | None = None


@dataclass(frozen=True)
class Register:
    """The four tables, with the columns of the schema."""

    schools: pa.Table
    successions: pa.Table
    branches: pa.Table
    school_branches: pa.Table


def register(random: np.random.Generator, players: Cast, window: Window) -> Register:
    """Return the register of the district: ids from 1 in the order of the rows of ``players``."""
    schools = _schools(random, players, window)
    commune_names = communes(schools.words.places, schools.commune_count, window.last)
    branches, memberships = _branches(schools.all, window)
    return Register(
        _table("school", _school_rows(schools.all, commune_names)),
        _table("school_succession", _successions(schools, players, window)),
        _table("branch", branches),
        _table("school_branch", memberships),
    )


def _table(name: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    """Return the rows as a table; the ids come first, from 1."""
    schema = SCHEMAS[name]
    columns = (
        zip(*((number, *row) for number, row in enumerate(rows, 1)), strict=True) if rows else [[] for _ in schema]
    )
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema)


@dataclass(frozen=True)
class _Schools:
    all: list[School]
    words: Words
    commune_count: int


def _schools(random: np.random.Generator, players: Cast, window: Window) -> _Schools:
    commune_count = max(1, round(len(players.slots) * COMMUNES_PER_DISTRICT[0] / COMMUNES_PER_DISTRICT[1]))
    chosen = words(random, len(players.slots) + commune_count)
    ages = random.random(len(players.slots)).tolist()
    ranks: Counter[str] = Counter()
    opened: list[School] = []
    for slot, age in zip(players.slots, ages, strict=True):
        rank = ranks[slot.kind.code]
        ranks[slot.kind.code] += 1
        place = opened[-1].place if slot.role is Role.JOINT_SECOND else rank % commune_count
        name = school_name(slot.kind, slot.ownership, rank, chosen, commune_count)
        opened.append(School(slot, place, rank, name, _opened_on(slot, age, window)))
    return _Schools(opened + _predecessors(opened, players, window, ranks), chosen, commune_count)


def _opened_on(slot: Slot, age: float, window: Window) -> date | None:
    """Return when a school was opened: long ago, sometimes not known; private ones are younger."""
    if slot.role is Role.MERGED and window.merger is not None:
        return window.day(window.merger, FIRST_DAY_AFTER)
    if age < 0.12 and slot.ownership is Ownership.PUBLIC:
        return None
    years = 5 + window.months // 12 + int(age * (12 if slot.ownership is Ownership.PRIVATE else 45))
    return date(window.last.year - years, 9, 5) if age < 0.7 else date(window.last.year - years, 8, 15)


def _predecessors(opened: list[School], players: Cast, window: Window, ranks: Counter[str]) -> list[School]:
    if window.merger is None:
        return []
    closed_on, gone = window.day(window.merger, LAST_DAY_BEFORE), []
    for row in players.successors.tolist():
        after = opened[row]
        for letter in "AB":
            rank = ranks[after.slot.kind.code]
            ranks[after.slot.kind.code] += 1
            founded = date(window.last.year - 25 - rank % 20, 9, 5)
            gone.append(
                School(Slot(after.slot.kind, 0), after.place, rank, f"{after.name} {letter}", founded, closed_on)
            )
    return gone


def _school_rows(schools: list[School], commune_names: list[str]) -> list[tuple[Any, ...]]:
    return [
        (
            f"{school.slot.kind.code}{school.rank + 1:02d}",
            school.name,
            fold(school.name),
            join_levels(school.slot.kind.levels),
            school.slot.ownership.value,
            commune_names[school.place],
            slug(commune_names[school.place]),
            school.opened_on,
            school.closed_on,
        )
        for school in schools
    ]


def _successions(schools: _Schools, players: Cast, window: Window) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    if window.merger is not None:
        day = window.day(window.merger, FIRST_DAY_AFTER)
        for pair in zip(*(one.tolist() for one in players.predecessors), strict=True):
            successor = int(players.successors[len(rows) // 2])
            rows += [(before + 1, successor + 1, "merger", day, None) for before in pair]
    if window.renaming is not None:
        day = window.day(window.renaming, 1)
        renamed = [row for row, school in enumerate(schools.all) if school.slot.role is Role.RENAMED]
        rows += [(row + 1, row + 1, "rename", day, _former_name(schools, row)) for row in renamed]
    return rows


def _former_name(schools: _Schools, row: int) -> str:
    school = schools.all[row]
    return f"{school.slot.kind.title} số 2 {schools.words.places[school.place]}"


def _branches(schools: list[School], window: Window) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the branches, and which school belongs to which of them from when to when."""
    branches: list[tuple[Any, ...]] = []
    memberships: list[tuple[Any, ...]] = []
    serials: Counter[int] = Counter()
    for row, school in enumerate(schools):
        status = _status(school)
        if status is BranchStatus.OWN or school.slot.role is Role.JOINT_FIRST:
            serials[school.place] += 1
            partners = schools[row : row + (1 if status is BranchStatus.OWN else 2)]
            branches.append(_branch(partners, serials[school.place], window))
        branch_id = len(branches) if status is not BranchStatus.NONE else None
        memberships.append((row + 1, branch_id, status.value, school.opened_on, school.closed_on))
    return branches, memberships


def _status(school: School) -> BranchStatus:
    if school.slot.role is Role.NO_BRANCH:
        return BranchStatus.NONE
    joint = school.slot.role in {Role.JOINT_FIRST, Role.JOINT_SECOND}
    return BranchStatus.JOINT if joint else BranchStatus.OWN


def _branch(schools: list[School], serial: int, window: Window) -> tuple[Any, ...]:
    """Return the branch of one school or of two; its code has the 14 digits of 208-QĐ/TW, of no real province."""
    above, base = divmod(schools[0].place, 899)
    code = f"00.{101 + above:03d}.{101 + base:03d}.000.{serial:03d}"
    name = f"Chi bộ {schools[0].name}"
    if len(schools) > 1:
        name = "Chi bộ ghép " + " – ".join(school.name.removeprefix("Trường ") for school in schools)
    begins = date(window.last.year - window.last.year % 5, 3, 15)
    return name, code, "own" if len(schools) == 1 else "joint", begins, begins.replace(year=begins.year + 5)
