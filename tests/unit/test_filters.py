"""The viewer's choice and its written form."""

from __future__ import annotations

from dashboard.domain.filters import Filters
from dashboard.domain.months import Month
from dashboard.domain.schools import Level


def test_nothing_chosen_leaves_the_address_clean() -> None:
    assert Filters().to_address() == {}


def test_a_choice_is_written_in_stable_english_codes() -> None:
    chosen = Filters(Month(2026, 9), (Level.KINDERGARTEN, Level.PRIMARY), ("xa-ta-luong",), "TH01")
    assert chosen.to_address() == {
        "period": "2026-09",
        "level": "kindergarten.primary",
        "commune": "xa-ta-luong",
        "school": "TH01",
    }


def test_what_an_address_says_wrongly_is_left_at_its_default() -> None:
    asked = {"period": "next year", "level": "college.primary", "school": "", "theme": "dark"}
    assert Filters.from_address(asked) == Filters(levels=(Level.PRIMARY,))


def test_the_order_in_an_address_does_not_matter() -> None:
    one, other = {"commune": "xa-b.xa-a.xa-b"}, {"commune": "xa-a.xa-b"}
    assert Filters.from_address(one) == Filters.from_address(other)


def test_one_choice_leads_to_another() -> None:
    chosen = Filters(levels=(Level.PRIMARY,))
    assert chosen.in_month(Month(2026, 9)) == Filters(Month(2026, 9), (Level.PRIMARY,))
    assert chosen.of_school("TH01").school == "TH01"
    assert chosen.of_school("TH01").of_school(None) == chosen


def test_equal_choices_are_one_key() -> None:
    assert len({Filters(Month(2026, 9)), Filters(Month(2026, 9)), Filters()}) == 2
