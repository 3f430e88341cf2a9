"""Faulty cells mended on the page: judged again at once, taken back, written, and gone with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.actions.editing import recorded
from tests.factories import make_school
from tests.pages import seen
from tests.pages.test_upload_files import SCHOOL, button, state, upload, workbook

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import TextInput

    from tests.pages.conftest import Office

NAMES = [SCHOOL, "Trường THCS Bến Đá", "Trường Mầm non Hoa Cau", "Trường TH Nương Ngô", "Trường THPT Đồi Chè"]
HEADINGS = "Tên trường;Tổng số CBGVNV;Tổng số đảng viên;Đảng viên chính thức;Đảng viên dự bị"
FIGURES = ["30;mười ba;12;1", "20,5;9;8;1", "25;14;12;1", "18;-7;6;1", "40;21;20;l"]
FIVE_FAULTS = "\n".join(["Tháng 10/2026", HEADINGS, *map(";".join, zip(NAMES, FIGURES, strict=True)), ""]).encode()
RIGHT = {"3.C": "13", "4.B": "20", "5.C": "13", "6.C": "7", "7.E": "1"}


def district(office: Office) -> Office:
    office.has("one")
    for name in NAMES[1:]:
        make_school(office.database, name)
    return office


def five_faults(office: Office) -> AppTest:
    return upload(district(office).open("upload"), "thang-10.csv", FIVE_FAULTS)


def boxes(at: AppTest) -> dict[str, TextInput]:
    """The boxes by row and column."""
    return {str(box.key).partition(".mend.")[2]: box for box in at.text_input if ".mend." in str(box.key)}


def check_again(at: AppTest) -> AppTest:
    return next(one for one in at.button if one.label == "Kiểm tra lại các ô vừa sửa").click().run()


def mend(at: AppTest, texts: dict[str, str]) -> AppTest:
    for place, text in texts.items():
        boxes(at)[place].set_value(text)
    return check_again(at)


def test_only_the_cells_with_a_fault_can_be_typed_over(office: Office) -> None:
    at = five_faults(office)
    assert state(at) == "5 dòng chưa nhận được"
    assert {place: box.value for place, box in boxes(at).items()} == {
        "3.C": "mười ba",
        "4.B": "20,5",
        "5.C": "14",
        "5.D": "12",
        "5.E": "1",
        "6.C": "-7",
        "7.E": "l",
    }
    assert boxes(at)["3.C"].label == "Tổng số đảng viên (cột C)"
    assert f"Dòng 3 · {SCHOOL}" in seen.words(at)
    assert "\n'mười ba' không phải là số." in seen.words(at)


def test_a_file_with_five_faults_is_mended_in_place_and_written(office: Office) -> None:
    at = mend(five_faults(office), RIGHT)
    assert state(at) == "sẵn sàng ghi"
    assert boxes(at) == {}
    assert at.error == []
    button(at).click().run()
    assert office.faults == []
    (upload_row, *_) = office.real.rows("uploads", limit=1)
    edits = [(edit.row, edit.column, edit.before, edit.after) for edit in recorded(str(upload_row["understood"]))]
    assert edits == [
        (3, "C", "mười ba", "13"),
        (4, "B", "20,5", "20"),
        (5, "C", "14", "13"),
        (6, "C", "-7", "7"),
        (7, "E", "l", "1"),
    ]
    at.segmented_control(key="upload.section").set_value("history").run()
    assert "- Dòng 5, cột C (Tổng số đảng viên): 14 → **13**" in seen.words(at)
    at.switch_page("../../pages/overview.py").run()
    assert seen.metrics(at)["Tổng số đảng viên"] == "63"


def test_a_mended_cell_vanishes_and_a_new_fault_appears_in_its_row(office: Office) -> None:
    at = mend(five_faults(office), {"3.C": "31", "7.E": "1"})
    assert state(at) == "4 dòng chưa nhận được"
    assert {place for place in boxes(at) if place.startswith(("3", "7"))} == {"3.B", "3.C", "3.D", "3.E"}
    assert "Ghi 31 đảng viên, nhưng tổng số cán bộ, giáo viên, nhân viên chỉ có 30." in seen.words(at)
    assert "Trong tệp ghi: mười ba" in seen.words(at)
    assert boxes(at)["3.C"].value == "31"


def test_a_check_against_figures_that_the_file_does_not_have_says_where_they_are_from(office: Office) -> None:
    content = f"Tháng 10/2026\nTên trường;Tổng số đảng viên;Nữ\n{SCHOOL};14;5\n".encode()
    at = upload(office.has("one").open("upload"), "a.csv", content)
    assert set(boxes(at)) == {"3.B"}
    assert "Những số không có trong tệp là số đang lưu của tháng này" in seen.words(at)


def test_an_edit_is_taken_back(office: Office) -> None:
    at = mend(five_faults(office), RIGHT)
    assert "Dòng 4, cột B (Tổng số CBGVNV): 20,5 → **20**" in seen.words(at)
    next(one for one in at.button if one.label == "Bỏ sửa ô B4").click().run()
    assert {place: box.value for place, box in boxes(at).items()} == {"4.B": "20,5"}
    next(one for one in at.button if one.label == "Bỏ tất cả các chỗ đã sửa").click().run()
    assert boxes(at)["3.C"].value == "mười ba"
    assert state(at) == "5 dòng chưa nhận được"


def test_edits_outlast_other_answers_on_the_page(office: Office) -> None:
    at = mend(five_faults(office), {"3.C": "13"})
    next(box for box in at.checkbox if str(box.key).endswith(".accept_valid")).check().run()
    assert "3.C" not in boxes(at)
    assert state(at) == "sẵn sàng ghi"


def test_edits_go_with_the_file(office: Office) -> None:
    at = mend(five_faults(office), RIGHT)
    at.file_uploader(key="upload.files").set_value([])
    at.run()
    upload(at, "thang-10.csv", FIVE_FAULTS)
    assert state(at) == "5 dòng chưa nhận được"
    assert boxes(at)["3.C"].value == "mười ba"


def test_a_mended_file_comes_again_as_it_was_and_is_known(office: Office) -> None:
    at = mend(five_faults(office), RIGHT)
    button(at).click().run()
    assert "Đã ghi tệp thang-10.csv (lần nạp số 1)" in seen.words(at)
    again = upload(office.open("upload"), "thang-10.csv", FIVE_FAULTS)
    assert "Tệp này đã được nạp rồi (lần nạp số 1)." in seen.words(again)
    assert "5 ô đã được sửa ngay trên trang" in seen.words(again)
    assert boxes(again) == {}


def test_rows_left_out_are_mended_when_the_file_comes_again(office: Office) -> None:
    at = mend(five_faults(office), {place: text for place, text in RIGHT.items() if place != "3.C"})
    next(box for box in at.checkbox if str(box.key).endswith(".accept_valid")).check().run()
    button(at).click().run()
    again = upload(office.open("upload"), "thang-10.csv", FIVE_FAULTS)
    assert "còn 1 dòng chưa nhận" in seen.words(again)
    mend(again, RIGHT)
    assert seen.metrics(again) == {"Mới": "0", "Đổi": "1", "Giữ nguyên": "4", "Vắng mặt": "0"}
    button(again).click().run()
    assert office.faults == []
    assert "Đã ghi tệp thang-10.csv (lần nạp số 2)" in seen.words(again)


def test_the_same_file_twice_is_looked_at_once(office: Office) -> None:
    at = district(office).open("upload")
    for name in ("a.csv", "b.csv"):
        at.file_uploader(key="upload.files").upload(name, FIVE_FAULTS)
    at.run()
    assert "Tệp b.csv giống hệt tệp a.csv nên chỉ được xem một lần." in seen.words(at)
    assert state(at) == "5 dòng chưa nhận được"
    assert office.faults == []


def test_many_faults_are_shown_a_few_at_a_time(office: Office) -> None:
    rows = [f"{SCHOOL};30;x;1;1"] * 30
    content = "\n".join(["Tháng 10/2026", HEADINGS, *rows, ""]).encode()
    at = upload(district(office).open("upload"), "nhieu.csv", content)
    assert len(boxes(at)) <= 20
    assert "dòng nữa: sẽ hiện ra khi các dòng trên đã sửa xong." in seen.words(at)


def test_the_file_with_its_faults_is_offered_under_its_own_name(office: Office) -> None:
    at = five_faults(office)
    labels = [one.label for one in at.download_button]
    assert "Tải tệp về kèm cột Lỗi" in labels
    mend(at, RIGHT)
    assert "Tải tệp về kèm cột Lỗi" not in [one.label for one in at.download_button]


def test_of_a_workbook_the_sheet_at_hand_is_offered(office: Office) -> None:
    rows: list[list[object]] = [["Tháng 10/2026"], [*HEADINGS.split(";")], [SCHOOL, 30, "x", 12, 1]]
    at = upload(district(office).open("upload"), "thang-10.xlsx", workbook({"Báo cáo": rows, "Bìa": [["Kính gửi"]]}))
    assert "Tải trang tính “Báo cáo” về kèm cột Lỗi" in [one.label for one in at.download_button]


def test_what_a_cell_says_is_never_formatting(office: Office) -> None:
    content = FIVE_FAULTS.replace("mười ba".encode(), b"**1** :red[x]")
    at = mend(upload(district(office).open("upload"), "a.csv", content), {"3.C": "__y__"})
    assert r"\*\*1\*\* \:red\[x\]" in seen.written(at)
    assert r"\_\_y\_\_" in seen.written(at)
