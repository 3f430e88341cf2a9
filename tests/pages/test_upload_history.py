"""Who has reported, and what was brought in: the calendar, the history, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.domain.months import Month
from dashboard.queries import Asked
from dashboard.settings import load, site
from tests.browser.districts import TODAY
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office

OCTOBER = Asked(Month(2026, 10), load({"today": TODAY}, {}).day())


def open_section(office: Office, section: str, **query: str) -> AppTest:
    at = office.open("upload", **query)
    return at.segmented_control(key="upload.section").set_value(section).run()


def cells(at: AppTest) -> set[tuple[str, str]]:
    """The school and month of every symbol in the calendar."""
    traces = [trace for trace in seen.figure(at, 1)["data"] if trace.get("customdata")]
    return {(code, month) for trace in traces for code, month, _ in trace["customdata"]}


def test_the_calendar_shows_the_state_of_every_school_and_month(office: Office) -> None:
    at = open_section(office.has("demo"), "calendar", demo="1")
    rows = queries.report_calendar(office.demo, OCTOBER)
    due = rows[rows["state"].isin(["on_time", "late", "missing", "not_due"])]
    assert cells(at) == {(row.code, f"{row.month:%Y-%m-%d}") for row in due.itertuples()}


def test_the_calendar_names_who_is_missing(office: Office) -> None:
    at = open_section(office.has("demo"), "calendar", demo="1")
    missing = queries.missing_reports(office.demo, OCTOBER)
    assert all(f"- {row['name']} · {row['commune']}" in seen.words(at) for row in missing.to_dict("records"))
    at = open_section(office, "calendar", demo="1", level="upper_secondary")
    assert "Tháng 10/2026 không còn trường nào thiếu báo cáo." in seen.words(at)


def test_four_hundred_schools_are_turned_over_page_by_page(office: Office) -> None:
    at = open_section(office.has("many"), "calendar")
    first = {code for code, _ in cells(at)}
    at.pagination(key="calendar.page").select(7).run()
    last = {code for code, _ in cells(at)}
    assert len(first) == 60
    assert 40 <= len(last) < 60
    assert first.isdisjoint(last)


def test_an_empty_district_has_no_history(office: Office) -> None:
    assert "Chưa có lần nạp nào." in seen.words(open_section(office, "history"))


def test_the_invented_district_cannot_be_undone(office: Office) -> None:
    at = open_section(office.has("demo"), "history", demo="1")
    assert "Huyện mẫu" in seen.words(at)
    assert not [label for label in seen.labels(at) if label == "Hoàn tác"]


def test_an_upload_is_undone_only_when_asked_twice(office: Office) -> None:
    at = office.open("upload")
    at.file_uploader(key="upload.files").upload("s0.csv", (site() / "data/examples/s0-dao-duc-a.csv").read_bytes())
    at.run().checkbox[0].check().run()
    next(button for button in at.button if button.label == "Ghi vào số liệu").click().run()
    at.segmented_control(key="upload.section").set_value("history").run()
    at.button(key="history.undo.1").click().run()
    at.button(key="history.leave.1").click().run()
    at.button(key="history.undo.1").click().run()
    assert queries.latest_month(office.real, OCTOBER.today) == Month(2017, 12)
    at.button(key="history.really.1").click().run()
    assert queries.latest_month(office.real, OCTOBER.today) is None
    assert "Đã hoàn tác lúc" in seen.words(at)
    assert "Hoàn tác" not in seen.labels(at)
