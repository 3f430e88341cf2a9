"""What the figures say: findings in words, symbols beside colours, and a calm answer to frames that are odd."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard.charts import changes, composition, ranking, reports, theme
from tests.chart_frames import (
    CHANGES,
    CHARTS,
    COUNTS,
    EN,
    OCTOBER,
    SCHOOLS,
    STATES,
    VI,
    state_frame,
    texts,
    trace,
)

if TYPE_CHECKING:
    from dashboard.i18n import Translator

each_chart = pytest.mark.parametrize("kind", CHARTS)
each_language = pytest.mark.parametrize("t", [VI, EN], ids=["vi", "en"])


@each_chart
@each_language
def test_every_figure_has_the_common_look_and_no_title_of_its_own(kind: str, t: Translator) -> None:
    frame, draw, say = CHARTS[kind]
    figure = draw(frame, t)
    assert figure.layout.title.text is None
    assert figure.layout.separators == {"vi": ",.", "en": ".,"}[t.language]
    look = figure.layout.template.layout
    assert (look.font.color, look.paper_bgcolor) == ("#1f1f1f", "#ffffff")
    assert min(look.font.size, look.legend.font.size, look.hoverlabel.font.size) >= 14
    assert all(found.hovertemplate.endswith("<extra></extra>") for found in figure.data if found.hovertext)
    assert 8 < len(say(frame, t)) < 160


@each_chart
@each_language
def test_an_empty_frame_is_answered_calmly_in_figure_and_sentence(kind: str, t: Translator) -> None:
    frame, draw, say = CHARTS[kind]
    empty = frame.iloc[:0]
    assert texts(draw(empty, t)) == say(empty, t)
    assert not draw(empty, t).data


@each_language
def test_each_chart_without_figures_says_which_chart_it_is(t: Translator) -> None:
    said = {kind: say(frame.iloc[:0], t) for kind, (frame, _, say) in CHARTS.items()}
    assert len(set(said.values())) == len(CHARTS)
    assert said["ratio"] == t("charts.common.empty", chart=t("charts.names.ratio_trend"))


@each_chart
@each_language
def test_one_row_is_drawn(kind: str, t: Translator) -> None:
    frame, draw, say = CHARTS[kind]
    assert draw(frame.iloc[:1], t).data
    assert say(frame.iloc[:1], t)


@each_chart
def test_what_can_be_clicked_names_what_it_stands_for(kind: str) -> None:
    frame, draw, _ = CHARTS[kind]
    clickable = [found for found in draw(frame, VI).data if found.hovertext]
    assert clickable
    for found in clickable:
        assert [key is not None for key in found.customdata] == [True] * len(found.hovertext)


def test_official_and_probationary_members_are_written_with_their_numbers() -> None:
    figure = composition.official_probationary(16, 1, VI)
    assert "Chính thức: 16 (94,12%)" in texts(figure)
    assert "Dự bị: 1 (5,88%)" in texts(figure)
    words = composition.official_probationary_sentence(16, 1, VI)
    assert words == "16 đảng viên chính thức và 1 đảng viên dự bị (5,88%)"


@pytest.mark.parametrize("parts", [(None, 1), (16, None), (0, 0)])
def test_a_composition_that_is_unknown_or_of_nobody_is_not_drawn(parts: tuple[int | None, int | None]) -> None:
    assert not composition.official_probationary(*parts, VI).data
    assert composition.official_probationary_sentence(*parts, VI) == texts(
        composition.official_probationary(*parts, VI)
    )


def test_each_state_of_the_calendar_has_a_symbol_and_a_click_hands_over_school_and_month() -> None:
    figure = reports.report_calendar(STATES, VI)
    late = trace(figure, "Nộp trễ")
    assert list(late.customdata[0]) == ["TH02", "2026-09-01", 2]
    symbols = [found.marker.symbol for found in figure.data[1:5]]
    assert len(set(symbols)) == 4
    assert figure.data[0].z[2] == [2, None]
    assert sum(len(found.x) for found in figure.data[1:5]) == 5


def test_the_calendar_speaks_of_the_last_month_that_is_due_for_everybody() -> None:
    assert reports.report_calendar_sentence(STATES, VI) == (
        "Tháng 09/2026: 2/3 trường đã báo cáo; còn 1 trường quá hạn chưa nộp"
    )


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["on_time", "on_time"], "Tháng 09/2026: 2/2 trường đã báo cáo"),
        (["on_time", "late"], "Tháng 09/2026: 2/2 trường đã báo cáo, trong đó 1 trường nộp trễ"),
        (["missing", "late"], "Tháng 09/2026: 1/2 trường đã báo cáo; còn 1 trường quá hạn chưa nộp"),
    ],
)
def test_the_calendar_leaves_out_what_did_not_happen(states: list[str], said: str) -> None:
    frame = state_frame(*[(at, "2026-09-01", state) for at, state in enumerate(states, 1)])
    assert reports.report_calendar_sentence(frame, VI) == said


def test_counts_of_reports_leave_out_states_that_did_not_happen() -> None:
    names = [found.name for found in reports.report_counts(COUNTS.iloc[:1], EN).data]
    assert names == ["On time", "Late", "Missing, overdue"]


def test_changes_are_the_ten_largest_from_gain_to_loss() -> None:
    many = pd.DataFrame([(f"T{n}", f"TH {n}", 20, 20 + n, n) for n in range(-7, 8)], columns=CHANGES.columns)
    keys = [key[0] for key in changes.changes(many, VI).data[1].customdata]
    assert keys == ["T7", "T6", "T5", "T4", "T3", "T-3", "T-4", "T-5", "T-6", "T-7"]


def test_the_key_of_the_changes_names_the_two_months() -> None:
    figure = changes.changes(CHANGES, VI, (date(2025, 10, 1), OCTOBER))
    assert [found.name for found in figure.data[1:3]] == ["10/2025", "10/2026"]


def test_no_change_is_said_so() -> None:
    assert texts(changes.changes(CHANGES.iloc[2:], VI)) == "Không trường nào thay đổi"


SENTENCES = {
    "ratio": "Tỷ lệ đảng viên là 43,93% (tháng 10/2026), tăng 1,16 điểm phần trăm so với tháng 10/2025",
    "members": "Có 810 đảng viên (tháng 10/2026), tăng 23 so với tháng 10/2025; "
    "từ tháng 10/2025 đã kết nạp 5 đảng viên",
    "ranking": "2 trường thấp hơn mức chung 43,93%, trong đó 1 trường thấp hơn một cách chắc chắn",
    "lowest": "1 trường chắc chắn có tỷ lệ đảng viên thấp hơn mức chung 43,93%",
    "funnel": "2 trường nằm ngoài giới hạn 95% theo quy mô, trong đó 2 trường nằm ngoài cả giới hạn 99,8%",
    "groups": "Tỷ lệ đảng viên cao nhất: Tiểu học (49,32%); thấp nhất: Mầm non (37,07%)",
    "positions": "Tỷ lệ đảng viên cao nhất: Cán bộ quản lý (88,89%); thấp nhất: Nhân viên (24,68%)",
    "calendar": "Tháng 09/2026: 2/3 trường đã báo cáo; còn 1 trường quá hạn chưa nộp",
    "counts": "Từ tháng 09/2026 đến tháng 10/2026: 52/58 báo cáo nộp đúng hạn (89,66%)",
    "changes": "Tăng nhiều nhất: TH Kim Đồng +6 (54 → 60); giảm nhiều nhất: MN Sơn Ca -2 (12 → 10)",
}


@each_chart
def test_the_finding_is_said_in_a_sentence(kind: str) -> None:
    frame, _, say = CHARTS[kind]
    assert say(frame, VI) == SENTENCES[kind]


def test_counts_that_pandas_made_floats_beside_an_unknown_are_counts_again() -> None:
    floats = SCHOOLS.astype({"members_total": "float64", "staff_total": "float64"})
    assert ranking.ranked_schools(floats, VI, 810, 1844) == ranking.ranked_schools(SCHOOLS, VI, 810, 1844)


def test_a_click_does_not_turn_the_rest_of_a_figure_pale() -> None:
    for kind in ("scatter", "bar"):
        unselected = theme.TEMPLATE.data[kind][0].unselected
        assert (unselected.marker.opacity, unselected.textfont.color) == (1, theme.TEXT)


@each_language
def test_the_browser_gets_one_button_our_words_and_nowhere_to_send_anything(t: Translator) -> None:
    config = theme.config(t.language)
    assert {"zoom2d", "select2d", "lasso2d"} <= set(config["modeBarButtonsToRemove"])
    assert "modeBarButtons" not in config  # it would take away the button that fills the screen
    assert config["toImageButtonOptions"]["scale"] == 3
    assert (config["displaylogo"], config["showSendToCloud"], config["plotlyServerURL"]) == (False, False, "")
    words = config["locales"][config["locale"]]
    assert words["dictionary"]["Download plot as a PNG"] == t("charts.browser.download")
    assert [len(words["format"][part]) for part in ("months", "shortMonths", "days", "shortDays")] == [12, 12, 7, 7]
