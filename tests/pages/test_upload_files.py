"""Bringing files in: what was understood, what is wrong and where, what would change, and only then the button."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from dashboard.i18n import Translator
from dashboard.intake.read import read_tables
from dashboard.settings import site
from dashboard.ui.upload import plans, reading
from tests import files
from tests.factories import make_school
from tests.pages import seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import Button

    from dashboard.intake.tables import Received, Table
    from tests.pages.conftest import Office

VI = Translator("vi")
EXAMPLES = site() / "data" / "examples"
S0 = "s0-dao-duc-a.csv"
SCHOOL = "Trường Tiểu học Đồng Mây"
HEADINGS = "Tên trường;Tổng số đảng viên;Đảng viên chính thức;Đảng viên dự bị"
REPORT = f"Tháng 10/2026\n{HEADINGS}\n{SCHOOL};13;12;1\n".encode()


def upload(at: AppTest, name: str, content: bytes) -> AppTest:
    at.file_uploader(key="upload.files").upload(name, content)
    return at.run()


def bring(at: AppTest, name: str) -> AppTest:
    return upload(at, name, (EXAMPLES / name).read_bytes())


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of several sheets by their names."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return content.getvalue()


def button(at: AppTest) -> Button:
    """The button that writes the one file that is shown."""
    return next(found for found in at.button if found.label == "Ghi vào số liệu")


def state(at: AppTest) -> str:
    """How the one file stands, beside its name."""
    return str(next(box.label for box in at.expander if str(box.key).endswith(".box"))).partition(": ")[2]


def test_a_file_is_shown_as_understood_before_anything_is_written(office: Office) -> None:
    at = bring(office.open("upload"), S0)
    assert "Báo cáo tháng của chi bộ · tháng 12/2017 · 1 dòng, tiêu đề ở dòng 5" in seen.words(at)
    assert "- Đảng viên dự bị → **Đảng viên dự bị**" in seen.words(at)
    assert "Dòng 6: “Trường Tiểu học Đạo Đức A” là trường nào?" in [box.label for box in at.selectbox]
    assert at.error == []
    assert state(at) == "1 trường chưa có trong danh sách"
    assert button(at).disabled
    assert office.database.version == 0


def test_the_four_counts_stand_there_before_the_button_is_pressed(office: Office) -> None:
    at = bring(office.open("upload"), S0)
    at.checkbox[0].check().run()
    assert seen.metrics(at) == {"Mới": "1", "Đổi": "0", "Giữ nguyên": "0", "Vắng mặt": "0"}
    assert state(at) == "sẵn sàng ghi"
    assert office.database.version == 0
    button(at).click().run()
    assert office.database.version == 1
    assert "Đã ghi tệp s0-dao-duc-a.csv (lần nạp số 1)" in seen.words(at)
    at.switch_page("../../pages/overview.py").run()
    assert seen.metrics(at)["Tổng số đảng viên"] == "17"
    assert seen.metrics(at)["Quần chúng ưu tú"] == "2"


def test_the_same_file_again_says_so_and_offers_nothing_to_write(office: Office) -> None:
    at = bring(office.open("upload"), S0)
    at.checkbox[0].check().run()
    button(at).click().run()
    again = bring(office.open("upload"), S0)
    assert "Tệp này đã được nạp rồi (lần nạp số 1)." in seen.words(again)
    assert "Ghi vào số liệu" not in seen.labels(again)


def test_numbers_that_cannot_be_true_are_refused_with_row_numbers_and_rule(office: Office) -> None:
    wrong = (EXAMPLES / S0).read_bytes().replace(b";17;16;1;", b";17;15;1;")
    at = upload(office.open("upload"), S0, wrong)
    at.checkbox[0].check().run()
    assert "Dòng 6 · Trường Tiểu học Đạo Đức A" in seen.words(at)
    assert "Tổng số đảng viên ghi 17, nhưng chính thức 15 + dự bị 1 = 16." in seen.words(at)
    assert button(at).disabled
    assert office.database.version == 0


def test_a_changed_figure_is_shown_before_and_after(office: Office) -> None:
    at = upload(office.has("one").open("upload"), "thang-10.csv", REPORT)
    assert seen.metrics(at) == {"Mới": "0", "Đổi": "1", "Giữ nguyên": "0", "Vắng mặt": "0"}
    (changes,) = [table.value for table in at.dataframe]
    told = {row["field"]: (row["before"], row["after"]) for row in changes.to_dict("records")}
    assert told == {"Tổng số đảng viên": ("12", "13"), "Đảng viên chính thức": ("11", "12")}


def test_several_files_are_written_at_once_and_the_schools_first(office: Office) -> None:
    at = office.open("upload")
    for name in ("s3-report.csv", "s3-schools.csv"):
        at.file_uploader(key="upload.files").upload(name, (EXAMPLES / name).read_bytes())
    at.run()
    assert list(at.dataframe[0].value["name"]) == ["s3-schools.csv", "s3-report.csv"]
    at.button(key="upload.commit_all").click().run()
    at.button(key="upload.commit_all").click().run()
    at.switch_page("../../pages/overview.py").run()
    assert seen.metrics(at)["Tỷ lệ đảng viên"] == "43,93%"
    assert seen.metrics(at)["Tổng số CBGVNV"] == "1.844"


def test_the_total_row_is_compared_with_the_sum(office: Office) -> None:
    at = bring(office.open("upload"), "s3-report.xlsx")
    assert any("khớp với các dòng ở trên, đủ" in box.label for box in at.expander)
    assert "tổng ghi 1.844, cộng lại đúng 1.844" in seen.words(at)
    assert "tổng ghi 43,93%, cộng lại đúng 43,93%" in seen.words(at)


def test_a_total_that_does_not_agree_is_passed_over_only_when_the_user_says_so(office: Office) -> None:
    at = upload(office.has("one").open("upload"), "a.csv", REPORT + "Tổng cộng;14;12;1\n".encode())
    assert state(at) == "dòng tổng cộng chưa khớp"
    assert button(at).disabled
    next(box for box in at.checkbox if box.label.startswith("Vẫn nhận 1 dòng")).check().run()
    assert state(at) == "sẵn sàng ghi"


def test_many_unknown_schools_are_one_question(office: Office) -> None:
    at = bring(office.open("upload"), "s3-report.xlsx")
    assert "… và 48 chỗ nữa cùng lỗi này" in seen.words(at)
    assert [box.key for box in at.selectbox if ".school." in str(box.key)] == []
    at.checkbox[0].check().run()
    assert state(at) == "sẵn sàng ghi"


def test_a_likely_school_is_offered_and_chosen(office: Office) -> None:
    office.has("one")
    make_school(office.database, "Trường Tiểu học Đồng May", code="TH02", level="primary", commune="Xã Bến Đá")
    content = REPORT.replace("Đồng Mây".encode(), "Đồng Mâyy".encode())
    at = upload(office.open("upload"), "thang-10.csv", content)
    question = next(box for box in at.selectbox if ".school." in str(box.key))
    assert any(SCHOOL in option for option in question.options)
    question.select_index(next(at for at, option in enumerate(question.options) if SCHOOL in option)).run()
    assert state(at) == "sẵn sàng ghi"


def test_a_school_that_nobody_thinks_likely_is_found_among_all(office: Office) -> None:
    office.has("one")
    make_school(office.database, "Trường THCS Bến Đá", code="THCS01")
    at = upload(office.open("upload"), "a.csv", REPORT.replace(SCHOOL.encode(), "Trường Hoa Phượng Đỏ".encode()))
    question = next(box for box in at.selectbox if ".school." in str(box.key))
    option = next(option for option in question.options if SCHOOL in option)
    question.select_index(question.options.index(option)).run()
    assert state(at) == "sẵn sàng ghi"


def test_a_file_without_a_month_asks_for_it(office: Office) -> None:
    at = upload(office.has("one").open("upload"), "bao-cao.csv", REPORT.partition(b"\n")[2])
    question = next(box for box in at.selectbox if str(box.key).endswith(".period"))
    assert question.label == "Số liệu này của tháng nào?"
    assert at.error == []
    question.select_index(question.options.index("10/2026")).run()
    assert seen.metrics(at)["Đổi"] == "1"


def test_only_the_good_rows_are_taken_when_the_user_says_so(office: Office) -> None:
    office.has("one")
    make_school(office.database, "Trường THCS Bến Đá", code="THCS01")
    at = upload(office.open("upload"), "a.csv", REPORT + "Trường THCS Bến Đá;mười;9;1\n".encode())
    assert "'mười' không phải là số." in seen.words(at)
    assert "Tổng số đảng viên (cột B)" in [box.label for box in at.text_input]
    assert button(at).disabled
    next(box for box in at.checkbox if str(box.key).endswith(".accept_valid")).check().run()
    button(at).click().run()
    at.segmented_control(key="upload.section").set_value("history").run()
    assert "còn 1 dòng chưa nhận" in seen.words(at)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("trong.csv", b"", "**trong.csv**: Tệp trống"),
        ("anh.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "Đây là tệp ảnh"),
        ("hong.xlsx", b"PK\x03\x04" + b"x" * 200, "Xin"),
        ("in.csv", b"%PDF-1.7 " + b"x" * 200, "Đây là tệp PDF"),
    ],
)
def test_what_is_no_table_gets_a_sentence(office: Office, name: str, content: bytes, sentence: str) -> None:
    at = upload(office.open("upload"), name, content)
    assert len(at.error) == 1
    assert sentence in at.error[0].value
    assert office.faults == []


def test_an_unreadable_file_does_not_harm_the_one_beside_it(office: Office) -> None:
    at = office.has("one").open("upload")
    at.file_uploader(key="upload.files").upload("trong.csv", b"")
    at.file_uploader(key="upload.files").upload("thang-10.csv", REPORT)
    at.run()
    assert "Có 1 tệp không đọc được; lý do ghi ở cuối trang." in [one.value for one in at.warning]
    assert "trong.csv: Tệp trống" in seen.words(at).replace("*", "")
    assert state(at) == "sẵn sàng ghi"


def test_of_many_files_the_unreadable_ones_are_named(office: Office) -> None:
    at = office.has("one").open("upload")
    given = {"anh.csv": b"\x89PNG\r\n\x1a\n", "a.csv": REPORT, "trong.csv": b"", "b.csv": REPORT + b"\n"}
    for name, content in given.items():
        at.file_uploader(key="upload.files").upload(name, content)
    at.run()
    (told,) = [error.value.splitlines() for error in at.error]
    assert [line.partition(":")[0] for line in told if line] == [
        "**Không đọc được 2 tệp**",
        "- **anh.csv**",
        "- **trong.csv**",
    ]
    states: dict[str, str] = dict(at.dataframe[0].value[["name", "state"]].itertuples(index=False))
    assert states == {"a.csv": "sẵn sàng ghi", "b.csv": "sẵn sàng ghi"}


def test_figures_and_encodings_in_a_refusal_are_in_the_form_of_the_language(office: Office) -> None:
    at = office.open("upload")
    for name, content in (
        ("a.csv", b"a;b\n" + b";" * 100_000),
        ("b.csv", "\ufeffa\n\ud800".encode("utf-16-le", "surrogatepass")),
    ):
        at.file_uploader(key="upload.files").upload(name, content)
    at.run()
    assert "Tệp có dòng dài hơn 5.000 cột" in seen.words(at)
    assert "không đọc được theo bảng mã Unicode (UTF-16)" in seen.words(at)


def test_a_file_that_cannot_be_read_is_tried_once_until_it_is_handed_over_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def read(received: Received, encoding: str | None = None) -> list[Table]:
        tried.append(received.name)
        return read_tables(received, encoding=encoding)

    monkeypatch.setattr(plans, "read_tables", read)
    at = upload(office.open("upload"), "a.csv", b"%PDF-1.7")
    at.run()
    assert "Đây là tệp PDF" in at.error[0].value
    assert tried == ["a.csv"]
    at.file_uploader(key="upload.files").set_value([]).run()
    assert at.error == []
    upload(at, "a.csv", b"%PDF-1.7")
    assert tried == ["a.csv", "a.csv"]


def test_after_a_fault_of_our_own_nothing_claims_to_be_at_work(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(reading, "plan_of", fail)
    at = office.open("upload")
    for name in ("a.csv", "b.csv"):
        at.file_uploader(key="upload.files").upload(name, REPORT + name.encode())
    at.run()
    assert len(office.faults) == 1
    assert at.get("progress") == []


def test_a_figure_whose_signs_are_turned_round_is_typed_again(office: Office) -> None:
    turned = REPORT.replace(b";13;12;1", ";\u202e31;12;1".encode())
    at = upload(office.has("one").open("upload"), "a.csv", turned)
    assert VI("problems.cell_turned") in seen.words(at)
    assert state(at) == "1 dòng chưa nhận được"
    (box,) = [box for box in at.text_input if ".mend." in str(box.key)]
    assert box.value == ""
    box.set_value("13")
    next(one for one in at.button if one.label == "Kiểm tra lại các ô vừa sửa").click().run()
    assert state(at) == "sẵn sàng ghi"


@pytest.mark.parametrize("name", ["@SUM(A1)", "TRƯỜNG TH HOA CAU"])
def test_an_unknown_school_is_asked_for_as_the_file_has_it(office: Office, name: str) -> None:
    at = upload(office.has("one").open("upload"), "a.csv", REPORT.replace(SCHOOL.encode(), name.encode()))
    assert f"Dòng 3: “{name}” là trường nào?" in [box.label for box in at.selectbox]


def test_a_sheet_that_is_not_used_is_named(office: Office) -> None:
    rows: list[list[object]] = [["Tháng 10/2026"], [*HEADINGS.split(";")], [SCHOOL, 13, 12, 1]]
    content = workbook({"Báo cáo": rows, "Ghi chú": [["Nhớ hỏi lại"], ["Trường Hoa Cau"]]})
    at = upload(office.has("one").open("upload"), "a.xlsx", content)
    assert "Tệp a.xlsx: không dùng đến trang tính “Ghi chú”" in seen.words(at)


def test_unfinished_files_are_still_there_after_a_look_at_another_section(office: Office) -> None:
    at = upload(office.has("one").open("upload"), "thang-10.csv", REPORT)
    at.segmented_control(key="upload.section").set_value("history").run()
    at.segmented_control(key="upload.section").set_value("files").run()
    assert "Đang làm dở: thang-10.csv" in seen.words(at)
    assert state(at) == "sẵn sàng ghi"
    at.button(key="upload.let_go").click().run()
    assert "thang-10.csv" not in seen.words(at)


def test_figures_that_others_changed_meanwhile_are_looked_at_again_before_writing(office: Office) -> None:
    at = upload(office.has("one").open("upload"), "thang-10.csv", REPORT)
    other = upload(office.open("upload"), "khac.csv", REPORT.replace(b";13;12;1", b";14;13;1"))
    button(other).click().run()
    version = office.database.version
    button(at).click().run()
    assert "Trong lúc đồng chí đang xem, số liệu vừa được sửa ở nơi khác" in seen.words(at)
    assert office.database.version == version
    button(at).click().run()
    assert office.database.version == version + 1


def test_what_a_file_says_is_never_formatting(office: Office) -> None:
    rows: list[list[object]] = [["Tháng 10/2026"], ["Tên trường", "Tổng số đảng viên"], ["**Trường** :red[x]", 3]]
    at = upload(office.has("one").open("upload"), "a.xlsx", files.xlsx(rows))
    assert any(r"\*\*Trường\*\* \:red\[x\]" in box.label for box in at.selectbox)


def test_the_files_to_fill_in_are_offered(office: Office) -> None:
    at = office.open("upload")
    at.session_state["upload.templates"] = True
    labels = [one.label for one in at.run().download_button]
    lists = ("Danh sách người đang phấn đấu vào Đảng", "Danh sách đảng viên", "Nhận xét của đảng viên giúp đỡ")
    assert labels == [
        f"{what} ({kind})"
        for what in ("Báo cáo tháng của chi bộ", "Danh sách trường", *lists)
        for kind in ("XLSX", "CSV")
    ]
