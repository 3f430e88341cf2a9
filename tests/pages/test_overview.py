"""The overview: the headline figures, who is surely low, how it developed, what changed, who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import queries
from dashboard.domain.months import Month
from dashboard.queries import Asked
from dashboard.settings import load
from tests.browser.districts import ONE_SCHOOL, TODAY
from tests.factories import make_report, make_school
from tests.pages import seen

if TYPE_CHECKING:
    from tests.pages.conftest import Office

SETTINGS = load({"today": TODAY}, {})
OCTOBER = Asked(Month(2026, 10), SETTINGS.day())


def test_the_demo_shows_the_figures_of_the_source(office: Office) -> None:
    at = office.has("demo").open(demo="1")
    shown = seen.metrics(at)
    assert shown["Tỷ lệ đảng viên"] == "43,93%"
    assert shown["Tổng số đảng viên"] == "810"
    assert shown["Tổng số CBGVNV"] == "1.844"
    assert shown["Số trường"] == "51"


def test_the_headline_says_for_how_many_schools_it_speaks(office: Office) -> None:
    at = office.has("demo").open(demo="1")
    coverage = queries.figures(office.demo, OCTOBER).coverage
    assert 0 < coverage.reported < coverage.expected == 51
    line = f"{coverage.reported}/51 trường đã báo cáo · số liệu đến 31/10/2026"
    assert line in seen.words(at)
    assert f"{len(coverage.missing)} trường chưa báo cáo" in seen.words(at)


def test_the_schools_that_are_missing_are_named(office: Office) -> None:
    at = office.has("demo").open(demo="1")
    missing = queries.missing_reports(office.demo, OCTOBER)
    assert len(missing)
    assert all(name in seen.words(at) for name in missing["name"])
    at = office.open(demo="1", period="2026-10", level="upper_secondary")
    assert "Tất cả các trường đã báo cáo tháng 10/2026." in seen.words(at)


def test_the_low_schools_are_those_of_the_database_and_a_click_hands_over_their_codes(office: Office) -> None:
    at = office.has("demo").open(demo="1")
    rows = queries.surely_below(office.demo, OCTOBER)
    bars = seen.figure(at, 0)["data"][0]
    assert sorted(code for _, code in bars["customdata"]) == sorted(rows["code"])
    assert sorted(bars["x"]) == pytest.approx(sorted(map(float, rows["party_ratio"])), abs=0.006)


def test_overview_and_members_agree_on_how_many_schools_are_surely_low(office: Office) -> None:
    office.has("many")
    how_many = int(queries.surely_below(office.real, OCTOBER)["schools_surely_below"].iloc[0])
    assert how_many > 10
    assert f"{how_many} trường chắc chắn" in seen.charts(office.open())[0].alt
    assert f"chỉ {how_many} trường thấp hơn một cách chắc chắn" in seen.charts(office.open("members"))[0].alt


def test_one_school_cannot_be_below_the_overall_ratio_and_the_page_says_so(office: Office) -> None:
    assert "Chưa trường nào chắc chắn" in seen.words(office.has("one").open())


def test_the_trend_ends_at_the_present_ratio(office: Office) -> None:
    at = office.has("demo").open(demo="1")
    line = seen.figure(at, 1)["data"][0]
    rows = queries.trend(office.demo, OCTOBER)
    assert line["x"] == [f"{month:%Y-%m-%d}" for month in rows["month"]]
    assert line["y"] == pytest.approx(list(map(float, rows["party_ratio"])), abs=0.006)
    assert "43,93%" in seen.charts(at)[1].alt


def test_a_school_that_changed_is_named_with_both_numbers(office: Office) -> None:
    at = office.has("one").open(period="2026-09")
    assert f"**{ONE_SCHOOL}**: tăng 1 đảng viên (11 → 12)" in seen.words(at)
    assert "Mũi tên: thay đổi so với tháng 08/2026" in seen.words(at)
    at = office.open(period="2026-10")
    assert "Chưa có trường nào thay đổi số đảng viên so với tháng 09/2026." in seen.words(at)
    assert "Mũi tên" not in seen.words(at)


def test_a_decrease_points_down(office: Office) -> None:
    office.has("empty")
    school = make_school(office.database, ONE_SCHOOL, code="TH01")
    make_report(office.database, school, "2026-09", members_total=12, staff_total=30)
    make_report(office.database, school, "2026-10", members_total=10, staff_total=30)
    deltas = {metric.label: metric.delta for metric in office.open().metric}
    assert deltas["Tổng số đảng viên"] == "-2"
    assert deltas["Tỷ lệ đảng viên"] == "-6,67 điểm"


def test_a_name_that_looks_like_formatting_is_shown_as_it_is(office: Office) -> None:
    office.has("empty")
    school = make_school(office.database, "Trường *Sao* :red[Mai] <b>", code="TH01")
    for month, members in (("2026-09", 4), ("2026-10", 5)):
        make_report(office.database, school, month, members_total=members, staff_total=9)
    assert r"\*Sao\*" in seen.written(office.open())
    assert r"\<b\>" in seen.written(office.open("members", school="TH01"))
