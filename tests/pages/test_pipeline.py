"""The page of people on the way: who waits where, who left, how schools compare, and the list that opens a person."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import queries
from dashboard.domain.histories import Event, Kind
from dashboard.domain.masking import masked
from dashboard.domain.months import Month
from dashboard.queries import Asked
from dashboard.queries.pipeline import PAGE, Wanted
from tests.factories import make_events, make_person, make_report, make_school
from tests.pages import seen

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from tests.pages.conftest import Office

TODAY = date(2026, 11, 21)
ALL = Asked(Month(2026, 10), TODAY)
SECTIONS = ("people", "leaks", "cohorts", "schools", "helpers")


def bars(figure: dict[str, Any]) -> dict[str, int]:
    found = next(trace for trace in figure["data"] if trace["type"] == "bar")
    return {key: value for (key, *_), value in zip(found["customdata"], found["x"], strict=True)}


def section(at: AppTest, name: str) -> AppTest:
    return at.segmented_control(key="pipeline.section").set_value(name).run()


def three_people(office: Office) -> list[int]:
    """Two people of a school, one of whom is admitted and one overdue, and one of another school who left."""
    office.has("one")
    database, ids = office.database, []
    other = make_school(database, "Trường THCS Bến Đá", code="THCS01", level="lower_secondary")
    ways = {
        ("Lò Thị Suối", 1): [("outstanding", date(2024, 2, 1)), ("sympathizer", date(2024, 5, 1))],
        ("Vàng A Đào", 1): [("outstanding", date(2024, 3, 1)), ("class_certified", date(2024, 9, 1))],
        ("Giàng Thị Mây", other): [("outstanding", date(2025, 2, 1))],
    }
    ends = [("probationary", date(2026, 3, 2)), ("branch_voted", date(2026, 1, 5)), ("withdrawn", date(2025, 8, 1))]
    number = 0
    for ((name, school), steps), (last, day) in zip(ways.items(), ends, strict=True):
        ids.append(make_person(database, school, name))
        events = []
        for stage, on_day in steps:
            number += 1
            events.append(Event(number, Kind.ENTER, stage, on_day, number))
        number += 1
        if last == "withdrawn":
            events.append(Event(number, Kind.EXIT, steps[-1][0], day, number, exit=last))
        else:
            events.append(Event(number, Kind.ENTER, last, day, number))
        make_events(database, ids[-1], school, *events)
    return ids


def test_the_page_says_from_which_records_on_which_day_and_for_how_many_schools(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    figures = queries.pipeline_figures(office.demo, ALL, TODAY)
    assert "Tính từ hồ sơ từng người đến hết ngày 21/11/2026, không phải từ báo cáo" in seen.words(at)
    assert f"{figures['schools_recorded']}/51 trường đã có hồ sơ người" in seen.words(at)


def test_the_cards_are_the_counts_of_the_people(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    figures = queries.pipeline_figures(office.demo, ALL, TODAY)
    late = queries.pipeline_people(office.demo, ALL, TODAY, Wanted(overdue=True))[1]
    assert seen.metrics(at) == {
        "Đang phấn đấu": str(figures["on_the_way"]),
        "Mới giới thiệu": str(figures["introduced"]),
        "Kết nạp trong năm": str(figures["admitted"]),
        "Đảng viên dự bị": str(figures["probationary"]),
        "Quá hạn": str(late),
        "Chưa ai giúp đỡ": str(figures["without_helper"]),
    }
    assert 0 < late < figures["on_the_way"]


def test_a_chosen_month_shows_the_day_on_which_it_ended(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1", period="2026-06")
    figures = queries.pipeline_figures(office.demo, ALL.at(Month(2026, 6)), date(2026, 6, 30))
    assert "đến hết ngày 30/06/2026" in seen.words(at)
    assert seen.metrics(at)["Đang phấn đấu"] == str(figures["on_the_way"])


def test_the_latest_month_chosen_and_not_chosen_are_two_days(office: Office) -> None:
    office.has("demo")
    assert "đến hết ngày 21/11/2026" in seen.words(office.open("pipeline", demo="1"))
    assert "đến hết ngày 31/10/2026" in seen.words(office.open("pipeline", demo="1", period="2026-10"))


def test_filters_narrow_everything(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1", level="primary")
    asked = Asked(Month(2026, 10), TODAY, levels=("primary",))
    figures = queries.pipeline_figures(office.demo, asked, TODAY)
    assert seen.metrics(at)["Đang phấn đấu"] == str(figures["on_the_way"])
    assert f"{figures['on_the_way']} người, việc gấp nhất trước" in seen.words(at)


def test_bars_show_who_waits_and_only_the_worst_stage_stands_out(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    rows = queries.pipeline_stages(office.demo, ALL, TODAY).set_index("stage")
    waiting = bars(seen.figure(at, 0))
    assert {stage: count for stage, count in waiting.items() if stage != "official"} == {
        stage: count for stage, count in rows["waiting"].items() if stage != "official"
    }
    assert waiting["official"] == rows.loc["official", "reached"]
    colours = seen.figure(at, 0)["data"][0]["marker"]["color"]
    shares = {stage: row["went_on"] / row["reached"] for stage, row in rows.iterrows() if row["reached"] >= 5}
    worst = min((stage for stage in shares if stage != "official"), key=lambda stage: shares[stage])
    assert [stage for stage, colour in zip(waiting, colours, strict=True) if colour == "#b3122a"] == [worst]


def test_times_are_medians_that_count_who_still_waits(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    rows = queries.pipeline_stages(office.demo, ALL, TODAY).set_index("stage")
    known = rows["median_days"].dropna()
    shown = bars(seen.figure(at, 1))
    assert {stage: shown[stage] for stage in known.index if stage != "official"} == {
        stage: days for stage, days in known.items() if stage != "official"
    }
    assert "Kaplan–Meier" in seen.words(at)


def test_every_section_opens_and_says_what_it_found(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    said = {name: [header.value for header in section(at, name).header][2:] for name in SECTIONS}
    assert all(said.values())
    assert len({headings[0] for headings in said.values()}) == len(SECTIONS)
    assert office.faults == []


def test_nobody_is_named_in_a_chart_or_a_list(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    names = [str(row["full_name"]) for row in office.demo.rows("people_states", **EVERYBODY)]
    assert names
    for name in SECTIONS:
        section(at, name)
        drawn = " ".join(chart.spec for chart in seen.charts(at)) + seen.words(at)
        listed = " ".join(json.dumps(table.value.astype(str).to_dict(), ensure_ascii=False) for table in at.dataframe)
        assert not [one for one in names if one in drawn or one in listed], name


EVERYBODY: dict[str, object] = {"day": TODAY, "levels": [], "communes": [], "school": None, "state": None}


def test_the_list_begins_with_the_worst_delay(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    rows, count, _ = queries.pipeline_people(office.demo, ALL, TODAY, Wanted())
    table = at.dataframe[0].value
    assert list(table["days_left"].dropna()) == sorted(table["days_left"].dropna())
    assert list(table["masked"]) == [masked(name) for name in rows["full_name"]]
    assert len(table) == PAGE < count


def test_the_list_is_searched_without_accents_and_narrowed_by_stage_and_delay(office: Office) -> None:
    three_people(office)
    at = office.open("pipeline")
    at.text_input(key="pipeline.search").set_value("dao vang").run()
    assert list(at.dataframe[0].value["masked"]) == ["V. A. Đ."]
    at.text_input(key="pipeline.search").set_value("").run()
    assert list(at.dataframe[0].value["masked"]) == ["V. A. Đ.", "L. T. S."]
    at.selectbox(key="pipeline.stage").set_value("probationary").run()
    assert list(at.dataframe[0].value["masked"]) == ["L. T. S."]
    at.selectbox(key="pipeline.stage").set_value("sympathizer").run()
    assert "Không có ai khớp với lựa chọn này" in seen.words(at)


def test_only_who_is_late_is_listed_when_asked(office: Office) -> None:
    at = office.has("demo").open("pipeline", demo="1")
    at.toggle(key="pipeline.overdue").set_value(True).run()
    days = at.dataframe[0].value["days_left"]
    assert len(days) == int(seen.metrics(at)["Quá hạn"])
    assert max(days) < 0


def test_who_left_is_told_with_the_stage_and_the_reason(office: Office) -> None:
    three_people(office)
    at = section(office.open("pipeline"), "leaks")
    assert "1 lượt người rời đi giữa chừng; nhiều nhất ở bước “Ưu tú”: 1" in seen.words(at)
    assert "Ưu tú: xin thôi" in json.dumps(seen.figure(at, 2), ensure_ascii=False)


def test_a_cohort_shows_the_share_admitted_and_leaves_blank_what_has_not_come(office: Office) -> None:
    three_people(office)
    at = section(office.open("pipeline"), "cohorts")
    heat = seen.figure(at, 2)["data"][0]
    assert heat["y"] == ["Q1/2024 (2)", "Q1/2025 (1)"]
    assert heat["text"][0] == ["0", "0", "0", "0", "0", "50,00<br>1", ""]
    assert heat["text"][1] == ["0", "0", "0", "0", "0", "", ""]


def test_schools_are_compared_and_the_quiet_ones_listed(office: Office) -> None:
    three_people(office)
    full = make_school(office.database, "Trường Mẫu giáo Nắng Mới", code="MG01", level="kindergarten")
    make_report(office.database, full, "2026-10", staff_total=6, members_total=6, admitted=0)
    at = section(office.open("pipeline"), "schools")
    words = seen.words(at)
    assert "3 năm không kết nạp ai: 1 trường" in words
    assert "Không có ai trong nguồn: 1 trường" in words
    assert "Không còn quần chúng: 1 trường" in words
    assert [list(table.value["name"]) for table in at.dataframe] == [
        ["Trường THCS Bến Đá"],
        ["Trường THCS Bến Đá"],
        ["Trường Mẫu giáo Nắng Mới"],
    ]


def test_who_has_no_helper_is_counted_and_listed(office: Office) -> None:
    three_people(office)
    at = section(office.open("pipeline"), "helpers")
    assert "Không đảng viên nào đang giúp đỡ hơn 2 người" in seen.words(at)
    assert "2 người chưa có người giúp đỡ" in seen.words(at)
    assert list(at.dataframe[0].value["masked"]) == ["V. A. Đ.", "L. T. S."]


@pytest.mark.parametrize("query", [{}, {"lang": "en"}])
def test_without_people_the_page_says_what_to_do(office: Office, query: dict[str, str]) -> None:
    at = office.has("one").open("pipeline", **query)
    expected = "Hãy nạp danh sách đang có" if not query else "Load a list that you have"
    assert expected in seen.words(at)
    assert not seen.charts(at)
    assert not at.error


def test_filters_without_people_say_so_and_not_that_nobody_is_recorded(office: Office) -> None:
    three_people(office)
    make_school(office.database, "Trường THPT Suối Mây", code="THPT01", level="upper_secondary")
    at = office.open("pipeline", level="upper_secondary")
    assert "Chưa có hồ sơ người nào theo bộ lọc này, tính đến ngày 21/11/2026" in seen.words(at)
