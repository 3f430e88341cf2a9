"""Ballots in whole numbers, against all official members summoned."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.definitions.rules import rules
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.votes import Ballot, Fault, goes_up, is_carried, votes_needed

RULES = Rulebook(rules()).on(date(2025, 9, 1))
TWO_THIRDS, MORE_THAN_HALF = RULES["admission_vote"], RULES["standing_committee_vote"]


def test_thirteen_of_twenty_are_not_two_thirds() -> None:
    assert is_carried(Ballot(20, in_favour=13), TWO_THIRDS) is False


def test_fourteen_of_twenty_are_two_thirds() -> None:
    assert is_carried(Ballot(20, in_favour=14), TWO_THIRDS) is True


def test_of_22_members_20_official_with_4_absent_of_whom_3_official_the_base_is_20() -> None:
    ballot = Ballot(official_total=20, in_favour=14, against=3, present=17)
    assert ballot.base == 20
    assert is_carried(ballot, TWO_THIRDS) is True


def test_those_present_are_not_the_base() -> None:
    # 13 of the 17 present are more than two thirds, 13 of the 20 summoned are not
    assert is_carried(Ballot(20, in_favour=13, against=4, present=17), TWO_THIRDS) is False


def test_members_transferred_away_and_exempted_members_who_are_absent_leave_the_base() -> None:
    ballot = Ballot(20, in_favour=12, transferred_away=1, exempt_absent=1)
    assert ballot.base == 18
    assert is_carried(ballot, TWO_THIRDS) is True


def test_exactly_two_thirds_are_enough_and_exactly_half_is_not_more_than_half() -> None:
    assert is_carried(Ballot(21, in_favour=14), TWO_THIRDS) is True
    assert is_carried(Ballot(10, in_favour=5), MORE_THAN_HALF) is False
    assert is_carried(Ballot(10, in_favour=6), MORE_THAN_HALF) is True


def test_a_share_that_only_rounding_would_lift_is_not_enough() -> None:
    assert is_carried(Ballot(100_000, in_favour=66_666), TWO_THIRDS) is False


@pytest.mark.parametrize(("base", "needed"), [(3, 2), (4, 3), (20, 14), (21, 14), (22, 15)])
def test_the_votes_that_are_needed_are_the_least_that_carry(base: int, needed: int) -> None:
    assert votes_needed(base, TWO_THIRDS) == needed
    assert is_carried(Ballot(base, in_favour=needed), TWO_THIRDS) is True
    assert is_carried(Ballot(base, in_favour=needed - 1), TWO_THIRDS) is False


@pytest.mark.parametrize(
    ("ballot", "fault"),
    [
        (Ballot(20, in_favour=-1), Fault.NEGATIVE),
        (Ballot(2, in_favour=0, transferred_away=1, exempt_absent=1), Fault.NO_BASE),
        (Ballot(20, in_favour=14, present=21), Fault.MORE_PRESENT_THAN_BASE),
        (Ballot(20, in_favour=14, present=13), Fault.MORE_VOTES_THAN_PRESENT),
        (Ballot(20, in_favour=14, against=4, present=17), Fault.MORE_VOTES_THAN_PRESENT),
        (Ballot(20, in_favour=21), Fault.MORE_VOTES_THAN_PRESENT),
    ],
)
def test_figures_that_cannot_be_have_no_result(ballot: Ballot, fault: Fault) -> None:
    assert fault in ballot.faults
    assert is_carried(ballot, TWO_THIRDS) is None


def test_three_failed_ballots_go_up_and_two_do_not() -> None:
    assert goes_up([False, False], RULES["ballots"]) is False
    assert goes_up([False, False, False], RULES["ballots"]) is True


def test_a_ballot_that_was_carried_settles_the_case() -> None:
    assert goes_up([False, False, True], RULES["ballots"]) is False


def test_a_ballot_without_a_result_does_not_count() -> None:
    assert goes_up([False, None, False], RULES["ballots"]) is False
    assert goes_up([False, None, False, False], RULES["ballots"]) is True
