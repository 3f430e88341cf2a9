"""The rules as dated data: which holds on a day, and what an office may choose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.definitions.rules import Confidence, Regulation, Rule, regulations, rules
from dashboard.domain.rulebook import Gap, Rulebook
from dashboard.settings import SETTINGS, Settings

BOOK = Rulebook(rules())
TODAY = date(2026, 11, 21)


def version(code: str, value: int, since: date, until: date = date.max) -> Rule:
    regulation = Regulation(f"of_{value}", since, until)
    return Rule(code, "deadlines", "months", value, Confidence.PRIMARY, regulation, "", since, until)


def test_the_rule_of_the_day_comes_with_its_source() -> None:
    found = BOOK.on(date(2022, 3, 1))["admission_decision"]
    assert (found.number, found.unit, found.regulation.code, found.article) == (
        60,
        "working_days",
        "regulation_24",
        "4.3.1",
    )
    assert found.confidence is Confidence.PRIMARY


@pytest.mark.parametrize(
    ("day", "regulation"),
    [
        (date(2021, 7, 29), "regulation_29"),
        (date(2021, 7, 30), "regulation_24"),
        (date(2025, 1, 19), "regulation_24"),
        (date(2025, 1, 20), "regulation_232"),
        (date(2025, 6, 30), "regulation_232"),
        (date(2025, 7, 1), "regulation_294"),
        (date(2026, 4, 7), "regulation_294"),
        (date(2026, 4, 8), "regulation_20"),
        (date(2026, 7, 25), "regulation_20"),
        (date(2026, 7, 26), "regulation_208"),
    ],
)
def test_a_regulation_holds_up_to_the_day_before_the_next(day: date, regulation: str) -> None:
    assert BOOK.on(day)["ceremony"].regulation.code == regulation


def test_the_days_to_the_ceremony_begin_at_the_receipt_before_208_and_at_the_issue_since() -> None:
    assert BOOK.on(date(2026, 7, 25))["ceremony_start"].choice == "receipt"
    assert BOOK.on(date(2026, 7, 26))["ceremony_start"].choice == "issue"


def test_today_every_rule_is_in_force_and_none_has_a_gap() -> None:
    assert BOOK.on(TODAY).missing == ()
    assert BOOK.gaps() == ()


def test_what_is_not_known_for_an_early_day_is_told() -> None:
    found = BOOK.on(date(2018, 5, 2))
    assert found.missing == ("readmission_after", "readmission_after_crime", "readmissions", "transfer")
    assert found.find("transfer") is None
    assert found.find("probation") == found["probation"]


def test_a_code_that_is_no_rule_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        BOOK.on(TODAY).find("no_such_rule")
    with pytest.raises(KeyError):
        BOOK.find("no_such_rule", TODAY)


def test_two_versions_of_one_rule_on_one_day_are_refused() -> None:
    earlier = version("probation", 12, date(2011, 1, 1), date(2020, 1, 1))
    with pytest.raises(ValueError, match="two versions on 2020-01-01"):
        Rulebook([version("probation", 6, date(2020, 1, 1)), earlier])


def test_a_version_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before 2020-01-02"):
        Rulebook([version("probation", 12, date(2020, 1, 2), date(2020, 1, 1))])


def test_days_between_two_versions_are_told_as_a_gap() -> None:
    earlier = version("probation", 12, date(2011, 1, 1), date(2019, 12, 31))
    book = Rulebook([earlier, version("probation", 6, date(2020, 2, 1))])
    assert book.gaps() == (Gap("probation", date(2020, 1, 1), date(2020, 1, 31)),)
    assert book.on(date(2020, 1, 31)).missing == ("probation",)
    assert [one.number for one in book.versions("probation")] == [12, 6]


def test_every_number_of_the_procedure_stands_there_today() -> None:
    found = {code: rule.value for code, rule in BOOK.on(TODAY).rules.items()}
    assert found == {
        "age_from": 18,
        "age_to": 60,
        "age_compared": "month",
        "introducers": 2,
        "introducers_with_union": 1,
        "introducer_acquaintance": 12,
        "replacement_acquaintance": 0,
        "readmission_after": 36,
        "readmission_after_crime": 60,
        "readmissions": 1,
        "vote_base": "summoned",
        "admission_vote": (2, 3),
        "recognition_vote": (2, 3),
        "ballots": 3,
        "committee_vote": (2, 3),
        "standing_committee_vote": (1, 2),
        "branch_official_members": 3,
        "sympathizer_review": 1,
        "verification_answer": None,
        "verification_answer_abroad": None,
        "admission_decision": 60,
        "decision_extension": 30,
        "ceremony": 30,
        "ceremony_start": "issue",
        "personal_file": 30,
        "probation": 12,
        "recognition_meeting": 30,
        "recognition_decision": 30,
        "party_age_start": "decision",
        "transfer": 60,
        "reminders": (90, 60, 30, 15, 7),
        "certificate_life": 60,
        "introduction_life": 12,
    }


def test_no_value_of_a_text_that_nobody_could_read_is_called_sure() -> None:
    unread = [rule for rule in rules() if rule.regulation.note == "text_unread"]
    assert unread
    assert [rule.code for rule in unread if rule.confidence is Confidence.PRIMARY] == []


def test_what_is_not_confirmed_can_be_chosen_or_is_told_of() -> None:
    undecided = [rule for rule in rules() if rule.confidence is Confidence.OPEN]
    assert undecided
    assert [rule.code for rule in undecided if rule.setting not in SETTINGS or rule.note is None] == []


@pytest.mark.parametrize(
    ("chosen", "code", "value"),
    [
        (Settings(age_compared="day"), "age_compared", "day"),
        (Settings(introduction_months=6), "introduction_life", 6),
        (Settings(verification_days=15), "verification_answer", 15),
        (Settings(verification_days_abroad=45), "verification_answer_abroad", 45),
        (Settings(ceremony_start="receipt"), "ceremony_start", "receipt"),
    ],
)
def test_an_office_decides_what_is_open(chosen: Settings, code: str, value: object) -> None:
    found, usual = Rulebook(rules(chosen)).on(TODAY), BOOK.on(TODAY)
    assert (found[code].value, found[code].is_chosen) == (value, True)
    assert {one: rule for one, rule in found.rules.items() if rule != usual[one]} == {code: found[code]}


def test_a_setting_left_at_its_default_leaves_each_regulation_its_own_value() -> None:
    assert rules(Settings()) == rules()
    assert [rule.code for rule in rules(Settings(committee="Đảng ủy xã Tà Lương")) if rule.is_chosen] == []


def test_a_value_is_asked_for_as_what_it_is() -> None:
    found = BOOK.on(TODAY)
    assert (found["ballots"].number, found["ceremony_start"].choice, found["admission_vote"].numbers) == (
        3,
        "issue",
        (2, 3),
    )
    for ask in (
        lambda: found["admission_vote"].number,
        lambda: found["ballots"].choice,
        lambda: found["ballots"].numbers,
    ):
        with pytest.raises(TypeError):
            ask()


def test_every_regulation_is_the_source_of_some_rule() -> None:
    assert {rule.regulation.code for rule in rules()} == set(regulations())


def test_a_rule_stays_as_it_was_read() -> None:
    rule = BOOK.on(TODAY)["probation"]
    assert replace(rule, value=6) != rule
    with pytest.raises(AttributeError):
        rule.value = 6  # type: ignore[misc]
