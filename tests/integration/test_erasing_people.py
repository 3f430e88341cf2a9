"""Whoever is erased is gone: from what was undone, from reasons, and nothing that is undone brings them back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.actions.dossiers import Assignment, Remark, assign_helper, remark
from dashboard.actions.erasing import correct_person, erase_person
from dashboard.actions.people import Acting
from dashboard.actions.undoing import undo
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.errors import InvalidInput, NotFound
from dashboard.queries.people import record
from dashboard.settings import load
from tests.factories import NOW, make_person, make_school
from tests.lists_of_people import RIVER, bring, candidate, the_one

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.storage import Database

DAY, WHY = date(2024, 1, 15), "Theo yêu cầu của người đó"


@pytest.fixture
def acting(database: Database, tmp_path: Path) -> Acting:
    return Acting(database, LOCAL_ADMINISTRATOR, NOW, load({"data": tmp_path, "today": "2026-11-21"}, {}))


def whole_file(database: Database) -> str:
    cursor = database._connection.cursor()
    tables = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'district'").fetchall()
    return " ".join(repr(cursor.table(f"district.{name}").fetchall()) for (name,) in tables)


def last_upload(database: Database) -> int:
    return max(int(str(row["id"])) for row in database.reader(LOCAL_ADMINISTRATOR).rows("uploads", limit=100))


def test_what_was_undone_before_is_erased_too(acting: Acting) -> None:
    first = bring(acting.database, candidate(introduced_on=DAY, note="Ghi chú riêng"))
    assert first.upload_id is not None
    undo(acting.database, LOCAL_ADMINISTRATOR, first.upload_id, NOW)
    bring(acting.database, candidate(introduced_on=DAY))
    person = the_one(acting.database).id
    remark(acting, Remark(person, Month(2026, 10), strengths="Gương mẫu"))
    undo(acting.database, LOCAL_ADMINISTRATOR, last_upload(acting.database), NOW)

    erase_person(acting, person, WHY)

    said = whole_file(acting.database)
    assert not any(word in said for word in ("Lò Thị", "Ghi chú riêng", "Gương mẫu"))


def test_undoing_older_uploads_does_not_bring_an_erased_person_back(acting: Acting) -> None:
    outcome = bring(acting.database, candidate(introduced_on=DAY), candidate("Mã A Pà", introduced_on=DAY))
    person = the_one(acting.database).id
    erase_person(acting, person, WHY)
    assert outcome.upload_id is not None

    undo(acting.database, LOCAL_ADMINISTRATOR, outcome.upload_id, NOW)

    assert record(acting.database.reader(LOCAL_ADMINISTRATOR), person) is None
    assert "Lò Thị" not in whole_file(acting.database)


def test_a_helper_who_was_only_named_is_erased_where_nobody_else_bears_the_name(acting: Acting) -> None:
    bring(acting.database, candidate(introduced_on=DAY, recognised_on=DAY, helper="Giàng A Núi"))
    helped = the_one(acting.database)
    helper = make_person(acting.database, helped.row["school_id"], "Giàng A Núi")

    erase_person(acting, helper, WHY)

    assert "Giàng A Núi" not in whole_file(acting.database)
    assert the_one(acting.database).case.help_on(NOW.date()) is not None


def test_a_helper_of_the_same_name_in_another_school_keeps_it(acting: Acting) -> None:
    bring(acting.database, candidate(introduced_on=DAY, recognised_on=DAY, helper="Giàng A Núi"))
    other = make_school(acting.database, "Trường THCS Đá Trắng")

    erase_person(acting, make_person(acting.database, other, "Giàng A Núi"), WHY)

    helping = the_one(acting.database).case.help_on(NOW.date())
    assert helping is not None
    assert helping.name == "Giàng A Núi"


def test_an_assignment_that_was_undone_names_nobody_erased(acting: Acting) -> None:
    bring(acting.database, candidate(introduced_on=DAY))
    assign_helper(acting, Assignment(the_one(acting.database).id, DAY, name="Giàng A Núi"))
    undo(acting.database, LOCAL_ADMINISTRATOR, last_upload(acting.database), NOW)

    erase_person(acting, make_person(acting.database, 1, "Giàng A Núi"), WHY)

    assert "Giàng A Núi" not in whole_file(acting.database)


def test_the_reasons_of_earlier_corrections_go_and_the_last_one_may_not_name_the_person(acting: Acting) -> None:
    bring(acting.database, candidate(introduced_on=DAY))
    person = the_one(acting.database).id
    correct_person(acting, person, {"sex": "female"}, "Lò Thị Suối báo lại")
    with pytest.raises(InvalidInput) as refused:
        erase_person(acting, person, "Lo Thi Suoi yêu cầu")

    erase_person(acting, person, WHY)

    assert refused.value.key == "errors.reason_names_person"
    assert "báo lại" not in whole_file(acting.database)


def test_what_was_typed_into_a_row_that_stayed_out_is_erased_too(acting: Acting) -> None:
    bring(acting.database, candidate(introduced_on=DAY))
    refused = candidate("Lò Thị Suối 2", introduced_on="31/02/2024")
    other = candidate("Mã A Pà", introduced_on=DAY, school_name=RIVER)
    bring(acting.database, refused, other, edits={(2, "B"): "Lò Thị Suối"}, accept_valid=True)
    assert "Lò Thị Suối 2" in whole_file(acting.database)

    erase_person(acting, the_one(acting.database).id, WHY)

    assert "Lò Thị" not in whole_file(acting.database)


def test_nobody_is_erased_twice(acting: Acting) -> None:
    bring(acting.database, candidate(introduced_on=DAY))
    person = the_one(acting.database).id
    erase_person(acting, person, WHY)
    with pytest.raises(NotFound):
        erase_person(acting, person, WHY)
