"""The members page: all schools side by side in three views, groups compared, and one school in depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import queries
from dashboard.domain.months import Month
from dashboard.queries import Asked
from dashboard.settings import load
from tests.browser.districts import ONE_SCHOOL, TODAY
from tests.factories import make_report, make_school, make_succession
from tests.pages import seen

if TYPE_CHECKING:
    from tests.pages.conftest import Office

OCTOBER = Asked(Month(2026, 10), load({"today": TODAY}, {}).day())


def dots(figure: dict[str, object]) -> dict[str, float]:
    """The share of each school in a figure, by its code."""
    found: dict[str, float] = {}
    for trace in figure["data"]:  # type: ignore[attr-defined]
        if trace.get("mode") == "markers" and trace.get("customdata"):
            found |= {code: x for (_, code), x in zip(trace["customdata"], trace["x"], strict=True)}
    return found


def test_the_ranking_shows_every_school_with_its_own_share(office: Office) -> None:
    at = office.has("demo").open("members", demo="1")
    rows = queries.standing(office.demo, OCTOBER)
    known = rows.dropna(subset=["party_ratio"])
    shown = dots(seen.figure(at, 0))
    assert shown == pytest.approx(dict(zip(known["code"], map(float, known["party_ratio"]), strict=True)), abs=0.006)
    assert len(shown) == 51


def test_the_lowest_ten_come_first_where_there_are_many(office: Office) -> None:
    at = office.has("many").open("members")
    assert len(dots(seen.figure(at, 0))) == 10
    at.segmented_control(key="members.amount").set_value("all").run()
    assert len(dots(seen.figure(at, 0))) == 400


def test_the_view_by_size_and_the_table_show_the_same_schools(office: Office) -> None:
    at = office.has("demo").open("members", demo="1")
    at.segmented_control(key="members.view").set_value("funnel").run()
    assert "nằm ngoài giới hạn 95%" in seen.charts(at)[0].alt
    at.segmented_control(key="members.view").set_value("table").run()
    rows = queries.standing(office.demo, OCTOBER)
    assert list(at.dataframe[0].value["name"]) == list(rows["name"])
    assert at.query_params["demo"] == "1"


def test_the_chosen_view_stays_when_one_comes_back_to_the_page(office: Office) -> None:
    at = office.has("demo").open("members", demo="1")
    at.segmented_control(key="members.view").set_value("table").run()
    at.switch_page("../../pages/overview.py").run()
    at.switch_page("../../pages/members.py").run()
    assert at.segmented_control(key="members.view").value == "table"


@pytest.mark.parametrize(("by", "groups"), [("level", 8), ("commune", 9), ("ownership", 2)])
def test_schools_are_compared_by_groups(office: Office, by: str, groups: int) -> None:
    at = office.has("demo").open("members", demo="1")
    at.segmented_control(key="members.grouping").set_value(by).run()
    rows = queries.groups(office.demo, OCTOBER, by)
    bars = seen.figure(at, 1)["data"][0]
    assert len(bars["x"]) == len(rows) == groups
    assert sorted(bars["x"]) == pytest.approx(sorted(map(float, rows["party_ratio"])), abs=0.006)


def test_filters_narrow_the_list(office: Office) -> None:
    at = office.has("demo").open("members", demo="1", level="upper_secondary")
    assert len(dots(seen.figure(at, 0))) == 3
    at = office.open("members", demo="1", level="special")
    assert "Không có trường nào theo bộ lọc này." in seen.words(at)


def test_a_school_in_depth_shows_its_own_reports(office: Office) -> None:
    at = office.has("one").open("members", school="TH01")
    assert ONE_SCHOOL in [header.value for header in at.header]
    assert seen.metrics(at)["Tỷ lệ đảng viên"] == "40,00%"
    table = at.dataframe[0].value
    assert list(table["members_total"]) == [12, 12, 11]
    assert "Chi bộ: Chi bộ Đồng Mây (Chi bộ riêng)" in seen.words(at)
    at.button(key="members.back").click().run()
    assert "school" not in at.query_params
    assert "Không trường nào thấp hơn mức chung" in seen.charts(at)[0].alt


def test_a_chart_without_figures_is_named_under_a_heading_of_its_own(office: Office) -> None:
    at = office.has("one").open("members", school="TH01")
    assert "Tỷ lệ đảng viên theo vị trí công tác" in [header.value for header in at.header]
    assert "Chưa có số liệu để vẽ biểu đồ “Tỷ lệ đảng viên theo vị trí công tác”" in seen.words(at)


def test_the_trend_and_its_table_begin_with_the_first_report(office: Office) -> None:
    at = office.has("one").open("members", school="TH01")
    assert seen.figure(at, 0)["data"][0]["x"] == ["2026-08-01", "2026-09-01", "2026-10-01"]


def test_a_school_nobody_knows_is_said_so(office: Office) -> None:
    at = office.has("one").open("members", school="XX99")
    assert [warning.value for warning in at.warning] == [
        "Không tìm thấy trường “XX99”. Có thể trường đã đổi mã, hoặc liên kết bị gõ sai."
    ]
    assert not at.error


def test_a_school_that_has_not_reported_says_from_when_its_figures_are(office: Office) -> None:
    office.has("one")
    late = make_school(office.database, "Trường THCS Bến Đá", code="THCS01", level="lower_secondary")
    make_report(office.database, late, "2026-08", members_total=7, staff_total=20)
    at = office.open("members", school="THCS01")
    assert "các số dưới đây lấy từ báo cáo tháng 08/2026" in seen.words(at)
    assert "0/1 trường đã báo cáo" in seen.words(at)


def test_a_merged_school_tells_where_it_comes_from(office: Office) -> None:
    office.has("one")
    heir = make_school(office.database, "Trường Tiểu học Bến Đá", code="TH02", level="primary")
    gone = make_school(office.database, "Trường Tiểu học Bến Cát", code="TH03", level="primary")
    make_succession(office.database, gone, heir)
    assert "Hình thành từ: Trường Tiểu học Bến Cát" in seen.words(office.open("members", school="TH02"))


def test_a_small_school_is_not_called_low_by_chance(office: Office) -> None:
    office.has("empty")
    for code, name, members, staff in (("TH01", "Trường TH Lớn", 30, 52), ("TH02", "Trường TH Nhỏ", 2, 5)):
        school = make_school(office.database, name, code=code)
        make_report(office.database, school, members_total=members, staff_total=staff)
    at = office.open("members", school="TH02")
    assert "với quy mô 5 người, chênh lệch này chưa nói lên điều gì" in seen.words(at)
