"""Every page in every state, language and width; the pairwise part of it runs with every other test."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard.i18n import Translator
from tests.browser.districts import LANGUAGES, PAGES, STATES, address_of
from tests.browser.visiting import assert_fits, assert_sound, visit
from tests.browser.watching import Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from _pytest.mark.structures import ParameterSet
    from playwright.sync_api import Browser

    from tests.browser.serving import Server

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280, 1920)
Case = tuple[str, str, str, int]


def pairwise() -> list[Case]:
    """Return few cases in which every two values of different kinds meet at least once.

    That every page runs in every state is shown without a browser; the widest screen is left to the whole matrix.
    """
    grid: list[Case] = list(product(STATES, PAGES, LANGUAGES, WIDTHS[:2]))
    open_pairs = {pair for case in grid for pair in _pairs(case) if (pair[0], pair[2]) != (1, 0)}
    chosen: list[Case] = []
    while open_pairs:
        best = max(grid, key=lambda case: len(_pairs(case) & open_pairs))
        open_pairs -= _pairs(best)
        chosen.append(best)
    return chosen


def _pairs(case: Sequence[object]) -> set[tuple[int, object, int, object]]:
    return {(i, case[i], j, case[j]) for i in range(len(case)) for j in range(i)}


def _grouped(cases: Sequence[Case], mark: pytest.MarkDecorator | None = None) -> list[ParameterSet]:
    """Keep the cases of one state together, because they share a server."""
    marks = [mark] if mark else []
    return [
        pytest.param(*case, marks=[*marks, pytest.mark.xdist_group(case[0])], id="-".join(map(str, case)))
        for case in sorted(cases)
    ]


def look(district: Callable[[str], Server], browser: Browser, case: Case) -> None:
    """Open one page as one kind of viewer and fail when anything about it is wrong."""
    state, name, language, width = case
    context = browser.new_context(locale="en-US", viewport={"width": width, "height": 900})
    try:
        watched = Watched(context.new_page())
        page = watched.page
        visit(page, district(state).address + address_of(state, name, language))
        expect(page.get_by_role("heading", level=1)).to_have_text(Translator(language)(f"{name}.title"))
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert_sound(page)
        assert_fits(page)
        watched.assert_calm()
    finally:
        context.close()


def test_the_few_cases_cover_every_pair() -> None:
    assert len(pairwise()) <= 14


@pytest.mark.parametrize(("state", "name", "language", "width"), _grouped(pairwise()))
def test_a_page_is_sound(
    district: Callable[[str], Server], browser: Browser, state: str, name: str, language: str, width: int
) -> None:
    look(district, browser, (state, name, language, width))


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("state", "name", "language", "width"), _grouped(list(product(STATES, PAGES, LANGUAGES, WIDTHS)))
)
def test_every_page_is_sound(
    district: Callable[[str], Server], browser: Browser, state: str, name: str, language: str, width: int
) -> None:
    look(district, browser, (state, name, language, width))
