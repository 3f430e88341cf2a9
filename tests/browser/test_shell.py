"""The shell as a browser meets it: the policy holds, nothing goes outside, and no English is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.serving import ZOO_APP, serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import FilePayload, Page

    from tests.browser.serving import Server
    from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

FRAME_RAN = "Khung đã chạy: có dấu"
# What the zoo itself says in plain letters, names of files, and parts of dates that Vietnamese forms print too.
NOT_ENGLISH = {"Ghi", "Search", "Upload", "abc", "CN", "yyyy", "mm", "dd", "HH", "print", "Trang", "Sau"}
SEEN = """() => {
  const seen = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const parent = node.parentElement
    if (parent.closest("[data-testid=stIconMaterial], script, style, noscript, svg, canvas")) continue
    if (node.nodeType === Node.TEXT_NODE) seen.push(node.nodeValue.trim())
    else for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "data-title", "alt"])
      seen.push(node.getAttribute(name) ?? "")
  }
  return seen
}"""


def english_on(page: Page) -> set[str]:
    """Return what stands on the page in plain letters only, which Vietnamese sentences never do for long."""
    plain = (text for text in page.evaluate(SEEN) if text.isascii() and re.search("[a-zA-Z]{2}", text))
    return {text for text in plain if text.split()[0] not in NOT_ENGLISH and not re.search(r"\.(csv|exe)|\dMB$", text)}


def open_zoo(page: Page, zoo: Server, path: str) -> None:
    page.goto(zoo.address + path)
    expect(page.get_by_text(FRAME_RAN)).to_be_visible()


@pytest.mark.parametrize(
    ("path", "language", "title"),
    [("/data", "vi", "Số liệu"), ("/data?lang=en", "en", "Số liệu"), ("/?lang=en", "en", "Ô nhập")],
)
def test_a_link_to_a_page_on_a_fresh_server_renders_inside_the_frame(
    tmp_path: Path, watched: Watched, path: str, language: str, title: str
) -> None:
    with serving(ZOO_APP, tmp_path, tmp_path / "server.log") as fresh:
        open_zoo(watched.page, fresh, path)
        expect(watched.page.get_by_role("heading", level=1)).to_have_text(title)
        expect(watched.page.locator("html")).to_have_attribute("lang", language)
        watched.assert_calm()


def test_an_address_with_more_parts_still_finds_its_files(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/nowhere/at/all")
    expect(page.get_by_role("dialog")).to_contain_text("Không có trang này")


def test_charts_tables_uploads_and_downloads_keep_the_policy(zoo: Server, watched: Watched) -> None:
    page = watched.page
    open_zoo(page, zoo, "/data")
    expect(page.locator(".js-plotly-plot .modebar")).to_be_attached()
    expect(page.locator(".st-key-editor canvas").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải về").click()
    assert download.value.path().read_bytes() == b"abc"
    open_zoo(page, zoo, "/")
    page.locator(".st-key-one input[type=file]").set_input_files(
        {"name": "Trường Đạo Đức A.csv", "mimeType": "text/csv", "buffer": b"a"}
    )
    expect(page.get_by_role("button", name="Bỏ Trường Đạo Đức A.csv")).to_be_visible()
    watched.assert_calm()


def test_inputs_leave_no_english(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/")
    files: list[FilePayload] = [{"name": name, "mimeType": "text/plain", "buffer": b"a"} for name in ("a.csv", "b.exe")]
    page.locator(".st-key-many input[type=file]").set_input_files(files)
    expect(page.get_by_text("Không nhận loại tệp này (text/plain).")).to_be_attached()
    page.locator(".st-key-schools input").fill("số 1")
    expect(page.get_by_role("option", name="Chọn cả 15 mục tìm thấy")).to_be_visible()
    assert english_on(page) == set()
    page.locator(".st-key-schools input").fill("zz")
    expect(page.get_by_text("Không tìm thấy")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".st-key-name input").fill("abc")
    expect(page.get_by_text("Nhấn Enter để áp dụng")).to_be_visible()
    page.get_by_role("button", name="Ghi").click()
    expect(page.get_by_text("Cần điền ô này.")).to_be_visible()
    assert english_on(page) == set()


def test_the_calendar_is_vietnamese_in_an_english_browser(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/")
    page.locator(".st-key-range").get_by_role("button", name="Chọn khoảng ngày").click()
    expect(page.get_by_text("Tháng 10", exact=True).first).to_be_visible()
    assert english_on(page) == set()
    assert page.evaluate("new Intl.NumberFormat(navigator.languages).format(1844)") == "1.844"


def test_tables_charts_and_messages_leave_no_english(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/data")
    expect(page.locator(".modebar-btn[data-title='Toàn màn hình']")).to_be_attached()
    expect(page.locator("[data-testid=stTable]")).to_contain_text("không có dòng nào")
    table = page.locator(".st-key-table [data-testid=stDataFrame]")
    table.hover()
    page.locator(".st-key-table").get_by_role("button", name="Tìm").click()
    page.keyboard.type("Tr")
    expect(page.get_by_text("3 kết quả")).to_be_visible()
    page.keyboard.press("Escape")
    size = table.bounding_box()
    assert size is not None
    table.click(position={"x": size["width"] - 18, "y": 17})
    page.get_by_role("menuitem", name="Cách hiện").hover()
    expect(page.get_by_text("Phần trăm")).to_be_visible()
    assert english_on(page) == set()
    page.keyboard.press("Escape")
    page.locator(".st-key-toast button").click()
    expect(page.get_by_text("xem thêm")).to_be_visible()
    page.locator(".st-key-ask button").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Đóng").first).to_be_attached()
    assert english_on(page) == set()


def test_a_failing_page_shows_one_calm_sentence_and_logs_the_rest(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/trouble")
    page.locator(".st-key-fail button").click()
    expect(page.locator("[data-testid=stException]")).to_contain_text("Trang này gặp lỗi")
    assert english_on(page) == set()
    expect(page.locator("body")).not_to_contain_text("secret")
    assert "a secret that must not reach the page" in zoo.said()


def test_what_the_app_wrote_stays_as_it_is(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/")
    expect(page.locator(".st-key-user_word")).to_have_text("Upload")
    expect(page.get_by_text("Search", exact=True)).to_be_visible()
    expect(page.locator(".st-key-one button")).to_contain_text("Chọn tệp")


def test_a_page_goes_to_english_and_back_without_loading_again(zoo: Server, page: Page) -> None:
    open_zoo(page, zoo, "/")
    schools = page.locator(".st-key-schools input")
    expect(schools).to_have_attribute("placeholder", "Chọn các mục")
    page.evaluate("history.pushState({}, '', '?lang=en')")
    expect(schools).to_have_attribute("placeholder", "Choose options")
    expect(page.locator(".st-key-one button")).to_contain_text("Upload")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.evaluate("history.back()")
    expect(schools).to_have_attribute("placeholder", "Chọn các mục")
    expect(page.locator("html")).to_have_attribute("lang", "vi")


@pytest.mark.parametrize("path", ["/", "/members", "/upload?lang=en", "/definitions"])
def test_every_page_of_the_app_is_calm_behind_the_shell(server: Server, watched: Watched, path: str) -> None:
    watched.page.goto(server.address + path)
    expect(watched.page.get_by_role("heading", level=1)).to_be_visible()
    expect(watched.page.locator("html")).to_have_attribute("lang", "en" if "en" in path.partition("?")[2] else "vi")
    watched.assert_calm()
