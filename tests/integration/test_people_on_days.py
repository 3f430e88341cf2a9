"""Where people stand and what is to be done, on thirty days of the sample district, against a second way to count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.domain.months import Month
from dashboard.storage import Database
from tests.commands import Chibo
from tests.people_oracle import STAGES, People, months_on, working_days

if TYPE_CHECKING:
    from datetime import datetime

    from dashboard.settings import Settings

LAST = date(2026, 11, 21)
DAYS = [LAST - timedelta(days=41 * step) for step in range(29)] + [LAST + timedelta(days=90)]
OF_PEOPLE = {
    *("certificate", "introductions", "admission_decision", "ceremony", "personal_file", "probation"),
    *("recognition_meeting", "recognition_decision", "helper_missing", "helper_unfit", "too_old", "ballots_used"),
}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 (pytest's path)
    return tmp_path_factory.mktemp("district")


@pytest.fixture
def sample(chibo: Chibo, district: Any) -> Chibo:  # noqa: ANN401 (pytest's path)
    one = Chibo(chibo.capture, district, chibo.today)
    if not (district / "district.duckdb").exists():
        assert one("demo").status == 0
    return one


@pytest.fixture
def people(sample: Chibo, settings: Settings, now: datetime) -> People:
    database = Database(sample.data / "district.duckdb", settings, now)
    cursor = database._connection.cursor()
    rows = {}
    for table in ("person", "stage_event", "paper", "vote", "helper", "helper_review", "school", "report"):
        answer = cursor.execute(f"SELECT * FROM district.{table}")  # noqa: S608 (our own names)
        names = [column[0] for column in answer.description]
        rows[table] = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    database.close()
    return People(rows, working_days())


def test_people_and_tasks_are_as_a_second_count_says_on_thirty_days(sample: Chibo, people: People) -> None:
    codes = {row["id"]: row["code"] for row in people.rows["school"]}
    for day in DAYS:
        said = {row["id"]: row for row in sample.json("people", "--as-of", day.isoformat())}
        expected = {}
        for row in people.rows["person"]:
            here = people.told(row["id"], day)
            if here is not None and here.exit is None:
                due = [(clock, due_on.isoformat()) for clock, due_on in people.dues(row["id"], day)]
                stands = (codes[row["school_id"]], row["full_name"], here.stage, str(here.since))
                expected[row["id"]] = (*stands, due, people.problems(row, day))
        assert {
            person: (
                *(row[name] for name in ("school_code", "name", "stage", "since")),
                [(due["clock"], due["due_on"]) for due in row["due"]],
                sorted(row["problems"]),
            )
            for person, row in said.items()
        } == expected
        for row in said.values():
            assert all(due["days_left"] == (date.fromisoformat(due["due_on"]) - day).days for due in row["due"])
        assert tasks_said(sample, day) == tasks_counted(people, codes, day)


def tasks_said(sample: Chibo, day: date) -> Counter[tuple[str, str, str, str | None]]:
    said = sample.json("tasks", "--as-of", day.isoformat())
    left = [task["days_left"] for task in said]
    assert left == sorted(left, key=lambda days: (days is None, days or 0))
    return Counter(
        (task["kind"], task["school_code"], task["subject"], task["due_on"])
        for task in said
        if task["kind"] in OF_PEOPLE or task["kind"] == "remarks_missing"
    )


def tasks_counted(people: People, codes: dict[int, str], day: date) -> Counter[tuple[str, str, str, str | None]]:
    found: list[tuple[str, str, str, str | None]] = []
    for row in people.rows["person"]:
        whose = (codes[row["school_id"]], row["full_name"])
        dues = dict(people.dues(row["id"], day))
        if "recognition_meeting" in dues:
            del dues["probation"]
        found += [
            (clock, *whose, due_on.isoformat()) for clock, due_on in dues.items() if due_on <= day + timedelta(days=90)
        ]
        found += [(problem, *whose, None) for problem in people.problems(row, day) if problem in OF_PEOPLE]
    return Counter(found) + remarks_counted(people, day)


def remarks_counted(people: People, day: date) -> Counter[tuple[str, str, str, str | None]]:
    schools = {row["id"]: row for row in people.rows["school"]}
    written = {(row["person_id"], row["month"]) for row in people.rows["helper_review"]}
    found = set()
    for row in people.rows["person"]:
        here = people.told(row["id"], day)
        if here is None or here.exit is not None or here.stage == "official":
            continue
        for month in (Month.of(day).plus(-1), Month.of(day)):
            end = min(month.last, day)
            helped = [
                one
                for one in people.about("helper", row["id"])
                if one["from_on"] <= month.first and (one["to_on"] is None or one["to_on"] > end)
            ]
            if helped and (row["id"], month.first) not in written:
                school = schools[row["school_id"]]
                found.add(("remarks_missing", school["code"], school["name"], month.last.isoformat()))
    return Counter(found)


def test_ninety_days_later_exactly_the_time_that_ripened_is_late(sample: Chibo) -> None:
    later = LAST + timedelta(days=90)
    due = {(row["id"], one["clock"]): one["due_on"] for row in sample.json("people") for one in row["due"]}
    then = {
        (row["id"], one["clock"]): one
        for row in sample.json("people", "--as-of", later.isoformat())
        for one in row["due"]
    }

    assert {key: one["due_on"] for key, one in then.items() if key[1] != "recognition_meeting"} == {
        key: due_on for key, due_on in due.items() if key[1] != "recognition_meeting"
    }
    assert {key for key, one in then.items() if one["days_left"] < 0 and key in due} == {
        key for key, due_on in due.items() if due_on < later.isoformat()
    }
    begun = {key for key in then if key not in due}
    assert begun == {
        (person, "recognition_meeting")
        for (person, clock), due_on in due.items()
        if clock == "probation" and LAST.isoformat() < due_on <= later.isoformat()
    }


def test_the_figures_counted_one_by_one_are_the_steps_of_the_year(sample: Chibo, people: People) -> None:
    figures = sample.json("figures", "--period", "2026-10")["figures"]
    steps = Counter(
        stage
        for row in people.rows["person"]
        for here in [people.told(row["id"], date(2026, 10, 31))]
        if here is not None
        for stage, step in here.steps.items()
        if step["on_day"].year == 2026
    )

    named = {
        "introduced": "outstanding",
        "recognised": "sympathizer",
        "class_attended": "class_enrolled",
        "certified": "class_certified",
        "proposed": "branch_voted",
        "admitted": "probationary",
        "officialised": "official",
    }
    assert {code: figures[code]["value"] for code in named} == {code: steps[stage] for code, stage in named.items()}


def test_where_a_report_says_otherwise_the_difference_is_a_task(sample: Chibo, people: People) -> None:
    differs = {(task["school_code"], task["text"]) for task in sample.json("tasks") if task["kind"] == "figures_differ"}
    counted = set()
    codes = {row["id"]: row["code"] for row in people.rows["school"]}
    month, end = date(2026, 10, 1), date(2026, 10, 31)
    for report in (row for row in people.rows["report"] if row["month"] == month):
        own = [row for row in people.rows["person"] if row["school_id"] == report["school_id"]]
        there = [here for row in own for here in [people.told(row["id"], end)] if here is not None]
        if not there:
            continue
        stages = Counter(here.stage for here in there if here.exit is None)
        admitted = sum("probationary" in here.steps and here.steps["probationary"]["on_day"] >= month for here in there)
        found = {
            "admitted": admitted,
            "members_probationary": stages["probationary"] + stages["official_voted"],
            "outstanding_total": stages["outstanding"],
            "sympathizer_total": sum(stages[stage] for stage in STAGES[2:10]),
        }
        counted |= {
            codes[report["school_id"]]
            for field, value in found.items()
            if report[field] is not None and report[field] != value
        }

    assert {code for code, _ in differs} == counted


def test_months_on_keeps_the_day_or_takes_the_last_of_the_month() -> None:
    assert months_on(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_on(date(2026, 8, 31), 6) == date(2027, 2, 28)
