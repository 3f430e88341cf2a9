"""A leader finds the worst delays and opens one; a branch secretary adds a person and records what was done."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.i18n import Translator
from dashboard.queries.people import record, standing_people
from dashboard.settings import load
from dashboard.storage import Database
from tests.browser.districts import TODAY, make_district
from tests.browser.test_accessibility import findings
from tests.browser.test_navigation import menu
from tests.browser.visiting import assert_fits, settle, visit
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve
    from tests.browser.serving import Server
    from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]
FIRST_ROW = 1.5
"""Where the first row of a table lies, in rows from its upper edge."""


def tick_first(page: Page) -> None:
    """Tick the first row of the table that is on the page."""
    table = page.locator("[data-testid=stDataFrame]").last
    expect(table.locator("canvas").first).to_be_visible()
    settle(page)
    table.click(position={"x": 16, "y": 35 * FIRST_ROW})


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 390)])
def test_a_leader_finds_the_worst_delays_and_opens_one(
    district: Callable[[str], Server], watched: Watched, language: str, width: int
) -> None:
    page, t = watched.page, Translator(language)
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, f"{district('demo').address}/?demo=1&lang={language}")
    expect(page.get_by_role("heading", name=t("tasks.title"))).to_be_visible()
    page.get_by_role("link", name=t("tasks.go_to_all")).click()
    settle(page)
    expect(page.get_by_role("heading", level=1, name=t("tasks.title"))).to_be_visible()
    assert_fits(page)
    tick_first(page)
    expect(page.get_by_role("heading", name=t("person.dues"))).to_be_visible()
    settle(page)
    expect(page).to_have_url(re.compile(r"/person\?.*person=\d+"))
    assert_fits(page)
    assert findings(page) == []
    page.go_back()
    expect(page.get_by_role("heading", level=1, name=t("tasks.title"))).to_be_visible()
    watched.assert_calm()


def test_a_secretary_adds_a_person_assigns_a_helper_and_records_a_failed_vote(
    serve: Serve, tmp_path: Path, watched: Watched
) -> None:
    make_district("one", tmp_path)
    page = watched.page
    visit(page, f"{serve(tmp_path).address}/person")
    page.get_by_label(Translator()("filters.school")).fill("dong may")
    page.get_by_role("button", name=re.compile("Đồng Mây")).first.click()
    settle(page)
    fill(page, "Họ và tên", "Lò Thị Suối")
    fill(page, "Hoặc chỉ năm sinh", "1991")
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Lò Thị Suối")).to_be_visible()
    settle(page)
    tab(page, "Ghi việc mới")
    form(page, "Người giúp đỡ")
    fill(page, "Đảng viên chính thức giúp đỡ", "Vàng A Núi")
    fill(page, "Số nghị quyết", "13-NQ/CB")
    page.get_by_role("button", name="Ghi", exact=True).click()
    settle(page)
    form(page, "Biểu quyết")
    fill(page, "Tổng số chính thức", "20")
    fill(page, "Tán thành", "13")
    page.get_by_role("button", name="Ghi", exact=True).click()
    settle(page)
    menu(page, "Việc cần làm")
    expect(page.get_by_role("heading", level=1, name="Việc cần làm")).to_be_visible()
    watched.assert_calm()
    _is_recorded(tmp_path, tmp_path / "copy")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    settle(page)


def form(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    settle(page)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label, exact=True).fill(text)
    page.keyboard.press("Tab")
    settle(page)


def _is_recorded(data: Path, copied: Path) -> None:
    """Look at a copy, since the server holds the file."""
    copied.mkdir()
    for name in ("district.duckdb", "district.duckdb.wal"):
        if (data / name).exists():
            shutil.copy(data / name, copied / name)
    office = load({"data": copied, "today": TODAY}, {})
    database = Database(office.database, office, NOW)
    reader = database.reader(LOCAL_ADMINISTRATOR)
    (person,) = standing_people(reader, office.day()).people
    found = record(reader, person["person_id"])
    database.close()
    assert found is not None
    assert found.row["birth_year"] == 1991
    assert [(row["helper_name"], row["document_no"]) for row in found.about["helper"]] == [("Vàng A Núi", "13-NQ/CB")]
    assert [(row["official_total"], row["in_favour"]) for row in found.about["vote"]] == [(20, 13)]
