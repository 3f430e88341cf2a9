"""Hostile files as a browser hands them over: one calm sentence each or plain text, and nobody else waits for them."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import expect

from dashboard.i18n import catalogue
from tests.browser.districts import ONE_SCHOOL
from tests.browser.test_shell import english_on
from tests.browser.visiting import assert_sound, settle, visit
from tests.browser.watching import Watched
from tests.files import xlsx
from tests.hostile import ROWS, SPREADSHEET, far_cell, lying_about_its_size, ole, repacked, with_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]

VI = catalogue("vi")
HEADINGS = "Tháng 10/2026\nTên trường;Tổng số đảng viên;Chính thức"
GOOD = f"{HEADINGS}\n{ONE_SCHOOL};13;12\n"
GOOD_ROWS: list[list[object]] = [[*line.split(";")] for line in GOOD.splitlines()]
DIRECTIONS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def multiplying() -> bytes:
    """Return a workbook of one text, which stands for a thousand million others."""
    names = "abcdefghij"
    grown = [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)]
    laughs = f'<!DOCTYPE l [<!ENTITY a "ha">{"".join(grown)}]>'.encode()
    strings = laughs + b"<sst " + SPREADSHEET + b"><si><t>&j;</t></si></sst>"
    return repacked(xlsx(ROWS), {"xl/sharedStrings.xml": strings})


# A workbook stands first: its process is the one that is held up.
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "hai ô xa nhau.xlsx": ("workbook_too_large", far_cell),
    "trống.csv": ("file_empty", lambda: b""),
    "số không.csv": ("file_is_binary", lambda: b"STT;T\0n\n1;TH A\n"),
    "ảnh chụp.xlsx": ("file_is_picture", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "trang mạng.csv": ("file_is_web_page", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    "mật khẩu.xlsx": ("workbook_encrypted", lambda: ole(["EncryptionInfo", "EncryptedPackage"])),
    "có mã lệnh.xlsm": ("workbook_macros", lambda: repacked(xlsx(ROWS), {"xl/vbaProject.bin": b"x"})),
    "đứt đoạn.xlsx": ("workbook_damaged", lambda: xlsx(ROWS)[:3_000]),
    "bom nén.xlsx": ("workbook_too_large", lambda: with_sheet(b" " * 30_000_000)),
    "cỡ khai gian.xlsx": ("workbook_damaged", lambda: lying_about_its_size(100)),
    "bom chữ.xlsx": ("workbook_damaged", multiplying),
    "triệu cột.csv": ("too_many_columns", lambda: b"STT;T\n" + b";" * 1_000_000),
    "nửa chữ.csv": ("encoding_wrong", lambda: f"{HEADINGS}\nTH \ud800 A;1;1\n".encode("utf-8", "surrogatepass")),
    "nửa chữ 16.csv": ("encoding_wrong", lambda: "\ufeffTên\nTH \ud800".encode("utf-16-le", "surrogatepass")),
}
LOADED = {
    "công thức.csv": f"{HEADINGS}\n=cmd|' /C calc'!A0;=1+1;@SUM(A1)\n",
    "đổi hướng.csv": f"{HEADINGS}\nTH \u202eA gnort\u202c;13;12\n",
    "hình.csv": f"{HEADINGS};![ảnh](http://10.9.8.7/x.png);**đậm** $x$ http://10.9.8.7\n{ONE_SCHOOL};13;12;1;2\n",
    "dòng dài.csv": f"{GOOD}{'x' * 40_000_000}\n",
}


@pytest.fixture
def other(browser: Browser) -> Iterator[Watched]:
    """A page of somebody else, under observation."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page())
    context.close()


def hand_over(page: Page, folder: Path, files: Mapping[str, bytes]) -> None:
    """Give files to the upload page, all at once and from the disk as people do."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files([folder / name for name in files])


@contextmanager
def workbooks_held_up(server: Server) -> Iterator[None]:
    """Stop the processes that wait for a workbook: the next one takes as long as the block does."""
    family = psutil.Process(server.process.pid).children()
    readers = [child for child in family if any("workbook_child" in word for word in child.cmdline())]
    assert readers
    for reader in readers:
        reader.suspend()
    try:
        yield
    finally:
        for reader in readers:
            with suppress(psutil.NoSuchProcess):
                reader.resume()


def assert_answered(page: Page, address: str) -> None:
    """Fail unless the overview comes whole, with its figures."""
    visit(page, address)
    expect(page.locator("[data-testid=stMetric]").filter(has_text="Tổng số đảng viên")).to_contain_text("12")
    assert_sound(page)


def refusals_on(page: Page) -> list[str]:
    """Return the lines of everything that the page complains about."""
    alerts = page.locator("[data-testid=stAlertContentError]").all_inner_texts()
    return [line for alert in alerts for line in alert.splitlines() if line]


def is_told(line: str, name: str, key: str) -> bool:
    """Say whether a line names the file and says the sentence of the key, whatever stands in its places."""
    sentence = re.sub(r"\\{\w+\\}", ".+", re.escape(VI[f"errors.{key}"]))
    return re.fullmatch(f"{re.escape(name)}: {sentence}", line) is not None


def assert_clean(watched: Watched, server: Server, log: int) -> None:
    """Fail on a trace of a program's fault: on the page, in the browser, or in the log from a place on."""
    page = watched.page
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.get_by_text(VI["frame.our_fault"])).to_have_count(0)
    assert {text for text in english_on(page) if not re.fullmatch(r"[\d,]+ [KM]?B", text)} == {"English"}
    watched.assert_calm()
    said = server.said()[log:].splitlines()
    assert [line for line in said if "Traceback" in line or '"level": "error"' in line] == []


def test_hostile_files_end_in_one_sentence_each_while_somebody_else_is_answered(
    district: Callable[[str], Server], watched: Watched, other: Watched, tmp_path: Path
) -> None:
    server, page = district("one"), watched.page
    log = len(server.said())
    reading = page.get_by_text(VI["upload.files.reading"])
    visit(page, f"{server.address}/upload")
    hand_over(page, tmp_path, {"tốt.xlsx": xlsx(GOOD_ROWS)})
    expect(page.get_by_text("tốt.xlsx: sẵn sàng ghi")).to_be_visible()
    visit(page, f"{server.address}/upload")
    with workbooks_held_up(server):
        hand_over(page, tmp_path, {name: make() for name, (_, make) in REFUSED.items()})
        expect(reading).to_be_visible()
        assert_answered(other.page, server.address)
        assert (reading.is_visible(), refusals_on(page)) == (True, [])
    while page.locator("[data-test-script-state=running]").count():
        assert_answered(other.page, server.address)
    settle(page)
    title, *lines = refusals_on(page)
    assert title == VI["upload.files.refused"].format(count=len(REFUSED))
    assert len(lines) == len(REFUSED), lines
    told = [(line, name, key) for line, (name, (key, _)) in zip(lines, REFUSED.items(), strict=True)]
    assert [one for one in told if not is_told(*one)] == []
    hand_over(page, tmp_path, {"tốt.csv": GOOD.encode()})
    expect(page.get_by_text("tốt.csv: sẵn sàng ghi")).to_be_visible()
    expect(page.locator("[data-testid=stMetric]").filter(has_text="Đổi")).to_contain_text("1")
    expect(page.get_by_role("button", name="Ghi vào số liệu")).to_be_enabled()
    assert_clean(watched, server, log)
    assert_clean(other, server, log)


def test_formulas_turned_writing_and_an_endless_line_are_text_on_the_page(
    district: Callable[[str], Server], watched: Watched, tmp_path: Path
) -> None:
    server, page = district("one"), watched.page
    log = len(server.said())
    visit(page, f"{server.address}/upload")
    hand_over(page, tmp_path, {name: text.encode() for name, text in LOADED.items()})
    for name in LOADED:
        page.get_by_text(f"{name}: ").click()
    expect(page.get_by_text("Dòng 3: “=cmd|' /C calc'!A0” là trường nào?")).to_be_visible()
    expect(page.get_by_label("Tổng số đảng viên (cột B)")).to_have_value("=1+1")
    expect(page.get_by_text("Dòng 3: “TH A gnort” là trường nào?")).to_be_visible()
    expect(page.get_by_text(f"Dòng 4: {VI['problems.row_damaged']}")).to_be_visible()
    page.get_by_text("Đã nhận ra 3 cột").nth([*LOADED].index("hình.csv")).click()
    expect(page.get_by_text("Không dùng đến: ![ảnh](http\u2060://10.9.8.7/x.png)")).to_be_visible()
    expect(page.locator("[data-testid=stMain]").locator("img, a[href*='10.9.8.7'], .katex")).to_have_count(0)
    shown = page.locator("body").inner_text()
    assert DIRECTIONS.isdisjoint(shown)
    assert "xxxxxxxxxx" not in shown
    assert_clean(watched, server, log)


def test_a_line_of_120_megabytes_is_told_to_be_too_large_before_it_travels(
    district: Callable[[str], Server], watched: Watched, tmp_path: Path
) -> None:
    server, page = district("one"), watched.page
    log = len(server.said())
    visit(page, f"{server.address}/upload")
    with (tmp_path / "dòng quá dài.csv").open("wb") as file:
        file.truncate(120_000_000)
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(tmp_path / "dòng quá dài.csv")
    said = page.locator("[data-testid=stFileUploader]").get_by_role("alert")
    expect(said).to_have_text(re.compile("lớn hơn 100 MB"))
    # what is for assistive programs alone is one pixel wide
    box = said.bounding_box()
    assert box is not None
    assert (box["width"] > 100, box["height"] > 10) == (True, True)
    settle(page)
    assert "upload_file" not in server.said()[log:]
    assert_clean(watched, server, log)
