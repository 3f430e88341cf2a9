"""Lists of people come in: who is meant, which steps, what is refused with its source, and what is undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import NOW
from tests.lists_of_people import (
    CLOUD,
    bring,
    candidate,
    counts,
    options,
    plan,
    rules,
    steps,
    the_one,
    told,
)

if TYPE_CHECKING:
    from dashboard.storage import Database

INTRODUCED, RECOGNISED, CERTIFIED = date(2023, 1, 15), date(2023, 2, 2), date(2023, 3, 20)
EARLY = {"introduced_on": INTRODUCED, "recognised_on": RECOGNISED, "certificate_on": CERTIFIED}
WAY: dict[str, object] = {
    **EARLY,
    "introduced_by": "Công đoàn",
    "recognised_no": "05-NQ/CB",
    "helper": "Giàng A Núi",
    "helper_assigned_on": RECOGNISED,
    "class_from": date(2023, 3, 11),
    "class_to": date(2023, 3, 15),
    "certificate_no": "123/GCN",
    "agreed_on": date(2023, 4, 5),
    "applied_on": date(2023, 4, 10),
    "history_on": date(2023, 4, 20),
    "verification_sent_on": date(2023, 5, 2),
    "verification_on": date(2023, 6, 30),
    "branch_resolution_on": date(2023, 7, 5),
    "branch_resolution_no": "12-NQ/CB",
    "votes_total": 20,
    "votes_for": 14,
    "submitted_on": date(2023, 7, 10),
    "decision_on": date(2023, 9, 12),
    "decision_no": "345-QĐ/HU",
    "ceremony_on": date(2023, 10, 2),
}


def test_the_dates_of_the_steps_become_events(database: Database) -> None:
    outcome = bring(database, candidate(**WAY))
    assert counts(outcome) == (1, 0, 0, 0)
    found = the_one(database)
    assert steps(found) == {
        "outstanding": INTRODUCED,
        "sympathizer": RECOGNISED,
        "class_enrolled": date(2023, 3, 11),
        "class_certified": CERTIFIED,
        "dossier": date(2023, 4, 5),
        "verification": date(2023, 5, 2),
        "branch_voted": date(2023, 7, 5),
        "submitted": date(2023, 7, 10),
        "admission_decided": date(2023, 9, 12),
        "probationary": date(2023, 10, 2),
    }
    assert found.case.steps["class_enrolled"].ends_on == date(2023, 3, 15)
    assert found.case.steps["admission_decided"].number == "345-QĐ/HU"
    assert found.event(found.case.steps["outstanding"].id)["introduced_by"] == "trade_union"
    assert [(vote.about, vote.held_on, vote.ballot.base, vote.ballot.in_favour) for vote in found.case.votes] == [
        ("admission", date(2023, 7, 5), 20, 14)
    ]
    assert {(paper.code, paper.dated_on) for paper in found.case.papers} == {
        ("application", date(2023, 4, 10)),
        ("personal_history", date(2023, 4, 20)),
        ("verification_answer", date(2023, 6, 30)),
    }
    assert [(one.name, one.from_on, one.to_on) for one in found.case.helps] == [("Giàng A Núi", RECOGNISED, None)]


def test_somebody_without_any_step_is_a_source_as_of_the_day_of_the_list(database: Database) -> None:
    bring(database, candidate())
    assert steps(the_one(database)) == {"source": NOW.date()}
    assert counts(bring(database, candidate())) == (0, 0, 1, 0)


def test_the_same_list_changes_nothing(database: Database) -> None:
    first, again = candidate(**WAY), candidate(**WAY, note=" ")
    assert bring(database, first).committed
    outcome = bring(database, again)
    assert counts(outcome) == (0, 0, 1, 0)
    assert not outcome.committed


def test_a_blank_cell_never_erases(database: Database) -> None:
    bring(database, candidate(**WAY, sex="Nữ"))
    assert counts(bring(database, candidate(sex="", decision_on="", certificate_no=""))) == (0, 0, 1, 0)


def test_a_moved_stage_is_one_changed_person(database: Database) -> None:
    others = [candidate(name, introduced_on=INTRODUCED) for name in ("Vàng Văn Đá", "Mùa A Tủa")]
    bring(database, candidate(introduced_on=INTRODUCED), *others)
    outcome = bring(database, candidate(introduced_on=INTRODUCED, recognised_on=RECOGNISED), *others)
    assert counts(outcome) == (0, 1, 2, 0)
    (changed,) = [row for row in outcome.plan.changes.rows if row.kind == "changed"]
    assert changed.label == f"Lò Thị Suối (1990) · {CLOUD}"
    assert [(one.field, one.before, one.after) for one in changed.fields] == [
        ("stage", "outstanding", "sympathizer"),
        ("recognised_on", None, RECOGNISED),
    ]


def test_another_day_takes_the_wrong_step_back_and_keeps_its_place(database: Database) -> None:
    bring(database, candidate(**EARLY))
    wrong = the_one(database).case.steps["sympathizer"]
    bring(database, candidate(**EARLY | {"recognised_on": date(2023, 2, 9)}))
    found = the_one(database)
    right = found.case.steps["sympathizer"]
    assert (right.on_day, right.position) == (date(2023, 2, 9), wrong.position)
    (reverse,) = [row for row in found.about["stage_event"] if row["kind"] == "reverse"]
    assert (reverse["reverses"], reverse["reason"]) == (wrong.id, "Sửa theo danh sách nạp lại")
    assert steps(found) == EARLY_STEPS | {"sympathizer": date(2023, 2, 9)}


EARLY_STEPS = {"outstanding": INTRODUCED, "sympathizer": RECOGNISED, "class_certified": CERTIFIED}


def test_another_number_corrects_the_step(database: Database) -> None:
    bring(database, candidate(**EARLY, recognised_no="5"))
    outcome = bring(database, candidate(**EARLY, recognised_no="05-NQ/CB"))
    assert counts(outcome) == (0, 1, 0, 0)
    assert the_one(database).case.steps["sympathizer"].number == "05-NQ/CB"


def test_an_earlier_step_that_comes_later_fills_the_gap_and_moves_nobody(database: Database) -> None:
    bring(database, candidate(certificate_on=CERTIFIED))
    bring(database, candidate(recognised_on=CERTIFIED, introduced_on=CERTIFIED))
    found = the_one(database)
    assert list(steps(found)) == ["outstanding", "sympathizer", "class_certified"]
    state = found.case.state
    assert state is not None
    assert state.stage == "class_certified"


def test_an_exit_and_its_correction(database: Database) -> None:
    bring(database, candidate(**EARLY))
    bring(database, candidate(**EARLY, exit="Xin thôi phấn đấu", exit_on=date(2024, 1, 5)))
    state = the_one(database).case.state
    assert state is not None
    assert (state.exit, state.stage, state.since) == ("withdrawn", "class_certified", date(2024, 1, 5))
    bring(database, candidate(**EARLY, exit="Chuyển công tác", exit_on=date(2024, 1, 8)))
    state = the_one(database).case.state
    assert state is not None
    assert (state.exit, state.since) == ("transferred_out", date(2024, 1, 8))


def test_who_leaves_is_helped_no_more(database: Database) -> None:
    helped = {**EARLY, "helper": "Giàng A Núi", "helper_assigned_on": RECOGNISED}
    bring(database, candidate(**helped))
    bring(database, candidate(**helped, exit="Chuyển công tác", exit_on=date(2024, 1, 8)))
    assert [one.to_on for one in the_one(database).case.helps] == [date(2024, 1, 8)]


def test_who_left_may_begin_again_at_the_beginning_only(database: Database) -> None:
    left = EARLY | {"exit": "Xin thôi phấn đấu", "exit_on": date(2024, 1, 5)}
    bring(database, candidate(**left))
    assert rules(plan(database, candidate(recognised_on=date(2025, 1, 5))).rejected) == [(2, "not_from_here")]
    bring(database, candidate(introduced_on=date(2025, 1, 5), recognised_on=date(2025, 2, 5)))
    assert steps(the_one(database)) == {"outstanding": date(2025, 1, 5), "sympathizer": date(2025, 2, 5)}
    assert counts(bring(database, candidate(introduced_on=date(2025, 1, 5), recognised_on=date(2025, 2, 5)))) == (
        *(0, 0, 1, 0),
    )


def test_a_new_helper_ends_the_help_of_the_one_before(database: Database) -> None:
    bring(database, candidate(**EARLY, helper="Giàng A Núi", helper_assigned_on=RECOGNISED))
    bring(database, candidate(**EARLY, helper="Thào A Sông", helper_assigned_on=date(2024, 2, 2), helper_no="7"))
    assert [(one.name, one.from_on, one.to_on) for one in the_one(database).case.helps] == [
        ("Giàng A Núi", RECOGNISED, date(2024, 2, 2)),
        ("Thào A Sông", date(2024, 2, 2), None),
    ]


def test_a_helper_without_a_day_helps_from_the_day_of_the_list(database: Database) -> None:
    outcome = bring(database, candidate(**EARLY, helper="Giàng A Núi"))
    assert (2, "helper_day_missing") in rules(outcome.plan.warnings)
    assert [one.from_on for one in the_one(database).case.helps] == [NOW.date()]
    assert counts(bring(database, candidate(**EARLY, helper="GIÀNG A NÚI"))) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("change", "rule", "sentence"),
    [
        (
            {"decision_on": date(2023, 7, 1), "submitted_on": ""},
            "out_of_order",
            "“Có quyết định kết nạp, chờ lễ kết nạp” ngày 01/07/2023 lại trước",
        ),
        ({"ceremony_on": date(2023, 9, 11)}, "out_of_order", "“Đảng viên dự bị” ngày 11/09/2023 lại trước"),
        ({"birth_date": "06/08/2005"}, "too_young", "Chưa đủ 18 tuổi vào ngày 05/07/2023. Căn cứ: Quy định 24-QĐ/TW"),
        ({"birth_date": "04/06/1963"}, "too_old", "Đã quá 60 tuổi vào ngày 05/07/2023. Căn cứ: Quy định 24-QĐ/TW"),
        ({"votes_for": 13}, "vote_failed", "được 13 trên 20; cần ít nhất 14. Nếu đúng như vậy"),
        ({"votes_for": 21}, "vote_impossible", "21 tán thành trên 20"),
        (
            {"certificate_on": date(2017, 1, 5), "class_from": "", "introduced_on": "", "recognised_on": ""},
            "paper_expired",
            "hết giá trị từ sau ngày 05/01/2022. Căn cứ: ",
        ),
        (
            {"decision_on": "", "decision_no": ""},
            "decision_missing",
            "Chưa có quyết định kết nạp thì chưa tổ chức lễ kết nạp. Căn cứ: ",
        ),
        (
            {"branch_resolution_on": "", "votes_total": "", "votes_for": ""},
            "resolution_missing",
            "Chưa ghi nghị quyết của chi bộ đề nghị kết nạp. Căn cứ: ",
        ),
        (
            {"official_decision_on": date(2024, 10, 1)},
            "probation_not_over",
            "đến 02/10/2024 mới đủ. Căn cứ: Điều lệ Đảng",
        ),
        ({"class_to": date(2023, 3, 10)}, "class_ends_too_early", "Ngày kết thúc lớp 10/03/2023 lại trước"),
        ({"birth_date": "2030"}, "birth_impossible", "'2030' không thể là năm sinh."),
        ({"birth_date": "1901"}, "birth_impossible", "'1901' không thể là năm sinh."),
        ({"helper": "lò thị  suối"}, "helper_unfit", "và không phải chính người này. Căn cứ: "),
        ({"certificate_on": date(2027, 1, 5)}, "in_future", "Ngày 05/01/2027 chưa đến"),
        (
            {"exit": "Xin thôi phấn đấu", "exit_on": date(2024, 1, 5)},
            "no_exit_from_here",
            "Từ “Đảng viên dự bị” không có cách ra",
        ),
        ({"exit": "Xin ra khỏi Đảng", "exit_on": date(2023, 10, 1)}, "before_last_event", "trước việc đã ghi gần nhất"),
        ({"exit": "Chuyển công tác"}, "exit_day_missing", "chưa có ngày ra khỏi danh sách"),
        ({"exit_on": date(2024, 1, 5)}, "exit_kind_missing", "chưa có lý do"),
    ],
)
def test_what_cannot_be_is_refused_with_its_source(
    database: Database, change: dict[str, Any], rule: str, sentence: str
) -> None:
    found = plan(database, candidate(**WAY | change))
    assert rule in [problem.rule for problem in found.rejected]
    assert [line for line in told(found.rejected) if sentence in line]
    assert not found.may_commit(options())


def test_a_step_before_several_others_is_told_once_against_the_nearest(database: Database) -> None:
    found = plan(database, candidate(**WAY | {"decision_on": date(2020, 1, 1)}))
    assert rules(found.rejected) == [(2, "out_of_order")]
    assert "lại trước “Đã trình cấp ủy có thẩm quyền” ngày 10/07/2023" in told(found.rejected)[0]


def test_the_last_day_of_a_class_may_lie_ahead(database: Database) -> None:
    assert plan(database, candidate(class_from=NOW.date(), class_to=date(2026, 12, 20))).rejected == ()


def test_ceremony_before_a_stored_decision_is_refused_too(database: Database) -> None:
    bring(database, candidate(**WAY | {"ceremony_on": ""}))
    found = plan(database, candidate(ceremony_on=date(2023, 9, 11)))
    assert rules(found.rejected) == [(2, "out_of_order")]


def test_a_correction_may_not_make_impossible_what_stands(database: Database) -> None:
    bring(database, candidate(**WAY))
    assert rules(plan(database, candidate(decision_on=date(2023, 10, 9))).rejected) == [(2, "out_of_order")]
    assert rules(plan(database, candidate(votes_total=20, votes_for=13)).rejected) == [(2, "vote_failed")]


def test_thirteen_of_twenty_fail_and_fourteen_pass_also_in_one_cell(database: Database) -> None:
    one_cell = {key: value for key, value in WAY.items() if key != "votes_total"}
    assert rules(plan(database, candidate(**one_cell | {"votes_for": "13/20"})).rejected) == [(2, "vote_failed")]
    assert plan(database, candidate(**one_cell | {"votes_for": "14/20"})).rejected == ()


def test_a_helper_who_is_probationary_or_has_left_is_refused_with_the_rule(database: Database) -> None:
    fresh = {"school_name": CLOUD, "full_name": "Giàng A Núi", "ceremony_on": date(2023, 1, 2)}
    bring(database, fresh, dataset="members")
    found = plan(database, candidate(**EARLY, helper="Giàng A Núi", helper_assigned_on=RECOGNISED))
    assert rules(found.rejected) == [(2, "helper_unfit")]
    assert "Căn cứ: Điều lệ Đảng" in told(found.rejected)[0]
    left = fresh | {"official_on": date(2024, 1, 2), "status": "Chuyển đi", "exit_on": date(2024, 5, 2)}
    bring(database, left, dataset="members")
    later = plan(database, candidate(**EARLY, helper="Giàng A Núi", helper_assigned_on=date(2024, 6, 2)))
    assert rules(later.rejected) == [(2, "helper_unfit")]
    meanwhile = plan(database, candidate(**EARLY, helper="Giàng A Núi", helper_assigned_on=date(2024, 2, 2)))
    assert meanwhile.rejected == ()


def test_old_records_with_gaps_come_in_marked_with_one_warning_each(database: Database) -> None:
    outcome = bring(database, candidate(certificate_on=CERTIFIED), candidate("Vàng Văn Đá", **EARLY))
    assert rules(outcome.plan.warnings) == [(2, "record_gap")]
    assert "Hồ sơ cũ còn thiếu: Cảm tình Đảng." in told(outcome.plan.warnings)[0]
    assert [event.has_gap for event in the_one(database).case.events] == [True]
    assert not any(event.has_gap for event in the_one(database, "Vàng Văn Đá").case.events)


def test_what_a_way_cannot_explain_is_left_to_the_page_of_the_person(database: Database) -> None:
    bring(database, candidate(**EARLY))
    left = EARLY | {"exit": "Xin thôi phấn đấu", "exit_on": date(2024, 1, 5)}
    bring(database, candidate(**left))
    bring(database, candidate(introduced_on=date(2025, 1, 5)))
    found = plan(database, candidate(certificate_on=date(2024, 6, 5)))
    assert rules(found.rejected) == [(2, "out_of_order")] or rules(found.rejected) == [(2, "history_unclear")]
