"""Which school a row means, and when that is a question."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.months import Month
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake import messages
from dashboard.intake.facts import Place
from dashboard.intake.records import Record
from dashboard.intake.schools import Recogniser, Recognition, school_question, spelling
from dashboard.intake.tables import KnownSchool, Severity

HOA_BINH = KnownSchool(1, "TH01", "Trường Tiểu học Hòa Bình", "primary", "Xã Suối Đá")
HOA_BINH_LOWER = KnownSchool(2, "TC01", "THCS Hòa Bình", "lower_secondary", "Xã Suối Đá")
HOA_MAI = KnownSchool(3, None, "Mầm non Hoa Mai", "preschool", "Xã Phước Ninh")
HOA_MAI_TOWN = KnownSchool(4, None, "Mầm non Hoa Mai", "preschool", "Thị trấn Dương Minh")
LE_LOI = KnownSchool(5, "TH05", "Tiểu học Lê Lợi", "primary", "Xã Bến Củi", former_names=("Tiểu học Bến Củi A",))
DAO_DUC_A = KnownSchool(6, "TH06", "Tiểu học Đạo Đức A", "primary", "Xã Đạo Đức")
KNOWN = (HOA_BINH, HOA_BINH_LOWER, HOA_MAI, HOA_MAI_TOWN, LE_LOI, DAO_DUC_A)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(KNOWN)


def names(recognition: Recognition) -> list[str]:
    return [likely.school.name for likely in recognition.choices]


def ids(recognition: Recognition) -> set[int]:
    return {likely.school.id for likely in recognition.choices}


@pytest.mark.parametrize(
    "written",
    [
        "Trường Tiểu học Hòa Bình",
        "Tiểu học Hoà Bình",
        "TH Hòa Bình",
        "TRƯỜNG TH HOÀ BÌNH",
        "truong tieu hoc hoa binh",
        "Chi bộ Trường Tiểu học Hòa Bình",
        "Trường TH. Hòa  Bình",
    ],
)
def test_spellings_of_one_name_are_one_school(recogniser: Recogniser, written: str) -> None:
    assert recogniser.recognise({"school_name": written}) == Recognition(1, "name")


def test_a_code_is_enough(recogniser: Recogniser) -> None:
    assert recogniser.recognise({"school_code": " th01 "}) == Recognition(1, "code")


def test_a_name_without_its_level_is_not_a_name_that_is_known(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise({"school_name": "Hòa Bình"})

    assert (recognition.school_id, recognition.question) == (None, "unknown")
    assert ids(recognition) == {1, 2}


def test_the_level_may_stand_in_its_own_column(recogniser: Recogniser) -> None:
    assert recogniser.recognise({"school_name": "Hòa Bình", "school_level": "primary"}) == Recognition(1, "name")
    assert recogniser.recognise({"school_name": "Hòa Bình", "school_level": "lower_secondary"}) == Recognition(
        2, "name"
    )
    assert recogniser.recognise({"school_name": "Hòa Bình", "school_level": "preschool"}).question == "unknown"


def test_a_name_that_never_states_its_level_is_known_without_it() -> None:
    recogniser = Recogniser([KnownSchool(1, None, "Trường Thạnh Đông", "primary", None)])

    assert recogniser.recognise({"school_name": "Thạnh Đông"}) == Recognition(1, "name")
    assert recogniser.recognise({"school_name": "Thạnh Đông", "school_level": "preschool"}).question == "unknown"


def test_another_level_is_another_school(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise({"school_name": "TH-THCS Lê Lợi"})

    assert recognition.question == "unknown"
    assert names(recognition) == ["Tiểu học Lê Lợi"]


def test_two_schools_with_one_name_are_a_question_with_both(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise({"school_name": "Mầm non Hoa Mai"})

    assert (recognition.school_id, recognition.question) == (None, "several")
    assert ids(recognition) == {3, 4}


@pytest.mark.parametrize(("commune", "school"), [("Phước Ninh", 3), ("xã phước ninh", 3), ("TT. Dương Minh", 4)])
def test_the_commune_tells_schools_of_one_name_apart(recogniser: Recogniser, commune: str, school: int) -> None:
    assert recogniser.recognise({"school_name": "MN Hoa Mai", "commune": commune}) == Recognition(school, "name")


def test_the_same_name_in_another_commune_is_another_school(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise({"school_name": "TH Hòa Bình", "commune": "Xã Bến Củi"})

    assert recognition.question == "unknown"
    assert recognition.choices[0].school == HOA_BINH


def test_a_namesake_elsewhere_makes_a_school_without_a_commune_doubtful() -> None:
    nowhere = KnownSchool(9, None, "Mầm non Hoa Mai", "preschool", None)
    row = {"school_name": "Mầm non Hoa Mai", "commune": "Xã Bến Củi"}

    assert Recogniser([nowhere]).recognise(row) == Recognition(9, "name")
    assert Recogniser([nowhere, HOA_MAI]).recognise(row).question == "several"
    assert Recogniser([nowhere, HOA_MAI]).recognise(row | {"commune": "Xã Phước Ninh"}) == Recognition(3, "name")


def test_a_school_is_known_under_its_former_name(recogniser: Recogniser) -> None:
    assert recogniser.recognise({"school_name": "TH Bến Củi A"}) == Recognition(5, "former_name")
    assert recogniser.recognise({"school_name": "TH Bến Củi A", "school_code": "TH05"}) == Recognition(5, "code")


def test_a_name_that_a_new_school_took_over_means_the_one_that_was_there_in_that_month() -> None:
    new = KnownSchool(8, None, "Tiểu học Bến Củi A", "primary", "Xã Bến Củi", opened_on=date(2026, 9, 1))
    recogniser = Recogniser([LE_LOI, new])

    assert recogniser.recognise({"school_name": "TH Bến Củi A", "period": Month(2026, 10)}) == Recognition(8, "name")
    assert recogniser.recognise({"school_name": "TH Bến Củi A", "period": Month(2025, 10)}) == Recognition(
        5, "former_name"
    )


def test_of_two_namesakes_the_one_that_is_open_in_the_month_is_meant() -> None:
    closed = KnownSchool(1, None, "Tiểu học Tân Lập", "primary", None, closed_on=date(2020, 8, 1))
    opened = KnownSchool(2, None, "Tiểu học Tân Lập", "primary", None, opened_on=date(2023, 9, 5))
    recogniser = Recogniser([closed, opened])

    assert recogniser.recognise({"school_name": "TH Tân Lập", "period": Month(2026, 10)}) == Recognition(2, "name")
    assert recogniser.recognise({"school_name": "TH Tân Lập", "period": Month(2019, 10)}) == Recognition(1, "name")
    assert recogniser.recognise({"school_name": "TH Tân Lập"}).question == "several"


def test_a_closed_school_is_still_recognised() -> None:
    closed = KnownSchool(1, None, "Tiểu học Tân Lập", "primary", None, closed_on=date(2020, 8, 1))

    assert Recogniser([closed]).recognise({"school_name": "TH Tân Lập", "period": Month(2026, 10)}).school_id == 1


def test_a_code_and_a_name_that_disagree_are_a_question(recogniser: Recogniser) -> None:
    two_known = recogniser.recognise({"school_code": "TH01", "school_name": "Tiểu học Lê Lợi"})
    one_known = recogniser.recognise({"school_code": "TH01", "school_name": "Tiểu học Thạnh Đông"})

    assert (two_known.school_id, two_known.question, ids(two_known)) == (None, "several", {1, 5})
    assert (one_known.school_id, one_known.question, ids(one_known)) == (None, "several", {1})


def test_a_slip_of_the_pen_beside_the_right_code_is_forgiven_but_another_letter_is_not(recogniser: Recogniser) -> None:
    assert recogniser.recognise({"school_code": "TH01", "school_name": "Tiểu học Hòa Bìnhh"}) == Recognition(1, "code")
    assert recogniser.recognise({"school_code": "TH06", "school_name": "TH Đạo Đức B"}).question == "several"
    assert recogniser.recognise({"school_code": "TH01", "school_name": "THCS Hòa Bìnhh"}).question == "several"


def test_in_the_register_a_code_under_an_unknown_name_is_a_renamed_school(recogniser: Recogniser) -> None:
    renamed = {"school_code": "TH01", "school_name": "Tiểu học Thạnh Đông"}

    assert recogniser.recognise(renamed, code_decides=True) == Recognition(1, "code")
    assert recogniser.recognise(renamed | {"school_name": "TH Lê Lợi"}, code_decides=True).question == "several"


def test_a_name_under_another_code_than_its_own_is_a_question(recogniser: Recogniser) -> None:
    recognition = recogniser.recognise({"school_code": "TH99", "school_name": "TH Hòa Bình"})

    assert (recognition.question, ids(recognition)) == ("several", {1})


def test_a_school_without_a_code_is_recognised_under_a_new_one(recogniser: Recogniser) -> None:
    row = {"school_code": "MN03", "school_name": "MN Hoa Mai", "commune": "Phước Ninh"}

    assert recogniser.recognise(row) == Recognition(3, "name")


def test_an_unknown_name_comes_with_at_most_three_likely_schools() -> None:
    known = [KnownSchool(number, None, f"Tiểu học Tân Hưng {number}", "primary", None) for number in range(1, 9)]

    recognition = Recogniser(known).recognise({"school_name": "Tiểu học Tân Hưng 77"})

    assert recognition.question == "unknown"
    assert len(recognition.choices) == 3
    assert recognition.choices[0].school.id == 7
    assert recognition.choices[0].score > recognition.choices[1].score


def test_a_name_like_no_other_has_no_likely_school(recogniser: Recogniser) -> None:
    assert recogniser.recognise({"school_name": "Tiểu học Thạnh Đông"}) == Recognition(question="unknown")


def test_a_row_without_a_name_means_no_school() -> None:
    recogniser = Recogniser([KnownSchool(1, None, "Trường Mầm non", "preschool", None)])

    assert recogniser.recognise({"school_name": None, "school_level": "preschool"}) == Recognition(question="unknown")
    assert Recogniser([]).recognise({}) == Recognition(question="unknown")


def test_a_users_choice_holds_for_every_row_written_like_that() -> None:
    row = {"school_name": "Hoa Mai", "commune": "Xã Phước Ninh"}
    recogniser = Recogniser(KNOWN, {spelling(row): 3})

    assert recogniser.recognise({"school_name": "HOA MAI", "commune": "phước ninh"}) == Recognition(3, "chosen")
    assert recogniser.recognise({"school_name": "Hoa Mai", "commune": "Xã Bến Củi"}).question == "unknown"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("written", "rule", "named"),
    [
        ("Tiểu học Thạnh Đông", "school_unknown", []),
        ("Tiểu học Hòa Bìnhh", "school_unknown_likely", ["TH01", "TC01"]),
        ("Mầm non Hoa Mai", "school_several", ["Phước Ninh", "Dương Minh"]),
    ],
)
def test_a_question_names_the_place_and_the_choices(
    recogniser: Recogniser, written: str, rule: str, named: list[str], language: str
) -> None:
    record = Record(17, {"school_name": written, "members_total": 9})

    problem = school_question(record, recogniser.recognise(record.values), {"school_name": Place("B", "Đơn vị")})

    assert problem is not None
    assert (problem.rule, problem.severity, problem.row, problem.column) == (rule, Severity.QUESTION, 17, "B")
    told = messages.sentence(problem, Translator(language))
    assert all(word in told for word in [written, *named])


def test_there_is_no_question_about_a_school_that_is_known_or_not_named(recogniser: Recogniser) -> None:
    known, blank = Record(2, {"school_name": "TH Hòa Bình"}), Record(3, {"school_name": None})

    assert school_question(known, recogniser.recognise(known.values), {}) is None
    assert school_question(blank, recogniser.recognise(blank.values), {}) is None
