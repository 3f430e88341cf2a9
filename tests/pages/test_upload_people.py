"""Bringing in a list of people: who changes and how, which school it is from, and why somebody is missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.factories import make_school
from tests.lists_of_people import CLOUD, bring, candidate, everybody, listing, the_one
from tests.pages import seen
from tests.pages.test_upload_files import button, state, upload

if TYPE_CHECKING:
    from tests.pages.conftest import Office

DAY, LATER = date(2024, 1, 15), date(2024, 2, 2)
HEADINGS = "STT;Họ và tên;Năm sinh;Ngày được giới thiệu"


def test_a_moved_person_is_shown_before_anything_is_written(office: Office) -> None:
    bring(office.database, candidate(introduced_on=DAY), candidate("Vàng Văn Đá", introduced_on=DAY))
    version = office.database.version
    moved = candidate(introduced_on=DAY, recognised_on=LATER, sex="Nữ", trade_union="x")
    at = upload(office.open("upload"), "moi.csv", listing(moved, candidate("Vàng Văn Đá", introduced_on=DAY)))
    assert "Danh sách người đang phấn đấu vào Đảng" in seen.words(at)
    assert seen.metrics(at) == {"Mới": "0", "Đổi": "1", "Giữ nguyên": "1", "Vắng mặt": "0"}
    (table,) = at.dataframe
    rows = table.value.to_dict("records")
    assert [(row["field"], row["before"], row["after"]) for row in rows] == [
        ("Bước hiện nay", "Quần chúng ưu tú, đoàn viên ưu tú", "Cảm tình Đảng"),
        ("Ngày công nhận cảm tình Đảng", "—", "02/02/2024"),
        ("Giới tính", "—", "Nữ"),
        ("Công đoàn viên", "—", "Có"),
    ]
    assert {row["label"] for row in rows} == {f"Lò Thị Suối (1990) · {CLOUD}"}
    assert office.database.version == version
    button(at).click().run()
    assert list(the_one(office.database).case.steps) == ["outstanding", "sympathizer"]
    assert office.faults == []


def test_who_is_missing_is_asked_about_and_the_answer_is_written(office: Office) -> None:
    bring(office.database, candidate(introduced_on=DAY), candidate("Vàng Văn Đá", introduced_on=DAY))
    at = upload(office.open("upload"), "moi.csv", listing(candidate(introduced_on=DAY)))
    (asked,) = [box for box in at.selectbox if "không có trong tệp, vì sao?" in box.label]
    assert "Vàng Văn Đá (1990)" in asked.label.replace("\\", "")
    assert state(at) == "sẵn sàng ghi"
    asked.select("withdrawn").run()
    (day,) = at.date_input
    assert (day.min, day.max) == (DAY, date(2026, 11, 21))
    day.set_value(LATER).run()
    assert seen.metrics(at)["Vắng mặt"] == "0"
    assert any("vì sao?" in box.label for box in at.selectbox)
    button(at).click().run()
    gone = the_one(office.database, "Vàng Văn Đá").case.state
    assert gone is not None
    assert (gone.exit, gone.since) == ("withdrawn", LATER)
    assert office.faults == []


def test_a_file_of_one_school_asks_which_one(office: Office) -> None:
    make_school(office.database, CLOUD, code="TH01")
    content = f"{HEADINGS}\n1;Lò Thị Suối;1990;15/01/2024\n".encode()
    at = upload(office.open("upload"), "mot-truong.csv", content)
    assert state(at) == "còn 1 câu hỏi"
    (asked,) = [box for box in at.selectbox if box.label == "Tệp này của trường nào?"]
    asked.select("TH01").run()
    assert state(at) == "sẵn sàng ghi"
    button(at).click().run()
    assert [one.row["full_name"] for one in everybody(office.database)] == ["Lò Thị Suối"]
    assert office.faults == []


def test_an_impossible_order_is_told_beside_the_person_and_can_be_mended(office: Office) -> None:
    make_school(office.database, CLOUD)
    wrong = candidate(introduced_on=LATER, recognised_on=DAY)
    at = upload(office.open("upload"), "sai.csv", listing(wrong))
    assert "Dòng 2 · Lò Thị Suối" in seen.words(at)
    assert "lại trước “Quần chúng ưu tú, đoàn viên ưu tú” ngày 02/02/2024. Căn cứ:" in seen.words(at)
    (cell,) = [box for box in at.text_input if box.label.startswith("Ngày công nhận cảm tình Đảng")]
    cell.set_value("05/02/2024")
    next(found for found in at.button if found.label == "Kiểm tra lại các ô vừa sửa").click().run()
    assert state(at) == "sẵn sàng ghi"
    assert office.faults == []
