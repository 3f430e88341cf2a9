"""Working days over Tết, weekends, exchanged Saturdays and the office's own days."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.definitions.days import calendar
from dashboard.domain.working_days import is_working_day, working_day_after, working_days_between
from dashboard.settings import Settings

USUAL = calendar(Settings())


def test_thirty_working_days_over_tet_and_weekends() -> None:
    # Tết 2025: Monday 27/01 to Friday 31/01 off
    assert working_day_after(date(2025, 1, 8), 30, USUAL) == date(2025, 2, 26)


def test_sixty_working_days_over_tet_weekends_and_the_hung_kings() -> None:
    # besides: Monday 07/04/2025, the tenth of the third lunar month
    assert working_day_after(date(2025, 1, 8), 60, USUAL) == date(2025, 4, 10)


def test_day_one_is_the_day_after_the_event() -> None:
    assert working_day_after(date(2026, 11, 16), 1, USUAL) == date(2026, 11, 17)
    assert working_day_after(date(2026, 11, 16), 0, USUAL) == date(2026, 11, 16)


@pytest.mark.parametrize("event", [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)])
def test_an_event_before_or_on_a_weekend_counts_from_monday(event: date) -> None:
    assert working_day_after(event, 1, USUAL) == date(2026, 11, 23)


def test_a_saturday_worked_for_a_day_off_counts() -> None:
    # Saturday 26/04/2025 was worked for Friday 02/05/2025
    assert is_working_day(date(2025, 4, 26), USUAL)
    assert not is_working_day(date(2025, 5, 2), USUAL)
    assert working_day_after(date(2025, 4, 22), 4, USUAL) == date(2025, 4, 26)
    assert working_day_after(date(2025, 4, 22), 7, USUAL) == date(2025, 5, 5)


def test_a_saturday_worked_for_a_day_off_of_the_next_year_counts() -> None:
    assert is_working_day(date(2014, 12, 27), USUAL)
    assert not is_working_day(date(2015, 1, 2), USUAL)


def test_an_exchange_that_the_package_lacks_is_entered_as_data() -> None:
    assert not is_working_day(date(2026, 1, 2), USUAL)
    assert is_working_day(date(2026, 1, 10), USUAL)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 1, 31), date(2022, 2, 4)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2026, 2, 16), date(2026, 2, 20)),
    ],
)
def test_the_days_of_tet_are_off_as_announced(first: date, last: date) -> None:
    assert working_days_between(first, last, USUAL) == 0
    assert not is_working_day(first, USUAL)
    assert working_day_after(first, 1, USUAL) > last


def test_the_office_adds_its_own_days_off_and_its_own_saturdays() -> None:
    own = calendar(Settings(days_off="2026-11-20", extra_working_days="2026-11-28"))
    assert not is_working_day(date(2026, 11, 20), own)
    assert is_working_day(date(2026, 11, 28), own)
    assert working_day_after(date(2026, 11, 19), 6, USUAL) == date(2026, 11, 30)
    assert working_day_after(date(2026, 11, 19), 6, own) == date(2026, 11, 30)
    assert working_day_after(date(2026, 11, 19), 5, own) == date(2026, 11, 28)


def test_a_day_entered_as_worked_is_worked_even_on_a_holiday() -> None:
    own = calendar(Settings(extra_working_days="2026-11-24"))
    assert (is_working_day(date(2026, 11, 24), USUAL), is_working_day(date(2026, 11, 24), own)) == (False, True)


def test_the_office_may_be_off_on_a_saturday_that_the_country_works() -> None:
    own = calendar(Settings(days_off="2026-01-10"))
    assert (is_working_day(date(2026, 1, 10), USUAL), is_working_day(date(2026, 1, 10), own)) == (True, False)


def test_holidays_go_on_beyond_the_year_up_to_which_exchanges_are_known() -> None:
    assert USUAL.known_until == date(2026, 12, 31)
    assert calendar(Settings(calendar_known_until=2027)).known_until == date(2027, 12, 31)
    assert not is_working_day(date(2040, 4, 30), USUAL)


def test_working_days_cannot_be_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        working_day_after(date(2026, 11, 16), -1, USUAL)
    assert working_days_between(date(2026, 11, 16), date(2026, 11, 10), USUAL) == 0
