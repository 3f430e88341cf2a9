"""Rules in the reader's words."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.definitions.rules import rules
from dashboard.documents import rule_texts
from dashboard.domain.rulebook import Rulebook
from dashboard.i18n import Translator
from dashboard.settings import Settings

VI, EN = Translator("vi"), Translator("en")
RULES = Rulebook(rules()).on(date(2025, 9, 1))


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("admission_decision", "60 ngày làm việc", "60 working days"),
        ("sympathizer_review", "1 tháng", "1 month"),
        ("admission_vote", "từ 2/3 trở lên", "at least 2/3"),
        ("standing_committee_vote", "trên 1/2", "more than 1/2"),
        ("ceremony_start", "từ ngày nhận quyết định", "from the receipt of the decision"),
        ("verification_answer", "—", "—"),
        ("reminders", "trước 90, 60, 30, 15, 7 ngày", "90, 60, 30, 15, 7 days before"),
    ],
)
def test_a_value_is_said_with_its_unit(code: str, vietnamese: str, english: str) -> None:
    assert rule_texts.value_text(VI, RULES[code]) == vietnamese
    assert rule_texts.value_text(EN, RULES[code]) == english


def test_the_source_names_the_article_where_it_is_known() -> None:
    told = {code: rule_texts.source_text(VI, RULES[code]) for code in ("vote_base", "probation", "ceremony")}
    assert told == {
        "vote_base": "Quy định 294-QĐ/TW ngày 26/5/2025, mục 9.3.2",
        "probation": "Điều lệ Đảng (Đại hội XI, 2011), Điều 5.1",
        "ceremony": "Quy định 294-QĐ/TW ngày 26/5/2025",
    }


def test_the_days_in_force_are_open_where_no_end_is_known() -> None:
    told = {code: rule_texts.force_text(VI, RULES[code]) for code in ("vote_base", "probation", "admission_vote")}
    assert told == {"vote_base": "01/07/2025 – 07/04/2026", "probation": "01/01/2011 –", "admission_vote": "—"}


def test_what_the_office_chose_is_told_beside_the_value() -> None:
    chosen = Rulebook(rules(Settings(ceremony_start="issue"))).on(date(2025, 9, 1))["ceremony_start"]
    assert rule_texts.value_text(VI, chosen) == "từ ngày ký quyết định"
    assert rule_texts.notes(VI, chosen)[0] == "Giá trị do cơ quan chọn ở mục cài đặt ceremony_start."


def test_each_open_point_is_told_once_with_the_settings_that_decide_it() -> None:
    points = rule_texts.open_points(VI, tuple(RULES.rules.values()))
    assert len(points) == len(set(points))
    [verification] = [point for point in points if "verification_days" in point]
    assert verification.endswith(
        "Cơ quan có thể tự chọn ở mục cài đặt: `verification_days`, `verification_days_abroad`."
    )


def test_the_offices_own_days_are_told() -> None:
    told = rule_texts.calendar_text(VI, Settings(days_off="2026-11-20"))
    assert "31/12/2026" in told
    assert told.endswith("Ngày nghỉ riêng của cơ quan: 20/11/2026.")
