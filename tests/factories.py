"""Rows for tests: each maker is told only what the test is about and invents the rest. No real name is used."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dashboard.actions.comparing import COUNTS
from dashboard.actions.registering import school_row
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.storage import Database

NOW = datetime(2026, 11, 21, 8, 30)  # noqa: DTZ001 (the database keeps the office's own time)


def make_school(database: Database, name: str = "Trường Tiểu học Suối Mây", **values: object) -> int:
    """Add a school to the register and return its id; ``values`` are columns of the table ``school``."""
    with database.writing(LOCAL_ADMINISTRATOR, "make_school", NOW) as (writer, _):
        (school_id,) = writer.new_ids("school", 1)
        writer.insert("school", [school_row({**values, "id": school_id, "name": name})])
    return school_id


def make_report(database: Database, school_id: int, month: str = "2026-10", **counts: object) -> int:
    """Add a school's report and return its id; ``counts`` are its figures, ``recorded_on`` and ``upload_id``."""
    first = Month.parse(month).first
    given = {"recorded_on": Month.parse(month).plus(1).first, "upload_id": 1} | counts
    with database.writing(LOCAL_ADMINISTRATOR, "make_report", NOW) as (writer, _):
        (report_id,) = writer.new_ids("report", 1)
        row: dict[str, object] = (
            dict.fromkeys(COUNTS) | {"id": report_id, "school_id": school_id, "month": first} | given
        )
        writer.insert("report", [row])
    return report_id


def make_branch(
    database: Database, school_ids: Sequence[int], *, name: str = "Chi bộ Suối Mây", from_on: date | None = None
) -> int:
    """Add a branch for one school, or a joint one for several, and return its id."""
    status = "joint" if len(school_ids) > 1 else "own"
    with database.writing(LOCAL_ADMINISTRATOR, "make_branch", NOW) as (writer, _):
        (branch_id,) = writer.new_ids("branch", 1)
        empty = {"org_code": None, "term_start": None, "term_end": None}
        writer.insert("branch", [{"id": branch_id, "name": name, "kind": status} | empty])
        writer.insert(
            "school_branch",
            [
                {"id": row_id, "school_id": school_id, "branch_id": branch_id, "status": status}
                | {"from_on": from_on, "to_on": None}
                for row_id, school_id in zip(writer.new_ids("school_branch", len(school_ids)), school_ids, strict=True)
            ],
        )
    return branch_id


def make_succession(database: Database, predecessor: int, successor: int, **values: object) -> int:
    """Note that one school went into another, or with ``kind="rename"`` that it had a former name."""
    given: dict[str, object] = {"kind": "merger", "effective_on": date(2026, 8, 1), "former_name": None} | values
    with database.writing(LOCAL_ADMINISTRATOR, "make_succession", NOW) as (writer, _):
        (row_id,) = writer.new_ids("school_succession", 1)
        row: dict[str, object] = {"id": row_id, "predecessor_id": predecessor, "successor_id": successor}
        writer.insert("school_succession", [row | given])
    return row_id


def secretary_of(*school_ids: int) -> Principal:
    """Return somebody who sees these schools only."""
    return Principal("secretary", frozenset(school_ids))
