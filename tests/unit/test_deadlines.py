"""Deadlines of steps and lives of papers, at their last day and the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard.definitions.days import calendar
from dashboard.definitions.rules import rules
from dashboard.domain.deadlines import (
    Deadline,
    all_in_time,
    ceremony_deadline,
    deadline,
    extended,
    has_waited,
    months_after,
    official_on,
    recognition_deadline,
)
from dashboard.domain.rulebook import Rulebook
from dashboard.settings import Settings

BOOK, DAYS = Rulebook(rules()), calendar(Settings())


def found(result: Deadline | None) -> Deadline:
    assert result is not None
    return result


def test_a_certificate_is_valid_on_its_last_day_and_not_on_the_day_after() -> None:
    life = found(deadline(BOOK, "certificate_life", date(2021, 3, 15), DAYS))
    assert life.due_on == date(2026, 3, 15)
    assert not life.is_over(date(2026, 3, 15))
    assert life.is_over(date(2026, 3, 16))


def test_the_days_left_are_calendar_days_and_negative_when_late() -> None:
    life = found(deadline(BOOK, "certificate_life", date(2021, 3, 15), DAYS))
    assert [life.days_left(date(2026, 3, day)) for day in (1, 15, 16)] == [14, 0, -1]


def test_two_introductions_may_be_used_until_the_older_is_twelve_months_old_to_the_day() -> None:
    introductions = [deadline(BOOK, "introduction_life", day, DAYS) for day in (date(2024, 5, 10), date(2024, 6, 3))]
    assert all_in_time(introductions, date(2025, 5, 10)) is True
    assert all_in_time(introductions, date(2025, 5, 11)) is False


def test_a_paper_whose_life_is_unknown_leaves_the_dossier_unknown_unless_another_is_over() -> None:
    valid = deadline(BOOK, "introduction_life", date(2024, 5, 10), DAYS)
    assert all_in_time([valid, None], date(2025, 5, 10)) is None
    assert all_in_time([valid, None], date(2025, 5, 11)) is False
    assert all_in_time([], date(2025, 5, 11)) is True


def test_a_ceremony_on_the_leap_day_is_followed_by_official_membership_on_the_28th() -> None:
    assert official_on(BOOK, date(2024, 2, 29)) == date(2025, 2, 28)


def test_probation_ends_on_the_same_day_of_the_next_year() -> None:
    assert official_on(BOOK, date(2024, 9, 15)) == date(2025, 9, 15)
    assert official_on(BOOK, date(2023, 2, 28)) == date(2024, 2, 28)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2024, 3, 30), 0, date(2024, 3, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end


def test_the_admission_is_decided_within_sixty_working_days_of_the_resolution_over_tet() -> None:
    due = found(deadline(BOOK, "admission_decision", date(2025, 1, 8), DAYS))
    assert (due.due_on, due.is_over(date(2025, 4, 10)), due.is_over(date(2025, 4, 11))) == (
        date(2025, 4, 10),
        False,
        True,
    )


def test_the_recognition_is_decided_within_thirty_working_days_of_the_resolution_over_tet() -> None:
    assert found(deadline(BOOK, "recognition_decision", date(2025, 1, 8), DAYS)).due_on == date(2025, 2, 26)


def test_the_rule_in_force_on_the_day_of_the_event_counts_and_not_that_of_the_last_day() -> None:
    due = found(deadline(BOOK, "admission_decision", date(2025, 1, 8), DAYS))
    assert due.due_on > date(2025, 1, 20)
    assert (due.rule.regulation.code, due.rule.article) == ("regulation_24", "4.3.1")


def test_a_decision_may_be_extended_by_thirty_working_days() -> None:
    due = found(deadline(BOOK, "recognition_decision", date(2025, 1, 8), DAYS))
    longer = found(extended(BOOK, due, DAYS))
    # 02/2025: 27, 28; 03/2025: 21; 04/2025: 1 to 4 and, the 7th being off, 8 to 10
    assert (longer.started_on, longer.due_on) == (date(2025, 2, 26), date(2025, 4, 10))


def test_the_days_to_the_ceremony_begin_at_the_receipt_of_an_older_decision() -> None:
    due = found(ceremony_deadline(BOOK, date(2025, 1, 2), date(2025, 1, 8), DAYS))
    assert (due.started_on, due.due_on, due.is_final) == (date(2025, 1, 8), date(2025, 2, 26), True)


def test_without_the_day_of_receipt_they_begin_at_the_issue_and_are_not_final() -> None:
    due = found(ceremony_deadline(BOOK, date(2025, 1, 8), None, DAYS))
    assert (due.started_on, due.due_on, due.is_final) == (date(2025, 1, 8), date(2025, 2, 26), False)


def test_since_208_the_days_to_the_ceremony_begin_at_the_issue() -> None:
    due = found(ceremony_deadline(BOOK, date(2026, 8, 3), date(2026, 8, 14), DAYS))
    assert (due.started_on, due.is_final) == (date(2026, 8, 3), True)
    # 08/2026: 4 to 28 are 19 days and Saturday 22 one more, 31 is off; 09/2026: off on 1 and 2, then 3 to 16
    assert due.due_on == date(2026, 9, 16)


def test_an_office_may_count_the_ceremony_from_the_receipt_always() -> None:
    book = Rulebook(rules(Settings(ceremony_start="receipt")))
    assert found(ceremony_deadline(book, date(2026, 8, 3), date(2026, 8, 14), DAYS)).started_on == date(2026, 8, 14)


def test_the_branch_considers_recognition_within_thirty_working_days_after_probation() -> None:
    due = found(recognition_deadline(BOOK, date(2024, 1, 8), DAYS))
    assert (due.started_on, due.due_on) == (date(2025, 1, 8), date(2025, 2, 26))


def test_a_count_beyond_the_announced_exchanges_is_not_final() -> None:
    late = found(deadline(BOOK, "admission_decision", date(2026, 11, 20), DAYS))
    assert (late.due_on > DAYS.known_until, late.is_final) == (True, False)
    assert found(deadline(BOOK, "ceremony", date(2026, 11, 2), DAYS)).is_final
    assert found(deadline(BOOK, "certificate_life", date(2026, 11, 20), DAYS)).is_final


def test_what_no_known_rule_covers_has_no_deadline() -> None:
    old = date(2010, 6, 1)
    assert deadline(BOOK, "admission_decision", old, DAYS) is None
    assert ceremony_deadline(BOOK, old, None, DAYS) is None
    assert (official_on(BOOK, old), recognition_deadline(BOOK, old, DAYS)) == (None, None)
    assert has_waited(BOOK, "readmission_after", old, date(2018, 1, 1)) is None


def test_a_verification_request_has_no_deadline_until_the_office_chooses_one() -> None:
    assert deadline(BOOK, "verification_answer", date(2026, 11, 16), DAYS) is None
    chosen = Rulebook(rules(Settings(verification_days=5)))
    assert found(deadline(chosen, "verification_answer", date(2026, 11, 16), DAYS)).due_on == date(2026, 11, 23)


def test_an_introducer_has_known_the_person_for_twelve_months_to_the_day() -> None:
    since = date(2024, 5, 10)
    assert has_waited(BOOK, "introducer_acquaintance", since, date(2025, 5, 9)) is False
    assert has_waited(BOOK, "introducer_acquaintance", since, date(2025, 5, 10)) is True


def test_a_replacement_need_not_have_known_the_person() -> None:
    assert has_waited(BOOK, "replacement_acquaintance", date(2025, 5, 10), date(2025, 5, 10)) is True


def test_readmission_waits_thirty_six_months() -> None:
    left = date(2023, 10, 1)
    assert has_waited(BOOK, "readmission_after", left, date(2026, 9, 30)) is False
    assert has_waited(BOOK, "readmission_after", left, date(2026, 9, 30) + timedelta(days=1)) is True
