"""The list of what is to be done: the kinds that are not about one person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.definitions.rules import rules
from dashboard.domain.filters import Filters
from dashboard.domain.histories import Event, Kind
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.domain.rulebook import Rulebook
from dashboard.queries import Asked
from dashboard.queries.tasks import Task, tasks
from dashboard.settings import load
from tests.factories import make_branch, make_events, make_person, make_report, make_school

if TYPE_CHECKING:
    from dashboard.storage import Database

TODAY = date(2026, 11, 21)


def found(database: Database, kind: str, school: str | None = None) -> list[Task]:
    office = load({"today": TODAY.isoformat()}, {})
    asked = Asked.about(Filters(school=school), Month(2026, 11), TODAY, office)
    reader = database.reader(LOCAL_ADMINISTRATOR)
    return [task for task in tasks(reader, asked, Rulebook(rules(office))) if task.kind == kind]


def reported(database: Database, name: str, official: int | None, code: str) -> int:
    school = make_school(database, name, code=code)
    make_report(database, school, members_official=official, members_total=official)
    return school


def test_a_branch_under_three_official_members_is_a_task(database: Database) -> None:
    make_branch(database, [reported(database, "Trường Mầm non Suối Mây", 2, "A1")], name="Chi bộ Suối Mây")
    make_branch(database, [reported(database, "Trường Tiểu học Đồi Thông", 3, "A2")], name="Chi bộ Đồi Thông")

    assert [(one.subject, one.values["official"], one.values["least"]) for one in found(database, "branch_small")] == [
        ("Chi bộ Suối Mây", 2, 3)
    ]


def test_a_joint_branch_is_as_large_as_all_its_schools_together(database: Database) -> None:
    small = [reported(database, "Trường Mầm non Suối Mây", 1, "A1"), reported(database, "Trường THCS Khe Đá", 2, "A2")]
    tiny = [reported(database, "Trường Mầm non Nắng Mai", 1, "A3"), reported(database, "Trường THCS Bản Mây", 1, "A4")]
    make_branch(database, small, name="Chi bộ ghép Suối Mây")
    make_branch(database, tiny, name="Chi bộ ghép Nắng Mai")

    assert [one.subject for one in found(database, "branch_small")] == ["Chi bộ ghép Nắng Mai"]


def test_a_branch_is_not_called_small_while_a_report_of_its_schools_is_unknown(database: Database) -> None:
    schools = [reported(database, "Trường Mầm non Suối Mây", 1, "A1"), reported(database, "Trường Khe Đá", None, "A2")]
    make_branch(database, schools)

    assert found(database, "branch_small") == []


def test_reports_of_the_last_three_months_are_asked_for_school_by_school(database: Database) -> None:
    school = make_school(database, code="A1")
    make_school(database, "Trường THCS Mới", code="A2", opened_on=date(2026, 10, 1))
    make_report(database, school, "2026-09", members_total=12)

    assert [(one.school_code, one.due_on, one.values["month"]) for one in found(database, "report_missing")] == [
        ("A1", date(2026, 9, 5), date(2026, 8, 1)),
        ("A1", date(2026, 11, 5), date(2026, 10, 1)),
        ("A2", date(2026, 11, 5), date(2026, 10, 1)),
    ]
    assert {one.school_code for one in found(database, "report_missing", "A2")} == {"A2"}


@pytest.mark.parametrize(("stated", "tasks_found"), [(1, []), (2, [("outstanding_total", 2, 1)]), (None, [])])
def test_a_report_that_states_other_people_than_are_recorded_is_a_task(
    database: Database, stated: int | None, tasks_found: list[tuple[str, int, int]]
) -> None:
    school = make_school(database, code="A1")
    make_report(database, school, outstanding_total=stated)
    person = make_person(database, school)
    make_events(database, person, school, Event(1, Kind.ENTER, "outstanding", date(2026, 3, 26), 1))

    assert [
        (one.values["field"], one.values["stated"], one.values["counted"]) for one in found(database, "figures_differ")
    ] == tasks_found


def test_a_school_that_records_nobody_differs_from_no_report(database: Database) -> None:
    school = make_school(database, code="A1")
    make_report(database, school, outstanding_total=5, admitted=2)

    assert found(database, "figures_differ") == []
