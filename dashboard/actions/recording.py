"""Writing an accepted plan: the upload, then the rows with their images."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dashboard.actions.comparing import COUNTS, first_days, placed, standing_reports, stored_counts
from dashboard.actions.editing import written_down
from dashboard.actions.people_stated import LISTS
from dashboard.actions.registering import add_schools, record_register
from dashboard.actions.verifying import refuse_if_broken
from dashboard.errors import Forbidden
from dashboard.intake.columnar import Column, Numbers
from dashboard.intake.facts import counted
from dashboard.intake.records import MISSING, Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.actions.plan import AcceptedRows, Plan
    from dashboard.intake.columnar import Places
    from dashboard.storage import Writer


@dataclass(frozen=True)
class Incoming:
    """A plan that is to be written, and how it came: ``file``, or ``form`` when it was typed in."""

    plan: Plan
    kind: str


def record_upload(writer: Writer, incoming: Incoming) -> int:
    """Write the upload and every row that is new or changed; return the upload's id.

    People are written under it by ``record_people``.
    """
    plan = incoming.plan
    upload_id = open_upload(
        writer,
        {
            "kind": incoming.kind,
            "dataset": plan.dataset,
            "file_name": plan.name,
            "sheet": plan.table.sheet,
            "sha256": plan.sha256,
            "month": plan.month.first if plan.month else None,
            "understood": _understood(plan),
            "rows_refused": plan.refused_rows,
        }
        | {f"rows_{name}": count for name, count in plan.changes.counts().items()},
    )
    if plan.dataset in LISTS:
        return upload_id
    rows = plan.accepted.take(np.array(plan.changes.touched(), np.int64))
    if plan.dataset == "schools":
        record_register(writer, rows)
        refuse_if_broken(writer, "errors.register_breaks")
    else:
        _record_reports(writer, rows, upload_id)
    return upload_id


NO_ROWS = {"rows_new": 0, "rows_changed": 0, "rows_unchanged": 0, "rows_absent": 0, "rows_refused": 0}


def open_upload(writer: Writer, values: Mapping[str, Any]) -> int:
    """Write an upload row and keep the images of what follows under it; return its id.

    ``values`` names what is known of the upload; the counts are zero and the rest is empty unless given.
    """
    (upload_id,) = writer.new_ids("upload", 1)
    empty = {"file_name": None, "sheet": None, "sha256": None, "month": None, "undone_at": None, "undone_by": None}
    stamp = {"id": upload_id, "recorded_at": writer.now, "recorded_by": writer.principal.name}
    writer.insert("upload", [empty | NO_ROWS | dict(values) | stamp])
    writer.record_under(upload_id)
    return upload_id


def _understood(plan: Plan) -> str:
    return json.dumps(
        {
            "encoding": plan.table.encoding,
            "delimiter": plan.table.delimiter,
            "header_row": plan.table.header_row,
            "columns": {column.header: column.field for column in plan.matching.columns},
            "refused": sorted({problem.row for problem in plan.rejected if problem.row is not None}),
            "edits": written_down(plan.edits),
        }
        | ({"absent": list(plan.absent)} if plan.dataset in LISTS else {}),
        ensure_ascii=False,
    )


def _record_reports(writer: Writer, rows: AcceptedRows, upload_id: int) -> None:
    ids = add_schools(writer, rows.targets.values)
    if not all(map(writer.principal.may_write, ids.values())):
        raise Forbidden("errors.not_your_school")
    school_ids = rows.targets.numbers(lambda target: ids[target.key]).values
    months = rows.records.columns["period"].numbers(counted).values
    standing = standing_reports(writer, school_ids, months)
    identity = {"id": _ids(writer, standing, len(rows)), "school_id": school_ids, "month": first_days(months)}
    stamp = {"recorded_on": _recorded_on(writer, standing, len(rows)), "upload_id": np.full(len(rows), upload_id)}
    stored = stored_counts(standing, len(rows))
    counts = {field: _count(rows.records.columns.get(field), stored.get(field), len(rows)) for field in COUNTS}
    writer.put_table("report", pa.table(identity | counts | stamp))


def _ids(writer: Writer, standing: pa.Table, rows: int) -> Places:
    """Return the ids of reports, new ones where none stands."""
    known = _told(standing, "id", rows)
    new = np.flatnonzero(~known.known)
    given = writer.new_ids("report", len(new)) if len(new) else range(0)
    return known.put(new, np.array(given, np.int64), np.True_).values


def _recorded_on(writer: Writer, standing: pa.Table, rows: int) -> pa.Array:
    """Return the days on which reports were recorded first, today where none stands."""
    known = _told(standing, "recorded_on", rows)
    today = (writer.now.date() - date(1970, 1, 1)).days
    return pa.array(np.where(known.known, known.values, today).astype(np.int32)).cast(pa.date32())


def _told(standing: pa.Table, column: str, rows: int) -> Numbers:
    if not standing.num_rows:
        return Numbers.unknown(rows)
    told = standing[column].cast(pa.int32()) if column == "recorded_on" else standing[column]
    return placed(told, standing["place"].to_numpy(), rows)


def _count(given: Column[Cell] | None, stored: Column[Cell] | None, rows: int) -> pa.Array:
    """Return a figure as it will stand: the file's, else the one that is stored."""
    missing = Column[Cell].alike(MISSING, rows)
    told, kept = given or missing, stored or missing
    figures = told.over(kept, told.where(lambda cell: cell is MISSING)).numbers(
        lambda cell: cell if isinstance(cell, int) else None
    )
    return pa.array(figures.values.astype(np.int32), mask=~figures.known)
