"""A file in letters of an old font: the page says what it read, and whoever knows better says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import files
from tests.legacy_files import in_tcvn3, in_vni
from tests.pages import seen
from tests.pages.test_upload_files import upload

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import Selectbox

    from tests.pages.conftest import Office

REPORT = "Tháng 10/2026\nTên trường;Tổng số đảng viên;Đảng viên chính thức;Đảng viên dự bị\nTH Đồng Mây;13;12;1\n"


def letters(at: AppTest) -> Selectbox[str]:
    """The box in which the letters are chosen."""
    return next(box for box in at.selectbox if str(box.key).endswith(".encoding"))


def test_a_file_in_an_old_font_is_read_and_the_font_is_named(office: Office) -> None:
    at = upload(office.open("upload"), "bao-cao.csv", in_tcvn3(REPORT).encode("latin-1"))
    assert "chữ theo phông TCVN3 (.VnTime), đã chuyển sang Unicode" in seen.words(at)
    assert "- Đảng viên dự bị → **Đảng viên dự bị**" in seen.words(at)


def test_a_workbook_in_an_old_font_is_read_and_the_font_is_named(office: Office) -> None:
    rows = [[in_vni(cell) for cell in line.split(";")] for line in REPORT.splitlines()]
    at = upload(office.open("upload"), "bao-cao.xlsx", files.xlsx(rows))
    assert "chữ theo phông VNI (VNI-Times), đã chuyển sang Unicode" in seen.words(at)


def test_the_letters_can_be_chosen_and_the_choice_taken_back(office: Office) -> None:
    at = upload(office.open("upload"), "bao-cao.csv", in_tcvn3(REPORT).encode())
    letters(at).select("utf-8").run()
    assert "bảng mã Unicode (UTF-8)" in seen.words(at)
    assert "Đảng viên dự bị" not in seen.words(at)
    letters(at).select("utf-8+tcvn3").run()
    assert "- Đảng viên dự bị → **Đảng viên dự bị**" in seen.words(at)


def test_a_file_without_a_letter_beyond_ascii_asks_nothing(office: Office) -> None:
    at = upload(office.open("upload"), "bao-cao.csv", b"school_code;members_total\n1;13\n")
    assert "Chữ hiện chưa đúng?" not in seen.labels(at)
