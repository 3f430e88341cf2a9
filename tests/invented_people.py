"""The invented people as the tests look at them: the tables' rows, and each person as a case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from dashboard.definitions.days import calendar
from dashboard.definitions.rules import rules
from dashboard.demo.district import District, invent
from dashboard.domain.cases import Case, Dated, Help, Vote
from dashboard.domain.histories import Event, Kind, state_on
from dashboard.domain.months import last_full_month
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.votes import Ballot
from dashboard.settings import Settings

if TYPE_CHECKING:
    from dashboard.domain.months import Month

TODAY = date(2026, 11, 21)
BOOK, CALENDAR = Rulebook(rules()), calendar(Settings())


@dataclass(frozen=True)
class Wanted:
    """What is asked of the generator, by default what the app does."""

    schools: int = 51
    months: int = 24
    people: int = 400
    seed: int = 1
    today: date = TODAY

    @property
    def last(self) -> Month:
        """The last month that is reported."""
        return last_full_month(self.today)


USUAL, FEWER, SMALL = Wanted(), Wanted(people=150, seed=5), Wanted(schools=8, people=60, seed=7)
SIZES = [
    USUAL,
    FEWER,
    SMALL,
    Wanted(seed=2),
    Wanted(seed=3, today=date(2026, 12, 2)),
    Wanted(seed=4, today=date(2026, 8, 31)),
    Wanted(people=1200, seed=6),
    Wanted(months=6, seed=8),
    Wanted(months=40, seed=9),
    Wanted(schools=120, people=900, seed=10),
    Wanted(schools=3, months=2, seed=11),
]


def invented(wanted: Wanted) -> District:
    """Invent a district anew."""
    sizes = {"schools": wanted.schools, "months": wanted.months, "people": wanted.people, "seed": wanted.seed}
    return invent(last=wanted.last, due_day=5, today=wanted.today, **sizes)


@cache
def district(wanted: Wanted = USUAL) -> District:
    """The district, invented once."""
    return invented(wanted)


def rows(table: str, wanted: Wanted = USUAL) -> list[dict[str, Any]]:
    """The rows of one of the tables of people."""
    found: list[dict[str, Any]] = district(wanted).people[table].to_pylist()
    return found


def by_person(table: str, wanted: Wanted = USUAL) -> dict[int, list[dict[str, Any]]]:
    """The same by person."""
    found = defaultdict(list)
    for row in rows(table, wanted):
        found[row["person_id"]].append(row)
    return found


def _event(row: dict[str, Any]) -> Event:
    same = ("id", "stage", "on_day", "position", "exit", "received_on", "ends_on", "reverses", "has_gap")
    return Event(kind=Kind(row["kind"]), number=row["document_no"], **{name: row[name] for name in same})


def _ballot(row: dict[str, Any]) -> Ballot:
    names = ("official_total", "in_favour", "against", "present", "transferred_away", "exempt_absent")
    return Ballot(**{name: row[name] for name in names})


@cache
def cases(wanted: Wanted = USUAL) -> dict[int, Case]:
    """Everybody as the rules look at them, by id; the events in the order in which they were written down."""
    events, filed = by_person("stage_event", wanted), by_person("paper", wanted)
    votes, helps = by_person("vote", wanted), by_person("helper", wanted)
    return {
        row["id"]: Case(
            row["birth_date"] or row["birth_year"],
            tuple(_event(one) for one in events[row["id"]]),
            tuple(Dated(one["form"], one["dated_on"], one["document_no"]) for one in filed[row["id"]]),
            tuple(Vote(one["about"], one["held_on"], _ballot(one)) for one in votes[row["id"]]),
            tuple(Help(one["helper_name"], one["from_on"], one["to_on"]) for one in helps[row["id"]]),
        )
        for row in rows("person", wanted)
    }


def school_of(wanted: Wanted = USUAL) -> dict[int, int]:
    """The school of each person."""
    return {row["id"]: row["school_id"] for row in rows("person", wanted)}


def now(case: Case, today: date = TODAY) -> str | None:
    """Where somebody stands today, if they have not left."""
    state = state_on(case.events, today)
    return None if state is None or state.exit else state.stage
