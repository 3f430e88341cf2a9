"""Any lawful list of people comes in, goes out as a file and comes back without changing anything."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.actions.people_listing import people_file
from dashboard.actions.undoing import undo
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.settings import load
from dashboard.storage import Database
from tests.factories import NOW
from tests.lists_of_people import CLOUD, RIVER, Row, bring, bring_bytes, counts, everybody

if TYPE_CHECKING:
    import pytest

STEPS = (
    *("introduced_on", "recognised_on", "class_from", "certificate_on", "agreed_on", "verification_sent_on"),
    *("branch_resolution_on", "submitted_on", "decision_on", "ceremony_on"),
)
MAY_LACK = frozenset({"introduced_on", "recognised_on", "class_from", "certificate_on", "agreed_on"})
WORDS = ("Lò", "Thị", "Suối", "Vàng", "Văn", "Đá", "Mùa", "A", "Tủa", "Núi", "H'Hen", "Niê")
names = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map(" ".join)
births = st.dates(date(1975, 1, 1), date(2000, 12, 31)) | st.integers(1975, 2000).map(str) | st.just("")
texts = st.text("aăâđê =+-'@;\"/.,1_", min_size=1, max_size=12).filter(lambda text: any(map(str.isalpha, text)))
maybe = st.sampled_from(["", "Có", "Không"])


@st.composite
def people(draw: st.DrawFn) -> Row:
    """Return a row with the steps up to some stage, in order, some of the early ones not recorded."""
    gaps = draw(st.lists(st.integers(0, 60), min_size=len(STEPS), max_size=len(STEPS)))
    days = accumulate(
        gaps, lambda day, gap: day + timedelta(gap), initial=draw(st.dates(date(2019, 1, 1), date(2023, 1, 1)))
    )
    made = dict(zip(STEPS, days, strict=False))
    reached = draw(st.integers(0, len(STEPS)))
    lacking = draw(st.sets(st.sampled_from(sorted(MAY_LACK)), max_size=2))
    steps = {name: day for name, day in list(made.items())[:reached] if name not in lacking}
    row: dict[str, Any] = {
        "school_name": draw(st.sampled_from([CLOUD, RIVER])),
        "full_name": draw(names),
        "birth_date": draw(births),
        "sex": draw(st.sampled_from(["", "Nữ", "Nam"])),
        "position_group": draw(st.sampled_from(["", "GV", "Hiệu trưởng", "Kế toán"])),
        "youth_union": draw(maybe),
        "trade_union": draw(maybe),
        "note": draw(st.just("") | texts),
        "introduced_by": draw(st.sampled_from(["Đoàn", "Công đoàn", "Chi bộ"])) if "introduced_on" in steps else "",
        "certificate_no": draw(st.just("") | texts) if "certificate_on" in steps else "",
        **_beside(draw, steps),
        **steps,
    }
    return row


def _beside(draw: st.DrawFn, steps: dict[str, date]) -> Row:
    """Return a helper, papers and a carried vote, as far as the steps have them."""
    beside: Row = {}
    if draw(st.booleans()):
        beside |= {"helper": draw(names), "helper_assigned_on": draw(st.just("") | st.just(date(2019, 1, 1)))}
    if "class_from" in steps and draw(st.booleans()):
        beside["class_to"] = steps["class_from"] + timedelta(4)
    if "agreed_on" in steps and draw(st.booleans()):
        beside["applied_on"] = steps["agreed_on"]
    if "branch_resolution_on" in steps and draw(st.booleans()):
        total = draw(st.integers(3, 30))
        beside |= {"votes_total": total, "votes_for": draw(st.integers(-(-2 * total // 3), total))}
    return beside


def _apart(rows: list[Row]) -> bool:
    return len({(row["school_name"], row["full_name"].casefold()) for row in rows}) == len(rows) and len(
        {row["full_name"].casefold() for row in rows}
    ) == len(rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(people(), min_size=1, max_size=6).filter(_apart), as_workbook=st.booleans())
def test_a_lawful_list_goes_out_and_comes_back_unchanged(
    *,
    rows: list[Row],
    as_workbook: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = load({"data": tmp_path_factory.mktemp("lists"), "today": "2026-11-21"}, {})
    database = Database(office.database, office, NOW)
    first = bring(database, *rows)
    assert first.committed, list(first.plan.rejected)
    assert counts(first) == (len(rows), 0, 0, 0)

    content = people_file(database.reader(LOCAL_ADMINISTRATOR), "candidates", NOW.date(), as_workbook=as_workbook)
    again = bring_bytes(database, content)
    assert counts(again) == (0, 0, len(rows), 0), [row.fields for row in again.plan.changes.rows]
    assert again.plan.questions == ()

    undo(database, LOCAL_ADMINISTRATOR, first.upload_id or 0, NOW)
    assert everybody(database) == []
    database.close()
