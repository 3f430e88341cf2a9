"""Full 18 to full 60, by month."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.definitions.rules import rules
from dashboard.domain.ages import Age, age_on
from dashboard.domain.rulebook import Rulebook
from dashboard.settings import Settings

BY_MONTH, BY_DAY = Rulebook(rules()), Rulebook(rules(Settings(age_compared="day")))


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 4, 30), Age.TOO_YOUNG), (date(2026, 5, 1), Age.FITS), (date(2026, 5, 20), Age.FITS)],
)
def test_eighteen_is_reached_in_the_month_of_the_birthday(day: date, age: Age) -> None:
    assert age_on(BY_MONTH, date(2008, 5, 20), day) is age


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 5, 20), Age.FITS), (date(2026, 5, 31), Age.FITS), (date(2026, 6, 1), Age.TOO_OLD)],
)
def test_sixty_is_passed_in_the_month_after_the_birthday(day: date, age: Age) -> None:
    assert age_on(BY_MONTH, date(1966, 5, 20), day) is age


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 5, 20), date(2026, 5, 19), Age.TOO_YOUNG),
        (date(2008, 5, 20), date(2026, 5, 20), Age.FITS),
        (date(1966, 5, 20), date(2026, 5, 20), Age.FITS),
        (date(1966, 5, 20), date(2026, 5, 21), Age.TOO_OLD),
    ],
)
def test_an_office_may_count_to_the_day(born: date, day: date, age: Age) -> None:
    assert age_on(BY_DAY, born, day) is age


@pytest.mark.parametrize(
    ("born", "age"),
    [(1985, Age.FITS), (2007, Age.FITS), (2008, None), (2009, Age.TOO_YOUNG), (1966, None), (1965, Age.TOO_OLD)],
)
def test_a_year_alone_tells_what_no_month_could_change(born: int, age: Age | None) -> None:
    assert age_on(BY_MONTH, born, date(2026, 6, 15)) is age


def test_for_a_day_without_known_rules_the_answer_is_unknown() -> None:
    assert age_on(BY_MONTH, date(1985, 5, 20), date(2010, 5, 20)) is None
