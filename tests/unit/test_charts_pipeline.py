"""The pictures of the way to membership: what stands out, what is said, and what is left blank."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import admissions, funnel, stages, theme
from tests.chart_frames import EN, VI, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.i18n import Translator

LATER = (0, 1, 2)


def stage_frame(*rows: tuple[str, int, int, int, int | None, int | None]) -> pd.DataFrame:
    """Stages with (stage, waiting, reached, went_on, median_days, longest_days)."""
    columns = ["stage", "waiting", "reached", "went_on", "median_days", "longest_days"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "Int64")).assign(left=0)


STAGES = stage_frame(
    ("outstanding", 40, 200, 150, 90, 800),
    ("sympathizer", 60, 150, 60, 210, 900),
    ("dossier", 1, 4, 0, None, 1200),
    ("verification", 20, 40, 18, None, 300),
    ("probationary", 10, 30, 20, 366, 700),
    ("official", 20, 20, 0, None, 300),
)
EXITS = pd.DataFrame(
    [("sympathizer", "withdrawn", 8), ("outstanding", "left_staff", 5), ("sympathizer", "rejected", 1)],
    columns=["stage", "exit", "people"],
)
COHORTS = pd.DataFrame(
    [(date(2026, 1, 1), 16, 0, 1, 5), (date(2026, 4, 1), 3, 0, None, None)],
    columns=["quarter", "people", "after_0", "after_1", "after_2"],
).astype({"after_1": "Int64", "after_2": "Int64"})
SCHOOLS = pd.DataFrame(
    [(1, "TH01", "TH Suối Mây", "Xã Suối", 40, 30), (2, "TH02", "TH Bến Đá", "Xã Suối", 30, 2)],
    columns=["school_id", "code", "name", "commune", "introduced", "admitted"],
)
Drawn = tuple[
    pd.DataFrame, "Callable[[pd.DataFrame, Translator], go.Figure]", "Callable[[pd.DataFrame, Translator], str]"
]
CHARTS: dict[str, Drawn] = {
    "stages": (STAGES, stages.stage_bars, stages.stage_bars_sentence),
    "times": (STAGES, stages.stage_times, stages.stage_times_sentence),
    "leaks": (EXITS, admissions.leaks, admissions.leaks_sentence),
    "cohorts": (
        COHORTS,
        lambda frame, t: admissions.cohorts(frame, t, LATER),
        lambda frame, t: admissions.cohorts_sentence(frame, t, LATER),
    ),
    "schools": (
        SCHOOLS,
        lambda frame, t: funnel.funnel_schools(admissions.schools(frame), t, 32, 70, admissions.SCHOOLS),
        lambda frame, t: funnel.funnel_schools_sentence(admissions.schools(frame), t, 32, 70, admissions.SCHOOLS),
    ),
}
each_chart = pytest.mark.parametrize("kind", CHARTS)
each_language = pytest.mark.parametrize("t", [VI, EN], ids=["vi", "en"])


@each_chart
@each_language
def test_every_figure_is_one_that_plotly_knows_and_its_finding_is_short(kind: str, t: Translator) -> None:
    frame, draw, say = CHARTS[kind]
    figure = draw(frame, t)
    go.Figure(figure.to_dict())
    assert figure.layout.template.layout.font.color == theme.TEXT
    assert 8 < len(say(frame, t)) < 160


@each_chart
@each_language
def test_an_empty_frame_is_answered_calmly(kind: str, t: Translator) -> None:
    frame, draw, say = CHARTS[kind]
    assert not draw(frame.iloc[:0], t).data
    assert 8 < len(say(frame.iloc[:0], t)) < 160


def test_a_stage_tells_who_waits_who_came_and_who_went_on() -> None:
    figure = stages.stage_bars(STAGES, VI)
    assert "Cảm tình Đảng  <b>60</b> · đã đến 150, đi tiếp 40,00%" in texts(figure)
    assert "Chính thức *  <b>20 người</b>" in texts(figure)
    assert list(figure.data[0].x) == [40, 60, 1, 20, 10, 20]


def test_the_smallest_share_that_goes_on_stands_out_but_not_of_a_few_people() -> None:
    figure = stages.stage_bars(STAGES, VI)
    colours = dict(zip(STAGES["stage"], figure.data[0].marker.color, strict=True))
    assert [stage for stage, colour in colours.items() if colour == theme.ATTENTION] == ["sympathizer"]
    assert stages.stage_bars_sentence(STAGES, VI) == (
        "131 người đang phấn đấu; từ bước “Cảm tình Đảng” ít người đi tiếp nhất: 60/150 (40,00%)"
    )


def test_a_time_that_is_not_known_to_its_end_is_said_to_be_longer() -> None:
    figure = stages.stage_times(STAGES, VI)
    assert "Thẩm tra lý lịch  <b>hơn 300 ngày</b>" in texts(figure)
    assert "Cảm tình Đảng  <b>210 ngày</b>" in texts(figure)
    assert stages.stage_times_sentence(STAGES, VI) == (
        "Chờ lâu nhất ở bước “Thẩm tra lý lịch”: sau 300 ngày vẫn chưa quá nửa đi tiếp"
    )


def test_probation_lasts_as_long_as_it_must_and_is_no_delay() -> None:
    figure = stages.stage_times(STAGES, VI)
    colours = dict(zip(STAGES["stage"], figure.data[0].marker.color, strict=False))
    assert [stage for stage, colour in colours.items() if colour == theme.ATTENTION] == ["verification"]


def test_long_times_and_large_counts_are_drawn_whole() -> None:
    for figure in (stages.stage_bars(STAGES, VI), stages.stage_times(STAGES, VI), admissions.leaks(EXITS, VI)):
        assert figure.layout.xaxis.range[1] > max(value for value in figure.data[0].x if value is not None)


def test_few_people_are_not_compared() -> None:
    few = stage_frame(("outstanding", 2, 3, 1, 20, 30))
    assert stages.stage_bars_sentence(few, VI) == "2 người đang phấn đấu; chưa đủ người để so các bước"
    assert stages.stage_times_sentence(few, VI) == "Chưa đủ người để so thời gian chờ ở các bước"


def test_leaks_name_the_stage_and_the_way_out_the_most_first() -> None:
    figure = admissions.leaks(EXITS, VI)
    assert list(figure.data[0].x) == [8, 5, 1]
    assert "Cảm tình Đảng: xin thôi  <b>8</b>" in texts(figure)
    assert admissions.leaks_sentence(EXITS, VI) == (
        "14 lượt người rời đi giữa chừng; nhiều nhất ở bước “Cảm tình Đảng”: 9"
    )


def test_a_cell_of_a_cohort_holds_share_and_count_and_what_has_not_come_is_blank() -> None:
    heat = admissions.cohorts(COHORTS, VI, LATER).data[0]
    assert [list(row) for row in heat.text] == [["0", "6,25<br>1", "31,25<br>5"], ["0", "", ""]]
    assert list(heat.y) == ["Q1/2026 (16)", "Q2/2026 (3)"]
    assert admissions.cohorts_sentence(COHORTS, VI, LATER) == (
        "Sau 2 quý, 5/16 người được giới thiệu đã kết nạp (31,25%)"
    )


def test_schools_outside_the_limits_of_their_number_are_marked_and_open_by_their_code() -> None:
    figure = CHARTS["schools"][1](SCHOOLS, VI)
    marked = {trace.name: list(trace.customdata) for trace in figure.data if trace.mode == "markers"}
    assert marked["Chắc chắn thấp hơn"] == [[2, "TH02"]]
    assert marked["Chắc chắn cao hơn"] == [[1, "TH01"]]
    assert figure.layout.xaxis.title.text == "Số người được giới thiệu"
