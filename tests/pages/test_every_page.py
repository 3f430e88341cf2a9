"""Every page in every state and language: it runs, says what it is, and can be read without seeing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from dashboard.i18n import Translator
from tests.browser.districts import LANGUAGES, PAGES, STATES
from tests.pages import seen

if TYPE_CHECKING:
    from tests.pages.conftest import Office

SECTIONS = {"upload": "calendar", "pipeline": "leaks"}
"""The section of charts alone, on pages of several sections."""
TITLES = {page: f"{page}.title" for page in PAGES}


def query_of(state: str, language: str) -> dict[str, str]:
    query = {"lang": language} if language != "vi" else {}
    return query | ({"demo": "1"} if state == "demo" else {})


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_runs_and_says_its_title(office: Office, state: str, language: str) -> None:
    office.has(state)
    for page in PAGES:
        at = office.open(page, **query_of(state, language))
        assert [title.value for title in at.title] == [Translator(language)(TITLES[page])]
        assert office.faults == []
        assert not at.exception
        assert not at.error


@pytest.mark.parametrize("state", STATES)
def test_headings_go_down_one_level_at_a_time(office: Office, state: str) -> None:
    office.has(state)
    for page in PAGES:
        levels = [int(tag[1]) for tag in seen.headings(office.open(page, **query_of(state, "vi")))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(levels)), page


@pytest.mark.parametrize("page", ["overview", "members", "pipeline", "upload"])
def test_every_chart_has_its_finding_in_words_and_a_table_behind_it(office: Office, page: str) -> None:
    at = office.has("demo").open(page, demo="1")
    if page in SECTIONS:
        at.segmented_control(key=f"{page}.section").set_value(SECTIONS[page]).run()
    findings = [chart.alt for chart in seen.charts(at)]
    assert len(findings) >= 2
    assert all(finding in seen.words(at) for finding in findings)
    boxes = [str(box.key) for box in at.expander if str(box.key).endswith(".table")]
    assert len(boxes) == len(findings)
    for key in boxes:
        at.session_state[key] = True
    assert len(at.run().dataframe) == len(findings)
    assert {button.label for button in at.download_button} >= {"Tải Excel", "Tải CSV"}


@pytest.mark.parametrize("page", ["members", "overview", "pipeline"])
def test_no_chart_may_send_its_figures_anywhere(office: Office, page: str) -> None:
    at = office.has("demo").open(page, demo="1")
    assert seen.charts(at)
    assert all('"showSendToCloud":false' in chart.config.replace(" ", "") for chart in seen.charts(at))


@pytest.mark.parametrize("page", PAGES)
def test_the_invented_district_is_marked_on_every_page(office: Office, page: str) -> None:
    office.has("demo").has("one")
    mark = Translator()("frame.demo")
    assert mark in [warning.value for warning in office.open(page, demo="1").warning]
    assert mark not in [warning.value for warning in office.open(page).warning]


@pytest.mark.parametrize("page", PAGES)
def test_an_address_with_nonsense_opens_the_page_at_its_defaults(office: Office, page: str) -> None:
    office.has("one")
    query = {"lang": "xx", "period": "2026-13", "level": "castle", "commune": "..", "demo": "maybe"}
    at = office.open(page, **query)
    assert [title.value for title in at.title] == [Translator()(TITLES[page])]
    assert dict(at.query_params) == {}
    assert not at.error
