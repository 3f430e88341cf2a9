"""Typing in a month: Vietnamese numbers, what was understood before saving, identities, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.districts import ONE_SCHOOL
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office


def open_form(office: Office, month: str = "10/2026") -> AppTest:
    """The form of the one school and a month."""
    at = office.has("one").open("upload", school="TH01")
    at.segmented_control(key="upload.section").set_value("typing").run()
    box = at.selectbox(key="typing.month")
    return box.select_index(box.options.index(month)).run()


def type_in(at: AppTest, **texts: str) -> AppTest:
    for field, text in texts.items():
        (box,) = (one for one in at.text_input if str(one.key).endswith(f".{field}"))
        box.set_value(text)
    return at.run()


def test_the_form_shows_what_is_stored_and_nothing_to_save(office: Office) -> None:
    at = open_form(office)
    stored = {str(box.key).rpartition(".")[2]: box.value for box in at.text_input}
    assert (stored["staff_total"], stored["members_total"], stored["died"]) == ("30", "12", "")
    assert "Chưa có gì thay đổi so với số đang lưu." in seen.words(at)
    assert at.button(key="typing.save").disabled


def test_a_report_without_a_figure_cannot_be_written(office: Office) -> None:
    at = open_form(office, "11/2026")
    assert all(box.value == "" for box in at.text_input if str(box.key).startswith("typing."))
    assert at.button(key="typing.save").disabled


def test_1_dot_844_is_one_thousand_eight_hundred_and_forty_four(office: Office) -> None:
    at = open_form(office, "11/2026")
    at = type_in(at, staff_total="1.844", members_total="810")
    assert "Đã hiểu: Tổng số CBGVNV — → **1.844**" in seen.words(at)
    at.button(key="typing.save").click().run()
    at.switch_page("../../pages/members.py").run()
    assert seen.metrics(at)["Tổng số CBGVNV"] == "1.844"
    assert seen.metrics(at)["Tỷ lệ đảng viên"] == "43,93%"


@pytest.mark.parametrize("text", ["43,93", "-3", "mười hai", "1.84", "12 lớp"])
def test_what_is_no_count_is_refused_with_a_sentence(office: Office, text: str) -> None:
    at = type_in(open_form(office), members_total=text)
    beside_the_box, beside_the_button = (error.value for error in at.error)
    assert "Tổng số đảng viên" in beside_the_box
    assert text in beside_the_box
    assert beside_the_button == "Chưa ghi được, xin xem lại: Tổng số đảng viên."
    assert at.button(key="typing.save").disabled


def test_a_broken_identity_is_told_and_cannot_be_saved(office: Office) -> None:
    at = type_in(open_form(office), members_total="14")
    assert at.error[0].value.startswith("Tổng số đảng viên ghi 14, nhưng chính thức 11 + dự bị 1 = 12")
    assert "Chưa có gì thay đổi" not in seen.words(at)
    assert at.button(key="typing.save").disabled


def test_a_corrected_month_changes_the_figures_and_undo_brings_them_back(office: Office) -> None:
    at = type_in(open_form(office), members_total="14", members_official="13")
    assert "Đã hiểu: Tổng số đảng viên 12 → **14**" in seen.words(at)
    before = office.database.version
    at.button(key="typing.save").click().run()
    assert office.database.version == before + 1
    assert "Đã ghi báo cáo (lần ghi số 1)" in seen.words(at)
    assert seen.metrics(at.switch_page("../../pages/members.py").run())["Tổng số đảng viên"] == "14"
    at.switch_page("../../pages/upload.py").run()
    at.segmented_control(key="upload.section").set_value("history").run()
    at.button(key="history.undo.1").click().run()
    assert "Trả lại số liệu như trước lần nạp số 1?" in seen.words(at)
    at.button(key="history.really.1").click().run()
    assert "Đã hoàn tác lần nạp số 1" in seen.words(at)
    assert seen.metrics(at.switch_page("../../pages/members.py").run())["Tổng số đảng viên"] == "12"


def test_an_emptied_box_means_unknown_and_not_zero(office: Office) -> None:
    at = type_in(open_form(office), outstanding_total="")
    assert "Đã hiểu: Quần chúng ưu tú 3 → **—**" in seen.words(at)
    at.button(key="typing.save").click().run()
    assert seen.metrics(at.switch_page("../../pages/members.py").run())["Quần chúng ưu tú"] == "—"


def test_the_school_is_picked_by_typing_part_of_its_name(office: Office) -> None:
    at = office.has("one").open("upload")
    at.segmented_control(key="upload.section").set_value("typing").run()
    at.text_input(key="typing.search").set_value("dong may").run()
    at.button(key="typing.pick.TH01").click().run()
    assert f"{ONE_SCHOOL}, tháng 10/2026" in [header.value for header in at.header]
    at.button(key="typing.other").click().run()
    assert not at.header


def test_a_month_that_has_not_come_is_refused(office: Office) -> None:
    at = open_form(office)
    months = at.selectbox(key="typing.month").options
    assert months[:2] == ["11/2026", "10/2026"]
    assert "12/2026" not in months
