"""Marks of direction in a cell: harmless ones are nothing, but a figure that may be shown turned round is no figure."""

from __future__ import annotations

import pytest

from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.columns import PARSERS
from dashboard.intake.messages import sentence
from dashboard.intake.numbers import parse_count, parse_percent
from dashboard.intake.tables import Problem, Severity

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HARMLESS = "\u200b\ufeff\u200e\u200f\u00ad\u2060"
FIGURES = {"count": "31", "percent": "31,5%", "date": "31/10/2026", "month": "10/2026"}


@pytest.mark.parametrize("mark", TURNING)
@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_or_a_day_that_may_be_shown_turned_round_is_a_problem(kind: str, mark: str) -> None:
    for text in (mark + FIGURES[kind], FIGURES[kind][0] + mark + FIGURES[kind][1:], FIGURES[kind] + mark):
        (reading,) = PARSERS[kind]([text])
        assert (reading.value, reading.rule) == (None, "cell_turned")


@pytest.mark.parametrize("mark", HARMLESS)
@pytest.mark.parametrize("kind", FIGURES)
def test_a_mark_that_turns_no_figures_is_nothing(kind: str, mark: str) -> None:
    with_mark, without = PARSERS[kind]([FIGURES[kind] + mark, FIGURES[kind]])
    assert with_mark == without
    assert with_mark.is_understood


@pytest.mark.parametrize("mark", TURNING)
def test_what_is_typed_turned_round_is_no_figure_either(mark: str) -> None:
    assert parse_count(f"{mark}31").rule == parse_percent(f"{mark}31").rule == "cell_turned"


@pytest.mark.parametrize("kind", ["text", "name", "levels", "ownership"])
def test_words_are_read_without_the_marks_that_turn_them(kind: str) -> None:
    texts = {"levels": "TH", "ownership": "công lập"}
    turned, straight = PARSERS[kind]([f"\u202e{texts.get(kind, 'TH A')}", texts.get(kind, "TH A")])
    assert turned == straight
    assert straight.is_understood


def test_a_cell_with_marks_alone_is_blank() -> None:
    assert PARSERS["count"](["\u202e\u202c"])[0].rule is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_problem_has_its_sentence(language: str) -> None:
    assert sentence(Problem("cell_turned", Severity.ERROR, value="31"), Translator(language))
