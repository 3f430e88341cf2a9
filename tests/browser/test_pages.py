"""The pages on a real server: links from outside, charts that open and fill the screen, files of what is shown."""

from __future__ import annotations

import csv
import re
from contextlib import closing
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from playwright.sync_api import expect

from dashboard import queries
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.i18n import Translator
from dashboard.queries import Asked
from dashboard.settings import load
from dashboard.storage import Database
from tests.browser.districts import address_of, make_district
from tests.browser.visiting import settle, visit
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet
    from playwright.sync_api import Download, Locator, Page

    from tests.browser.conftest import Serve
    from tests.browser.serving import Server
    from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

DEMO = address_of("demo", "overview", "vi")
FILL, LEAVE = "Toàn màn hình", "Thoát toàn màn hình"


@pytest.mark.parametrize(("name", "language"), [("overview", "en"), ("pipeline", "vi")])
def test_a_link_to_a_page_on_a_fresh_server_opens_inside_the_frame(
    serve: Serve, tmp_path: Path, watched: Watched, name: str, language: str
) -> None:
    make_district("one", tmp_path)
    page, t = watched.page, Translator(language)
    visit(page, serve(tmp_path).address + address_of("one", name, language))
    expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.title"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("navigation").get_by_role("link", name=t("frame.pages.definitions"))).to_be_visible()
    expect(page).to_have_title(f"{t(f'frame.pages.{name}')} · {t('frame.title')}")
    watched.assert_calm()


def test_the_name_of_the_first_page_leads_to_its_one_address(district: Callable[[str], Server], page: Page) -> None:
    server = district("demo")
    visit(page, f"{server.address}/overview?demo=1&level=primary")
    expect(page).to_have_url(f"{server.address}/?demo=1&level=primary")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")


def test_a_click_on_a_bar_opens_the_school(district: Callable[[str], Server], watched: Watched) -> None:
    page = watched.page
    visit(page, district("demo").address + DEMO)
    click(page, page.locator(".st-key-lowest .barlayer .point path").last)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đảng viên trong trường học")
    expect(page.get_by_role("button", name="‹ Tất cả các trường")).to_be_visible()
    assert "school=" in page.url
    watched.assert_calm()


def test_a_click_on_a_dot_opens_the_school(district: Callable[[str], Server], page: Page) -> None:
    visit(page, district("demo").address + address_of("demo", "members", "vi"))
    click(page, page.locator(".st-key-ranked .scatterlayer .point").nth(5))
    expect(page.get_by_role("button", name="‹ Tất cả các trường")).to_be_visible()
    page.go_back()
    expect(page.locator(".st-key-ranked .main-svg").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("school="))


def click(page: Page, mark: Locator) -> None:
    """Click on a mark of a chart, which lies under the layer that catches the mouse."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_every_chart_fills_the_screen_with_its_heading_in_larger_letters_and_comes_back(
    district: Callable[[str], Server], watched: Watched
) -> None:
    page = watched.page
    visit(page, district("demo").address + DEMO)
    exhibits = page.locator("[class*=st-key-exhibit-]").all()
    assert len(exhibits) == 2
    for exhibit in exhibits:
        exhibit.scroll_into_view_if_needed()
        before = sizes(exhibit)
        exhibit.locator(".js-plotly-plot").hover()
        exhibit.get_by_role("button", name=FILL).click()
        expect(exhibit.get_by_role("button", name=LEAVE)).to_be_visible()
        expect(exhibit.get_by_role("heading")).to_be_in_viewport(ratio=1)
        box = exhibit.bounding_box()
        assert box is not None
        assert [box["x"], box["y"], box["width"], box["height"]] == page.evaluate("[0, 0, innerWidth, innerHeight]")
        assert all(large > 1.3 * small for large, small in zip(sizes(exhibit), before, strict=True))
        page.keyboard.press("Escape")
        expect(exhibit.get_by_role("button", name=FILL)).to_be_attached()
        expect(page.locator("[data-enlarged]")).to_have_count(0)
        page.wait_for_function("() => !document.fullscreenElement")
        settle(page)
        assert sizes(exhibit) == pytest.approx(before, abs=1)
    watched.assert_calm()


def sizes(exhibit: Locator) -> list[float]:
    """Return the heights of the letters in the heading and in the chart."""
    heading = exhibit.get_by_role("heading").evaluate("(shown) => parseFloat(getComputedStyle(shown).fontSize)")
    letters = exhibit.locator(".js-plotly-plot text").filter(has_text="%").first.bounding_box()
    assert letters is not None
    return [heading, letters["height"]]


def test_a_click_in_a_chart_that_fills_the_screen_opens_the_school(
    district: Callable[[str], Server], watched: Watched
) -> None:
    page = watched.page
    visit(page, district("demo").address + DEMO)
    page.locator(".st-key-lowest .js-plotly-plot").hover()
    page.locator(".st-key-lowest").get_by_role("button", name=FILL).click()
    click(page, page.locator(".st-key-lowest .barlayer .point path").last)
    expect(page.get_by_role("button", name="‹ Tất cả các trường")).to_be_visible()
    expect(page.locator("[data-enlarged]")).to_have_count(0)
    watched.assert_calm()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The schools as the pages must list them, from a district made in the same way."""
    data = tmp_path_factory.mktemp("expected")
    make_district("demo", data)
    settings = load({"data": data}, {})
    with closing(Database(settings.demo_database, settings, NOW)) as database:
        asked = Asked(Month(2026, 10), settings.day(), levels=("lower_secondary",))
        return queries.standing(database.reader(LOCAL_ADMINISTRATOR), asked)


def test_downloads_hold_exactly_what_the_table_shows(
    district: Callable[[str], Server], watched: Watched, expected: pd.DataFrame
) -> None:
    page = watched.page
    visit(page, district("demo").address + "/members?demo=1&level=lower_secondary")
    page.locator("[data-testid=stSegmentedControl], [data-testid=stButtonGroup]").get_by_text(
        "Bảng", exact=True
    ).click()
    settle(page)
    book = download(page, "Tải Excel")
    assert book.suggested_filename.endswith("-2026-10.xlsx")
    assert_workbook(openpyxl.load_workbook(BytesIO(book.path().read_bytes())).active, expected)
    text = download(page, "Tải CSV")
    assert_csv(text.path().read_bytes(), expected)
    watched.assert_calm()


def download(page: Page, button: str) -> Download:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    return started.value


def assert_workbook(sheet: Worksheet, expected: pd.DataFrame) -> None:
    title, note, _, headings, *rows = sheet.iter_rows(values_only=True)
    assert title[0] == "Đảng viên trong trường học"
    assert "trường đã báo cáo" in note[0]
    assert list(headings[:4]) == ["Trường", "Mã trường", "Xã, phường, thị trấn", "Tổng số CBGVNV"]
    assert [row[0] for row in rows] == list(expected["name"])
    assert [row[3] for row in rows] == list(expected["staff_total"])
    assert [row[5] for row in rows] == pytest.approx(list(map(float, expected["party_ratio"])))


def assert_csv(content: bytes, expected: pd.DataFrame) -> None:
    assert content.startswith(b"\xef\xbb\xbf")
    _, *rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert [row[0] for row in rows] == list(expected["name"])
    assert [int(row[3]) for row in rows] == list(expected["staff_total"])
    assert [row[5] for row in rows] == [Translator().percent(ratio) for ratio in expected["party_ratio"]]


def test_a_second_server_on_the_same_data_says_calmly_that_it_is_in_use(
    serve: Serve, tmp_path: Path, page: Page
) -> None:
    make_district("one", tmp_path)
    visit(page, serve(tmp_path).address)
    expect(page.get_by_text("40,00%").first).to_be_visible()
    second = serve(tmp_path)
    page.goto(second.address)
    sentence = Translator()("errors.storage_busy", path=tmp_path / "district.duckdb")
    expect(page.locator("[data-testid=stAlertContentError]")).to_have_text(sentence)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Traceback")
