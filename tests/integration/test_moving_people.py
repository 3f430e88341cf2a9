"""People are moved in the app: lawful steps are recorded, the rest is refused with the rule, and all can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.actions.dossiers import (
    Assignment,
    HeldVote,
    Remark,
    assign_helper,
    record_vote,
    register_paper,
    remark,
)
from dashboard.actions.erasing import correct_person, erase_person, move_to_school
from dashboard.actions.moving import Move, add_person, leave, move, take_back
from dashboard.actions.people import Acting
from dashboard.actions.undoing import undo
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal
from dashboard.domain.votes import Ballot
from dashboard.errors import Conflict, DashboardError, Forbidden, InvalidInput, NotFound, StepRefused
from dashboard.queries.people import record, standing_people
from dashboard.settings import load
from dashboard.storage import Database
from tests.factories import make_events, make_person, make_school, secretary_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

from dashboard.domain.histories import Event, Kind

NOW = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 (the database keeps the office's own time)
BORN = date(1990, 5, 20)


@pytest.fixture
def acting(tmp_path: Path) -> Iterator[Acting]:
    office = load({"data": tmp_path, "today": "2026-11-21"}, {})
    database = Database(office.database, office, NOW)
    yield Acting(database, LOCAL_ADMINISTRATOR, NOW, office)
    database.close()


@pytest.fixture
def school(acting: Acting) -> int:
    return make_school(acting.database, code="TH01")


@pytest.fixture
def helper(acting: Acting, school: int) -> int:
    person = make_person(acting.database, school, "Vàng Văn Nương")
    make_events(acting.database, person, school, Event(900, Kind.ENTER, "official", date(2012, 3, 1), 900))
    return person


@pytest.fixture
def person(acting: Acting, helper: int) -> int:  # noqa: ARG001 (whom the assignments below name)
    return add_person(
        acting, "TH01", {"full_name": "Lò Thị Suối", "birth_date": BORN}, Move(0, "outstanding", date(2024, 3, 26))
    )


def step(acting: Acting, person: int, stage: str, day: date, **more: Any) -> int:  # noqa: ANN401 (fields of a move)
    return move(acting, Move(person, stage, day, **more))


def stage_of(acting: Acting, person: int) -> str:
    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert found.case.state is not None
    return found.case.state.exit or found.case.state.stage


def reasons(refused: pytest.ExceptionInfo[StepRefused]) -> list[str]:
    return [objection.code for objection in refused.value.values["objections"]]  # type: ignore[attr-defined]


def up_to_verification(acting: Acting, person: int) -> None:
    step(acting, person, "sympathizer", date(2024, 5, 6), number="12-NQ/CB")
    assign_helper(acting, Assignment(person, date(2024, 5, 6), name="Vàng Văn Nương", number="13-NQ/CB"))
    step(acting, person, "class_enrolled", date(2024, 7, 1), ends_on=date(2024, 7, 5))
    step(acting, person, "class_certified", date(2024, 7, 19), number="204/CN")
    step(acting, person, "dossier", date(2024, 10, 2))
    register_paper(acting, person, "application", date(2024, 10, 10))
    register_paper(acting, person, "personal_history", date(2024, 10, 20))
    step(acting, person, "verification", date(2024, 11, 4))


def all_papers(acting: Acting, person: int, day: date) -> None:
    forms = ("verification_answer", "member_introduction", "trade_union_resolution", "opinions")
    for form in forms:
        register_paper(acting, person, form, day)


def up_to_ceremony(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2025, 1, 6))
    record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 14)))
    step(acting, person, "branch_voted", date(2025, 2, 10), number="20-NQ/CB")
    step(acting, person, "submitted", date(2025, 2, 17))
    step(acting, person, "admission_decided", date(2025, 3, 20), number="45-QĐ/HU", received_on=date(2025, 3, 24))
    step(acting, person, "probationary", date(2025, 4, 2))


def test_a_lawful_way_goes_from_introduction_to_official_membership(acting: Acting, person: int) -> None:
    up_to_ceremony(acting, person)
    record_vote(acting, HeldVote(person, "recognition", date(2026, 4, 6), Ballot(20, 20)))
    step(acting, person, "official_voted", date(2026, 4, 6))
    step(acting, person, "official", date(2026, 5, 4), number="60-QĐ/ĐU")

    assert stage_of(acting, person) == "official"
    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert not any(row["has_gap"] for row in found.about["stage_event"])


def test_a_dossier_waits_for_a_helper_and_a_certificate(acting: Acting, person: int) -> None:
    step(acting, person, "sympathizer", date(2024, 5, 6))

    with pytest.raises(StepRefused) as refused:
        step(acting, person, "dossier", date(2024, 10, 2))

    assert set(reasons(refused)) == {"steps_left_out", "helper_missing", "paper_missing"}
    assert not any(objection.is_final for objection in refused.value.values["objections"])  # type: ignore[attr-defined]
    assert stage_of(acting, person) == "sympathizer"


def test_an_old_record_may_lack_what_a_new_one_needs_and_is_marked(acting: Acting, person: int) -> None:
    step(acting, person, "sympathizer", date(2024, 5, 6))

    step(acting, person, "dossier", date(2024, 10, 2), is_old_record=True)

    found = standing_people(acting.database.reader(LOCAL_ADMINISTRATOR), NOW.date())
    assert found.problems[person] == ["helper_missing", "record_gap"]


def test_thirteen_of_twenty_do_not_carry_and_the_person_stays(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2025, 1, 6))

    assert record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 13))) is False
    with pytest.raises(StepRefused) as refused:
        step(acting, person, "branch_voted", date(2025, 2, 10), is_old_record=True)

    assert reasons(refused) == ["vote_failed"]
    rule = refused.value.values["objections"][0].rule  # type: ignore[index]
    assert (rule.code, rule.regulation.code) == ("admission_vote", "procedure")


def test_a_later_ballot_that_is_carried_counts(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2025, 1, 6))
    record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 13)))
    record_vote(acting, HeldVote(person, "admission", date(2025, 3, 10), Ballot(20, 14)))

    step(acting, person, "branch_voted", date(2025, 3, 10))

    assert stage_of(acting, person) == "branch_voted"


def test_introductions_that_ran_out_refuse_the_vote_even_for_an_old_record(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2024, 12, 2))
    record_vote(acting, HeldVote(person, "admission", date(2025, 12, 3), Ballot(20, 20)))

    with pytest.raises(StepRefused) as refused:
        step(acting, person, "branch_voted", date(2025, 12, 3), is_old_record=True)

    assert set(reasons(refused)) == {"paper_expired"}


def test_introductions_may_be_used_on_their_last_day(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2024, 12, 2))
    record_vote(acting, HeldVote(person, "admission", date(2025, 12, 2), Ballot(20, 20)))

    step(acting, person, "branch_voted", date(2025, 12, 2))

    assert stage_of(acting, person) == "branch_voted"


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        (date(2007, 3, 20), date(2025, 2, 10), ["too_young"]),
        (date(2007, 2, 28), date(2025, 2, 10), []),
        (date(1965, 2, 1), date(2025, 2, 10), []),
        (date(1965, 1, 31), date(2025, 2, 10), ["too_old"]),
    ],
)
def test_only_who_is_eighteen_to_sixty_by_month_is_voted_on(
    acting: Acting, person: int, born: date, day: date, expected: list[str]
) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2025, 1, 6))
    correct_person(acting, person, {"birth_date": born}, "Ghi sai ngày sinh")
    record_vote(acting, HeldVote(person, "admission", day, Ballot(20, 20)))

    found: list[str] = []
    try:
        step(acting, person, "branch_voted", day)
    except StepRefused as refused:
        found = [objection.code for objection in refused.values["objections"]]  # type: ignore[attr-defined]

    assert found == expected


def test_no_decision_before_its_resolution_and_no_ceremony_before_its_decision(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)
    all_papers(acting, person, date(2025, 1, 6))
    record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 20)))
    step(acting, person, "branch_voted", date(2025, 2, 10))

    with pytest.raises(StepRefused) as no_decision:
        step(acting, person, "probationary", date(2025, 4, 2), is_old_record=True)
    with pytest.raises(StepRefused) as too_early:
        step(acting, person, "admission_decided", date(2025, 2, 9), is_old_record=True)

    assert "decision_missing" in reasons(no_decision)
    assert {"before_last_event", "out_of_order"} <= set(reasons(too_early))


def test_probation_lasts_to_the_day_it_began_a_year_before(acting: Acting, person: int) -> None:
    up_to_ceremony(acting, person)
    record_vote(acting, HeldVote(person, "recognition", date(2026, 4, 1), Ballot(20, 20)))

    with pytest.raises(StepRefused) as refused:
        step(acting, person, "official_voted", date(2026, 4, 1), is_old_record=True)

    assert "probation_not_over" in reasons(refused)


def test_nothing_that_is_to_come_is_recorded(acting: Acting, person: int) -> None:
    with pytest.raises(StepRefused) as refused:
        step(acting, person, "sympathizer", date(2026, 11, 22))

    assert reasons(refused) == ["in_future"]


def test_going_back_is_lawful_only_where_the_table_says_so(acting: Acting, person: int) -> None:
    up_to_verification(acting, person)

    with pytest.raises(StepRefused) as refused:
        step(acting, person, "outstanding", date(2024, 12, 1))
    step(acting, person, "sympathizer", date(2024, 12, 1), reason="Giấy chứng nhận không hợp lệ")

    assert reasons(refused) == ["not_from_here"]
    assert stage_of(acting, person) == "sympathizer"


def test_who_left_may_begin_again_where_that_is_lawful(acting: Acting, person: int) -> None:
    leave(acting, Move(person, "withdrawn", date(2024, 6, 3), reason="Xin thôi vì việc gia đình"))
    with pytest.raises(StepRefused):
        step(acting, person, "sympathizer", date(2025, 1, 6))

    step(acting, person, "outstanding", date(2025, 1, 6))

    assert stage_of(acting, person) == "outstanding"


def test_an_exit_needs_a_reason_and_ends_the_help(acting: Acting, person: int) -> None:
    step(acting, person, "sympathizer", date(2024, 5, 6))
    assign_helper(acting, Assignment(person, date(2024, 5, 6), name="Vàng Văn Nương"))
    with pytest.raises(InvalidInput):
        leave(acting, Move(person, "withdrawn", date(2024, 6, 3)))
    with pytest.raises(StepRefused) as refused:
        leave(acting, Move(person, "expelled", date(2024, 6, 3), reason="?"))

    leave(acting, Move(person, "withdrawn", date(2024, 6, 3), reason="Xin thôi"))

    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert [row["to_on"] for row in found.about["helper"]] == [date(2024, 6, 3)]
    with pytest.raises(InvalidInput):
        assign_helper(acting, Assignment(person, date(2024, 6, 4), name="Vàng Văn Nương"))
    assert reasons(refused) == ["no_exit_from_here"]


def test_a_wrong_move_is_taken_back_by_a_further_event_with_its_reason(acting: Acting, person: int) -> None:
    event = step(acting, person, "sympathizer", date(2024, 5, 6))

    take_back(acting, person, event, "Ghi nhầm người")

    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert stage_of(acting, person) == "outstanding"
    assert [(row["kind"], row["reason"]) for row in found.about["stage_event"][1:]] == [
        ("enter", None),
        ("reverse", "Ghi nhầm người"),
    ]


def test_help_goes_on_when_an_exit_is_taken_back(acting: Acting, person: int) -> None:
    step(acting, person, "sympathizer", date(2024, 5, 6))
    assign_helper(acting, Assignment(person, date(2024, 5, 6), name="Giàng A Ruộng"))
    assign_helper(acting, Assignment(person, date(2024, 6, 6), name="Vàng Văn Nương"))
    event = leave(acting, Move(person, "withdrawn", date(2024, 8, 1), reason="Xin thôi"))

    take_back(acting, person, event, "Ghi nhầm người")

    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert [(one.name, one.to_on) for one in found.case.helps] == [
        ("Giàng A Ruộng", date(2024, 6, 6)),
        ("Vàng Văn Nương", None),
    ]


def test_no_decision_is_received_before_its_day_and_no_class_ends_before_it_begins(acting: Acting, person: int) -> None:
    step(acting, person, "sympathizer", date(2024, 5, 6))
    with pytest.raises(StepRefused) as class_ended:
        step(acting, person, "class_enrolled", date(2024, 7, 1), ends_on=date(2024, 6, 30), is_old_record=True)
    day = date(2024, 9, 2)
    with pytest.raises(StepRefused) as received:
        step(acting, person, "admission_decided", day, received_on=date(2024, 9, 1), is_old_record=True)
    with pytest.raises(StepRefused) as ahead:
        step(acting, person, "admission_decided", day, received_on=date(2026, 12, 1), is_old_record=True)

    assert reasons(class_ended) == ["class_ends_too_early"]
    assert "received_too_early" in reasons(received)
    assert "in_future" in reasons(ahead)


@pytest.mark.parametrize("birth", [{"birth_date": date(2027, 1, 1)}, {"birth_date": None, "birth_year": "198"}])
def test_a_birth_that_cannot_be_is_not_recorded(acting: Acting, person: int, birth: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        correct_person(acting, person, birth, "Ghi sai")
    with pytest.raises(InvalidInput):
        add_person(acting, "TH01", {"full_name": "Mã A Pà", **birth}, Move(0, "source", date(2024, 5, 6)))


def test_a_corrected_birth_may_not_make_a_vote_that_was_held_impossible(acting: Acting, person: int) -> None:
    up_to_ceremony(acting, person)

    with pytest.raises(StepRefused) as refused:
        correct_person(acting, person, {"birth_date": date(2007, 3, 20)}, "Ghi sai ngày sinh")

    assert reasons(refused) == ["too_young"]


def test_a_correction_or_a_move_makes_nobody_twice(acting: Acting, person: int, school: int) -> None:
    make_person(acting.database, school, "Mã A Pà", birth_date=BORN)
    other = make_school(acting.database, "Trường THCS Đá Trắng", code="THCS02")
    make_person(acting.database, other, "Lò Thị Suối", birth_date=BORN)

    with pytest.raises(Conflict):
        correct_person(acting, person, {"full_name": "Mã A Pà"}, "Ghi sai tên")
    with pytest.raises(Conflict):
        move_to_school(acting, person, "THCS02", date(2025, 8, 1))


def test_only_the_last_event_is_taken_back(acting: Acting, person: int) -> None:
    first = step(acting, person, "sympathizer", date(2024, 5, 6))
    step(acting, person, "class_enrolled", date(2024, 7, 1))

    with pytest.raises(Conflict):
        take_back(acting, person, first, "Ghi nhầm")


def test_two_people_cannot_both_move_the_same_person(acting: Acting, person: int) -> None:
    seen = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert seen is not None
    assert seen.case.state is not None
    wanted = Move(person, "sympathizer", date(2024, 5, 6), seen=seen.case.state.event_id)
    move(acting, wanted)

    with pytest.raises(Conflict):
        move(acting, replace(wanted, to="class_enrolled", day=date(2024, 7, 1)))


def test_a_helper_is_an_official_member_who_has_not_left(acting: Acting, person: int, helper: int, school: int) -> None:
    probationary = make_person(acting.database, school, "Sùng Thị Lê")
    make_events(acting.database, probationary, school, Event(950, Kind.ENTER, "probationary", date(2026, 3, 1), 950))

    with pytest.raises(StepRefused) as refused:
        assign_helper(acting, Assignment(person, date(2026, 5, 6), helper_id=probationary))
    with pytest.raises(StepRefused):
        assign_helper(acting, Assignment(person, date(2026, 5, 6), name="sùng thị lê"))
    with pytest.raises(StepRefused):
        assign_helper(acting, Assignment(person, date(2026, 5, 6), helper_id=person))
    leave(acting, Move(helper, "transferred_out", date(2026, 6, 1), reason="Chuyển công tác"))
    with pytest.raises(StepRefused):
        assign_helper(acting, Assignment(person, date(2026, 6, 2), helper_id=helper))

    assert reasons(refused) == ["helper_unfit"]


def test_a_new_helper_ends_the_help_of_the_one_before(acting: Acting, person: int) -> None:
    assign_helper(acting, Assignment(person, date(2024, 5, 6), name="Vàng Văn Nương", number="13-NQ/CB"))
    assign_helper(acting, Assignment(person, date(2025, 5, 6), name="Giàng A Ruộng", number="31-NQ/CB"))

    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert [(row["helper_name"], row["to_on"], row["document_no"]) for row in found.about["helper"]] == [
        ("Vàng Văn Nương", date(2025, 5, 6), "13-NQ/CB"),
        ("Giàng A Ruộng", None, "31-NQ/CB"),
    ]


def test_a_month_has_one_remark_which_may_be_written_anew(acting: Acting, person: int) -> None:
    remark(acting, Remark(person, Month(2026, 10), strengths="Gương mẫu"))
    remark(acting, Remark(person, Month(2026, 10), strengths="Gương mẫu, trách nhiệm", branch_comment="Đồng ý"))

    found = record(acting.database.reader(LOCAL_ADMINISTRATOR), person)
    assert found is not None
    assert [(row["month"], row["strengths"], row["branch_comment"]) for row in found.about["helper_review"]] == [
        (date(2026, 10, 1), "Gương mẫu, trách nhiệm", "Đồng ý")
    ]
    with pytest.raises(InvalidInput):
        remark(acting, Remark(person, Month(2026, 9)))


def test_figures_of_a_ballot_that_cannot_be_right_are_refused(acting: Acting, person: int) -> None:
    with pytest.raises(StepRefused) as refused:
        record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 21)))

    assert reasons(refused) == ["vote_impossible"]


def test_the_same_ballot_is_not_counted_twice(acting: Acting, person: int) -> None:
    record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 13)))
    with pytest.raises(Conflict):
        record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 13)))

    assert record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 14)))


def test_who_was_added_stays_while_helping_somebody(acting: Acting, person: int) -> None:
    first = Move(0, "official", date(2010, 1, 4), is_old_record=True)
    added = add_person(acting, "TH01", {"full_name": "Hờ A Lử", "birth_date": BORN}, first)
    reader = acting.database.reader(LOCAL_ADMINISTRATOR)
    upload = max(int(str(row["id"])) for row in reader.rows("uploads", limit=100))
    assign_helper(acting, Assignment(person, date(2024, 6, 1), helper_id=added))

    with pytest.raises(Conflict):
        undo(acting.database, LOCAL_ADMINISTRATOR, upload, NOW)


def test_a_branch_secretary_acts_on_the_own_school_only(acting: Acting, person: int, school: int) -> None:
    other = make_school(acting.database, "Trường THCS Đá Trắng", code="THCS02")
    stranger = replace(acting, principal=secretary_of(other))
    with pytest.raises(NotFound):
        step(stranger, person, "sympathizer", date(2024, 5, 6))
    with pytest.raises(DashboardError):
        add_person(stranger, "TH01", {"full_name": "Mã A Pà"}, Move(0, "source", date(2024, 5, 6)))
    with pytest.raises(Forbidden):
        erase_person(replace(acting, principal=Principal("secretary", frozenset({school}))), person, "Theo yêu cầu")

    step(replace(acting, principal=secretary_of(school)), person, "sympathizer", date(2024, 5, 6))

    assert stage_of(acting, person) == "sympathizer"


def test_a_namesake_without_a_birth_is_not_added_twice(acting: Acting, person: int) -> None:
    with pytest.raises(Conflict):
        add_person(acting, "TH01", {"full_name": "lò thị suối"}, Move(0, "source", date(2024, 5, 6)))

    other = {"full_name": "Lò Thị Suối", "birth_date": date(1995, 1, 2)}
    assert add_person(acting, "TH01", other, Move(0, "source", date(2024, 5, 6))) != person


def everything(database: Database) -> dict[str, list[Any]]:
    cursor = database._connection.cursor()
    tables = ("person", "stage_event", "vote", "helper", "helper_review", "paper")
    return {name: sorted(map(repr, cursor.table(f"district.{name}").fetchall())) for name in tables}


def test_every_change_is_undone_as_if_it_had_not_been(acting: Acting, person: int) -> None:
    changes: list[Callable[[], object]] = [
        lambda: step(acting, person, "sympathizer", date(2024, 5, 6)),
        lambda: assign_helper(acting, Assignment(person, date(2024, 5, 6), name="Vàng Văn Nương")),
        lambda: assign_helper(acting, Assignment(person, date(2025, 5, 6), name="Giàng A Ruộng")),
        lambda: remark(acting, Remark(person, Month(2026, 10), strengths="Gương mẫu")),
        lambda: register_paper(acting, person, "application", date(2024, 10, 10)),
        lambda: record_vote(acting, HeldVote(person, "admission", date(2025, 2, 10), Ballot(20, 13))),
        lambda: correct_person(acting, person, {"sex": "female"}, "Bổ sung"),
        lambda: leave(acting, Move(person, "left_staff", date(2026, 2, 2), reason="Nghỉ việc")),
    ]
    images, uploads = [], []
    for change in changes:
        images.append(everything(acting.database))
        change()
        reader = acting.database.reader(LOCAL_ADMINISTRATOR)
        uploads.append(max(int(str(row["id"])) for row in reader.rows("uploads", limit=100)))

    with pytest.raises(Conflict):
        undo(acting.database, LOCAL_ADMINISTRATOR, uploads[0], NOW)
    for image, upload in zip(reversed(images), reversed(uploads), strict=True):
        undo(acting.database, LOCAL_ADMINISTRATOR, upload, NOW)
        assert everything(acting.database) == image


def test_a_person_goes_on_at_another_school_with_all_that_is_recorded(acting: Acting, person: int) -> None:
    other = make_school(acting.database, "Trường THCS Đá Trắng", code="THCS02")
    up_to_verification(acting, person)

    move_to_school(acting, person, "THCS02", date(2025, 8, 1))

    found = record(acting.database.reader(secretary_of(other)), person)
    assert found is not None
    assert found.case.state is not None
    assert (found.row["school_code"], found.case.state.stage) == ("THCS02", "verification")
    assert found.case.help_on(date(2025, 8, 1)) is None


def test_nothing_of_an_erased_person_is_left_in_the_file(acting: Acting, person: int, helper: int) -> None:
    other = add_person(
        acting,
        "TH01",
        {"full_name": "Mã A Pà", "birth_date": BORN},
        Move(0, "sympathizer", date(2024, 5, 6), is_old_record=True),
    )
    up_to_ceremony(acting, person)
    assign_helper(acting, Assignment(other, date(2024, 6, 1), helper_id=helper))
    remark(acting, Remark(other, Month(2026, 10), strengths="Gương mẫu"))
    correct_person(acting, person, {"full_name": "Lò Thị Suối Hai"}, "Tên ghi sai")

    erase_person(acting, person, "Theo yêu cầu của người đó")
    erase_person(acting, helper, "Theo yêu cầu của người đó")

    acting.database._connection.execute("CHECKPOINT district")
    cursor = acting.database._connection.cursor()
    names = [
        row[0]
        for row in cursor.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'district'").fetchall()
    ]
    said = " ".join(repr(cursor.table(f"district.{name}").fetchall()) for name in names)
    assert "Lò Thị" not in said
    assert "Nương" not in said
    assert "Theo yêu cầu" in said
    assert record(acting.database.reader(LOCAL_ADMINISTRATOR), person) is None
    assert stage_of(acting, other) == "sympathizer"
