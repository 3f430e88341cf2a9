"""Rows whose name is no school's are asked about and never added as a school."""

from __future__ import annotations

import pytest

from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake import messages
from dashboard.intake.doubtful import names_no_school, names_several
from dashboard.intake.facts import Place
from dashboard.intake.records import Record
from dashboard.intake.schools import Recogniser, school_question
from dashboard.intake.tables import KnownSchool, Value


def question(name: str, **values: Value) -> str | None:
    return Recogniser([]).recognise({"school_name": name, **values}).question


@pytest.mark.parametrize(
    "name",
    [
        "Tổng cộng (I+II)",
        "TỔNG CỘNG TOÀN HUYỆN BẾN ĐÁ",
        "Tổng hợp",
        "Cộng dồn",
        "II. Cộng khối mầm non",
        "TOÀN NGÀNH GIÁO DỤC",
        "Toàn huyện Bến Đá",
        "Bình quân",
        "Tỉ lệ (%)",
        "Trong đó: nữ",
        "So với tháng trước",
        "Tăng (+), giảm (-)",
        "Cùng kỳ năm trước",
        "Chỉ tiêu năm 2026",
        "Tháng 9/2026",
        "Quý III/2026",
        "Các trường trực thuộc Sở",
        "Mầm non",
        "Khối THCS",
        "Đã duyệt",
        "- Nữ",
        "(chuyển đi 2)",
        "Nghỉ hưu từ 01/11",
        "+ Giáo viên",
        "Nữ",
        "Đảng viên nữ",
        "Chi bộ 2",
        "Điểm trường Ấp 3",
        "CỤM 2",
        "Ngoài công lập",
        "A. KHỐI CÔNG LẬP",
        "12",
        "x",
        '"',
    ],
)
def test_a_sum_a_note_a_month_or_a_bare_level_is_no_school(name: str) -> None:
    assert names_no_school(name)
    assert question(name, members_total=9) == "unlike"


@pytest.mark.parametrize(
    "name",
    [
        "Trường Tiểu học Tổng Cọt",
        "Cộng Hòa",
        "Cống Vị",
        "Nam Hà",
        "Dân tộc nội trú Bến Đá",
        "Chi bộ Trường Tiểu học Bến Đá",
        "Công An",
        "Tăng Bạt Hổ",
        "Giảm Xá",
        "Toàn Thắng",
        "Trường THCS Trung Bình",
        "MN 1/6",
        "Mầm non 19/5",
        "Trường TH 2 Bến Đá",
        "Trường Liên cấp Thống Nhất",
        "TH A",
    ],
)
def test_a_schools_name_may_begin_like_a_sum(name: str) -> None:
    assert not names_no_school(name)
    assert question(name, members_total=9) == "unknown"


@pytest.mark.parametrize(
    "name",
    [
        "Trường TH Hòa Bình, Trường MN Hoa Sen",
        "TH Hòa B và THCS Sơn La",
        "Trường THCS Sơn Ca + MG Sơn Ca",
        "TH Hòa Hiệp; TH Hòa Bình A",
        "Trường TH Hòa Bình\nTrường MN Hoa Sen",
    ],
)
def test_two_schools_in_a_cell_are_not_one(name: str) -> None:
    assert names_several(name)
    assert question(name, members_total=9) == "together"


@pytest.mark.parametrize(
    "name",
    [
        "Trường TH, THCS Hòa Bình",
        "Trường TH&THCS Hòa Bình",
        "Trường PTDTBT TH và THCS Sơn La",
        "THCS Sơn Ca, xã Hòa Hiệp",
        "TH Lê Lợi và Trần Phú",
        "THCS-THPT Trường Chinh",
    ],
)
def test_one_school_of_two_levels_is_one(name: str) -> None:
    assert not names_several(name)
    assert question(name, members_total=9) == "unknown"


def test_words_without_any_figure_are_no_school_unless_they_say_so() -> None:
    assert question("Thị Minh Khai", members_total=None) == "unlike"
    assert question("Thị Minh Khai", members_total=3) == "unknown"
    assert question("Trường Minh Khai", members_total=None) == "unknown"


def test_what_is_known_or_like_what_is_known_is_not_doubted() -> None:
    recogniser = Recogniser(
        [KnownSchool(1, None, "Mầm non", "preschool", None), KnownSchool(2, None, "Sơn Ca", None, None)]
    )

    assert recogniser.recognise({"school_name": "Mầm non"}).school_id == 1
    assert recogniser.recognise({"school_name": "Sơn Caa"}).question == "unknown"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "rule"), [("Bình quân", "school_unlike"), ("TH Hòa B, TH Sơn La", "school_together")])
def test_the_question_repeats_the_name(name: str, rule: str, language: str) -> None:
    record = Record(9, {"school_name": name, "members_total": 45})

    problem = school_question(record, Recogniser([]).recognise(record.values), {"school_name": Place("B", "Trường")})

    assert problem is not None
    assert problem.rule == rule
    assert name in messages.sentence(problem, Translator(language))
