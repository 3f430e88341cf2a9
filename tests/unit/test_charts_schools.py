"""Schools against the overall ratio: a small branch is not read as worse than a large one."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.charts import funnel, ranking, schools
from tests.chart_frames import (
    SCHOOLS,
    VI,
    school_frame,
    texts,
    trace,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import plotly.graph_objects as go


def test_a_school_is_judged_by_its_size_and_not_by_its_ratio_alone() -> None:
    figure = ranking.ranked_schools(SCHOOLS, VI, 810, 1844)
    below, within = trace(figure, "Chắc chắn thấp hơn"), trace(figure, "Chưa thể kết luận khác mức chung")
    above = trace(figure, "Chắc chắn cao hơn")
    assert [found.marker.symbol for found in (below, within, above)] == ["diamond", "circle", "square"]
    assert [key[1] for key in below.customdata] == ["TH01"]
    assert [key[1] for key in within.customdata] == ["TH02", "TH04", "TH03"]
    assert [key[1] for key in above.customdata] == ["TH05"]


def test_the_interval_of_a_dot_is_wilsons() -> None:
    dot = dots(ranking.ranked_schools(school_frame((3, 5)), VI, 810, 1844))[0]
    assert dot.x[0] - dot.error_x.arrayminus[0] == pytest.approx(23.07, abs=0.01)
    assert dot.x[0] + dot.error_x.array[0] == pytest.approx(88.24, abs=0.01)


def test_an_interval_leaves_out_the_overall_ratio_exactly_when_the_symbol_says_so() -> None:
    frame = school_frame(*[(members, staff) for staff in (3, 11, 52) for members in range(staff + 1)])
    for found in dots(ranking.ranked_schools(frame, VI, 810, 1844)):
        for at, share in enumerate(found.x):
            low, high = share - found.error_x.arrayminus[at], share + found.error_x.array[at]
            outside = not low <= 81000 / 1844 <= high
            assert outside is (found.marker.symbol != "circle")


def test_name_and_counts_stand_above_the_dots_and_an_unknown_share_is_a_dash_at_the_end() -> None:
    figure = ranking.ranked_schools(SCHOOLS, VI, 810, 1844)
    written = figure.data[-1]
    assert written.text[0] == "TH Số 1  <b>3,33% (1/30)</b>"
    assert [text.split("  ")[1] for text in written.text[-2:]] == ["<b>— (—/12)</b>", "<b>— (0/0)</b>"]
    assert all(dot.y[0] > math.floor(dot.y[0]) > written.y[math.floor(dot.y[0])] for dot in dots(figure))


def test_the_dots_of_nought_and_a_hundred_are_whole_and_no_tick_is_negative() -> None:
    axis = ranking.ranked_schools(school_frame((0, 6), (6, 6)), VI, 810, 1844).layout.xaxis
    assert (axis.range, axis.dtick) == ((-2, 102), 50)


def test_no_line_of_the_ranking_runs_through_a_name() -> None:
    figure = ranking.ranked_schools(SCHOOLS, VI, 810, 1844)
    assert not figure.layout.xaxis.showgrid
    written = figure.data[-1].y
    drawn = [found for found in figure.data if found.mode == "lines" and len(found.y) > 1]
    assert len(drawn) == 2
    for at, up in enumerate(written):
        ends = [end for found in drawn for end in found.y[3 * at : 3 * at + 2]]
        assert min(ends) > up + 9 / ranking.ROW
        assert max(ends) < up + 1 - 9 / ranking.ROW


def dots(figure: go.Figure) -> list[Any]:
    return [found for found in figure.data if found.hovertext]


def test_the_ranking_can_be_cut_to_the_lowest() -> None:
    figure = ranking.ranked_schools(SCHOOLS, VI, 810, 1844, limit=2)
    assert [text.split("(")[1] for text in figure.data[-1].text] == ["1/30)</b>", "14/40)</b>"]
    assert figure.layout.height < ranking.ranked_schools(SCHOOLS, VI, 810, 1844).layout.height


def test_a_carried_figure_is_starred_and_the_star_explained() -> None:
    frame = school_frame((1, 30), carried=True, report_month=date(2026, 8, 1))
    for figure in (ranking.ranked_schools(frame, VI, 810, 1844), schools.lowest_schools(frame, VI, 810, 1844)):
        assert "TH Số 1 *" in texts(figure)
        assert trace(figure, "Số liệu lấy từ báo cáo trước").showlegend
        assert any("báo cáo tháng 08/2026" in found.hovertext[0] for found in figure.data if found.hovertext)


@pytest.mark.parametrize(
    ("draw", "name"),
    [(ranking.ranked_schools, "ranked"), (schools.lowest_schools, "lowest"), (funnel.funnel_schools, "funnel")],
)
@pytest.mark.parametrize("overall", [(None, None), (0, 0), (810, None)])
def test_schools_are_not_judged_against_an_overall_ratio_that_is_unknown(
    draw: Callable[..., go.Figure], name: str, overall: tuple[int | None, int | None]
) -> None:
    assert texts(draw(SCHOOLS, VI, *overall)) == VI("charts.common.empty", chart=VI(f"charts.names.{name}"))


def test_the_lowest_schools_are_ten_at_most_and_none_is_shown_when_none_is_surely_below() -> None:
    many = school_frame(*[(1, 30)] * 12)
    assert len(schools.lowest_schools(many, VI, 810, 1844).data[0].x) == 10
    assert "dưới đây là 10 trường thấp nhất" in schools.lowest_schools_sentence(many, VI, 810, 1844)
    fair = school_frame((3, 5))
    assert texts(schools.lowest_schools(fair, VI, 810, 1844)) == "Chưa trường nào chắc chắn thấp hơn mức chung"


def test_the_funnel_names_only_schools_outside_the_limits_and_not_on_top_of_each_other() -> None:
    frame = school_frame((1, 40), (1, 41), (38, 40), (20, 40))
    assert sorted(texts(funnel.funnel_schools(frame, VI, 810, 1844)).splitlines()) == ["TH Số 2", "TH Số 3"]


def test_the_funnel_speaks_of_the_wide_limits_only_when_a_school_is_outside_them() -> None:
    near = school_frame((8, 37), (20, 40))
    assert funnel.funnel_schools_sentence(near, VI, 810, 1844) == "1 trường nằm ngoài giới hạn 95% theo quy mô"
    far = funnel.funnel_schools_sentence(school_frame((1, 40)), VI, 810, 1844)
    assert far.endswith(", trong đó 1 trường nằm ngoài cả giới hạn 99,8%")


def test_the_limits_of_the_funnel_close_with_size_and_stay_within_nought_and_a_hundred() -> None:
    line = trace(funnel.funnel_schools(SCHOOLS, VI, 810, 1844), "Giới hạn 95%")
    half = line.x.index(None)
    low, high = line.y[:half], line.y[half + 1 :]
    assert (low[0], high[0]) == (0.0, 100.0)
    widths = [top - bottom for bottom, top in zip(low, high, strict=True)]
    assert widths == sorted(widths, reverse=True)


def test_four_hundred_schools_are_all_there_in_a_taller_figure() -> None:
    frame = school_frame(*[(n % 20, 20 + n % 7) for n in range(400)])
    figure = ranking.ranked_schools(frame, VI, 810, 1844)
    assert sum(len(found.x) for found in figure.data if found.hovertext) == 400
    assert figure.layout.height >= 400 * 20
