"""The invented district: what it adds up to, that nothing in it contradicts itself, and that it is lifelike."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.definitions import checks
from dashboard.demo.district import District, invent
from dashboard.demo.plan import DISTRICT, STATED_MEMBERS, STATED_SCHOOLS, STATED_STAFF
from dashboard.domain.months import Month
from dashboard.domain.ratios import Standing, percent_of, standing
from dashboard.domain.reporting import ReportState, due_on, state
from dashboard.domain.schools import Level, name_key
from dashboard.domain.text import fold, slug

LAST = Month(2026, 10)
DUE_DAY = 5
NAMES = {
    "school": "schools",
    "school_succession": "successions",
    "branch": "branches",
    "school_branch": "school_branches",
    "report": "reports",
}
REAL_SCHOOLS = ("Đạo Đức A", "Cộng Hòa", "Trà Nam", "Hòa Thành")


@cache
def usual() -> District:
    return invent(last=LAST, due_day=DUE_DAY)


def connected(district: District) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table, field in NAMES.items():
        connection.register(table, getattr(district, field))
    return connection


def last_reports(district: District) -> list[dict[str, int]]:
    """The last report of every school that is open at the end."""
    found = connected(district).sql(
        """SELECT report.* FROM report JOIN school ON school.id = report.school_id WHERE closed_on IS NULL
           QUALIFY row_number() OVER (PARTITION BY school_id ORDER BY month DESC) = 1 ORDER BY school_id"""
    )
    rows: list[dict[str, int]] = found.to_arrow_table().to_pylist()
    return rows


def total(district: District, field: str) -> int:
    return sum(row[field] for row in last_reports(district))


def broken_checks(district: District) -> dict[str, int]:
    """How many rows break each check of the definitions."""
    connection = connected(district)
    connection.execute(
        """CREATE TABLE judged AS SELECT *,
           lag(members_total) OVER (PARTITION BY school_id ORDER BY month) AS previous_members_total FROM report"""
    )
    counts = {}
    for check in checks().values():
        if check.dataset == "branch_report":
            counted = connection.execute(f"SELECT count(*) FROM judged WHERE {check.broken}").fetchone()  # noqa: S608
            counts[check.code] = counted[0] if counted else -1
    return {code: count for code, count in counts.items() if count}


def test_the_figures_of_the_last_month_are_those_of_the_roundtable() -> None:
    district = usual()
    assert len(last_reports(district)) == 51
    assert total(district, "staff_total") == 1844
    assert total(district, "members_total") == 810
    assert str(percent_of(810, 1844)) == "43.93"


def test_the_same_arguments_give_the_same_bytes_and_another_seed_does_not() -> None:
    again = invent(last=LAST, due_day=DUE_DAY)
    other = invent(last=LAST, due_day=DUE_DAY, seed=2)
    for field in NAMES.values():
        assert getattr(again, field).equals(getattr(usual(), field))
    assert not other.reports.equals(usual().reports)
    assert not other.schools.equals(usual().schools)


@pytest.mark.parametrize("table", NAMES)
def test_every_table_has_the_columns_of_the_schema_in_its_types(table: str) -> None:
    connection = connected(usual())
    written = getattr(usual(), NAMES[table])
    schema = duckdb.connect()
    schema.execute((files("dashboard.storage") / "schema.sql").read_text("utf-8"))
    # what is derived with every write is not the generator's to invent
    expected = [row for row in schema.execute(f"DESCRIBE {table}").fetchall() if row[0] != "stands_until"]
    found = connection.execute(f"DESCRIBE {table}").fetchall()
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    required = [row[0] for row in expected if row[2] == "NO"]
    assert [name for name in required if written[name].null_count] == []


def test_ids_count_from_one_in_every_table() -> None:
    for field in NAMES.values():
        ids = getattr(usual(), field)["id"].to_pylist()
        assert ids == list(range(1, len(ids) + 1))


def test_reports_stand_in_the_order_of_the_months() -> None:
    keys = list(zip(usual().reports["month"].to_pylist(), usual().reports["school_id"].to_pylist(), strict=True))
    assert keys == sorted(set(keys))


def test_no_check_is_broken() -> None:
    assert broken_checks(usual()) == {}


def test_an_identity_that_is_broken_is_seen() -> None:
    reports = usual().reports
    changed = reports.set_column(
        reports.schema.get_field_index("members_official"),
        "members_official",
        pa.array([count + 1 for count in reports["members_official"].to_pylist()], pa.int32()),
    )
    district = District(usual().schools, usual().successions, usual().branches, usual().school_branches, changed)
    assert broken_checks(district) == {"members_are_official_and_probationary": reports.num_rows}


def test_about_twenty_schools_are_below_the_district_but_only_about_four_surely() -> None:
    share = 810 / 1844
    rows = [(row["members_total"], row["staff_total"]) for row in last_reports(usual())]
    stands = [standing(members, staff, share) for members, staff in rows]
    assert 18 <= sum(members * 1844 < 810 * staff for members, staff in rows) <= 22
    assert 3 <= stands.count(Standing.BELOW) <= 5
    assert 2 <= stands.count(Standing.ABOVE) <= 5


def test_three_schools_have_not_reported_the_last_month_and_three_were_late() -> None:
    rows = [row for row in usual().reports.to_pylist() if row["month"] == LAST.first]
    missing = {row["school_id"] for row in last_reports(usual())} - {row["school_id"] for row in rows}
    late = [row for row in rows if row["recorded_on"] > due_on(LAST, DUE_DAY)]
    assert (len(rows), len(missing), len(late)) == (48, 3, 3)


def test_most_reports_come_in_time_and_there_are_a_few_holes() -> None:
    today = date(2026, 11, 21)
    states = [state(Month.of(row["month"]), row["recorded_on"], DUE_DAY, today) for row in usual().reports.to_pylist()]
    assert 0.85 < states.count(ReportState.ON_TIME) / len(states) < 0.98
    holes = 52 * 21 + 51 * 3 - len(states)
    assert 5 <= holes <= 40


def test_nothing_is_recorded_after_today() -> None:
    today = date(2026, 11, 3)
    recorded = invent(last=LAST, due_day=DUE_DAY, today=today).reports["recorded_on"].to_pylist()
    assert max(recorded) == today
    assert total(invent(last=LAST, due_day=DUE_DAY, today=today), "members_total") == 810


def test_one_school_has_no_branch_and_no_member_and_two_share_one() -> None:
    found = connected(usual()).sql(
        """SELECT status, count(*), count(DISTINCT branch_id) FROM school_branch
           WHERE to_on IS NULL GROUP BY 1 ORDER BY 1"""
    )
    assert found.fetchall() == [("joint", 2, 1), ("none", 1, 0), ("own", 48, 48)]
    without = [row["school_id"] for row in last_reports(usual()) if row["members_total"] == 0]
    standings = {row["school_id"]: row["status"] for row in usual().school_branches.to_pylist()}
    assert [standings[school] for school in without] == ["none"]


def test_a_branch_of_its_own_keeps_three_official_members() -> None:
    found = connected(usual()).sql(
        """SELECT status, min(members_official) FROM report JOIN school_branch USING (school_id)
           WHERE status <> 'none' GROUP BY 1 ORDER BY 1"""
    )
    assert dict(found.fetchall())["own"] >= 3
    assert dict(found.fetchall())["joint"] < 3


def test_a_merger_ends_two_schools_and_begins_one_with_the_members_of_both() -> None:
    successions = [row for row in usual().successions.to_pylist() if row["kind"] == "merger"]
    schools = {row["id"]: row for row in usual().schools.to_pylist()}
    first, second = (schools[row["predecessor_id"]] for row in successions)
    successor = schools[successions[0]["successor_id"]]
    assert first["closed_on"] == second["closed_on"] == successor["opened_on"] - timedelta(days=1)
    assert {row["effective_on"] for row in successions} == {successor["opened_on"]}
    reports = {(row["school_id"], row["month"]): row for row in usual().reports.to_pylist()}
    month = Month.of(successor["opened_on"])
    before = [reports[school["id"], month.plus(-1).first]["members_total"] for school in (first, second)]
    assert reports[successor["id"], month.first]["opening_total"] == sum(before)
    assert (first["id"], month.first) not in reports
    assert (successor["id"], month.plus(-1).first) not in reports


def outside_the_life_of_the_school(district: District) -> int:
    found = connected(district).sql(
        """SELECT count(*) FROM report JOIN school ON school.id = report.school_id
           WHERE closed_on <= last_day(month) OR opened_on > last_day(month)"""
    )
    return int(found.fetchall()[0][0])


def test_no_report_lies_outside_the_life_of_its_school() -> None:
    assert outside_the_life_of_the_school(usual()) == 0
    assert outside_the_life_of_the_school(invent(last=LAST, due_day=DUE_DAY, months=120)) == 0


def test_one_school_was_renamed_within_the_months() -> None:
    renames = [row for row in usual().successions.to_pylist() if row["kind"] == "rename"]
    assert len(renames) == 1
    assert renames[0]["predecessor_id"] == renames[0]["successor_id"]
    assert LAST.plus(-23).first < renames[0]["effective_on"] < LAST.first
    assert renames[0]["former_name"] not in usual().schools["name"].to_pylist()


def test_some_figures_are_unknown_but_the_totals_never() -> None:
    unknown = {name for name in usual().reports.column_names if usual().reports[name].null_count}
    assert {"members_religious", "members_youth_union", "staff_managers", "opening_total", "admitted"} <= unknown
    assert not unknown & {"staff_total", "members_total", "members_official", "recorded_on"}


def test_admissions_cluster_and_members_grow_slowly() -> None:
    found = connected(usual()).sql("SELECT month(month), sum(admitted) FROM report GROUP BY 1").fetchall()
    by_month = dict(found)
    assert min(by_month[month] for month in (2, 5, 9)) > max(by_month[month] for month in (1, 4, 7, 8, 10))
    opening = connected(usual()).sql("SELECT sum(opening_total) FROM report WHERE month = DATE '2024-11-01'").fetchall()
    assert 730 < opening[0][0] < 800


def test_those_admitted_become_official_after_twelve_months() -> None:
    found = connected(usual()).sql(
        """SELECT school_id, sum(admitted), max_by(members_probationary, month)
           FROM report WHERE month > DATE '2025-10-01'
           GROUP BY 1 HAVING count(*) = 12 AND count(admitted) = 12"""
    )
    rows = found.fetchall()
    assert len(rows) > 30
    assert [row for row in rows if row[1] != row[2]] == []


def test_codes_and_names_are_unique_and_no_source_is_named() -> None:
    schools = usual().schools.to_pylist()
    assert len({row["code"] for row in schools}) == len(schools) == 53
    assert len({row["search_key"] for row in schools}) == 53
    assert len({name_key(row["name"]) for row in schools}) == 53
    assert [row["search_key"] for row in schools] == [fold(row["name"]) for row in schools]
    assert [row["commune_key"] for row in schools] == [slug(row["commune"]) for row in schools]
    assert not [row["name"] for row in schools for real in REAL_SCHOOLS if fold(real) in row["search_key"]]


def test_levels_and_communes_are_those_of_a_district() -> None:
    levels = {level for row in usual().schools.to_pylist() for level in row["level"].split("+")}
    assert levels >= {"kindergarten", "preschool", "primary", "lower_secondary", "upper_secondary", "continuing"}
    assert levels <= set(Level)
    assert len(set(usual().schools["commune"].to_pylist())) == 9


def test_wards_stand_in_the_place_of_townships_since_july_2025() -> None:
    assert {name.split()[0] for name in usual().schools["commune"].to_pylist()} == {"Xã", "Phường"}
    earlier = invent(last=Month(2016, 9), due_day=DUE_DAY, months=1)
    assert {name.split()[0] for name in earlier.schools["commune"].to_pylist()} == {"Xã", "Thị"}


def test_organisation_codes_have_fourteen_digits_and_are_unique() -> None:
    codes = usual().branches["org_code"].to_pylist()
    assert len(set(codes)) == len(codes)
    assert {tuple(map(len, code.split("."))) for code in codes} == {(2, 3, 3, 3, 3)}


def test_schools_that_share_a_branch_lie_in_one_commune() -> None:
    joint = [row["school_id"] for row in usual().school_branches.to_pylist() if row["status"] == "joint"]
    communes = {row["commune"] for row in usual().schools.to_pylist() if row["id"] in joint}
    assert (len(joint), len(communes)) == (2, 1)


def test_the_plan_has_the_schools_of_the_roundtable() -> None:
    assert len(DISTRICT) == STATED_SCHOOLS


@pytest.mark.parametrize(("schools", "months"), [(0, 24), (51, 0)])
def test_a_district_without_schools_or_months_is_refused(schools: int, months: int) -> None:
    with pytest.raises(ValueError, match="schools"):
        invent(last=LAST, due_day=DUE_DAY, schools=schools, months=months)


def test_forty_thousand_schools_have_names_codes_and_branches_of_their_own() -> None:
    district = invent(last=LAST, due_day=DUE_DAY, schools=40_000, months=2)
    for table, column in (("schools", "search_key"), ("schools", "code"), ("branches", "org_code")):
        values = getattr(district, table)[column].to_pylist()
        assert len(set(values)) == len(values)
    assert broken_checks(district) == {}
    assert str(percent_of(total(district, "members_total"), total(district, "staff_total"))) == "43.93"


@settings(max_examples=40, deadline=None)
@given(
    schools=st.one_of(st.integers(1, 8), st.integers(9, 130), st.just(STATED_SCHOOLS)),
    months=st.integers(1, 40),
    seed=st.integers(0, 2**32),
    last=st.builds(Month, st.integers(2010, 2040), st.integers(1, 12)),
    due_day=st.integers(1, 28),
)
def test_whatever_the_size_and_seed_the_sums_and_identities_hold(
    schools: int, months: int, seed: int, last: Month, due_day: int
) -> None:
    district = invent(last=last, due_day=due_day, schools=schools, months=months, seed=seed)
    ends = last_reports(district)
    assert len(ends) == schools
    staff = round(STATED_STAFF * schools / STATED_SCHOOLS)
    assert sum(row["staff_total"] for row in ends) == staff
    assert sum(row["members_total"] for row in ends) == round(staff * STATED_MEMBERS / STATED_STAFF)
    assert broken_checks(district) == {}
    assert outside_the_life_of_the_school(district) == 0
    counts = district.reports.to_pandas().drop(columns=["id", "school_id", "month", "recorded_on", "upload_id"])
    assert counts.min().min() >= 0
