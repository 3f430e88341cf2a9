"""A problem as people read it: the place, what was read, what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard.domain.months import Month
from dashboard.errors import NotFound, UnreadableFile
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.clean import QUESTIONS
from dashboard.intake.messages import describe, told
from dashboard.intake.tables import Problem, Severity


@pytest.mark.parametrize(
    ("problem", "vi"),
    [
        (
            Problem("date_impossible", Severity.ERROR, 17, "E", "opened_on", "31/02/2019", "Ngày kết nạp"),
            (
                "Dòng 17, cột E (Ngày kết nạp): "
                "'31/02/2019' không phải ngày có thật. Nhập ngày/tháng/năm, ví dụ 28/02/2019."
            ),
        ),
        (
            Problem("number_ambiguous", Severity.QUESTION, 17, "E", value="1,844", values={"whole": 1844}),
            (
                "Dòng 17, cột E: '1,844' có thể là 1.844, cũng có thể là số có phần thập phân. "
                "Nếu là 1.844, ghi lại đúng như vậy."
            ),
        ),
        (
            Problem("row_ragged", Severity.ERROR, 3),
            (
                "Dòng 3: Số ô của dòng này khác với dòng tiêu đề. "
                "Kiểm tra dấu ngăn cột bị thừa hoặc thiếu, sửa lại rồi nạp lại."
            ),
        ),
        (
            Problem("number_negative", Severity.ERROR, header="Đảng viên", value="-1"),
            "Đảng viên: '-1' là số âm. Nhập số nguyên từ 0 trở lên.",
        ),
    ],
)
def test_a_problem_is_told_with_its_place_what_was_read_and_what_to_do(problem: Problem, vi: str) -> None:
    assert describe(problem, Translator("vi")) == vi
    assert describe(problem, Translator("en"))


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1844, "1.844", "1,844"),
        (Decimal("43.93"), "43,93", "43.93"),
        (date(2026, 10, 31), "31/10/2026", "31/10/2026"),
        (Month(2026, 10), "10/2026", "10/2026"),
        (("TH A", "TH B"), "TH A, TH B", "TH A, TH B"),
        (None, "—", "—"),
        ("x" * 80, "x" * 59 + "…", "x" * 59 + "…"),
    ],
)
def test_values_are_told_in_the_form_of_the_language(value: object, vi: str, en: str) -> None:
    problem = Problem("column_missing", Severity.ERROR, values={"columns": value})
    assert f" {vi}." in describe(problem, Translator("vi"))
    assert f" {en}." in describe(problem, Translator("en"))


def test_braces_in_a_cell_are_only_letters() -> None:
    problem = Problem("number_has_letters", Severity.ERROR, 2, "C", value="{0}{value}", header="{x}")
    assert describe(problem, Translator("vi")).startswith("Dòng 2, cột C ({x}): '{0}{value}' không phải là số.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(QUESTIONS))
def test_every_question_about_a_cell_has_its_sentence(rule: str, language: str) -> None:
    assert describe(Problem(rule, Severity.QUESTION, value="1,844", values={"whole": 1844}), Translator(language))


def test_values_of_an_error_are_told_in_the_form_of_the_language_and_names_stay_names() -> None:
    many = UnreadableFile("errors.text_too_large", rows=500_000, cells=20_000_000)
    assert "500.000 dòng, 20.000.000 ô" in told(many, Translator("vi"))
    assert "UTF-16" in told(UnreadableFile("errors.encoding_wrong", encoding="utf-16-le"), Translator("en"))
    assert "1234" in told(NotFound("errors.no_such_upload", upload_id=1234), Translator("vi"))


def test_words_from_a_file_cannot_turn_a_sentence_round() -> None:
    assert "“ab”" in told(UnreadableFile("errors.file_missing", name="a\u202eb"), Translator("vi"))
    problem = Problem("number_has_letters", Severity.ERROR, 2, "C", value="\u2067x", header="\u202eđv")
    assert describe(problem, Translator("vi")).startswith("Dòng 2, cột C (đv): 'x' ")
