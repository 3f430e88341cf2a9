"""Mending the list of schools: add, rename, merge, close; each can be undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.domain.months import Month
from tests.browser.districts import ONE_SCHOOL
from tests.factories import make_school
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office

TODAY = date(2026, 11, 21)
DONE = "Đã ghi. Có thể hoàn tác ở mục Lịch sử."


def open_task(office: Office, task: str) -> AppTest:
    at = office.open("upload")
    at.segmented_control(key="upload.section").set_value("schools").run()
    return at.segmented_control(key="register.task").set_value(task).run()


def test_the_list_of_schools_is_shown_as_it_stands(office: Office) -> None:
    at = open_task(office.has("one"), "add")
    (school,) = at.dataframe[0].value.to_dict("records")
    assert (school["name"], school["level"], school["closed_on"]) == (ONE_SCHOOL, "Tiểu học", "")


def submit(at: AppTest) -> AppTest:
    return at.form_submit_button[0].click().run()


def pick(at: AppTest, key: str, text: str, code: str) -> AppTest:
    at.text_input(key=f"{key}.search").set_value(text).run()
    return at.button(key=f"{key}.pick.{code}").click().run()


def names(office: Office) -> dict[str, str]:
    return {str(row["code"]): str(row["name"]) for row in office.real.rows("schools", today=TODAY)}


def test_a_school_is_added(office: Office) -> None:
    at = open_task(office, "add")
    at.text_input(key="register.add.name").set_value("  Trường Mầm non  Hoa Gạo ")
    at.text_input(key="register.add.code").set_value("MN01")
    at.multiselect(key="register.add.level").set_value(["preschool"])
    at.text_input(key="register.add.commune").set_value("Xã Bến Đá")
    at.date_input(key="register.add.opened_on").set_value(date(2026, 9, 1))
    assert DONE in seen.words(submit(at))
    assert names(office) == {"MN01": "Trường Mầm non Hoa Gạo"}


def test_a_new_school_owes_no_report_of_the_months_before_it_opened(office: Office) -> None:
    at = open_task(office, "add")
    at.text_input(key="register.add.name").set_value("Trường Mầm non Hoa Gạo")
    at.date_input(key="register.add.opened_on").set_value(date(2026, 9, 1))
    submit(at)
    asked = queries.Asked(Month(2026, 9), TODAY)
    assert queries.figures(office.real, asked).coverage.expected == 1
    assert queries.figures(office.real, asked.at(Month(2026, 8))).coverage.expected == 0


def test_a_school_without_a_name_or_with_a_taken_code_is_refused(office: Office) -> None:
    office.has("one")
    at = submit(open_task(office, "add"))
    assert [error.value for error in at.error] == ["Xin ghi tên trường."]
    at.text_input(key="register.add.name").set_value("Trường Mầm non Hoa Gạo")
    at.text_input(key="register.add.code").set_value("TH01")
    at = submit(at)
    assert [error.value for error in at.error] == [f"Mã TH01 đang dùng cho “{ONE_SCHOOL}”. Xin chọn mã khác."]
    assert len(names(office)) == 1


def test_a_school_is_renamed_and_the_old_name_is_kept_until_undone(office: Office) -> None:
    office.has("one")
    at = pick(open_task(office, "rename"), "register.rename", "dong may", "TH01")
    at.text_input(key="register.rename.name").set_value("Trường Tiểu học Bến Đá")
    assert DONE in seen.words(submit(at))
    assert names(office) == {"TH01": "Trường Tiểu học Bến Đá"}
    assert f"Tên cũ: {ONE_SCHOOL}" in seen.words(office.open("members", school="TH01"))
    at.segmented_control(key="upload.section").set_value("history").run()
    at.button(key="history.undo.1").click().run()
    at.button(key="history.really.1").click().run()
    assert names(office) == {"TH01": ONE_SCHOOL}


def test_a_school_is_merged_into_another(office: Office) -> None:
    office.has("one")
    make_school(office.database, "Trường Tiểu học Bến Cát", code="TH02", level="primary")
    at = pick(open_task(office, "merge"), "register.merged", "ben cat", "TH02")
    at = pick(at, "register.into", "dong may", "TH01")
    at.button(key="register.merge").click().run()
    assert DONE in seen.words(at)
    assert "Hình thành từ: Trường Tiểu học Bến Cát" in seen.words(office.open("members", school="TH01"))
    closed = {row["code"]: row["closed_on"] for row in office.real.rows("schools", today=TODAY)}
    assert closed == {"TH01": None, "TH02": date(2026, 11, 21)}


def test_a_school_cannot_be_merged_with_itself(office: Office) -> None:
    at = pick(open_task(office.has("one"), "merge"), "register.merged", "dong may", "TH01")
    at = pick(at, "register.into", "dong may", "TH01")
    at.button(key="register.merge").click().run()
    assert len(at.error) == 1
    assert "phải là một trường khác" in at.error[0].value


def test_a_school_is_closed_only_from_a_day_after_its_reports(office: Office) -> None:
    office.has("one")
    at = pick(open_task(office, "close"), "register.close", "dong may", "TH01")
    at.date_input(key="register.close.day").set_value(date(2026, 9, 1)).run()
    at.button(key="register.close").click().run()
    assert "đã có báo cáo cho tháng của ngày 01/09/2026" in seen.words(at)
    at.date_input(key="register.close.day").set_value(date(2026, 11, 15)).run()
    at.button(key="register.close").click().run()
    assert DONE in seen.words(at)
    assert "Đã đóng từ 15/11/2026" in seen.words(office.open("members", school="TH01"))
