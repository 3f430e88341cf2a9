"""What axe-core finds on every page: nothing serious of our own making."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.i18n import Translator
from tests.browser.districts import PAGES, address_of
from tests.browser.visiting import settle, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("axe")]

SERIOUS = {"serious", "critical"}
WIDTHS = (1280, 390)


def findings(page: Page) -> list[str]:
    """Return the serious violations, one line an element."""
    result: dict[str, Any] = Axe().run(page).response
    return [
        f"{violation['id']} at {' '.join(map(str, node['target']))}: {node['html'][:160]}"
        for violation in result["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def faces(page: Page, name: str) -> Iterator[str]:
    """Show the page in both widths and then in the other language, where room is scarce."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        yield f"vi {width}"
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(Translator("en")(f"{name}.title"))
    settle(page)
    yield f"en {width}"


@pytest.mark.parametrize("name", PAGES)
def test_no_serious_violation_on_a_page(district: Callable[[str], Server], page: Page, name: str) -> None:
    visit(page, district("demo").address + address_of("demo", name, "vi"))
    assert {face: found for face in faces(page, name) if (found := findings(page))} == {}


@pytest.mark.parametrize("section", ["Nhập tay", "Ai đã báo cáo", "Danh sách trường", "Lịch sử"])
def test_no_serious_violation_in_a_section_of_the_upload_page(
    district: Callable[[str], Server], page: Page, section: str
) -> None:
    visit(page, district("demo").address + "/upload?demo=1&school=THCS03")
    page.get_by_role("radio", name=section).click()
    settle(page)
    assert findings(page) == []


def test_no_serious_violation_on_a_school_in_depth_and_in_an_open_table(
    district: Callable[[str], Server], page: Page
) -> None:
    visit(page, district("demo").address + "/members?demo=1&school=THCS03")
    page.get_by_text("Bảng số liệu").first.click()
    expect(page.get_by_role("button", name="Tải Excel").first).to_be_visible()
    settle(page)
    assert findings(page) == []


def test_a_violation_would_be_found(district: Callable[[str], Server], page: Page) -> None:
    visit(page, district("demo").address + address_of("demo", "definitions", "vi"))
    page.evaluate(
        "() => document.querySelector('h1').append(Object.assign(document.createElement('img'), {src: '/x'}))"
    )
    assert [line for line in findings(page) if line.startswith("image-alt")]
