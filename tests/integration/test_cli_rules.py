"""``chibo rules``: the contract of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.definitions.rules import rules

if TYPE_CHECKING:
    from tests.commands import Chibo


def test_every_rule_of_a_day_is_told_with_its_source(chibo: Chibo) -> None:
    done = chibo("rules", "--on", "2022-03-01", "--json")

    by_code = {rule["code"]: rule for rule in done.json["rules"]}
    assert (done.status, done.errors, done.json["on"]) == (0, "", "2022-03-01")
    assert by_code["admission_decision"] == {
        "code": "admission_decision",
        "title": "Quyết định kết nạp",
        "value": 60,
        "unit": "working_days",
        "text": "60 ngày làm việc",
        "starts": "branch_resolution",
        "regulation": "regulation_24",
        "article": "4.3.1",
        "source": "Quy định 24-QĐ/TW ngày 30/7/2021, mục 4.3.1",
        "since": "2021-07-30",
        "until": "2025-01-19",
        "confidence": "primary",
        "setting": None,
        "chosen": False,
        "notes": [],
    }
    assert by_code["recognition_vote"]["value"] == [2, 3]
    assert by_code["verification_answer"]["value"] is None


def test_rules_that_are_not_known_for_a_day_are_named(chibo: Chibo) -> None:
    answer = chibo.json("rules", "--on", "2015-01-01")
    told = {rule["code"] for rule in answer["rules"]}
    assert "admission_decision" in answer["missing"]
    assert told.isdisjoint(answer["missing"])
    assert told | set(answer["missing"]) == {rule.code for rule in rules()}
    assert "Ngày 01/01/2015 chưa biết quy định nào về:" in chibo("rules", "--on", "2015-01-01").out


def test_without_a_day_the_rules_of_today_are_told(chibo: Chibo) -> None:
    answer = chibo.json("rules")
    assert (answer["on"], answer["missing"], answer["calendar_known_until"]) == ("2026-11-21", [], "2026-12-31")


def test_what_the_office_chose_replaces_the_value_and_is_told(chibo: Chibo) -> None:
    chibo.data.mkdir(parents=True, exist_ok=True)
    (chibo.data / "settings.toml").write_text("verification_days = 15\n", "utf-8")
    [rule] = [one for one in chibo.json("rules")["rules"] if one["code"] == "verification_answer"]
    assert (rule["value"], rule["chosen"], rule["setting"]) == (15, True, "verification_days")


def test_people_read_the_rules_in_their_language(chibo: Chibo) -> None:
    vietnamese, english = chibo("rules").out, chibo("rules", "--lang", "en").out
    assert "60 ngày làm việc" in vietnamese
    assert "Chưa xác nhận được số ngày làm việc" in vietnamese
    assert "60 working days" in english
    assert "Regulation 208-QĐ/TW" in english


def test_a_day_that_is_none_is_refused(chibo: Chibo) -> None:
    answer = chibo("rules", "--on", "2026-02-30", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "invalid")
