"""Figures, and the data that defines them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.definitions import INDICATOR_KINDS, Indicator, datasets, indicators
from dashboard.domain.indicators import Coverage, Figure, Figures
from dashboard.domain.months import Month
from dashboard.i18n import LANGUAGES, catalogue

RATIO = Indicator("party_ratio", "ratio", "up", ("seminar",), "members_total", "staff_total")
COUNT = Indicator("members_total", "stock", "up", ("seminar",), "members_total")
FROM_REPORTS = (
    "schools schools_with_own_branch schools_in_joint_branch schools_without_branch schools_without_members "
    "staff_total members_total members_official members_probationary members_managers members_teachers members_other "
    "members_women members_ethnic_minority party_ratio managers_party_ratio teachers_party_ratio other_party_ratio "
    "women_ratio ethnic_minority_ratio outstanding_total sympathizer_total admitted_year admission_rate "
    "members_change_month members_change_year"
)


def test_a_ratio_is_a_percentage_of_its_parts() -> None:
    figure = Figure(RATIO, 810, 1844, known=48, used=51, expected=51)
    assert figure.value == Decimal("43.93")
    assert figure.indicator.unit == "percent"


def test_a_count_is_its_own_value() -> None:
    assert Figure(COUNT, 810, None, known=48, used=51, expected=51).value == 810
    assert COUNT.unit == "count"


@pytest.mark.parametrize(("numerator", "denominator"), [(None, 10), (10, None), (0, 0)])
def test_an_unknown_ratio_has_no_value(numerator: int | None, denominator: int | None) -> None:
    assert Figure(RATIO, numerator, denominator, known=0, used=0, expected=51).value is None


def test_the_rest_of_the_schools_in_a_value_is_carried() -> None:
    assert Figure(COUNT, 810, None, known=48, used=51, expected=52).carried == 3


def test_figures_are_found_by_code() -> None:
    figure = Figure(COUNT, 810, None, known=48, used=51, expected=51)
    figures = Figures(Month(2026, 10), Coverage(51, 48, ("TH01", "TH02", "TH03")), {"members_total": figure})
    assert figures["members_total"] is figure


def test_the_indicators_are_those_of_the_design() -> None:
    assert sorted(indicators()) == sorted(FROM_REPORTS.split())


def test_every_indicator_is_made_of_fields_that_schools_report() -> None:
    fields = set(datasets()["branch_report"].counts)
    parts = {part for one in indicators().values() for part in (one.numerator, one.denominator) if part}
    assert parts <= fields
    assert {one.kind for one in indicators().values()} <= INDICATOR_KINDS


@pytest.mark.parametrize("one", indicators().values(), ids=lambda one: one.code)
def test_an_indicator_has_the_parts_that_its_kind_needs(one: Indicator) -> None:
    assert (one.numerator is not None) == (one.kind != "schools")
    assert (one.denominator is not None) == one.kind.endswith("ratio")
    assert (one.months > 0) == (one.kind == "change")
    assert one.good in {"up", "down", "none"}
    assert one.sources
    assert all(f"sources.{source}" in catalogue(language) for source in one.sources for language in LANGUAGES)
