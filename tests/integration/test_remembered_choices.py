"""What was answered once is not asked again: for the school that it was about, else for everybody, until forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from dashboard.actions.importing import Outcome, import_table
from dashboard.actions.plan import Options
from dashboard.actions.remembering import forget
from dashboard.actions.undoing import undo
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.errors import NotFound
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests.factories import make_school

if TYPE_CHECKING:
    from dashboard.storage import Database

NOW = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 (the database keeps the office's own time)
TS = "Tháng {month}/2026\nTrường;Tổng số đảng viên;TS\n{school};{members};30\n"


@pytest.fixture(autouse=True)
def schools(database: Database) -> None:
    for name, code in (("Trường Tiểu học Đông Mây", "TH1"), ("Trường Tiểu học Suối Cát", "TH2")):
        make_school(database, name, code=code)


def bring(
    database: Database, options: Options, *, month: int = 10, school: str = "TH Đông Mây", members: int = 12
) -> Outcome:
    content = TS.format(month=month, school=school, members=members).encode()
    received = receive_bytes(f"{month}-{school}.csv", content, 100)
    (table,) = read_tables(received)
    return import_table(database, LOCAL_ADMINISTRATOR, (received, table), options, NOW)


def asked(outcome: Outcome) -> list[str]:
    return [question.kind for question in outcome.plan.questions]


def field_of(outcome: Outcome, header: str) -> str | None:
    return next((one.field for one in outcome.plan.matching.columns if one.header == header), None)


def remembered(database: Database) -> list[dict[str, object]]:
    return database.reader(LOCAL_ADMINISTRATOR).rows("remembered_choices")


def test_a_heading_that_was_settled_once_is_settled_for_the_next_file(database: Database) -> None:
    assert asked(bring(database, Options())) == ["column"]
    assert bring(database, Options(columns={"TS": "staff_total"})).committed
    again = bring(database, Options(), month=9)
    assert (again.committed, field_of(again, "TS")) == (True, "staff_total")
    (choice,) = remembered(database)
    assert (choice["written"], choice["answer"], choice["chosen_by"]) == ("TS", "staff_total", LOCAL_ADMINISTRATOR.name)


def test_what_is_only_looked_at_is_not_remembered(database: Database) -> None:
    refused = bring(database, Options(columns={"TS": "staff_total"}), members=40)
    assert not refused.committed
    assert remembered(database) == []


def test_a_school_s_own_answer_goes_before_what_others_said(database: Database) -> None:
    bring(database, Options(columns={"TS": ""}, school="TH1"), month=8)
    bring(database, Options(columns={"TS": "staff_total"}), month=9, school="TH Suối Cát")
    assert field_of(bring(database, Options(school="TH1")), "TS") is None
    assert field_of(bring(database, Options(), school="TH Suối Cát"), "TS") == "staff_total"


def test_a_spelling_that_was_answered_once_means_that_school(database: Database) -> None:
    columns = {"TS": "staff_total"}
    assert asked(bring(database, Options(columns=columns), school="Suối Kát")) == ["school"]
    answered = bring(database, Options(columns=columns, schools={3: 2}), school="Suối Kát")
    assert answered.committed
    assert bring(database, Options(), month=9, school="SUỐI KÁT").committed
    assert [(one["kind"], one["answer_name"]) for one in remembered(database) if one["kind"] == "school"] == [
        ("school", "Trường Tiểu học Suối Cát")
    ]


def test_what_is_forgotten_is_asked_again_and_can_be_brought_back(database: Database) -> None:
    bring(database, Options(columns={"TS": ""}), month=8)
    bring(database, Options(columns={"TS": "staff_total"}), month=9)
    (choice,) = remembered(database)
    forget(database, LOCAL_ADMINISTRATOR, int(str(choice["id"])), NOW)
    assert asked(bring(database, Options())) == ["column"]
    with pytest.raises(NotFound):
        forget(database, LOCAL_ADMINISTRATOR, int(str(choice["id"])), NOW)
    undo(database, LOCAL_ADMINISTRATOR, 3, NOW)
    assert asked(bring(database, Options())) == []


def test_undoing_a_file_forgets_what_was_answered_with_it(database: Database) -> None:
    done = bring(database, Options(columns={"TS": "staff_total"}))
    undo(database, LOCAL_ADMINISTRATOR, done.upload_id or 0, NOW)
    assert remembered(database) == []
