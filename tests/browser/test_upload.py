"""Bringing in a real file in a real browser: preview, write, figures, undo; and what is refused at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard.i18n import catalogue
from dashboard.settings import site
from tests.browser.districts import make_district
from tests.browser.test_navigation import menu
from tests.browser.test_shell import english_on
from tests.browser.visiting import settle, visit
from tests.files import read_bytes, xls
from tests.legacy_files import in_tcvn3

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve
    from tests.browser.watching import Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("upload")]

EXAMPLES = site() / "data" / "examples"


def section(page: Page, name: str) -> None:
    """Open a section of the upload page."""
    page.get_by_role("radio", name=name).click()
    settle(page)


def test_a_file_goes_from_the_disk_to_the_figures_and_back(serve: Serve, tmp_path: Path, watched: Watched) -> None:
    make_district("empty", tmp_path)
    page = watched.page
    visit(page, f"{serve(tmp_path).address}/upload")
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(EXAMPLES / "s4-cong-hoa.xlsx")
    page.get_by_text("Các trường chưa có đều là trường mới").click()
    expect(page.get_by_text("sẵn sàng ghi")).to_be_visible()
    page.get_by_role("button", name="Ghi vào số liệu").click()
    expect(page.get_by_text("Có thể hoàn tác ở mục Lịch sử").first).to_be_visible()
    menu(page, "Tổng quan")
    expect(page.locator("[data-testid=stMetric]").filter(has_text="Tổng số đảng viên")).to_contain_text("11")
    menu(page, "Nạp số liệu")
    section(page, "Lịch sử")
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_role("button", name="Đúng, hoàn tác lần nạp số 1").click()
    expect(page.get_by_text("Đã hoàn tác lúc")).to_be_visible()
    menu(page, "Tổng quan")
    expect(page.get_by_role("button", name="Nạp tệp đầu tiên")).to_be_visible()
    watched.assert_calm()


def test_an_old_workbook_in_vntime_with_a_title_and_totals_goes_to_the_figures(
    serve: Serve, tmp_path: Path, watched: Watched
) -> None:
    make_district("one", tmp_path)
    page = watched.page
    rows: list[list[object]] = [
        ["Đảng bộ huyện Bến Đá"],
        ["", "BÁO CÁO SỐ LIỆU ĐẢNG VIÊN"],
        ["", "Tháng 10 năm 2026"],
        [],
        ["STT", "Tên trường", "Tổng số đảng viên", "Chính thức", "Dự bị"],
        [1, "Trường Tiểu học Đồng Mây", 13, 12, 1],
        ["", "Tổng cộng", 13, 12, 1],
        ["", "", "", "", "Người lập biểu"],
    ]
    typed = [[in_tcvn3(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    visit(page, f"{serve(tmp_path).address}/upload")
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": "dang-vien.xls", "mimeType": "application/vnd.ms-excel", "buffer": xls(typed)}
    )
    expect(page.get_by_text("chữ theo phông TCVN3 (.VnTime), đã chuyển sang Unicode")).to_be_visible()
    expect(page.get_by_text("Dòng tổng cộng (dòng 7) khớp với các dòng ở trên")).to_be_visible()
    page.get_by_role("button", name="Ghi vào số liệu").click()
    expect(page.get_by_text("Đã ghi tệp dang-vien.xls")).to_be_visible()
    menu(page, "Tổng quan")
    expect(page.locator("[data-testid=stMetric]").filter(has_text="Tổng số đảng viên")).to_contain_text("13")
    watched.assert_calm()


def test_a_file_of_the_wrong_kind_is_refused_in_vietnamese(serve: Serve, tmp_path: Path, page: Page) -> None:
    make_district("empty", tmp_path)
    visit(page, f"{serve(tmp_path).address}/upload")
    uploader = page.locator("[data-testid=stFileUploader]")
    expect(uploader).to_contain_text("Mỗi tệp tối đa 100MB")
    uploader.locator("input[type=file]").set_input_files(
        {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    expect(page.get_by_text(catalogue("vi")["errors.file_is_pdf"])).to_be_visible()
    assert {text for text in english_on(page) if "bao-cao.pdf" not in text} == {"English"}  # the language's own name
    expect(page.get_by_role("button", name="Ghi vào số liệu")).to_have_count(0)


def test_a_month_is_typed_in_as_people_here_write_numbers(serve: Serve, tmp_path: Path, watched: Watched) -> None:
    make_district("one", tmp_path)
    page = watched.page
    visit(page, f"{serve(tmp_path).address}/upload?school=TH01")
    section(page, "Nhập tay")
    page.get_by_label("Tổng số đảng viên", exact=True).fill("1.012")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ghi 1.012 đảng viên, nhưng tổng số")).to_be_visible()
    expect(page.get_by_role("button", name="Ghi báo cáo")).to_be_disabled()
    page.get_by_label("Tổng số đảng viên", exact=True).fill("13")
    page.get_by_label("Đảng viên chính thức", exact=True).fill("12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã hiểu: Tổng số đảng viên 12 → 13")).to_be_visible()
    page.get_by_role("button", name="Ghi báo cáo").click()
    expect(page.get_by_text("Chưa có gì thay đổi so với số đang lưu.")).to_be_visible()
    menu(page, "Tổng quan")
    expect(page.locator("[data-testid=stMetric]").filter(has_text="Tổng số đảng viên")).to_contain_text("13")
    watched.assert_calm()


def test_faulty_cells_are_mended_in_place_and_the_marked_file_goes_back(
    serve: Serve, tmp_path: Path, watched: Watched
) -> None:
    make_district("one", tmp_path)
    page = watched.page
    visit(page, f"{serve(tmp_path).address}/upload")
    content = "Tháng 10/2026\nTên trường;Tổng số đảng viên;Chính thức\nTrường Tiểu học Đồng Mây;mười ba;12\n"
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(
        {"name": "thang-10.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp về kèm cột Lỗi").click()
    assert download.value.suggested_filename == "thang-10-loi.xlsx"
    [marked] = read_bytes(download.value.path().read_bytes())
    assert marked.rows[1][:2] == ["Trường Tiểu học Đồng Mây", "mười ba"]
    assert marked.headings[-1] == "Lỗi"
    page.get_by_label("Tổng số đảng viên (cột B)").fill("13")
    assert {text for text in english_on(page) if "thang-10.csv" not in text} == {"English"}
    page.keyboard.press("Enter")
    expect(page.get_by_text("sẵn sàng ghi")).to_be_visible()
    section(page, "Lịch sử")
    section(page, "Nạp tệp")
    expect(page.get_by_text("Đang làm dở: thang-10.csv")).to_be_visible()
    expect(page.get_by_text("sẵn sàng ghi")).to_be_visible()
    page.get_by_role("button", name="Ghi vào số liệu").click()
    expect(page.get_by_text("Có thể hoàn tác ở mục Lịch sử").first).to_be_visible()
    watched.assert_calm()
