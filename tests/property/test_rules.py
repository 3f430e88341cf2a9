"""Rules, working days, deadlines and votes against slower ways to say the same."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dashboard.definitions.days import calendar
from dashboard.definitions.rules import rules
from dashboard.domain.deadlines import months_after
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.votes import Ballot, is_carried, votes_needed
from dashboard.domain.working_days import is_working_day, working_day_after, working_days_between
from dashboard.settings import Settings

BOOK, DAYS = Rulebook(rules()), calendar(Settings())
TWO_THIRDS = BOOK.on(date(2025, 9, 1))["admission_vote"]
ANY_DAY = st.dates(date(2009, 1, 1), date(2090, 12, 31))


@given(ANY_DAY)
def test_on_any_day_a_rule_is_in_force_once_or_missing(day: date) -> None:
    found = BOOK.on(day)
    holding = [rule for rule in rules() if rule.since <= day <= rule.until]
    assert sorted(rule.code for rule in holding) == sorted(found.rules)
    assert sorted([*found.rules, *found.missing]) == sorted(BOOK.codes)
    assert all(BOOK.find(code, day) is found.find(code) for code in BOOK.codes)


@given(ANY_DAY, st.integers(1, 90))
def test_counting_to_a_working_day_and_back_agree(day: date, count: int) -> None:
    end = working_day_after(day, count, DAYS)
    assert is_working_day(end, DAYS)
    assert working_days_between(day, end, DAYS) == count
    assert working_day_after(day, count - 1, DAYS) < end


@given(ANY_DAY, st.integers(0, 400))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    end = months_after(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(st.integers(1, 200), st.data())
def test_two_thirds_are_two_thirds(base: int, data: st.DataObject) -> None:
    in_favour = data.draw(st.integers(0, base))
    carried = Fraction(in_favour, base) >= Fraction(2, 3)
    assert is_carried(Ballot(base, in_favour=in_favour), TWO_THIRDS) is carried
    assert (in_favour >= votes_needed(base, TWO_THIRDS)) is carried
