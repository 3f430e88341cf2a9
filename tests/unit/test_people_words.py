"""What people write of people: names, births, sex, positions, who introduced them, why they left, how they stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard.definitions import datasets
from dashboard.definitions.stages import exits
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.apart import apart
from dashboard.intake.births import parse_births
from dashboard.intake.clean import clean
from dashboard.intake.columns import PARSERS
from dashboard.intake.match import match
from dashboard.intake.people_words import (
    parse_exit,
    parse_introduced_by,
    parse_person,
    parse_position,
    parse_remark,
    parse_sex,
    parse_status,
    parse_yes_no,
)
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes

if TYPE_CHECKING:
    from dashboard.intake.tables import Matching, Table

WORDS = Translator("vi")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1985", "1985"),
        ("5/1985", "1985"),
        ("tháng 5/1985", "1985"),
        ("00/00/1985", "1985"),
        ("00/05/1985", "1985"),
        ("sinh năm 1985", "1985"),
        ("12/05/1990", date(1990, 5, 12)),
        ("1990-05-12", date(1990, 5, 12)),
        ("1905-06-07", "1985"),
    ],
)
def test_a_birth_is_a_day_or_the_year_alone_and_never_a_made_up_day(text: str, value: object) -> None:
    assert parse_births([text])[0].value == value


@pytest.mark.parametrize(
    ("text", "rule"), [("12/5/85", "date_year_unclear"), ("31/02/1990", "date_impossible"), ("ba mươi", "date_unclear")]
)
def test_an_unclear_birth_breaks_the_rules_of_days(text: str, rule: str) -> None:
    assert parse_births([text])[0].rule == rule


def test_a_column_of_births_shows_which_order_its_days_have() -> None:
    texts = ["1985", "05/20/1990", "05/09/2001"]
    assert [one.rule for one in parse_births(texts)] == [None, "date_impossible", "date_order_unclear"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NGUYỄN THỊ VI", "Nguyễn Thị Vi"),
        ("Đ/c Lò Văn Suối", "Lò Văn Suối"),
        ("Đồng chí Lò Văn Suối", "Lò Văn Suối"),
        ("Đồng Chí Thanh", "Đồng Chí Thanh"),
        ("Trương Văn Đá", "Trương Văn Đá"),
        ("H'HEN NIÊ", "H'Hen Niê"),
    ],
)
def test_a_name_is_made_readable(text: str, name: str) -> None:
    assert parse_person(text).value == name


@pytest.mark.parametrize("text", ["Trường TH Hòa Bình", "Chi bộ Suối Mây", "Nguyễn Văn Đá 12", "Danh sách có 12 người"])
def test_what_is_no_name_of_a_person_is_not_taken_for_one(text: str) -> None:
    assert parse_person(text).rule == "person_name_unclear"


def test_sex_and_yes_and_no() -> None:
    assert [parse_sex(text).value for text in ("Nữ", "nam", "NỮ", "female")] == ["female", "male", "female", "female"]
    assert parse_sex("x").rule == "sex_unknown"
    assert [parse_yes_no(text).value for text in ("x", "✓", "Có", "Không", "0", "Đoàn viên")] == [
        *(True, True, True, False, False, True),
    ]
    assert parse_yes_no("có lẽ").rule == "yes_no_unknown"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Hiệu trưởng", "manager"),
        ("P.HT", "manager"),
        ("CBQL", "manager"),
        ("BGH", "manager"),
        ("GV Toán", "teacher"),
        ("Giáo viên kiêm thư viện", "teacher"),
        ("TTCM", "teacher"),
        ("TPT Đội", "teacher"),
        ("Tổ trưởng văn phòng", "other"),
        ("Kế toán", "other"),
        ("Văn thư", "other"),
        ("NV y tế", "other"),
    ],
)
def test_positions_have_three_groups_by_what_stands_first(text: str, group: str) -> None:
    assert parse_position(text).value == group


def test_an_unknown_position_is_told_and_keeps_nobody_out() -> None:
    table = read("Họ và tên;Chức vụ;Ngày giới thiệu\nLò Thị Suối;Bí thư;15/01/2024\n")
    (problem,) = [one for one in clean(table, match(table)).problems if one.field == "position_group"]
    assert (problem.rule, problem.severity) == ("position_unknown", "warning")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(exits()))
def test_every_exit_is_understood_as_it_is_written_here(code: str, language: str) -> None:
    assert parse_exit(code).value == code
    if language == "vi":
        assert parse_exit(WORDS(f"people.exit.{code}")).value == code
        assert parse_status(WORDS(f"people.exit.{code}")).value == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chuyển công tác", "transferred_out"),
        ("mất ngày 5/6/2024", "deceased"),
        ("Nghỉ hưu", "left_staff"),
        ("Xóa tên ĐVDB", "struck_off_probation"),
        ("không còn nguyện vọng", "withdrawn"),
        ("Chuyển đến", None),
        ("mất liên lạc", None),
        ("Không rõ", None),
    ],
)
def test_other_words_for_an_exit(text: str, code: str | None) -> None:
    assert parse_exit(text).value == code


def test_the_words_of_this_house_are_understood() -> None:
    for subject, parse in (
        ("position_group", parse_position),
        ("introduced_by", parse_introduced_by),
        ("sex", parse_sex),
    ):
        codes = {"position_group": ("manager", "teacher", "other"), "sex": ("female", "male")}
        for code in codes.get(subject, ("youth_union", "trade_union", "branch")):
            assert parse(WORDS(f"people.{subject}.{code}")).value == code
    assert [parse_introduced_by(text).value for text in ("Chi đoàn", "ĐTN", "BCH Công đoàn", "Chi ủy", "CĐ")] == [
        *("youth_union", "youth_union", "trade_union", "branch", None),
    ]
    assert [parse_status(text).value for text in ("ĐV chính thức", "DB", "Đang sinh hoạt", "Hưu")] == [
        *("official", "probationary", "active", None),
    ]


def test_a_remark_may_be_long_and_not_endless() -> None:
    assert parse_remark("a" * 3_000).is_understood
    assert parse_remark("a" * 5_000).rule == "text_too_long"


@pytest.mark.parametrize(
    ("field", "text", "parts"),
    [
        ("class_from", "01/03/2024 - 05/03/2024", ("01/03/2024", "05/03/2024")),
        ("class_from", "từ 01/3 đến 05/3/2024", ("01/3/2024", "05/3/2024")),
        ("class_from", "từ ngày 01-05/3/2024", ("01/3/2024", "05/3/2024")),
        ("class_from", "01/03/2024", ("01/03/2024", "")),
        ("votes_for", "14/20", ("14", "20")),
        ("votes_for", "14 trên 20", ("14", "20")),
        ("votes_for", "14", ("14", "")),
        ("decision_no", "Số 15-QĐ/HU ngày 20/5/2024", ("15-QĐ/HU", "20/5/2024")),
        ("decision_no", "15-QĐ/HU", ("15-QĐ/HU", "")),
    ],
)
def test_a_cell_may_state_two_fields(field: str, text: str, parts: tuple[str, str]) -> None:
    assert apart(text, datasets()["candidates"].fields[field]) == parts


def read(text: str) -> Table:
    return read_tables(receive_bytes("danh-sach.csv", text.encode(), 1))[0]


def values(text: str, *fields: str) -> list[tuple[object, ...]]:
    table = read(text)
    return [tuple(record.values.get(field) for field in fields) for record in clean(table, match(table)).records]


def fields(matching: Matching) -> dict[str, str]:
    return {column.header: column.field for column in matching.columns}


def test_lists_are_told_apart_by_their_headings() -> None:
    assert (
        match(read("Trường;Họ và tên;Ngày công nhận cảm tình Đảng\nA;Lò Thị Suối;15/01/2024\n")).dataset == "candidates"
    )
    assert match(read("Trường;Họ và tên;Số thẻ đảng viên\nA;Lò Thị Suối;12\n")).dataset == "members"
    assert match(read("Trường;Họ và tên;Tháng;Ưu điểm\nA;Lò Thị Suối;1/2024;Tốt\n")).dataset == "helper_reviews"
    assert match(read("Trường;Họ và tên;Ngày sinh\nA;Lò Thị Suối;15/01/1990\n")).dataset is None


@pytest.mark.parametrize("heading", ["Ngày vào Đảng", "Ngày kết nạp", "Ngày vào ĐCSVN"])
def test_the_day_of_joining_is_always_asked_about(heading: str) -> None:
    matching = match(read(f"Họ và tên;{heading};Ngày chính thức\nLò Thị Suối;15/01/2024;15/01/2025\n"))
    (asked,) = [column for column in matching.open_columns if column.asked]
    assert [field for field, _ in asked.suggestions] == ["decision_on", "ceremony_on"]


def test_a_name_in_two_columns_is_put_together() -> None:
    assert values("Họ đệm;Tên;Ngày giới thiệu\nLò Thị;Suối;15/01/2024\nVàng;Đá;\n", "full_name") == [
        *(("Lò Thị Suối",), ("Vàng Đá",)),
    ]


def test_one_heading_over_the_two_parts_of_names_takes_both() -> None:
    text = "Họ và tên;;Ngày giới thiệu\nLò Thị;Suối;15/01/2024\nVàng Văn;Đá;16/01/2024\n"
    assert values(text, "full_name") == [("Lò Thị Suối",), ("Vàng Văn Đá",)]


def test_a_cross_under_nu_and_nam_says_the_sex() -> None:
    text = "Họ và tên;Nam;Nữ;Ngày giới thiệu\nLò Thị Suối;;x;15/01/2024\nVàng Văn Đá;x;;15/01/2024\n"
    assert values(text, "sex") == [("female",), ("male",)]
    alone = "Họ và tên;Nữ;Ngày giới thiệu\nLò Thị Suối;x;15/01/2024\nVàng Văn Đá;;15/01/2024\n"
    assert values(alone, "sex") == [("female",), (None,)]


def test_births_of_men_and_of_women_in_two_columns_say_the_sex_too() -> None:
    text = (
        "Họ và tên;Năm sinh Nam;Năm sinh Nữ;Ngày giới thiệu\nLò Thị Suối;;1990;\nVàng Văn Đá;12/5/1985;;\nA Tủa;1;2;\n"
    )
    assert values(text, "birth_date", "sex") == [("1990", "female"), (date(1985, 5, 12), "male"), (None, None)]
    table = read(text)
    assert "crossed_twice" in [problem.rule for problem in clean(table, match(table)).problems]


def test_a_class_in_one_cell_has_a_first_and_a_last_day() -> None:
    text = "Họ và tên;Ngày học lớp nhận thức về Đảng\nLò Thị Suối;từ 01/3 đến 05/3/2024\nVàng Văn Đá;02/03/2024\n"
    assert values(text, "class_from", "class_to") == [
        (date(2024, 3, 1), date(2024, 3, 5)),
        (date(2024, 3, 2), None),
    ]


def test_a_row_that_names_a_school_states_it_for_the_people_below() -> None:
    text = (
        "STT;Họ và tên;Ngày giới thiệu\nI;Trường Tiểu học Suối Mây;\n1;Lò Thị Suối;15/01/2024\n"
        "2;Vàng Văn Đá;15/01/2024\nII;Trường THCS Bến Đá;\n1;Mùa A Tủa;15/01/2024\n;Tổng cộng: 3 người;\n"
    )
    assert values(text, "full_name", "school_name") == [
        ("Lò Thị Suối", "Trường Tiểu học Suối Mây"),
        ("Vàng Văn Đá", "Trường Tiểu học Suối Mây"),
        ("Mùa A Tủa", "Trường THCS Bến Đá"),
    ]


def test_every_kind_has_a_parser() -> None:
    kinds = {field.kind for dataset in datasets().values() for field in dataset.fields.values()}
    assert kinds <= set(PARSERS)
