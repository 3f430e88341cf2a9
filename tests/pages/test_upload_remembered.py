"""What was answered before: listed with who and when, used for the next file, and forgotten on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.districts import ONE_SCHOOL
from tests.pages import seen
from tests.pages.test_upload_files import button, upload

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office

REPORT = f"Tháng {{month}}/2020\nTrường;Tổng số đảng viên;TS\n{ONE_SCHOOL};12;31\n"


def bring(office: Office, month: int) -> AppTest:
    return upload(office.open("upload"), f"thang-{month}.csv", REPORT.format(month=month).encode())


def listed(office: Office) -> AppTest:
    at = office.open("upload")
    return at.segmented_control(key="upload.section").set_value("remembered").run()


def test_nothing_is_remembered_at_first(office: Office) -> None:
    office.has("one")
    assert "Chưa nhớ câu trả lời nào." in seen.words(listed(office))


def test_an_answer_is_used_again_until_it_is_forgotten(office: Office) -> None:
    office.has("one")
    at = bring(office, 9)
    (question,) = (box for box in at.selectbox if "TS" in str(box.label))
    question.set_value("staff_total").run()
    assert "Cột “TS” nghĩa là gì? Ví dụ trong cột: 31" in [box.label for box in at.selectbox]
    button(at).click().run()

    assert "- TS → **Tổng số CBGVNV** (theo câu trả lời lần trước)" in seen.words(bring(office, 8))

    page = listed(office)
    assert "Cột “TS” là **Tổng số CBGVNV**" in seen.words(page)
    assert "Báo cáo tháng của chi bộ · tệp chung · " in seen.words(page)
    assert " 21/11/2026 · người quản trị" in seen.words(page)
    page.button(key="remembered.forget.1").click().run()
    assert "Chưa nhớ câu trả lời nào." in seen.words(page)
    assert any("TS" in str(box.label) for box in bring(office, 8).selectbox)
