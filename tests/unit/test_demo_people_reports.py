"""The invented people and the monthly reports of the invented district tell the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.demo.people_counts import FIELDS
from dashboard.demo.people_scene import SPAN
from dashboard.domain.histories import Kind, standing_events, state_on
from dashboard.domain.months import Month
from tests.invented_people import SIZES, USUAL, Wanted, cases, district, rows, school_of

PROBATIONERS = ("probationary", "official_voted")


def owners(wanted: Wanted = USUAL) -> dict[int, int]:
    """Whose the people of each school are now."""
    found = {row["id"]: row["id"] for row in district(wanted).schools.to_pylist()}
    return found | {row["predecessor_id"]: row["successor_id"] for row in district(wanted).successions.to_pylist()}


def of_reports(field: str, wanted: Wanted = USUAL) -> dict[tuple[int, date], int]:
    """What the reports of schools that have people recorded state, with those that were merged into them."""
    heirs, found = owners(wanted), defaultdict[tuple[int, date], list[int | None]](list)
    having = {row["school_id"] for row in rows("person", wanted)}
    parts = Counter((heirs[row["id"]], row["closed_on"]) for row in district(wanted).schools.to_pylist())
    for row in district(wanted).reports.to_pylist():
        if heirs[row["school_id"]] in having:
            found[heirs[row["school_id"]], row["month"]].append(row[field])
    closed = {school: day for school, day in parts if day}
    return {
        (school, month): sum(values)  # type: ignore[arg-type]
        for (school, month), values in found.items()
        if None not in values
        and len(values) == (2 if school in closed and Month.of(month).last < closed[school] else 1)
    }


def of_events(stage_codes: tuple[str, ...], wanted: Wanted = USUAL) -> Counter[tuple[int, date]]:
    """How many people stood at these stages at the end of each month."""
    found: Counter[tuple[int, date]] = Counter()
    schools = school_of(wanted)
    months = sorted({row["month"] for row in district(wanted).reports.to_pylist()})
    for person, case in cases(wanted).items():
        standing = standing_events(case.events)
        for month in months:
            last = [one for one in standing if one.on_day <= Month.of(month).last][-1:]
            if last and last[0].kind is Kind.ENTER and last[0].stage in stage_codes:
                found[schools[person], month] += 1
    return found


def ceremonies(wanted: Wanted = USUAL) -> Counter[tuple[int, date]]:
    schools = school_of(wanted)
    return Counter(
        (schools[person], Month.of(one.on_day).first)
        for person, case in cases(wanted).items()
        for one in standing_events(case.events)
        if (one.kind, one.stage) == (Kind.ENTER, "probationary")
    )


def differences(
    stated: dict[tuple[int, date], int], counted: Counter[tuple[int, date]], since: date = date.min
) -> dict[tuple[int, date], int]:
    found = {key: counted[key] - value for key, value in stated.items() if key[1] >= since}
    return {key: difference for key, difference in found.items() if difference}


def recorded_since(wanted: Wanted, later: int = 0) -> date:
    return wanted.last.plus(later - SPAN + 1).first


@pytest.mark.parametrize("wanted", SIZES)
def test_the_ceremonies_of_every_school_and_month_are_the_admissions_of_its_report(wanted: Wanted) -> None:
    stated = of_reports("admitted", wanted)
    assert sum(stated.values()) > 0 or len(stated) < 10
    assert differences(stated, ceremonies(wanted), recorded_since(wanted)) == {}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("wanted", SIZES)
def test_outstanding_staff_and_sympathizers_of_the_reports_are_the_people_who_stand_there(
    wanted: Wanted, field: str
) -> None:
    stated = of_reports(field, wanted)
    assert sum(stated.values()) > 0
    assert differences(stated, of_events(tuple(FIELDS[field]), wanted)) == {}


def overdue(wanted: Wanted = USUAL) -> set[int]:
    """Who was still on probation at the end of a reported month although the twelve months were over before it."""
    last = wanted.last.last
    return {
        person
        for person, case in cases(wanted).items()
        if (state := state_on(case.events, last)) and state.exit is None and state.stage in PROBATIONERS
        if Month.of(case.steps["probationary"].on_day).plus(12) <= Month.of(last)
    }


@pytest.mark.parametrize("wanted", SIZES)
def test_probationary_members_differ_only_where_a_school_counted_two_people_as_official_too_soon(
    wanted: Wanted,
) -> None:
    stated, counted = of_reports("members_probationary", wanted), of_events(PROBATIONERS, wanted)
    schools = school_of(wanted)
    last = wanted.last
    expected = {(schools[person], month.first): 1 for person in overdue(wanted) for month in (last.plus(-1), last)}
    assert len(expected) <= 4
    assert differences(stated, counted, recorded_since(wanted, 12)) == {
        key: one for key, one in expected.items() if key in stated
    }


def test_in_the_usual_district_two_schools_counted_two_people_too_soon_in_two_months() -> None:
    found = differences(of_reports("members_probationary"), of_events(PROBATIONERS))
    assert len({school for school, _ in found}) == 2
    assert Counter(month for _, month in found) == {date(2026, 9, 1): 2, date(2026, 10, 1): 2}
    assert set(found.values()) == {1}


@settings(max_examples=15, deadline=None)
@given(
    schools=st.one_of(st.integers(1, 8), st.integers(9, 70)),
    months=st.integers(1, 60),
    people=st.integers(1, 700),
    seed=st.integers(0, 2**32),
    today=st.dates(date(2012, 1, 1), date(2040, 12, 31)),
)
def test_whatever_is_wanted_there_are_people_and_the_reports_agree(
    schools: int, months: int, people: int, seed: int, today: date
) -> None:
    wanted, field = Wanted(schools, months, people, seed, today), "sympathizer_total"
    assert differences(of_reports(field, wanted), of_events(tuple(FIELDS[field]), wanted)) == {}
    assert [person for person, case in cases(wanted).items() if not case.events] == []
