"""Rosters of members and monthly remarks come in, and the present list goes out and comes back unchanged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.actions.people_listing import people_file
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.errors import InvalidInput, NotFound
from tests.factories import NOW, make_school
from tests.lists_of_people import (
    CLOUD,
    RIVER,
    Row,
    bring,
    bring_bytes,
    candidate,
    counts,
    everybody,
    listing,
    plan,
    rules,
    steps,
    the_one,
    told,
)

if TYPE_CHECKING:
    from dashboard.storage import Database
    from tests.commands import Chibo

DECIDED, CEREMONY, OFFICIAL = date(2005, 7, 18), date(2005, 8, 6), date(2006, 8, 6)


def member(name: str = "Giàng A Núi", /, **values: Any) -> Row:  # noqa: ANN401
    """Return a row of a roster."""
    return {"school_name": CLOUD, "full_name": name, "birth_date": "1975"} | values


def stage_of(database: Database, name: str = "Giàng A Núi") -> str | None:
    state = the_one(database, name).case.state
    return state.stage if state else None


def test_a_roster_becomes_the_events_of_members(database: Database) -> None:
    roster = member(
        decision_on=DECIDED,
        decision_no="74-QĐ/HU",
        ceremony_on=CEREMONY,
        official_on=OFFICIAL,
        party_position="Bí thư",
        party_card_no="00.156227",
        theory_level="Trung cấp",
        education="Đại học",
        status="Chính thức",
    )
    outcome = bring(database, roster, dataset="members")
    assert counts(outcome) == (1, 0, 0, 0)
    assert outcome.plan.warnings == ()
    found = the_one(database, "Giàng A Núi")
    assert steps(found) == {"admission_decided": DECIDED, "probationary": CEREMONY, "official": OFFICIAL}
    assert [found.row[name] for name in ("party_position", "party_card_no", "education")] == [
        *("Bí thư", "00.156227", "Đại học"),
    ]
    assert counts(bring(database, roster | {"note": ""}, dataset="members")) == (0, 0, 1, 0)


def test_old_members_come_in_with_the_day_official_alone(database: Database) -> None:
    outcome = bring(database, member(official_on=date(1987, 5, 19)), dataset="members")
    assert outcome.committed
    assert rules(outcome.plan.warnings) == [(2, "record_gap")]
    assert stage_of(database) == "official"


def test_official_may_equal_the_end_of_probation_and_not_be_a_day_earlier(database: Database) -> None:
    fresh = member(ceremony_on=date(2024, 2, 29))
    assert plan(database, fresh | {"official_on": date(2025, 2, 28)}, dataset="members").rejected == ()
    early = plan(database, fresh | {"official_on": date(2025, 2, 27)}, dataset="members")
    assert rules(early.rejected) == [(2, "probation_not_over")]
    assert "Căn cứ: Điều lệ Đảng" in told(early.rejected)[0]


def test_a_roster_that_only_says_official_gives_the_day_by_the_rule(database: Database) -> None:
    outcome = bring(database, member(ceremony_on=CEREMONY, status="Chính thức"), dataset="members")
    assert "official_day_derived" in [problem.rule for problem in outcome.plan.warnings]
    assert steps(the_one(database, "Giàng A Núi"))["official"] == OFFICIAL


def test_a_later_decision_on_recognition_is_no_difference(database: Database) -> None:
    way = candidate("Giàng A Núi", birth_date="1975", decision_on=DECIDED, ceremony_on=CEREMONY)
    bring(database, way | {"official_decision_on": date(2006, 10, 2)})
    assert counts(bring(database, member(ceremony_on=CEREMONY, official_on=OFFICIAL), dataset="members")) == (
        0,
        0,
        1,
        0,
    )


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"status": "Chính thức"}, "member_without_day"),
        ({"decision_on": DECIDED, "status": "Chính thức"}, "status_differs"),
        ({"ceremony_on": CEREMONY, "official_on": OFFICIAL, "status": "Dự bị"}, "status_differs"),
        ({"ceremony_on": CEREMONY, "status": "Chuyển đi"}, "exit_day_missing"),
    ],
)
def test_a_standing_that_the_days_do_not_bear_out_is_refused(database: Database, row: Row, rule: str) -> None:
    assert rules(plan(database, member(**row), dataset="members").rejected) == [(2, rule)]


def test_who_is_still_on_the_way_is_no_member_by_standing_on_a_roster_without_a_day(database: Database) -> None:
    bring(database, candidate(introduced_on=date(2024, 1, 15)))
    assert rules(plan(database, candidate(), dataset="members").rejected) == [(2, "member_without_day")]


def test_a_long_probation_without_a_word_is_told(database: Database) -> None:
    found = plan(database, member(decision_on=DECIDED, ceremony_on=CEREMONY), dataset="members")
    assert rules(found.warnings) == [(2, "probation_long_over")]


def test_a_member_who_is_not_on_the_roster_is_asked_about_and_a_candidate_is_not(database: Database) -> None:
    bring(database, member(official_on=OFFICIAL), member("Thào A Sông", official_on=OFFICIAL), dataset="members")
    bring(database, candidate(introduced_on=date(2024, 1, 15)))
    outcome = bring(database, member(official_on=OFFICIAL), dataset="members")
    assert counts(outcome) == (0, 0, 1, 1)
    assert [question.value for question in outcome.plan.questions] == [f"Thào A Sông (1975) · {CLOUD}"]


def test_remarks_are_kept_by_month_and_corrected(database: Database) -> None:
    bring(database, candidate(introduced_on=date(2024, 1, 15)))
    said = {"school_name": CLOUD, "full_name": "Lò Thị Suối", "month": "10/2026", "helper": "Giàng A Núi"}
    first = bring(database, said | {"strengths": "Nhiệt tình"}, dataset="helper_reviews")
    assert counts(first) == (1, 0, 0, 0)
    again = {**said, "strengths": "Nhiệt tình", "weaknesses": ""}
    assert counts(bring(database, again, dataset="helper_reviews")) == (0, 0, 1, 0)
    more = bring(
        database, again | {"weaknesses": "Ít phát biểu"}, again | {"month": "09/2026"}, dataset="helper_reviews"
    )
    assert counts(more) == (1, 1, 0, 0)
    assert [(row["month"], row["weaknesses"]) for row in the_one(database).about["helper_review"]] == [
        (date(2026, 9, 1), None),
        (date(2026, 10, 1), "Ít phát biểu"),
    ]


def test_remarks_on_nobody_known_and_on_months_to_come_are_refused(database: Database) -> None:
    bring(database, candidate(introduced_on=date(2024, 1, 15)))
    said = {"school_name": CLOUD, "full_name": "Lò Thị Suối", "month": "12/2026", "strengths": "Nhiệt tình"}
    found = plan(database, said, said | {"full_name": "Ai Đó"}, dataset="helper_reviews")
    assert rules(found.rejected) == [(2, "review_month_ahead"), (3, "person_unknown")]


PEOPLE = [
    candidate(
        introduced_on=date(2023, 1, 15),
        introduced_by="Đoàn Thanh niên",
        recognised_on=date(2023, 2, 2),
        recognised_no="05-NQ/CB",
        class_from=date(2023, 3, 11),
        class_to=date(2023, 3, 15),
        youth_union="x",
        trade_union="Không",
        sex="Nữ",
        position_group="Phó Hiệu trưởng",
        note="=1+1",
    ),
    candidate("Vàng Văn Đá", school_name=RIVER, birth_date="1985", helper="Giàng A Núi"),
    candidate("Mùa A Tủa", birth_date="", decision_on=date(2026, 1, 5), ceremony_on=date(2026, 1, 20)),
]


@pytest.mark.parametrize("as_workbook", [False, True])
def test_the_exported_list_changes_nothing(database: Database, *, as_workbook: bool) -> None:
    bring(database, *PEOPLE)
    bring(database, member(ceremony_on=CEREMONY, official_on=OFFICIAL), dataset="members")
    reader = database.reader(LOCAL_ADMINISTRATOR)
    for dataset, rows in (("candidates", 3), ("members", 2)):
        content = people_file(reader, dataset, NOW.date(), as_workbook=as_workbook)
        outcome = bring_bytes(database, content, dataset)
        assert counts(outcome) == (0, 0, rows, 0)
        assert outcome.plan.questions == ()
        assert not outcome.committed


def test_a_list_of_one_school_and_of_another_day(database: Database) -> None:
    make_school(database, CLOUD, code="TH01")
    bring(database, *PEOPLE)
    reader = database.reader(LOCAL_ADMINISTRATOR)
    (_, first, second) = people_file(reader, "candidates", NOW.date(), "TH01").decode("utf-8-sig").splitlines()
    assert "Lò Thị Suối" in first
    assert "Mùa A Tủa" in second
    (_, then) = people_file(reader, "candidates", date(2023, 1, 20), "TH01").decode("utf-8-sig").splitlines()
    assert "15/01/2023" in then
    assert "02/02/2023" not in then
    with pytest.raises(NotFound):
        people_file(reader, "candidates", NOW.date(), "TH02")
    with pytest.raises(InvalidInput):
        people_file(reader, "branch_report", NOW.date())


def test_the_command_exports_what_it_takes_back_unchanged(chibo: Chibo) -> None:
    folder = chibo.data.parent
    for name in ("danh-sach.csv", "danh-sach.xlsx"):
        path = folder / name
        if not chibo.data.exists():
            source = folder / "nguon.csv"
            source.write_text(f"Trường;Họ và tên;Năm sinh;Ngày giới thiệu\n{CLOUD};Lò Thị Suối;1990;15/01/2024\n")
            assert chibo("import", source, "--add-schools").status == 0
        assert chibo("export", "candidates", "-o", path).status == 0
        (told,) = chibo.json("import", path)
        assert told["changes"] == {"new": 0, "changed": 0, "unchanged": 1, "absent": 0}
    assert chibo("export", "schools", "-o", folder / "x.csv").status == 2
    assert chibo("export", "candidates", "-o", folder / "no" / "x.csv").status == 2


def test_nobody_is_stored_twice_by_two_lists(database: Database) -> None:
    bring(database, candidate("Giàng A Núi", birth_date="1975", introduced_on=date(2004, 1, 15)))
    bring(database, member(decision_on=DECIDED, ceremony_on=CEREMONY, official_on=OFFICIAL), dataset="members")
    assert len(everybody(database)) == 1


def test_several_lists_in_one_call_are_taken_in_their_turn(chibo: Chibo) -> None:
    folder = chibo.data.parent
    said = {"school_name": CLOUD, "full_name": "Lò Thị Suối", "month": "10/2026", "strengths": "Nhiệt tình"}
    (folder / "a.csv").write_bytes(listing(said, dataset="helper_reviews"))
    (folder / "b.csv").write_bytes(listing(candidate(introduced_on=date(2024, 1, 15))))
    told = chibo.json("import", folder / "a.csv", folder / "b.csv", "--add-schools")
    assert [one["dataset"] for one in told] == ["helper_reviews", "candidates"]
    assert all(one["committed"] for one in told)
    dry = chibo.json("import", folder / "a.csv", "--dry-run")
    assert dry[0]["duplicate_of"] is not None
