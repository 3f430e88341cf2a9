"""Moving about: the menu, the address, the back button, the filters, the two languages, the invented district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.districts import address_of, make_district
from tests.browser.visiting import assert_fits, settle, visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve
    from tests.browser.serving import Server
    from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def menu(page: Page, name: str) -> None:
    """Go to a page by the menu at the top."""
    page.get_by_role("navigation").get_by_role("link", name=name).click()
    expect(page.locator("[data-testid=stTopNavLink][aria-current=page]")).to_have_text(name)
    settle(page)


def test_the_menu_keeps_what_was_chosen_and_the_address_opens_it_elsewhere(
    district: Callable[[str], Server], watched: Watched
) -> None:
    page, server = watched.page, district("demo")
    visit(page, server.address + address_of("demo", "overview", "vi"))
    page.get_by_role("combobox", name="Tháng").click()
    page.get_by_role("option", name="07/2026").click()
    expect(page.get_by_text("số liệu đến 31/07/2026")).to_be_visible()
    menu(page, "Đảng viên")
    expect(page.get_by_text("số liệu đến 31/07/2026")).to_be_visible()
    expect(page).to_have_url(f"{server.address}/members?period=2026-07&demo=1")
    other = page.context.new_page()
    visit(other, page.url)
    expect(other.get_by_text("số liệu đến 31/07/2026")).to_be_visible()
    watched.assert_calm()


def test_filters_are_chosen_in_the_popover_and_shown_as_chips(district: Callable[[str], Server], page: Page) -> None:
    visit(page, district("demo").address + address_of("demo", "overview", "vi"))
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("combobox", name="Cấp học").click()
    page.get_by_role("option", name="Tiểu học").click()
    settle(page)
    # an open list hides the rest of the page from those who cannot see
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name="Tiểu học ✕")
    expect(chip).to_be_visible()
    assert "level=primary" in page.url
    chip.click()
    expect(chip).to_have_count(0)
    assert "level=" not in page.url


def test_the_back_button_returns_to_the_page_before(district: Callable[[str], Server], page: Page) -> None:
    visit(page, district("demo").address + address_of("demo", "overview", "vi") + "&level=primary")
    menu(page, "Nạp số liệu")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    settle(page)
    assert "level=primary" in page.url
    assert "demo=1" in page.url


def test_schools_are_found_by_typing_without_accents(district: Callable[[str], Server], page: Page) -> None:
    visit(page, district("demo").address + address_of("demo", "members", "vi"))
    page.get_by_role("button", name="Lọc").click()
    page.get_by_label("Tìm trường").press_sequentially("thcs long tuong")
    page.get_by_role("button", name="Trường THCS Long Tường").click()
    expect(page.get_by_role("heading", name="Trường THCS Long Tường")).to_be_visible()
    assert "school=" in page.url


def test_the_language_of_the_page_and_of_the_document_change_together(
    district: Callable[[str], Server], watched: Watched
) -> None:
    page = watched.page
    visit(page, district("demo").address + address_of("demo", "upload", "vi"))
    expect(page.locator("[data-testid=stFileUploader] button").first).to_contain_text("Chọn tệp")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring in data")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-testid=stFileUploader] button").first).to_contain_text("Upload")
    assert "lang=en" in page.url
    menu(page, "Members")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members in schools")
    watched.assert_calm()


def test_on_a_phone_the_menu_opens_and_leads_on(district: Callable[[str], Server], page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    visit(page, district("demo").address + address_of("demo", "overview", "vi"))
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.get_by_role("link", name="Giải thích số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giải thích số liệu")
    settle(page)
    assert_fits(page)


def test_an_empty_district_leads_to_the_invented_one_and_stays_empty(
    serve: Serve, tmp_path: Path, watched: Watched
) -> None:
    make_district("empty", tmp_path)
    page, server = watched.page, serve(tmp_path)
    visit(page, server.address)
    page.get_by_role("button", name="Xem huyện mẫu").click()
    expect(page.get_by_text("43,93%").first).to_be_visible()
    mark = page.get_by_text("Đây là huyện mẫu")
    for name in ("Đảng viên", "Nạp số liệu", "Giải thích số liệu", "Tổng quan"):
        menu(page, name)
        expect(mark).to_be_visible()
        assert "demo=1" in page.url
    page.get_by_role("button", name="Về số liệu thật").click()
    expect(page.get_by_role("button", name="Nạp tệp đầu tiên")).to_be_visible()
    expect(mark).to_have_count(0)
    assert "demo" not in page.url
    watched.assert_calm()
