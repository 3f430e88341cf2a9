"""Names in figures: short as usual, told apart, escaped, and beside their dots without covering others."""

from __future__ import annotations

from textwrap import wrap

import pytest

from dashboard.charts import funnel, labels, names, ranking, schools
from tests.chart_frames import VI, school_frame, texts

LONG = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("TH Kim Đồng", "TH Kim Đồng"),
        ("Trường Tiểu học Kim Đồng", "Trường Tiểu học Kim Đồng"),
        ("Trường Tiểu học và Trung học cơ sở Sơn Ca", "TH và THCS Sơn Ca"),
        ("Trường Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai", "TH và THCS … Thị Minh Khai"),
        ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Ea Mới", "TT GDNN - GDTX Ea Mới"),
        (LONG, "PTDTBT TH … Thị Minh Khai"),
        ("A" * 60, "A" * 25 + "…"),
    ],
)
def test_a_long_name_is_abbreviated_as_usual_and_keeps_its_proper_name(name: str, shown: str) -> None:
    assert labels.short_name(name) == shown


def test_no_two_schools_look_the_same_when_something_sets_them_apart() -> None:
    names = ["TH Sơn Ca", "TH Sơn Ca", "TH Sơn Ca", "MN Sơn Ca"]
    apart = [("Xã A", "T1"), ("Xã B", "T2"), ("Xã B", "T3"), ("Xã B", "M1")]
    assert labels.short_names(names, apart) == ["TH Sơn Ca (Xã A)", "TH Sơn Ca (T2)", "TH Sơn Ca (T3)", "MN Sơn Ca"]
    assert labels.short_names(names[:2], [(None,), (None,)]) == ["TH Sơn Ca", "TH Sơn Ca"]
    long = labels.short_names(
        [LONG, LONG.replace("Tiểu học", "Tiểu học A")], [("Xã Ea Mới", None), ("Xã Ea Bar", None)]
    )
    assert len(set(long)) == 2
    assert max(map(len, long)) <= labels.LONGEST
    frame = school_frame((1, 30), (2, 30)).assign(name="TH Sơn Ca")
    written = texts(ranking.ranked_schools(frame, VI, 810, 1844))
    assert "TH Sơn Ca (TH01)" in written
    assert "TH Sơn Ca (TH02)" in written


def test_a_name_cannot_put_markup_into_a_figure_and_stands_in_full_in_the_hover_box() -> None:
    frame = school_frame((1, 30)).assign(name="<b>TH</b> & MN", commune="<i>Xã</i>")
    for figure in (ranking.ranked_schools(frame, VI, 810, 1844), schools.lowest_schools(frame, VI, 810, 1844)):
        assert "&lt;b&gt;TH&lt;/b&gt; &amp; MN" in texts(figure)
        box = next(found.hovertext[0] for found in figure.data if found.hovertext)
        assert box.startswith("<b>&lt;b&gt;TH&lt;/b&gt; &amp; MN</b><br>&lt;i&gt;Xã&lt;/i&gt;<br>")
    long = ranking.ranked_schools(school_frame((1, 30)).assign(name=LONG), VI, 810, 1844)
    assert "<br>".join(f"<b>{part}</b>" for part in wrap(LONG, 38)) in long.data[1].hovertext[0]


def test_a_name_in_the_funnel_has_a_ground_of_its_own_and_stays_off_other_dots() -> None:
    low = school_frame((1, 40), *[(4, staff) for staff in range(30, 50)])
    note = funnel.funnel_schools(low, VI, 810, 1844).layout.annotations[0]
    assert note.bgcolor
    assert names.side(names.Spot(0.5, 0.1), "TH Số 1", []) == ("center", -1)
    crowd = [names.Spot(0.4 + step / 100, 0.06) for step in range(20)]
    assert names.side(names.Spot(0.5, 0.1), "TH Số 1", crowd) == ("center", 1)


@pytest.mark.parametrize(("spot", "side"), [((0.01, 0.5), "right"), ((0.99, 0.5), "left"), ((0.5, 0.99), "center")])
def test_a_name_stays_inside_the_plot(spot: tuple[float, float], side: str) -> None:
    where = names.side(names.Spot(*spot), "MN tư thục Sơn Ca", [])
    assert where.across == side
    assert where.up == (-1 if spot[1] > 0.9 else 1)
