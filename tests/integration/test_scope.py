"""Nobody is shown another school: each question answered for some schools equals a district that has no others."""

from __future__ import annotations

import re
from datetime import date, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from dashboard.demo.district import District, invent
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal
from dashboard.settings import load
from dashboard.storage import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


QUERIES = {
    entry.name.removesuffix(".sql"): entry.read_text("utf-8")
    for entry in (files("dashboard.storage") / "queries").iterdir()
}
NOT_ABOUT_SCHOOLS = {
    "uploads": "a file may hold several schools, so only who sees all of them sees files",
    "upload": "the same",
    "upload_changes": "images of rows of any school",
    "later_uploads": "about files",
    "images_about": "images of rows of any school",
    "uploads_naming": "about files",
    "same_upload": "about files",
    "last_covered": "asks which files named a school",
    "audit_trail": "what everybody did",
    "last_write": "what somebody did last",
}
ASKED: dict[str, Any] = {
    "month": date(2026, 10, 1),
    "day": date(2026, 10, 20),
    "people": [1, 2, 3, 4, 5],
    "state": None,
    "person_id": 1,
    "school_id": 1,
    "full_name": "Lò Thị Suối",
    "birth_date": None,
    "birth_year": None,
    "until": date(2027, 1, 20),
    "least_members": 3,
    "earlier": date(2026, 9, 1),
    "start": date(2025, 1, 1),
    "year_start": date(2026, 1, 1),
    "base_month": date(2025, 12, 1),
    "expected_months": [date(2026, number, 1) for number in range(1, 11)],
    "member_months": [date(2026, 10, 1), date(2026, 9, 1), date(2025, 10, 1)],
    "months": [date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 1)],
    "school_ids": [1, 2, 3],
    "keys": ["lo thi suoi"],
    "today": date(2026, 11, 21),
    "levels": [],
    "communes": [],
    "school": None,
    "words": ["truong"],
    "by": "commune",
    "due_day": 5,
    "quantile": 0.5,
    "limit": 100,
    "skip": 0,
    "dataset": "branch_report",
    "sheet": None,
    "sha256": "none",
    "upload_id": 1,
    "choice_id": 1,
    "since": date(2023, 10, 20),
    "stage": None,
    "overdue": False,
    "unhelped": False,
    "most": 2,
}
REPORTS = {
    "place": list(range(300)),
    "school_id": [number % 60 + 1 for number in range(300)],
    "month": [date(2026, number // 60 + 6, 1) for number in range(300)],
}
WANTED = {"known_reports": REPORTS, "reports_before": REPORTS}
"""The questions about rows that are handed over, with such rows."""
NOW = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 (the database keeps the office's own time)
LAST = Month(2026, 10)


@pytest.fixture(scope="module")
def district() -> District:
    return invent(schools=51, months=24, people=300, seed=3, last=LAST, due_day=5)


def subsets(district: District) -> dict[str, frozenset[int]]:
    ids = district.schools["id"].to_pylist()
    merged = {
        school_id
        for row in district.successions.to_pylist()
        if row["kind"] == "merger"
        for school_id in (row["predecessor_id"], row["successor_id"])
    }
    return {
        "a few": frozenset(ids[:5]),
        "all of a merger": frozenset(merged),
        "one": frozenset(ids[3:4]),
        "every other": frozenset(ids[::2]),
    }


def only(table: pa.Table, *columns: str, ids: frozenset[int]) -> pa.Table:
    kept = [all(row[column] in ids for column in columns) for row in table.to_pylist()]
    return table.filter(kept)


def write(database: Database, district: District, ids: frozenset[int] | None) -> None:
    ids = frozenset(district.schools["id"].to_pylist()) if ids is None else ids
    stands = only(district.school_branches, "school_id", ids=ids)
    branches = frozenset(row["branch_id"] for row in stands.to_pylist() if row["branch_id"] is not None)
    tables = {
        "school": only(district.schools, "id", ids=ids),
        "school_succession": only(district.successions, "predecessor_id", "successor_id", ids=ids),
        "branch": only(district.branches, "id", ids=branches),
        "school_branch": stands,
        "report": only(district.reports, "school_id", ids=ids),
        **{name: only(rows, "school_id", ids=ids) for name, rows in district.people.items()},
    }
    with database.writing(LOCAL_ADMINISTRATOR, "invent", NOW) as (writer, _):
        for name, table in tables.items():
            if table.num_rows:
                writer.insert(name, table)


@pytest.fixture(scope="module")
def whole(district: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    yield from opened(tmp_path_factory.mktemp("whole"), district, None)


@pytest.fixture(scope="module", params=["a few", "all of a merger", "one", "every other"])
def some(
    request: pytest.FixtureRequest, district: District, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Principal]]:
    ids = subsets(district)[request.param]
    for database in opened(tmp_path_factory.mktemp("some"), district, ids):
        yield database, Principal("secretary", ids)


def opened(folder: Path, district: District, ids: frozenset[int] | None) -> Iterator[Database]:
    settings = load({"data": folder, "today": "2026-11-21"}, {})
    database = Database(settings.database, settings, NOW)
    write(database, district, ids)
    yield database
    database.close()


def answer(database: Database, principal: Principal, name: str, **other: object) -> list[dict[str, object]]:
    if name in WANTED:
        found: list[dict[str, object]] = database.reader(principal).table(name, pa.table(WANTED[name])).to_pylist()
        return found
    named = set(re.findall(r"\$([a-z_0-9]+)", QUERIES[name]))
    return database.reader(principal).rows(
        name, **{key: value for key, value in (ASKED | other).items() if key in named}
    )


@pytest.mark.parametrize("name", sorted(set(QUERIES) - set(NOT_ABOUT_SCHOOLS)))
def test_some_schools_see_what_a_district_of_only_them_would_show(
    name: str, whole: Database, some: tuple[Database, Principal], district: District
) -> None:
    alone, principal = some
    codes = [row["code"] for row in district.schools.to_pylist() if row["id"] in (principal.school_ids or ())]

    for school in (None, codes[0]):
        expected = answer(alone, LOCAL_ADMINISTRATOR, name, school=school)

        assert in_any_order(expected) == in_any_order(answer(whole, principal, name, school=school))


def in_any_order(rows: list[dict[str, object]]) -> list[str]:
    return sorted(map(repr, rows))


@pytest.mark.parametrize("name", sorted(NOT_ABOUT_SCHOOLS))
def test_what_is_not_about_schools_is_only_for_who_sees_everything(name: str, whole: Database) -> None:
    assert answer(whole, Principal("secretary", frozenset({1, 2, 3})), name) == []


ALWAYS_ONE_ROW = {
    "latest_month": [{"month": None}],
    "school_count": [{"schools": 0}],
}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_nobody_without_a_school_sees_anything(name: str, whole: Database) -> None:
    rows = answer(whole, Principal("nobody", frozenset()), name)

    if name in ALWAYS_ONE_ROW:
        assert rows == ALWAYS_ONE_ROW[name]
    else:
        assert told(rows) == []


def told(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out the rows of a month or an indicator that only say zero or unknown."""
    frame = {"month", "code"}
    return [row for row in rows if any(value for key, value in row.items() if key not in frame)]


def test_an_unset_scope_gives_no_rows(whole: Database) -> None:
    cursor = whole._connection.cursor()

    views = [name for (name,) in cursor.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]

    assert len(views) > 5
    assert {name: cursor.table(name).fetchall() for name in views} == {key: [] for key in views}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_question_is_one_named_statement_over_the_scoped_views(name: str) -> None:
    sql = QUERIES[name]

    assert sql.startswith("-- ")
    assert "?" in sql.split("\n", 2)[0] + sql.split("\n", 2)[1] or "." in sql.split("\n", 1)[0]
    assert "set variable" not in sql.lower()
    assert "district." not in sql
