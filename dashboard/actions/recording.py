"""Writing an accepted plan: the upload, then the rows with their images."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.actions.comparing import COUNTS
from dashboard.actions.editing import written_down
from dashboard.actions.registering import add_schools, record_register
from dashboard.actions.verifying import refuse_if_broken
from dashboard.domain.months import Month
from dashboard.errors import Forbidden
from dashboard.intake.compare import row_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.actions.plan import Accepted, Plan, Source
    from dashboard.storage import Writer


@dataclass(frozen=True)
class Incoming:
    """A plan that is to be written, and how it came: ``file``, or ``form`` when it was typed in."""

    plan: Plan
    kind: str


def record_upload(writer: Writer, incoming: Incoming) -> int:
    """Write the upload and every row that is new or changed; return the upload's id."""
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
    rows = [plan.accepted[place] for place in plan.changes.touched()]
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
        },
        ensure_ascii=False,
    )


def stored_reports(source: Source, keys: Sequence[tuple[int, Month]]) -> dict[tuple[int, Month], dict[str, Any]]:
    """Return the reports of these schools and months as they stand."""
    rows = source.rows(
        "reports_of", school_ids=[school_id for school_id, _ in keys], months=[month.first for _, month in keys]
    )
    return {(row["school_id"], Month.of(row["month"])): row for row in rows}


def _record_reports(writer: Writer, rows: list[Accepted], upload_id: int) -> None:
    school_ids = add_schools(writer, [one.target for one in rows])
    keyed = [(school_ids[one.target.key], _month(one), one) for one in rows]
    for school_id, _, _ in keyed:
        if not writer.principal.may_write(school_id):
            raise Forbidden("errors.not_your_school")
    stored = stored_reports(writer, [(school_id, month) for school_id, month, _ in keyed])
    new = [key for key in ((school_id, month) for school_id, month, _ in keyed) if key not in stored]
    ids = dict(zip(new, writer.new_ids("report", len(new)), strict=True)) if new else {}
    empty = dict.fromkeys(COUNTS)
    reports = []
    for school_id, month, one in keyed:
        known = stored.get((school_id, month)) or empty | {
            "id": ids.get((school_id, month)),
            "school_id": school_id,
            "month": month.first,
            "recorded_on": writer.now.date(),
        }
        given = {field: value for field, value in one.record.values.items() if field in COUNTS}
        reports.append(row_after("branch_report", known, given) | {"upload_id": upload_id})
    writer.put("report", reports)


def _month(one: Accepted) -> Month:
    month = one.record.values["period"]
    if not isinstance(month, Month):
        raise TypeError(month)
    return month
