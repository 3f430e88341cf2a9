"""Groups of schools and of people: their order, what is unknown, and what they are held against."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.charts import groups
from tests.chart_frames import EN, POSITIONS, VI, group_frame, texts


def test_groups_stand_from_the_highest_ratio_down_with_the_unknown_last() -> None:
    frame = group_frame(("Mầm non", 301, 812), ("Khác", None, 4), ("Tiểu học", 509, 1032), ("Trống", 0, 0))
    figure = groups.ratio_by_group(frame, VI, 810, 1844)
    assert [key[0] for key in figure.data[0].customdata] == ["Tiểu học", "Mầm non", "Khác", "Trống"]
    assert figure.data[0].x[2:] == (None, None)
    assert "Tiểu học  <b>49,32% (509/1.032)</b>" in texts(figure)
    assert "Khác  <b>— (—/4)</b>" in texts(figure)


def test_position_groups_show_the_share_of_members_in_each_group() -> None:
    figure = groups.position_groups(POSITIONS, VI)
    assert "Cán bộ quản lý  <b>88,89% (112/126)</b>" in texts(figure)
    unknown = POSITIONS.assign(staff=pd.array([126, 1402, None], dtype="Int64"))
    assert "Chung của" not in texts(groups.position_groups(unknown, VI))


@pytest.mark.parametrize(
    ("count", "vietnamese", "english"),
    [
        (3, "Chung của ba nhóm 43,93%", "All three groups 43.93%"),
        (2, "Chung của hai nhóm 47,91%", "Both groups 47.91%"),
    ],
)
def test_the_ratio_of_the_position_groups_together_is_not_called_the_overall_one(
    count: int, vietnamese: str, english: str
) -> None:
    for t, words in ((VI, vietnamese), (EN, english)):
        written = texts(groups.position_groups(POSITIONS.iloc[:count], t))
        assert words in written
        assert t("charts.common.overall", percent="").strip() not in written


def test_one_position_group_is_not_held_against_itself() -> None:
    assert "nhóm" not in texts(groups.position_groups(POSITIONS.iloc[:1], VI))


def test_groups_of_which_nothing_is_known_are_not_drawn() -> None:
    unknown = POSITIONS.assign(staff=pd.array([None] * 3, dtype="Int64"))
    assert not groups.position_groups(unknown, VI).data
    assert groups.position_groups_sentence(unknown, VI) == groups.position_groups_sentence(POSITIONS.iloc[:0], VI)
    assert not groups.ratio_by_group(group_frame(("Khác", None, 4)), VI, 810, 1844).data


def test_the_words_of_a_mark_stand_where_there_is_more_room() -> None:
    for members, side in ((19, "left"), (90, "right")):
        frame = group_frame(("Mầm non", 90, 100), ("Tiểu học", members, 100))
        assert groups.ratio_by_group(frame, VI, members, 100).layout.annotations[0].xanchor == side
