"""The invented people: every life is lawful, and every table is as the schema has it."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import duckdb
import pytest

from dashboard.demo.people_counts import FIELDS
from dashboard.domain.cases import Case
from dashboard.domain.guards import Step, objections
from dashboard.domain.histories import Event, Kind, state_on
from dashboard.domain.moves import Way, exits_from, is_gap, way_to
from tests.invented_people import (
    BOOK,
    CALENDAR,
    FEWER,
    SIZES,
    SMALL,
    USUAL,
    Wanted,
    cases,
    district,
    invented,
    rows,
    school_of,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

DERIVED = ("is_reversed", "until_on", "is_step", "lapsed_on")


def before(case: Case, place: int) -> Case:
    """The case as it was when the event at that place was written down."""
    then = Case(case.born, case.events[:place], case.papers, case.votes, case.helps)
    return replace(then.on(case.events[place].on_day), events=then.events)


def faults(case: Case) -> Iterator[tuple[Event, object]]:
    """What in a life could not have been written down, step by step, in the order in which it was."""
    for place, one in enumerate(case.events):
        state = state_on(case.events[:place])
        if one.kind is Kind.REVERSE:
            if one.reverses not in {earlier.id for earlier in case.events[:place]}:
                yield one, "reverses nothing"
        elif state and one.on_day < state.since:
            yield one, "before the last event"
        elif one.kind is Kind.EXIT:
            if one.exit not in exits_from(state) or state is None or one.stage != state.stage:
                yield one, "no such exit"
        else:
            yield from step_faults(case, place)


def step_faults(case: Case, place: int) -> Iterator[tuple[Event, object]]:
    one, then = case.events[place], before(case, place)
    against = objections(Step(one.stage, one.on_day, then, BOOK, CALENDAR))
    way = way_to(one.stage, then.state)
    if way is None:
        yield one, "no such way"
    yield from ((one, objection) for objection in against if objection.is_final)
    # what lacks something is an old record with a gap, and nothing else is
    lacks = bool(against) or (way is Way.SKIP and is_gap(one.stage, then.state))
    if one.has_gap != lacks:
        yield one, (one.has_gap, against)


@pytest.mark.parametrize("wanted", SIZES)
def test_every_step_of_every_life_is_lawful_and_marked_where_something_lacks(wanted: Wanted) -> None:
    found = [(person, *fault) for person, case in cases(wanted).items() for fault in faults(case)]
    assert found == []


@pytest.mark.parametrize("wanted", SIZES)
def test_nothing_is_written_down_that_lies_ahead(wanted: Wanted) -> None:
    days = {
        "stage_event": "on_day",
        "vote": "held_on",
        "helper": "from_on",
        "helper_review": "month",
        "paper": "dated_on",
    }
    for table, column in days.items():
        assert [row for row in rows(table, wanted) if row[column] > wanted.today] == []
    assert [row for row in rows("helper", wanted) if row["to_on"] and row["to_on"] <= row["from_on"]] == []


def test_an_unlawful_life_is_seen() -> None:
    case = next(case for case in cases().values() if "official_voted" in case.steps and len(case.events) > 10)
    without_votes = Case(case.born, case.events, case.papers, (), case.helps)
    assert {one.stage for one, _ in faults(without_votes)} == {"branch_voted", "official_voted"}
    turned = Case(case.born, case.events[::-1], case.papers, case.votes, case.helps)
    assert len(list(faults(turned))) > 5


def test_the_same_arguments_give_the_same_bytes_and_another_seed_does_not() -> None:
    again, other = invented(USUAL), district(Wanted(seed=2))
    assert again.reports.equals(district().reports)
    for name, table in again.people.items():
        assert table.equals(district().people[name])
        assert not table.equals(other.people[name])


def test_people_leave_all_other_figures_of_the_district_as_they_are() -> None:
    without, fewer = invented(Wanted(people=0)), invented(Wanted(people=70))
    assert without.people == {}
    assert district().schools.equals(without.schools)
    assert district().reports.drop(list(FIELDS)).equals(without.reports.drop(list(FIELDS)))
    rest = [row for row in fewer.reports.to_pylist() if row["school_id"] == 20]
    assert rest == [row for row in without.reports.to_pylist() if row["school_id"] == 20]


@pytest.mark.parametrize("table", ["person", "stage_event", "vote", "helper", "helper_review", "paper"])
def test_every_table_has_the_columns_of_the_schema_in_its_types(table: str) -> None:
    connection, schema = duckdb.connect(), duckdb.connect()
    connection.register(table, district().people[table])
    schema.execute((files("dashboard.storage") / "schema.sql").read_text("utf-8"))
    expected = schema.execute(f"DESCRIBE {table}").fetchall()
    assert [row[:2] for row in connection.execute(f"DESCRIBE {table}").fetchall()] == [row[:2] for row in expected]
    required = [row[0] for row in expected if row[2] == "NO"]
    assert [name for name in required if district().people[table][name].null_count] == []
    ids = district().people[table]["id"].to_pylist()
    assert ids == list(range(1, len(ids) + 1))


def test_what_follows_from_the_events_is_left_to_the_writing() -> None:
    assert {row[name] for row in rows("stage_event") for name in DERIVED} == {None}


def test_everything_belongs_to_a_person_of_an_open_school_and_to_the_first_upload() -> None:
    schools = school_of()
    assert set(schools.values()) <= {row["id"] for row in district().schools.to_pylist() if not row["closed_on"]}
    for table in ("stage_event", "vote", "helper", "helper_review", "paper"):
        assert [row for row in rows(table) if schools[row["person_id"]] != row["school_id"]] == []
        assert {row["upload_id"] for row in rows(table)} == {1}


@pytest.mark.parametrize(("wanted", "least", "most"), [(USUAL, 400, 400), (FEWER, 145, 155), (SMALL, 55, 70)])
def test_there_are_about_as_many_people_as_wanted(wanted: Wanted, least: int, most: int) -> None:
    assert least <= len(rows("person", wanted)) <= most
