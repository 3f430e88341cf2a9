"""The figures of the people on the way, on several days and for several choices, against a second way to count."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from dashboard import queries
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.domain.text import fold
from dashboard.queries import Asked
from dashboard.queries.pipeline import LATER, PAGE, Wanted
from dashboard.settings import load
from dashboard.storage import Database
from tests.browser.districts import TODAY, invent
from tests.factories import NOW
from tests.people_oracle import STAGES, People, Told, months_on, working_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dashboard.storage import Reader

TABLES = ("person", "stage_event", "paper", "vote", "helper", "helper_review", "school", "school_succession", "report")
LAST = date(2026, 11, 21)
DAYS = [LAST, date(2026, 6, 30), date(2025, 2, 28), date(2023, 1, 15)]
NOBODY = date(1950, 1, 1)
ALL = Asked(Month(2026, 10), LAST)
CHOICES = {
    "all schools": ALL,
    "primary": replace(ALL, levels=("primary",)),
    "two communes": replace(ALL, communes=("xa-binh-tri", "xa-long-tuong")),
    "one school": replace(ALL, school="TH03"),
}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    settings = load({"data": tmp_path_factory.mktemp("people"), "today": TODAY}, {})
    database = Database(settings.database, settings, NOW)
    invent(database, settings, schools=51, people=400)
    yield database.reader(LOCAL_ADMINISTRATOR)
    database.close()


@pytest.fixture(scope="module")
def people(reader: Reader) -> People:
    rows = {}
    for table in TABLES:
        answer = reader._connection.cursor().execute(f"SELECT * FROM district.{table}")  # noqa: S608 (our own names)
        names = [column[0] for column in answer.description]
        rows[table] = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return People(rows, working_days())


def chosen(people: People, asked: Asked) -> dict[int, Row]:
    """The schools of a choice; nothing was merged into the one that is asked about by itself."""
    return {
        row["id"]: row
        for row in people.rows["school"]
        if (not asked.levels or set(asked.levels) & set(row["level"].split("+")))
        and (not asked.communes or row["commune_key"] in asked.communes)
        and asked.school in (None, row["code"])
    }


def told_of(people: People, asked: Asked, day: date) -> dict[int, tuple[Row, Told]]:
    schools = chosen(people, asked)
    told = {
        row["id"]: (row, people.told(row["id"], day)) for row in people.rows["person"] if row["school_id"] in schools
    }
    return {person: (row, here) for person, (row, here) in told.items() if here is not None}


def on_the_way(told: dict[int, tuple[Row, Told]]) -> dict[int, Told]:
    return {person: here for person, (_, here) in told.items() if here.exit is None and here.stage != "official"}


def urgency(people: People, person: int, day: date) -> tuple[date, str] | None:
    dues = people.dues(person, day)
    clocks = [clock for clock, _ in dues]
    return next(
        ((due_on, clock) for clock, due_on in dues if clock != "probation" or "recognition_meeting" not in clocks), None
    )


each_choice = pytest.mark.parametrize("choice", CHOICES)
each_day = pytest.mark.parametrize("day", DAYS)


@each_choice
def test_every_choice_has_people_who_are_on_the_way_and_late(people: People, choice: str) -> None:
    here = on_the_way(told_of(people, CHOICES[choice], LAST))
    assert len(here) > 2
    assert choice == "one school" or any(due[0] < LAST for person in here if (due := urgency(people, person, LAST)))


@each_choice
@each_day
def test_the_counts_are_those_of_the_people_one_by_one(reader: Reader, people: People, choice: str, day: date) -> None:
    asked = CHOICES[choice]
    told = told_of(people, asked, day)
    here = on_the_way(told)
    steps = Counter(
        stage for _, one in told.values() for stage, step in one.steps.items() if step["on_day"] >= date(day.year, 1, 1)
    )
    month = day.replace(day=1)
    opened = {
        school
        for school, row in chosen(people, asked).items()
        if (row["opened_on"] is None or row["opened_on"].replace(day=1) <= month)
        and (row["closed_on"] is None or row["closed_on"].replace(day=1) > month)
    }
    assert queries.pipeline_figures(reader, asked, day) == {
        "recorded": len(told),
        "on_the_way": len(here),
        "probationary": sum(one.stage in ("probationary", "official_voted") for one in here.values()),
        "without_helper": sum("helper_missing" in people.problems(told[person][0], day) for person in here),
        "introduced": steps["outstanding"],
        "recognised": steps["sympathizer"],
        "class_attended": steps["class_enrolled"],
        "certified": steps["class_certified"],
        "proposed": steps["branch_voted"],
        "admitted": steps["probationary"],
        "officialised": steps["official"],
        "schools_expected": len(opened),
        "schools_recorded": len({row["school_id"] for row, _ in told.values()} & opened),
    }


def stays(people: People, person: int, day: date) -> list[tuple[str, date, int, str]]:
    """Each stay of a person: the stage, its first day, how many days, and how it ended: moved, left or waits."""
    events = people.about("stage_event", person)
    taken_back = {event["reverses"] for event in events}
    then = [one for one in events if one["kind"] != "reverse" and one["id"] not in taken_back and one["on_day"] <= day]
    then.sort(key=lambda one: (one["on_day"], one["position"], STAGES.index(one["stage"]), one["id"]))
    found = []
    for event, later in zip(then, [*then[1:], None], strict=True):
        if event["kind"] == "enter":
            end = later["on_day"] if later else day
            forward = later and later["kind"] == "enter" and STAGES.index(later["stage"]) > STAGES.index(event["stage"])
            how = "waits" if later is None else "moved" if forward else "left"
            found.append((event["stage"], event["on_day"], (end - event["on_day"]).days, how))
    return found


@each_choice
@each_day
def test_stages_are_counted_and_timed_person_by_person(reader: Reader, people: People, choice: str, day: date) -> None:
    asked = CHOICES[choice]
    by_stage: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    official = set()
    for person in told_of(people, asked, day):
        for stage, since, days, how in stays(people, person, day):
            if stage != "official":
                by_stage[stage].append((person, days, how))
            elif since > months_on(day, -12):
                official.add(person)
    frame = queries.pipeline_stages(reader, asked, day)
    assert list(frame["stage"]) == list(STAGES)
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        found = by_stage[row["stage"]]
        assert row == {
            "stage": row["stage"],
            "waiting": sum(how == "waits" for _, _, how in found),
            "reached": len(official if row["stage"] == "official" else {person for person, _, _ in found}),
            "went_on": len({person for person, _, how in found if how == "moved"}),
            "left": sum(how == "left" for _, _, how in found),
            "median_days": median([(days, how == "moved") for _, days, how in found]),
            "longest_days": max((days for _, days, _ in found), default=None),
        }


def median(waits: list[tuple[int, bool]]) -> int | None:
    if not waits:
        return None
    moved = np.array([days for days, has_moved in waits if has_moved], float)
    last_seen = np.array([days for days, has_moved in waits if not has_moved], float)
    survivors = ecdf(CensoredData(uncensored=moved, right=last_seen)).sf
    known = zip(survivors.quantiles, survivors.probabilities, strict=True)
    return next((int(days) for days, share in known if share <= 0.5 + 1e-12), None)


@each_choice
@each_day
def test_who_left_is_counted_by_stage_and_exit(reader: Reader, people: People, choice: str, day: date) -> None:
    asked = CHOICES[choice]
    taken_back = {event["reverses"] for event in people.rows["stage_event"]}
    expected = Counter(
        (event["stage"], event["exit"])
        for event in people.rows["stage_event"]
        if event["kind"] == "exit"
        and event["on_day"] <= day
        and event["id"] not in taken_back
        and event["stage"] != "official"
        and event["school_id"] in chosen(people, asked)
    )
    frame = queries.pipeline_exits(reader, asked, day)
    assert dict(zip(zip(frame["stage"], frame["exit"], strict=True), frame["people"], strict=True)) == expected


def quarter_of(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


@each_choice
@each_day
def test_cohorts_are_followed_person_by_person(reader: Reader, people: People, choice: str, day: date) -> None:
    asked = CHOICES[choice]
    cohorts: dict[int, list[int | None]] = defaultdict(list)
    for _, here in told_of(people, asked, day).values():
        if "outstanding" in here.steps:
            admitted = here.steps.get("probationary")
            quarter = quarter_of(here.steps["outstanding"]["on_day"])
            cohorts[quarter].append(quarter_of(admitted["on_day"]) if admitted else None)
    kept = {quarter: found for quarter, found in cohorts.items() if quarter > quarter_of(day) - 16}
    frame = queries.pipeline_cohorts(reader, asked, day)
    assert [quarter_of(quarter) for quarter in frame["quarter"]] == sorted(kept)
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        quarter = quarter_of(row["quarter"])
        assert row["people"] == len(kept[quarter])
        for later in LATER:
            is_over = quarter_of(day + timedelta(days=1)) > quarter + later
            by_then = sum(admitted is not None and admitted <= quarter + later for admitted in kept[quarter])
            assert row[f"after_{later}"] == (by_then if is_over else None)


@each_choice
@each_day
def test_schools_have_their_own_introduced_and_admitted(reader: Reader, people: People, choice: str, day: date) -> None:
    asked, schools = CHOICES[choice], chosen(people, CHOICES[choice])
    introduced = [(row, here) for row, here in told_of(people, asked, day).values() if "outstanding" in here.steps]
    expected = Counter(schools[row["school_id"]]["code"] for row, _ in introduced)
    admitted = Counter(schools[row["school_id"]]["code"] for row, here in introduced if "probationary" in here.steps)
    frame = queries.pipeline_schools(reader, asked, day)
    found = zip(frame["code"], zip(frame["introduced"], frame["admitted"], strict=True), strict=True)
    assert dict(found) == {code: (count, admitted[code]) for code, count in expected.items()}
    if not frame.empty:
        assert frame["all_introduced"].iloc[0] == expected.total()
        assert frame["all_admitted"].iloc[0] == admitted.total()


@each_choice
@each_day
def test_who_helps_many_is_counted(reader: Reader, people: People, choice: str, day: date) -> None:
    here = on_the_way(told_of(people, CHOICES[choice], day))
    helped: dict[tuple[int, str], set[int]] = defaultdict(set)
    for row in people.rows["helper"]:
        if row["person_id"] in here and row["from_on"] <= day and (row["to_on"] is None or row["to_on"] > day):
            helped[row["school_id"], row["helper_key"]].add(row["person_id"])
    expected = sorted((len(found) for found in helped.values() if len(found) > 2), reverse=True)
    frame = queries.pipeline_helpers(reader, CHOICES[choice], day)
    assert list(frame["people"]) == expected


WANTED: dict[str, tuple[Wanted, Callable[[Row, Told, list[str]], bool]]] = {
    "everybody": (Wanted(), lambda *_: True),
    "one stage": (Wanted(stage="sympathizer"), lambda _, here, __: here.stage == "sympathizer"),
    "no helper": (Wanted(unhelped=True), lambda _, __, problems: "helper_missing" in problems),
    "words": (Wanted(text="Đ a"), lambda row, *_: all(letter in fold(row["full_name"]) for letter in "da")),
}


@each_choice
@each_day
@pytest.mark.parametrize("which", WANTED)
@pytest.mark.parametrize("late", [False, True])
def test_the_list_holds_everybody_who_is_meant_the_most_urgent_first(
    reader: Reader,
    people: People,
    choice: str,
    day: date,
    which: str,
    late: bool,  # noqa: FBT001
) -> None:
    asked, (wanted, is_meant) = CHOICES[choice], WANTED[which]
    expected = []
    told = told_of(people, asked, day)
    for person, here in on_the_way(told).items():
        due, problems = urgency(people, person, day), people.problems(told[person][0], day)
        if is_meant(told[person][0], here, problems) and (not late or (due is not None and due[0] < day)):
            expected.append((due[0] if due else date.max, here.since, person, here.stage, due and due[1], problems))
    expected.sort(key=lambda one: one[:3])
    found = []
    for number in range(-(-len(expected) // PAGE) or 1):
        rows, count, overdue = queries.pipeline_people(reader, asked, day, replace(wanted, overdue=late, page=number))
        assert count == len(expected)
        assert overdue == sum(due_on < day for due_on, *_ in expected)
        found += [
            (
                row["due_on"] or date.max,
                row["since"],
                row["person_id"],
                row["stage"],
                row["clock"],
                row["problems"].split(),
            )
            for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
        ]
    assert found == expected


@each_day
def test_quiet_schools_are_found_by_people_and_by_reports(reader: Reader, people: People, day: date) -> None:
    since = months_on(day, -36)
    expected: dict[str, set[str]] = {"no_admission": set(), "no_source": set(), "nobody_left": set()}
    for school, row in untouched_schools(people, day).items():
        told = [here for one, here in told_of(people, replace(ALL, school=row["code"]), day).values() if one]
        reports = [one for one in people.rows["report"] if one["school_id"] == school and one["month"] <= day]
        lately = [one["admitted"] for one in reports if Month.of(one["month"]).last > since]
        known = [count for count in lately if count is not None]
        last = max(reports, key=lambda one: one["month"], default=None)
        is_full = last is not None and last["staff_total"] is not None and last["staff_total"] == last["members_total"]
        admitted = any(here.steps["probationary"]["on_day"] > since for here in told if "probationary" in here.steps)
        is_old = row["opened_on"] is None or row["opened_on"].replace(day=1) <= since.replace(day=1)
        if is_full:
            expected["nobody_left"].add(row["code"])
        elif not any(here.exit is None and STAGES.index(here.stage) < 10 for here in told):
            expected["no_source"].add(row["code"])
        if is_old and not is_full and not admitted and not sum(known) and (told or known):
            expected["no_admission"].add(row["code"])
    frame = queries.pipeline_quiet_schools(reader, ALL, day)
    codes = {row["code"] for row in untouched_schools(people, day).values()}
    for kind, schools in expected.items():
        assert set(frame[frame["kind"] == kind]["code"]) & codes == schools


def untouched_schools(people: People, day: date) -> dict[int, Row]:
    """The schools that are open and into which no other was merged."""
    heirs = {row["successor_id"] for row in people.rows["school_succession"] if row["kind"] == "merger"}
    month = day.replace(day=1)
    return {
        row["id"]: row
        for row in people.rows["school"]
        if row["id"] not in heirs
        and row["closed_on"] is None
        and (row["opened_on"] is None or row["opened_on"].replace(day=1) <= month)
    }


def test_on_a_day_before_anybody_everything_is_nought_and_nothing_fails(reader: Reader) -> None:
    figures = queries.pipeline_figures(reader, ALL, NOBODY)
    assert {code: count for code, count in figures.items() if code != "schools_expected"} == dict.fromkeys(
        [code for code in figures if code != "schools_expected"], 0
    )
    assert queries.pipeline_stages(reader, ALL, NOBODY)["reached"].sum() == 0
    assert queries.pipeline_people(reader, ALL, NOBODY, Wanted())[1:] == (0, 0)
    for question in (
        queries.pipeline_exits,
        queries.pipeline_cohorts,
        queries.pipeline_schools,
        queries.pipeline_helpers,
    ):
        assert question(reader, ALL, NOBODY).empty
