"""Words of files, forms, addresses and settings: wherever a page shows them, they are words and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dashboard.ui.values import plain
from tests import files
from tests.factories import make_branch, make_report, make_school
from tests.pages.test_upload_files import upload, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import Node

    from tests.pages.conftest import Office

PICTURE = "![ảnh](http://10.9.8.7/x.png)"
HOSTILE = f"{PICTURE} **đậm** $x$ \u202edlot"
FORMATTED = ("label", "body", "help", "text", "caption", "message")
"""What Streamlit reads as Markdown, by the names that it has for it."""
SHOWN = (*FORMATTED, "value", "options", "default", "placeholder")
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SHEET = "Ghi chú $x$ $y$ \u202e"


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def texts(at: AppTest, fields: tuple[str, ...]) -> Iterator[str]:
    """What the page says in fields of those names, in whatever element."""
    for node in nodes(at._tree):
        protos = [getattr(node, "proto", None)]
        protos += [getattr(protos[0], part, None) for part in ("expandable", "popover", "tab", "dialog")]
        for found in (getattr(proto, field, "") for proto in protos for field in fields):
            yield from [found] if isinstance(found, str) else map(str, found if hasattr(found, "__iter__") else ())


def assert_only_words(at: AppTest) -> None:
    """Fail where words of others would be formatted, or would turn the words around them round."""
    assert not at.exception
    bare = [re.sub(r"\\.", "", text) for text in texts(at, FORMATTED)]
    assert [text for text in bare if "](" in text or "**đậm" in text or "$x" in text] == []
    assert [text for text in texts(at, SHOWN) if DIRECTIONS.search(text)] == []
    tables = [table.value.to_csv() for table in at.dataframe]
    assert [text for text in tables if DIRECTIONS.search(text)] == []


def hostile_district(office: Office) -> Office:
    office.has("empty")
    (office.data / "settings.toml").write_text(f"committee = '{PICTURE} **đậm**'\n", "utf-8")
    for number in (1, 2):
        name = f"Trường {number} {HOSTILE}"
        school = make_school(office.database, name, code=f"TH{number}", level="primary", commune=HOSTILE)
        make_branch(office.database, [school], name=HOSTILE)
        for month in ("2026-09", "2026-10")[:number]:
            make_report(office.database, school, month, staff_total=30, members_total=10 + int(month[-2:]))
    return office


@pytest.mark.parametrize("page", ["overview", "members", "pipeline", "upload", "definitions"])
def test_names_of_schools_and_places_are_only_words_on_every_page(office: Office, page: str) -> None:
    hostile_district(office)
    assert_only_words(office.open(page))
    at = office.open(page, school="TH2")
    assert_only_words(at)
    if page != "definitions":
        at.session_state["filters.popover"] = True
        at.run()
        at.text_input(key="filters.search").set_value("Truong").run()
        assert any("Trường 1" in button.label for button in at.button)
        assert_only_words(at)


@pytest.mark.parametrize("section", ["typing", "calendar", "schools", "remembered", "history"])
def test_names_of_schools_are_only_words_in_every_section_of_the_upload_page(office: Office, section: str) -> None:
    at = hostile_district(office).open("upload", school="TH2")
    at.segmented_control(key="upload.section").set_value(section).run()
    assert_only_words(at)
    if section == "schools":
        at.segmented_control(key="register.task").set_value("close").run()
        at.text_input(key="register.close.search").set_value("Truong 1").run()
        at.button(key="register.close.pick.TH1").click().run()
        assert any(button.label.startswith("Đóng trường Trường 1") for button in at.button)
        assert_only_words(at)


def test_what_is_typed_to_find_a_school_is_only_words(office: Office) -> None:
    at = hostile_district(office).open("upload")
    at.segmented_control(key="upload.section").set_value("typing").run()
    at.text_input(key="typing.search").set_value(f"không có {PICTURE}").run()
    assert any(plain(PICTURE) in caption.value for caption in at.caption)
    assert_only_words(at)


def test_a_figure_that_was_typed_and_is_none_is_only_words(office: Office) -> None:
    at = hostile_district(office).open("upload", school="TH2")
    at.segmented_control(key="upload.section").set_value("typing").run()
    next(box for box in at.text_input if str(box.key).endswith(".members_total")).set_value(PICTURE).run()
    assert any(plain(PICTURE) in error.value for error in at.error)
    assert_only_words(at)


def test_the_school_of_an_address_is_only_words(office: Office) -> None:
    assert_only_words(hostile_district(office).open("members", school=HOSTILE))


ROWS: list[list[object]] = [
    ["Tháng 10/2026"],
    ["Tên trường", "Tổng số đảng viên", "Đảng viên chính thức", HOSTILE],
    [f"Trường {HOSTILE}", "mười", 3, 1],
    [HOSTILE, HOSTILE, 3, HOSTILE],
    ["Tổng cộng", 4, 6, 1],
]


def test_what_stands_in_a_file_is_only_words(office: Office) -> None:
    at = upload(hostile_district(office).open("upload"), f"{HOSTILE.replace('/', '')}.xlsx", files.xlsx(ROWS))
    assert any("Không dùng đến" in caption.value for caption in at.caption)
    assert_only_words(at)


def test_names_of_files_and_sheets_are_only_words(office: Office) -> None:
    at = hostile_district(office).open("upload")
    content = workbook({"Báo cáo": ROWS, SHEET: [["Nhớ hỏi lại"], ["Trường Hoa Cau"]]})
    for name, given in ((HOSTILE, b""), (f"1{HOSTILE}", b"%PDF-1.7"), (f"2{HOSTILE}", content), ("3.xlsx", content)):
        at.file_uploader(key="upload.files").upload(name, given)
    at.run()
    assert "giống hệt" in at.info[0].value
    assert [text for text in texts(at, FORMATTED) if "Tệp trống" in text]
    assert_only_words(at)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://10.9.8.7", "http\u2060\\://10.9.8.7"),
        ("www.a.vn", "www\u2060.a.vn"),
        ("a@b.vn", "a\u2060@b.vn"),
        ("A -> B -- C", "A -\u2060\\> B -\u2060- C"),
        ("Tên\ntrường", "Tên trường"),
        ("1. Trường", "1\\. Trường"),
        ("- Trường", "\\- Trường"),
        ("1.844", "1.844"),
        ("&lt;", "\\&lt;"),
        ("\u202ehiền\u2069", "hiền"),
    ],
)
def test_what_a_browser_would_make_something_of_stays_as_it_is_written(text: str, shown: str) -> None:
    assert plain(text) == shown
