"""What the pages ask beside the figures: small districts made by hand, and the rows that must come out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dashboard import queries
from dashboard.actions.schools import merge_schools
from dashboard.domain.months import Month
from dashboard.domain.reporting import Rhythm
from dashboard.queries import Asked
from tests.factories import NOW, make_branch, make_report, make_school, make_succession, secretary_of

if TYPE_CHECKING:
    from dashboard.domain.principal import Principal
    from dashboard.storage import Database, Reader

TODAY = date(2026, 11, 21)
OCTOBER = Asked(Month(2026, 10), TODAY)


@pytest.fixture
def reader(database: Database, administrator: Principal) -> Reader:
    return database.reader(administrator)


def rows(frame: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """The columns of a frame as plain rows, with ``None`` for what is unknown."""
    cells = ((None if pd.isna(cell) else cell for cell in row) for row in frame[list(names)].itertuples(index=False))
    return [tuple(row) for row in cells]


def months_of(frame: pd.DataFrame, *names: str) -> dict[str, tuple[Any, ...]]:
    return {f"{row[0]:%Y-%m}": row[1:] for row in rows(frame, "month", *names)}


def test_the_trend_has_24_months_with_or_without_schools(reader: Reader) -> None:
    trend = queries.trend(reader, OCTOBER)
    assert len(trend) == 24
    assert list(months_of(trend))[0::23] == ["2024-11", "2026-10"]
    assert set(rows(trend, "members_total", "admitted", "reported", "expected")) == {(None, None, 0, 0)}


def test_the_trend_carries_stocks_and_not_movements(database: Database, reader: Reader) -> None:
    school = make_school(database, opened_on=date(2026, 6, 10))
    make_report(database, school, "2026-06", members_total=10, staff_total=20, admitted=1)
    make_report(database, school, "2026-08", members_total=12, staff_total=21, admitted=2)
    trend = months_of(
        queries.trend(reader, OCTOBER), "members_total", "staff_total", "admitted", "reported", "expected"
    )
    assert trend["2026-05"] == (None, None, None, 0, 0)
    assert trend["2026-06"] == (10, 20, 1, 1, 1)
    assert trend["2026-07"] == (10, 20, None, 0, 1)
    assert trend["2026-08"] == (12, 21, 2, 1, 1)
    assert trend["2026-10"] == (12, 21, None, 0, 1)


def test_the_trend_begins_with_what_was_reported_long_before(database: Database, reader: Reader) -> None:
    make_report(database, make_school(database), "2020-01", members_total=10)
    assert set(rows(queries.trend(reader, OCTOBER), "members_total", "reported")) == {(10, 0)}


def test_the_ratio_of_the_trend_is_over_schools_where_both_are_known(database: Database, reader: Reader) -> None:
    make_report(database, make_school(database), members_total=3, staff_total=5)
    make_report(database, make_school(database), members_total=100)
    last = months_of(queries.trend(reader, OCTOBER), "members_total", "ratio_numerator", "ratio_denominator")["2026-10"]
    assert last == (103, 3, 5)


def test_the_trend_of_a_successor_includes_its_predecessors(
    database: Database, administrator: Principal, reader: Reader
) -> None:
    old, new = make_school(database, code="A"), make_school(database, code="B")
    make_school(database, code="C")
    for month in ("2026-06", "2026-07"):
        make_report(database, old, month, members_total=10)
        make_report(database, new, month, members_total=16)
    merge_schools(database, administrator, ["A"], "B", date(2026, 8, 15), NOW)
    make_report(database, new, "2026-09", members_total=27)
    trend = months_of(queries.trend(reader, OCTOBER.of_school("B")), "members_total", "reported", "expected")
    assert trend["2026-07"] == (26, 2, 2)
    assert trend["2026-08"] == (26, 0, 1)
    assert trend["2026-09"] == (27, 1, 1)
    assert trend["2026-10"] == (27, 0, 1)


def test_schools_stand_with_the_lowest_share_first_and_the_unknown_last(database: Database, reader: Reader) -> None:
    for code, members, staff in (("HIGH", 9, 10), ("LOW", 1, 10), ("LARGE", 2, 20)):
        make_report(database, make_school(database, code=code), members_total=members, staff_total=staff)
    make_report(database, make_school(database, code="OLD"), "2026-05", members_total=5, staff_total=10)
    make_school(database, code="NONE")
    standing = queries.standing(reader, OCTOBER)
    assert rows(standing, "code", "members_total", "carried") == [
        ("LARGE", 2, False),
        ("LOW", 1, False),
        ("OLD", 5, True),
        ("HIGH", 9, False),
        ("NONE", None, None),
    ]
    assert [None if ratio is None else str(ratio) for ratio in standing["party_ratio"]] == [
        "10.00", "10.00", "50.00", "90.00", None,
    ]  # fmt: skip


def test_standing_says_how_many_schools_there_are_beyond_the_limit(database: Database, reader: Reader) -> None:
    for _ in range(3):
        make_school(database)
    standing = queries.standing(reader, OCTOBER, limit=2)
    assert rows(standing, "schools") == [(3,), (3,)]


def test_groups_sum_what_is_known_and_count_who_reported(database: Database, reader: Reader) -> None:
    make_report(database, make_school(database, level="primary"), members_total=3, staff_total=5)
    make_report(database, make_school(database, level="primary"), "2026-09", members_total=30, staff_total=52)
    make_report(database, make_school(database, level="preschool"), members_total=8)
    make_school(database)
    groups = queries.groups(reader, OCTOBER, "level")
    assert rows(groups, "group_code", "members_total", "staff_total", "schools", "reported") == [
        ("primary", 33, 57, 2, 1),
        ("preschool", None, None, 1, 1),
        (None, None, None, 1, 0),
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [("commune", ["Xã Ea Trang", "Xã Tà Lương"]), ("ownership", ["private", "public"]), ("level", ["primary"])],
)
def test_groups_are_by_what_was_asked(database: Database, reader: Reader, by: str, expected: list[str]) -> None:
    for members, commune, ownership in ((1, "Xã Ea Trang", "private"), (5, "Xã Tà Lương", "public")):
        school = make_school(database, commune=commune, ownership=ownership, level="primary")
        make_report(database, school, members_total=members, staff_total=10)
    assert [code for (code,) in rows(queries.groups(reader, OCTOBER, by), "group_code")] == expected


def test_three_of_five_is_not_surely_below_where_thirty_of_fifty_two_is(database: Database, reader: Reader) -> None:
    for code, members, staff in (("SMALL", 3, 5), ("LARGE", 30, 52), ("REST", 450, 500)):
        make_report(database, make_school(database, code=code), members_total=members, staff_total=staff)
    below = queries.surely_below(reader, OCTOBER)
    names = ("code", "overall_numerator", "overall_denominator", "schools_below", "schools_surely_below")
    assert rows(below, *names) == [("LARGE", 483, 557, 2, 1)]


def test_nobody_is_surely_below_in_an_empty_district(reader: Reader) -> None:
    assert queries.surely_below(reader, OCTOBER).empty


def test_the_furthest_below_comes_first(database: Database, reader: Reader) -> None:
    for code, members in (("A", 30), ("B", 10), ("C", 20), ("REST", 900)):
        make_report(database, make_school(database, code=code), members_total=members, staff_total=members or 1)
    for code, members in (("D", 30), ("E", 10), ("F", 20)):
        make_report(database, make_school(database, code=code), members_total=members, staff_total=100)
    assert rows(queries.surely_below(reader, OCTOBER, limit=2), "code") == [("E",), ("F",)]


def test_the_largest_changes_come_first_whatever_their_sign(database: Database, reader: Reader) -> None:
    for code, before, after in (("UP", 10, 13), ("DOWN", 20, 15), ("SAME", 9, 9), ("NEW", None, 7), ("BLANK", 7, None)):
        school = make_school(database, code=code)
        make_report(database, school, "2026-09", members_total=before)
        make_report(database, school, "2026-10", members_total=after)
    changes = queries.largest_changes(reader, OCTOBER)
    assert rows(changes, "code", "before", "after", "difference") == [("DOWN", 20, 15, -5), ("UP", 10, 13, 3)]


def test_a_merger_is_not_a_change(database: Database, administrator: Principal, reader: Reader) -> None:
    old, new = make_school(database, code="A"), make_school(database, code="B")
    for school, members in ((old, 10), (new, 16)):
        make_report(database, school, "2026-09", members_total=members)
    merge_schools(database, administrator, ["A"], "B", date(2026, 10, 1), NOW)
    assert queries.largest_changes(reader, OCTOBER).empty
    make_report(database, new, "2026-10", members_total=25)
    assert rows(queries.largest_changes(reader, OCTOBER), "code", "before", "after") == [("B", 26, 25)]


def test_the_calendar_tells_who_reported_in_time_late_or_not_yet(database: Database, reader: Reader) -> None:
    on_time, late, missing = (make_school(database, code=code) for code in ("A", "B", "C"))
    make_school(database, code="D", opened_on=date(2026, 11, 1))
    make_report(database, on_time, recorded_on=date(2026, 11, 5))
    make_report(database, late, recorded_on=date(2026, 11, 6))
    make_report(database, missing, "2026-09", recorded_on=date(2026, 10, 1))
    calendar = queries.report_calendar(reader, OCTOBER)
    october = {code: state for code, month, state in rows(calendar, "code", "month", "state") if f"{month:%m}" == "10"}
    assert october == {"A": "on_time", "B": "late", "C": "missing", "D": "not_expected"}
    assert len(calendar) == 4 * 12


def test_before_the_due_day_nobody_is_late(database: Database, reader: Reader) -> None:
    make_school(database)
    early = Asked(Month(2026, 10), date(2026, 11, 5))
    counts = months_of(queries.report_counts(reader, early), "on_time", "late", "missing", "not_due")
    assert (counts["2026-10"], counts["2026-09"]) == ((0, 0, 0, 1), (0, 0, 1, 0))


def test_the_counts_of_the_calendar_are_those_of_its_rows(database: Database, reader: Reader) -> None:
    for number in range(3):
        school = make_school(database, closed_on=date(2026, 8, 1) if number == 2 else None)
        make_report(database, school, "2026-07", recorded_on=date(2026, 8, 1 + 4 * number))
    calendar = queries.report_calendar(reader, OCTOBER)
    counts = queries.report_counts(reader, OCTOBER).set_index("month")
    for state in ("on_time", "late", "missing", "not_due"):
        by_month = calendar[calendar["state"] == state].groupby("month").size()
        assert counts[state].sum() == by_month.sum()
    assert months_of(queries.report_counts(reader, OCTOBER), "on_time", "late")["2026-07"] == (2, 1)


def test_the_calendar_of_a_quarterly_rhythm_has_four_months(database: Database, reader: Reader) -> None:
    make_school(database)
    asked = Asked(Month(2026, 12), TODAY, rhythm=Rhythm.QUARTERLY)
    assert list(months_of(queries.report_calendar(reader, asked), "state")) == [
        "2026-03", "2026-06", "2026-09", "2026-12",
    ]  # fmt: skip


def test_the_calendar_comes_in_pages(database: Database, reader: Reader) -> None:
    for code in ("C", "A", "B"):
        make_school(database, code=code)
    page = queries.report_calendar(reader, OCTOBER, limit=2, skip=1)
    assert sorted({code for (code,) in rows(page, "code")}) == ["B", "C"]


def test_only_open_schools_that_have_not_reported_are_missing(database: Database, reader: Reader) -> None:
    make_report(database, make_school(database, code="TOLD"))
    make_school(database, code="SHUT", closed_on=date(2026, 10, 31))
    make_school(database, "Trường Mầm non Hoa Sim", code="LATE", commune="Xã Tà Lương")
    missing = queries.missing_reports(reader, OCTOBER)
    assert rows(missing, "code", "name", "commune") == [("LATE", "Trường Mầm non Hoa Sim", "Xã Tà Lương")]


@pytest.mark.parametrize("typed", ["suoi may", "SUỐI MÂY", "th01", "ta luong", "mây suối", "tiểu  th01"])
def test_search_finds_words_in_any_order_without_accents(database: Database, reader: Reader, typed: str) -> None:
    make_school(database, "Trường Tiểu học Suối Mây", code="TH01", commune="Xã Tà Lương")
    make_school(database, "Trường Mầm non Hoa Sim", code="MN01")
    assert rows(queries.school_search(reader, OCTOBER, typed), "code") == [("TH01",)]


def test_search_without_words_lists_all_in_vietnamese_order(database: Database, reader: Reader) -> None:
    for name in ("Đồng Tâm", "An Bình", "Ea Trang", "Âu Cơ", "Dân Chủ"):
        make_school(database, name)
    found = [name for (name,) in rows(queries.school_search(reader, OCTOBER, ""), "name")]
    assert found == ["An Bình", "Âu Cơ", "Dân Chủ", "Đồng Tâm", "Ea Trang"]


def test_search_does_not_find_what_is_closed(database: Database, reader: Reader) -> None:
    make_school(database, "Trường Suối Mây", closed_on=date(2026, 1, 1))
    assert queries.school_search(reader, OCTOBER, "suoi may").empty


def test_a_school_in_depth_shows_branch_and_origin(
    database: Database, administrator: Principal, reader: Reader
) -> None:
    school = make_school(database, "Trường Tiểu học Suối Mây", code="TH01")
    make_school(database, "Trường Tiểu học Đồng Tâm", code="TH02")
    make_branch(database, [school])
    make_succession(database, school, school, kind="rename", former_name="Trường Cấp I Suối Mây")
    merge_schools(database, administrator, ["TH02"], "TH01", date(2026, 8, 1), NOW)
    card = queries.school_card(reader, "TH01", TODAY) or {}
    assert (card["branch_status"], card["branch_name"]) == ("own", "Chi bộ Suối Mây")
    assert card["former_names"] == ["Trường Cấp I Suối Mây"]
    assert card["merged_from"] == ["Trường Tiểu học Đồng Tâm (01/08/2026)"]


def test_a_school_without_a_code_is_named_by_its_id(database: Database, reader: Reader) -> None:
    school = make_school(database)
    card = queries.school_card(reader, f"id{school}", TODAY) or {}
    assert card["id"] == school
    assert queries.school_card(reader, "id99", TODAY) is None


def test_a_secretary_does_not_find_another_school(database: Database) -> None:
    own, _ = make_school(database, code="OWN"), make_school(database, code="OTHER")
    secretary = database.reader(secretary_of(own))
    assert queries.school_card(secretary, "OTHER", TODAY) is None
    assert [row["code"] for row in queries.schools(secretary, TODAY)] == ["OWN"]


def test_a_school_shows_what_it_reported_newest_first(database: Database, reader: Reader) -> None:
    school = make_school(database, code="TH01")
    for month in ("2024-10", "2026-08", "2026-10", "2026-11"):
        make_report(database, school, month, members_total=5)
    reports = queries.school_reports(reader, OCTOBER.of_school("TH01"))
    assert list(months_of(reports, "members_total")) == ["2026-10", "2026-08"]


def test_communes_and_months_to_choose_from(database: Database, reader: Reader) -> None:
    for commune in ("Xã Đồng Tâm", "Xã An Bình", "Xã An Bình", None):
        make_report(database, make_school(database, commune=commune), "2026-09")
    make_report(database, 1, "2026-10")
    make_report(database, 1, "2026-12")
    assert queries.communes(reader) == {"xa-an-binh": "Xã An Bình", "xa-dong-tam": "Xã Đồng Tâm"}
    assert queries.reported_months(reader, TODAY) == [Month(2026, 10), Month(2026, 9)]


def test_the_last_write_is_known(database: Database, reader: Reader) -> None:
    assert queries.last_write(reader) is None
    make_school(database)
    last = queries.last_write(reader) or {}
    assert (last["who"], last["action"]) == ("administrator", "make_school")
