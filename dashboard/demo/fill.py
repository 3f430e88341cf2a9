"""Writing an invented district into an empty database, marked as invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.demo.district import District, invent
from dashboard.demo.reports import FIRST_UPLOAD
from dashboard.domain.months import last_full_month
from dashboard.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from dashboard.domain.principal import Principal
    from dashboard.storage import Database, Writer


def fill(  # noqa: PLR0913 (an invented district is described by all of these)
    database: Database,
    principal: Principal,
    *,
    schools: int,
    months: int,
    people: int = 0,
    seed: int,
    today: date,
    now: datetime,
    due_day: int,
) -> dict[str, int]:
    """Write an invented district up to the last full month before ``today``; return how much of what there is.

    Keys: ``schools`` (open in the last month), ``reports``, ``people``. Raises ``InvalidInput`` for a database in
    which anything was ever written, for less than one school or month, and for people below none.
    """
    if database.version:
        raise InvalidInput("errors.not_empty", path=database.path)
    if schools < 1 or months < 1:
        raise InvalidInput("errors.demo_size", schools=schools, months=months)
    if people < 0:
        raise InvalidInput("errors.demo_people", people=people)
    sizes = {"schools": schools, "months": months, "people": people, "seed": seed}
    district = invent(last=last_full_month(today), due_day=due_day, today=today, **sizes)
    found = district.people["person"].num_rows if district.people else 0
    counts = {"schools": schools, "reports": district.reports.num_rows, "people": found}
    with database.writing(principal, "demo", now) as (writer, detail):
        for name, table in _tables(district).items():
            _write(writer, name, table)
        writer.insert("upload", [_upload(writer, {**counts, "months": months, "seed": seed})])
        writer.taken("upload", FIRST_UPLOAD)
        writer.insert("setting", [{"name": "district", "value": "demo"}])
        detail.update(counts)
    return counts


def _tables(district: District) -> Mapping[str, pa.Table]:
    return {
        "school": district.schools,
        "school_succession": district.successions,
        "branch": district.branches,
        "school_branch": district.school_branches,
        "report": district.reports,
        **district.people,
    }


def _write(writer: Writer, name: str, table: pa.Table) -> None:
    if table.num_rows:
        writer.insert(name, table)
        writer.taken(name, pc.max(table["id"]).as_py())


def _upload(writer: Writer, understood: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": FIRST_UPLOAD,
        "kind": "demo",
        "dataset": "branch_report",
        "understood": json.dumps(understood),
        "rows_new": understood["reports"],
        "rows_changed": 0,
        "rows_unchanged": 0,
        "rows_absent": 0,
        "rows_refused": 0,
        "recorded_at": writer.now,
        "recorded_by": writer.principal.name,
    }
