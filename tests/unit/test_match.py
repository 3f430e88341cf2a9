"""Headings become fields by what they say, whole; what is unclear is asked, what is unknown is shown."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.definitions import datasets
from dashboard.errors import InvalidInput
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.choices import choice_key, heading_of_choice
from dashboard.intake.match import SURE, match
from dashboard.intake.tables import Matching, OpenColumn
from dashboard.intake.variants import ambiguous_keys, heading_key, variants
from tests.files import read_text

CATALOGUES = Path(__file__).resolve().parents[2] / "dashboard" / "i18n"


def matched(headings: str, values: str = "", **options: Any) -> Matching:  # noqa: ANN401 (as match takes them)
    table = read_text(f"{headings}\n{values or ';'.join('x' * (headings.count(';') + 1))}\n", ";")
    return match(table, **options)


def fields(matching: Matching) -> dict[str, str]:
    return {column.header: column.field for column in matching.columns}


def column(matching: Matching, header: str) -> OpenColumn:
    return next(column for column in matching.open_columns if column.header == header)


@pytest.mark.parametrize(
    "heading",
    [
        "Tổng số CB,GV,NV",
        "TỔNG SỐ CB, GV, NV (*)",
        "tổng số  cb-gv-nv",
        "Tổng số CB/GV/NV (người)",
        "Tong so CB GV NV",
    ],
)
def test_spellings_of_a_heading_meet(heading: str) -> None:
    assert fields(matched(f"Tên trường;{heading}")) == {
        "Tên trường": "school_name",
        heading.replace("  ", " "): "staff_total",
    }


def test_every_heading_in_the_definitions_is_found_or_asked_about() -> None:
    for code, dataset in datasets().items():
        for field in dataset.fields.values():
            for variant in field.variants:
                matching = matched(variant, dataset=code)
                found = {*fields(matching).values(), *(f for c in matching.open_columns for f, _ in c.suggestions)}
                assert field.code in found, variant


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_field_is_called_on_screen_is_one_of_its_headings(language: str) -> None:
    labels = tomllib.loads((CATALOGUES / language / "fields.toml").read_text("utf-8"))
    for code, dataset in datasets().items():
        for field in dataset.fields:
            key = heading_key(labels[field]["label"])
            assert (variants(code).get(key), key in ambiguous_keys()) == ((field,), False), labels[field]["label"]


def test_a_percent_sign_is_a_word_and_not_punctuation() -> None:
    matching = matched("Tên trường;Đảng viên;% đảng viên")
    assert fields(matching) == {"Tên trường": "school_name", "Đảng viên": "members_total", "% đảng viên": "party_ratio"}


def test_words_that_only_say_of_which_do_not_hide_a_heading() -> None:
    assert fields(matched("Tên trường;Đảng viên Trong đó Dự bị"))["Đảng viên Trong đó Dự bị"] == "members_probationary"


def test_part_of_a_known_heading_is_no_match() -> None:
    matching = matched("Tên trường;Đảng viên;Tên đảng viên phụ trách")
    assert "Tên đảng viên phụ trách" not in fields(matching)


def test_an_unknown_heading_is_ignored_with_suggestions_and_samples() -> None:
    matching = matched("Trường;ĐV hiện có;Tổng số CBGVNV;Kwz", "TH A;17;20;tốt")
    assert column(matching, "Kwz") == OpenColumn(3, "Kwz", (), asked=False, samples=("tốt",))
    likely = column(matching, "ĐV hiện có")
    assert not likely.asked
    assert likely.suggestions[0][0] == "members_total"
    assert all(62 <= score < 100 for _, score in likely.suggestions)


def test_suggestions_never_name_a_field_that_has_its_column() -> None:
    matching = matched("Trường;Tổng số đảng viên;Tổng số đảng viên nam")
    assert "members_total" not in [field for field, _ in column(matching, "Tổng số đảng viên nam").suggestions]


def test_a_heading_of_two_fields_is_asked_about() -> None:
    unclear = column(matched("Trường;Đảng viên;Loại hình"), "Loại hình")
    assert unclear.asked
    assert unclear.suggestions == (("school_level", 100), ("ownership", 100))


@pytest.mark.parametrize(("heading", "field"), [("ĐVCT", "members_official"), ("DB", "members_probationary")])
def test_an_abbreviation_of_several_meanings_is_asked_about(heading: str, field: str) -> None:
    unclear = column(matched(f"Trường;Đảng viên;{heading}"), heading)
    assert unclear.asked
    assert unclear.suggestions == ((field, 100),)


def test_two_columns_for_one_field_are_both_asked_about() -> None:
    matching = matched("Trường;Đảng viên;Nữ;Đảng viên nữ")
    assert [column(matching, header).asked for header in ("Nữ", "Đảng viên nữ")] == [True, True]
    assert fields(matching) == {"Trường": "school_name", "Đảng viên": "members_total"}


def test_a_choice_settles_two_columns_for_one_field() -> None:
    matching = matched("Trường;Đảng viên;Nữ;Đảng viên nữ", chosen={"đảng viên NỮ": "members_women"})
    assert fields(matching)["Đảng viên nữ"] == "members_women"
    assert not column(matching, "Nữ").asked


def test_columns_of_one_heading_are_told_apart_by_their_letters() -> None:
    table = read_text("Trường;Đảng viên;Nữ;Nữ\nTH A;9;5;4\n")
    assert [choice_key(table, index) for index in (1, 2, 3)] == ["Đảng viên", "Nữ [C]", "Nữ [D]"]
    matching = match(table, chosen={"Nữ [C]": "", "Nữ [D]": "members_women"})
    assert [(column.index, column.field) for column in matching.columns][2] == (3, "members_women")
    assert not any(column.asked for column in matching.open_columns)


def test_two_choices_of_one_field_are_asked_again() -> None:
    chosen = {"a": "members_women", "b": "members_women"}
    matching = matched("Trường;Đảng viên;a;b", chosen=chosen)
    assert [column.asked for column in matching.open_columns] == [True, True]


def test_a_choice_names_an_unknown_column_and_nothing_ignores_a_known_one() -> None:
    matching = matched(
        "Trường;Đảng viên;Số chị em;Dự bị", chosen={"số chị em": "members_women", "Dự bị": "", "không có": ""}
    )
    assert fields(matching)["Số chị em"] == "members_women"
    assert column(matching, "Dự bị").suggestions == ()


@pytest.mark.parametrize(
    ("headings", "asked"),
    [
        ("Trường;Tổng số CBGVNV;Trong đó nữ;Đảng viên", ["Trong đó nữ"]),
        ("Trường;Đảng viên;BGH;GV;NV", ["BGH", "GV", "NV"]),
        ("Trường;Số học sinh;Nữ;Đảng viên;Dự bị", ["Nữ"]),
        ("Trường;Đảng viên;QCƯT;Nữ;DTTS", ["Nữ", "DTTS"]),
        ("Trường;Đảng viên;Kết nạp;Nữ", ["Nữ"]),
        ("Trường;Đảng viên;Kết nạp;Dự bị;Nữ", []),
        ("Trường;Tổng số CBGVNV;Đảng viên;Đoàn viên TNCS", ["Đoàn viên TNCS"]),
        ("Trường;Tổng số CBGVNV;BGH;GV;NV;Đảng viên;Chính thức;Dự bị;Nữ;DTTS", []),
        ("Trường;Đảng viên;Đảng viên là GV;Tổng số CBGVNV;Giáo viên;Đảng viên nữ", []),
    ],
)
def test_a_part_that_follows_figures_of_other_people_is_asked_about(headings: str, asked: list[str]) -> None:
    matching = matched(headings)
    assert [column.header for column in matching.open_columns if column.asked] == asked


def test_what_follows_figures_of_other_people_may_be_of_either() -> None:
    unclear = column(matched("Trường;Đảng viên;GV"), "GV")
    assert [field for field, _ in unclear.suggestions] == ["staff_teachers", "members_teachers"]
    for field in ("staff_teachers", "members_teachers"):
        assert fields(matched("Trường;Đảng viên;GV", chosen={"GV": field}))["GV"] == field


def test_columns_that_number_the_rows_are_shown_and_not_asked_about() -> None:
    for heading in ("STT", "S.T.T", "#", "TT"):
        shown = column(matched(f"{heading};Trường;Đảng viên", "1;TH A;17"), heading)
        assert (shown.asked, shown.suggestions) == (False, ())
    assert column(matched("TT;Trường;Đảng viên", "Tâm;TH A;17"), "TT").asked


def test_columns_without_a_heading_are_not_shown() -> None:
    assert matched("Trường;;Đảng viên", "TH A;x;17").open_columns == ()


@pytest.mark.parametrize(
    ("headings", "dataset"),
    [
        ("Tên trường;Đảng viên", "branch_report"),
        ("Mã trường;Kết nạp", "branch_report"),
        ("Tên trường;Cấp học;Xã;Tổng số CBGVNV", "branch_report"),
        ("Tên trường;Cấp học;Xã", "schools"),
        ("Mã trường;Tên trường;Tình trạng chi bộ;Chi bộ;Đảng viên", "schools"),
        ("Đơn vị;ĐVCT;DB", "branch_report"),
        ("Trường;Tên trường;Đảng viên", "branch_report"),
    ],
)
def test_the_dataset_is_recognised_by_its_columns(headings: str, dataset: str) -> None:
    assert matched(headings).dataset == dataset


def test_a_table_that_may_be_two_datasets_is_a_question() -> None:
    matching = matched("Tên trường;Xã;Chi bộ;Đảng viên;Dự bị;Mã chi bộ")
    assert (matching.dataset, matching.columns) == (None, ())
    assert set(matching.candidates) == {"branch_report", "schools"}
    assert matched("Tên trường;Xã;Chi bộ;Đảng viên;Dự bị;Mã chi bộ", dataset="schools").dataset == "schools"


def test_a_table_that_is_none_of_ours_says_so() -> None:
    matching = matched("Region;Units", "North;7")
    assert (matching.dataset, matching.candidates) == (None, ())
    assert [column.samples for column in matching.open_columns] == [("North",), ("7",)]


def test_a_school_that_the_caller_knows_need_not_be_a_column() -> None:
    assert matched("Đảng viên;Dự bị", "9;1").dataset is None
    assert matched("Đảng viên;Dự bị", "9;1", given=["school_code"]).dataset == "branch_report"


def test_a_choice_counts_when_the_dataset_is_recognised() -> None:
    assert matched("Tên;Số", chosen={"Tên": "school_name", "Số": "members_total"}).dataset == "branch_report"


@pytest.mark.parametrize("options", [{"dataset": "people"}, {"chosen": {"Trường": "shoe_size"}}])
def test_what_does_not_exist_cannot_be_chosen(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        matched("Trường;Đảng viên", **options)
    for language in LANGUAGES:
        assert Translator(language)(refusal.value.key, **refusal.value.values).endswith(".")


def test_a_list_of_people_is_no_report_of_schools() -> None:
    headings = "Họ và tên;Nữ;Trường;Kết nạp"
    assert matched(headings, "Nguyễn Văn A;1;TH A;1").dataset is None
    assert matched(headings, "Nguyễn Văn A;1;TH A;1", dataset="branch_report").dataset == "branch_report"


def test_samples_are_the_first_three_different_values() -> None:
    table = read_text("Trường;Đảng viên;Khác\n" + "".join(f"TH {n};1;{n // 2}\n" for n in range(9)))
    assert column(match(table), "Khác").samples == ("0", "1", "2")


PARTS = ("managers", "teachers", "other")


@pytest.mark.parametrize(
    ("headings", "row", "proved"),
    [
        ("Trường;Tổng số đảng viên;ĐVCT;DB", "TH A;17;16;1", ["members_official", "members_probationary"]),
        ("Trường;TS;Chính thức;Dự bị", "TH A;17;16;1", ["members_total"]),
        ("Trường;Tổng số CBGVNV;Đảng viên;BGH;GV;NV", "TH A;30;12;3;25;2", [f"staff_{part}" for part in PARTS]),
        ("Trường;Tổng số CBGVNV;Đảng viên;BGH;GV;NV", "TH A;30;12;2;9;1", [f"members_{part}" for part in PARTS]),
    ],
)
def test_an_unclear_heading_is_settled_where_only_one_reading_adds_up(
    headings: str, row: str, proved: list[str]
) -> None:
    matching = match(read_text(f"{headings}\n{row}\nTH B;-;;\n", ";"))
    assert [column.field for column in matching.columns if column.score < SURE] == proved
    assert not any(column.asked for column in matching.open_columns)


@pytest.mark.parametrize(
    "rows",
    ["TH A;17;16;2\n", "TH A;17;16;1\nTH B;9;7;1\n", "TH A;0;0;0\n", "TH A;17;17;0\n", "TH A;17;mười sáu;1\n", ""],
)
def test_figures_that_do_not_add_up_or_say_nothing_prove_nothing(rows: str) -> None:
    table = read_text(f"Trường;Tổng số đảng viên;ĐVCT;DB\n{rows}", ";")
    assert [column.header for column in match(table).open_columns if column.asked] == ["ĐVCT", "DB"]


def test_two_columns_of_one_name_are_told_apart_by_what_they_add_up_to() -> None:
    headings = "Trường;Tổng số CBGVNV;CBQL;GV;NV;Tổng số đảng viên;CBQL;GV;NV"
    columns = match(read_text(f"{headings}\nTH A;30;3;25;2;12;2;9;1\n", ";")).columns
    assert [column.field for column in columns[2:5]] == [f"staff_{part}" for part in PARTS]
    assert [column.field for column in columns[6:]] == [f"members_{part}" for part in PARTS]


def remembering(headings: str, values: str = "", **choices: str) -> Matching:
    before = {heading_of_choice(heading): field for heading, field in choices.items()}
    return matched(headings, values, remembered={"branch_report": before})


def test_an_earlier_choice_speaks_for_a_heading_that_nobody_knows_or_that_is_unclear() -> None:
    matching = remembering("Trường;Kwz;ĐVCT;Tâm", Kwz="members_total", ĐVCT="members_official", Tâm="")
    assert [(one.field, one.how) for one in matching.columns[1:]] == [
        ("members_total", "remembered"),
        ("members_official", "remembered"),
    ]
    assert all(one.score < SURE for one in matching.columns[1:])
    assert not column(matching, "Tâm").asked


def test_an_earlier_choice_never_outweighs_a_heading_that_is_known() -> None:
    assert fields(remembering("Trường;Đảng viên", **{"Đảng viên": "staff_total"}))["Đảng viên"] == "members_total"
    matching = remembering("Trường;Đảng viên;Kwz", Kwz="members_total")
    assert fields(matching) == {"Trường": "school_name", "Đảng viên": "members_total"}
    assert not column(matching, "Kwz").asked


def test_what_is_chosen_now_goes_before_what_was_chosen_then() -> None:
    before = {"branch_report": {"kwz": "members_total"}}
    matching = matched("Trường;Kwz", chosen={"Kwz": "staff_total"}, remembered=before)
    assert [(one.field, one.how) for one in matching.columns[1:]] == [("staff_total", "chosen")]
