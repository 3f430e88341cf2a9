"""Who is meant by a row of a list, who is missing, what is held back, and what undoing brings back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.actions.importing import import_table
from dashboard.actions.plan import Answer
from dashboard.actions.undoing import undo
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.errors import Forbidden
from tests.factories import NOW, make_school, secretary_of
from tests.lists_of_people import (
    CLOUD,
    RIVER,
    bring,
    candidate,
    counts,
    everybody,
    file,
    listing,
    options,
    plan,
    rules,
    steps,
    the_one,
)

if TYPE_CHECKING:
    from dashboard.storage import Database
    from tests.commands import Chibo

DAY, LATER = date(2024, 1, 15), date(2024, 2, 2)


def test_the_same_name_and_birth_in_a_school_is_the_same_person(database: Database) -> None:
    bring(database, candidate(introduced_on=DAY))
    assert counts(bring(database, candidate("lò  thị suối", birth_date="1990", introduced_on=DAY))) == (0, 0, 1, 0)
    assert the_one(database).born == date(1990, 5, 20)


def test_a_day_of_birth_replaces_the_year_alone(database: Database) -> None:
    bring(database, candidate(birth_date="1990", introduced_on=DAY))
    assert the_one(database).born == 1990
    assert counts(bring(database, candidate(introduced_on=DAY))) == (0, 1, 0, 0)
    assert (the_one(database).row["birth_date"], the_one(database).row["birth_year"]) == (date(1990, 5, 20), None)


def test_without_a_birth_the_only_person_of_the_name_is_meant(database: Database) -> None:
    bring(database, candidate(introduced_on=DAY))
    assert counts(bring(database, candidate(birth_date="", introduced_on=DAY, sex="Nữ"))) == (0, 1, 0, 0)


def test_diacritics_tell_people_apart(database: Database) -> None:
    bring(database, candidate("Lò Thị Suối", introduced_on=DAY))
    outcome = bring(database, candidate("Lò Thị Suôi", introduced_on=DAY))
    assert counts(outcome)[0] == 1
    assert rules(outcome.plan.warnings) == [(2, "person_spelled_otherwise")]


def test_another_birth_is_another_person_with_a_warning(database: Database) -> None:
    bring(database, candidate(introduced_on=DAY))
    outcome = bring(database, candidate(introduced_on=DAY), candidate(birth_date="1985", introduced_on=DAY))
    assert counts(outcome) == (1, 0, 1, 0)
    assert rules(outcome.plan.warnings) == [(3, "person_namesake")]


def test_a_row_that_two_people_fit_is_a_question_and_can_be_answered(database: Database) -> None:
    bring(database, candidate(introduced_on=DAY), candidate(birth_date="1985", introduced_on=DAY))
    open_row = candidate(birth_date="", introduced_on=DAY, sex="Nữ")
    found = plan(database, open_row)
    assert rules(found.rejected) == [(2, "person_several")]
    (asked,) = [question for question in found.questions if question.kind == "person"]
    ids = [int(choice) for choice, label in asked.choices if label]
    assert ids == [one.id for one in everybody(database)]
    bring(database, open_row, people={2: ids[1]})
    assert [one.row["sex"] for one in everybody(database)] == [None, "female"]


def test_rows_of_one_person_that_agree_are_one_with_a_warning(database: Database) -> None:
    outcome = bring(database, candidate(introduced_on=DAY), candidate(birth_date="1990", recognised_on=LATER))
    assert counts(outcome) == (1, 0, 0, 0)
    assert rules(outcome.plan.warnings) == [(3, "person_twice")]
    assert steps(the_one(database)) == {"outstanding": DAY, "sympathizer": LATER}


def test_rows_of_one_person_that_contradict_each_other_are_both_refused(database: Database) -> None:
    found = plan(database, candidate(introduced_on=DAY), candidate(introduced_on=LATER))
    assert rules(found.rejected) == [(2, "person_rows_differ"), (3, "person_rows_differ")]


def test_somebody_known_in_another_school_is_asked_about(database: Database) -> None:
    bring(database, candidate(school_name=RIVER, introduced_on=DAY))
    found = plan(database, candidate(introduced_on=LATER))
    assert rules(found.rejected) == [(2, "person_known_elsewhere")]
    assert counts(bring(database, candidate(introduced_on=LATER), people={2: 0})) == (1, 0, 0, 0)


def test_somebody_who_left_another_school_is_only_told_of(database: Database) -> None:
    gone = candidate(school_name=RIVER, introduced_on=DAY, exit="Chuyển công tác", exit_on=LATER)
    bring(database, gone)
    outcome = bring(database, candidate(introduced_on=date(2024, 6, 2)))
    assert rules(outcome.plan.warnings) == [(2, "person_left_elsewhere")]
    assert outcome.committed


def test_a_removed_row_is_one_question_that_holds_nothing_back(database: Database) -> None:
    both = [candidate(introduced_on=DAY), candidate("Vàng Văn Đá", introduced_on=DAY)]
    bring(database, *both, candidate("Mùa A Tủa", school_name=RIVER, introduced_on=DAY))
    outcome = bring(database, both[0])
    assert counts(outcome) == (0, 0, 1, 1)
    (asked,) = outcome.plan.questions
    assert (asked.kind, asked.value) == ("absent", f"Vàng Văn Đá (1990) · {CLOUD}")
    assert [choice for choice, _ in asked.choices][:3] == ["here", "withdrawn", "removed_from_list"]
    (upload,) = database.reader(LOCAL_ADMINISTRATOR).rows("upload", upload_id=outcome.upload_id)
    assert json.loads(str(upload["understood"]))["absent"] == [the_one(database, "Vàng Văn Đá").id]


def test_the_question_why_is_answered_by_an_exit_or_by_still_here(database: Database) -> None:
    kept, gone, here = (candidate(name, introduced_on=DAY) for name in ("Lò Thị Suối", "Vàng Văn Đá", "Mùa A Tủa"))
    bring(database, kept, gone, here)
    answers = {
        the_one(database, "Vàng Văn Đá").id: Answer("left_staff", LATER),
        the_one(database, "Mùa A Tủa").id: Answer(),
    }
    outcome = bring(database, kept, absent=answers)
    assert counts(outcome) == (0, 1, 1, 0)
    assert outcome.plan.questions == ()
    state = the_one(database, "Vàng Văn Đá").case.state
    assert state is not None
    assert (state.exit, state.since) == ("left_staff", LATER)


def test_an_answer_that_cannot_be_leaves_the_question_open(database: Database) -> None:
    kept, gone = candidate(introduced_on=DAY), candidate("Vàng Văn Đá", introduced_on=DAY)
    bring(database, kept, gone)
    number = the_one(database, "Vàng Văn Đá").id
    for answer in (
        Answer("expelled", LATER),
        Answer("withdrawn", date(2023, 1, 1)),
        Answer("withdrawn", date(2027, 1, 1)),
    ):
        assert [one.kind for one in plan(database, kept, absent={number: answer}).questions] == ["absent"]


def test_who_has_left_or_is_official_is_not_missed_on_a_list_of_candidates(database: Database) -> None:
    member = {"school_name": CLOUD, "full_name": "Giàng A Núi", "official_on": DAY}
    bring(database, member, dataset="members")
    bring(database, candidate("Vàng Văn Đá", introduced_on=DAY, exit="Từ trần", exit_on=LATER))
    assert counts(bring(database, candidate(introduced_on=DAY))) == (1, 0, 0, 0)


def test_probationary_members_are_missed_only_where_the_list_has_a_ceremony(database: Database) -> None:
    way = {"decision_on": date(2026, 1, 5), "ceremony_on": date(2026, 1, 20)}
    bring(database, candidate("Vàng Văn Đá", **way), candidate(introduced_on=DAY))
    assert counts(bring(database, candidate(introduced_on=DAY)))[3] == 0
    assert counts(bring(database, candidate(introduced_on=DAY, ceremony_on="")))[3] == 1


def test_a_school_with_a_refused_row_stays_out_whole(database: Database) -> None:
    wrong = candidate("Vàng Văn Đá", introduced_on=LATER, recognised_on=DAY)
    other = candidate("Mùa A Tủa", school_name=RIVER, introduced_on=DAY)
    assert not bring(database, candidate(introduced_on=DAY), wrong, other).committed
    outcome = bring(database, candidate(introduced_on=DAY), wrong, other, accept_valid=True)
    assert [one.row["full_name"] for one in everybody(database)] == ["Mùa A Tủa"]
    assert rules(outcome.plan.warnings) == [(2, "school_held_back")]
    assert outcome.plan.refused_rows == 1


def test_a_file_of_one_school_needs_no_column_for_it(database: Database) -> None:
    make_school(database, CLOUD, code="TH01")
    row = {"full_name": "Lò Thị Suối", "birth_date": "1990", "introduced_on": DAY}
    found = plan(database, row)
    assert [question.kind for question in found.questions] == ["school_of_file"]
    assert rules(found.rejected) == [(None, "school_of_file_unknown")]
    assert counts(bring(database, row, school="TH01")) == (1, 0, 0, 0)


def test_undoing_brings_everything_back(database: Database) -> None:
    first = {"introduced_on": DAY, "helper": "Giàng A Núi", "helper_assigned_on": LATER}
    bring(database, candidate(**first), candidate("Vàng Văn Đá", introduced_on=DAY))
    before = told_of_all(database)
    second = first | {
        "introduced_on": date(2024, 1, 10),
        "recognised_on": LATER,
        "helper": "Thào A Sông",
        "helper_assigned_on": date(2024, 3, 2),
        "applied_on": date(2024, 4, 2),
        "sex": "Nữ",
    }
    outcome = bring(database, candidate(**second), candidate("Mùa A Tủa", introduced_on=DAY))
    assert told_of_all(database) != before
    undo(database, LOCAL_ADMINISTRATOR, outcome.upload_id or 0, NOW)
    assert told_of_all(database) == before
    undo(database, LOCAL_ADMINISTRATOR, 1, NOW)
    assert everybody(database) == []


def told_of_all(database: Database) -> list[object]:
    """Everything that is recorded of people, with what is derived."""
    return [(one.row, one.about) for one in everybody(database)]


def test_the_audit_trail_holds_no_name(database: Database) -> None:
    bring(database, candidate(introduced_on=DAY))
    trail = database.reader(LOCAL_ADMINISTRATOR).rows("audit_trail")
    assert "Suối" not in str([row["detail"] for row in trail]).replace(CLOUD, "")


def test_a_secretary_brings_in_people_of_the_own_school_only(database: Database) -> None:
    own, other = make_school(database, CLOUD), make_school(database, RIVER)
    secretary = secretary_of(own)
    mine = file(listing(candidate(introduced_on=DAY)))
    assert import_table(database, secretary, mine, options(add_schools=False), NOW).committed
    theirs = file(listing(candidate("Mùa A Tủa", school_name="Trường Mầm non Hoa Ban", introduced_on=DAY)))
    with pytest.raises(Forbidden):
        import_table(database, secretary, theirs, options(), NOW)
    assert {one.row["school_id"] for one in everybody(database)} == {own} != {other}


def test_the_command_counts_and_asks_and_ends_with_one(chibo: Chibo) -> None:
    path = chibo.data.parent / "danh-sach.csv"
    path.write_bytes(listing(candidate(introduced_on=DAY), candidate("Vàng Văn Đá", introduced_on=DAY)))
    assert chibo("import", path, "--add-schools").status == 0
    path.write_bytes(listing(candidate(introduced_on=DAY)))
    ran = chibo("import", path, "--json")
    (told,) = ran.json
    assert ran.status == 1
    assert told["dataset"] == "candidates"
    assert told["changes"] == {"new": 0, "changed": 0, "unchanged": 1, "absent": 1}
    assert [(one["kind"], one["value"]) for one in told["questions"]] == [
        ("absent", f"Vàng Văn Đá (1990) · {CLOUD}"),
    ]
    spoken = chibo("import", path, "--accept-valid")
    assert spoken.status == 0  # the same file again
