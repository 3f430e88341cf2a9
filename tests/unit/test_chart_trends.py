"""Lines over months: where they begin, what is a gap, and how few months look."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.charts import theme, trend
from tests.chart_frames import TREND, VI, month_frame, trace


def test_an_unknown_month_is_a_gap_and_an_incomplete_one_is_hollow_and_explained() -> None:
    line = trend.ratio_trend(TREND, VI).data[0]
    assert list(line.y) == [42.77, None, 43.93]
    assert line.connectgaps is False
    assert list(line.marker.color) == [theme.NEUTRAL, theme.WHITE, theme.WHITE]
    assert list(line.text) == ["<b>42,77%</b>", "", "<b>43,93%</b>"]
    assert trace(trend.ratio_trend(TREND, VI), "Tháng chưa đủ báo cáo").showlegend
    assert not trend.ratio_trend(TREND.iloc[:1], VI).data[1:]


def test_a_trend_begins_with_its_first_figure_and_keeps_the_gaps_after_it() -> None:
    frame = month_frame(
        ("2026-07-01", None, None, None, 0, 1),
        ("2026-08-01", 11, 30, 1, 1, 1),
        ("2026-09-01", None, None, None, 0, 1),
        ("2026-10-01", 12, 30, 0, 1, 1),
    )
    for draw in (trend.ratio_trend, trend.members_trend):
        assert list(draw(frame, VI).data[0].x) == ["2026-08-01", "2026-09-01", "2026-10-01"]
    assert trend.members_trend_sentence(frame, VI).endswith("từ tháng 08/2026 đã kết nạp 1 đảng viên")
    assert list(trend.ratio_months(frame)["month"].dt.month) == [8, 9, 10]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_months_stand_in_the_middle_of_half_a_year(count: int) -> None:
    frame = month_frame(*[(f"2026-{month:02d}-01", 12, 30, 1, 1, 1) for month in range(8, 8 + count)])
    for figure in (trend.ratio_trend(frame, VI), trend.members_trend(frame, VI)):
        low, high = map(date.fromisoformat, figure.layout.xaxis.range)
        first, last = (date.fromisoformat(figure.data[0].x[at]) for at in (0, -1))
        assert (high - low).days >= 183
        assert abs((first - low) - (high - last)).days <= 1
        assert len(figure.layout.xaxis.tickvals) == count


def test_a_small_move_of_the_ratio_does_not_fill_the_axis() -> None:
    low, high = trend.ratio_trend(TREND, VI).layout.yaxis.range
    assert high - low == pytest.approx(10)


def test_nobody_admitted_is_written_as_nought_and_unknown_is_left_out() -> None:
    frame = month_frame(("2026-09-01", 17, 39, 0, 1, 1), ("2026-10-01", 17, 39, None, 1, 1))
    bars = trend.members_trend(frame, VI).data[1]
    assert (list(bars.y), bars.text[0]) == ([0, None], "0")


def test_a_single_school_is_told_whether_it_reported_instead_of_a_count_of_schools() -> None:
    frame = month_frame(("2026-09-01", 17, 39, 0, 1, 1), ("2026-10-01", 17, 39, None, 0, 1))
    boxes = trend.ratio_trend(frame, VI).data[0].hovertext
    assert "Đã có báo cáo tháng này" in boxes[0]
    assert "Chưa có báo cáo tháng này" in boxes[1]
