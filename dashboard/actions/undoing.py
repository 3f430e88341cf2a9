"""Taking an upload back: every row it changed stands again as it stood before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dashboard.actions.verifying import refuse_if_broken
from dashboard.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dashboard.domain.principal import Principal
    from dashboard.storage import Database, Writer

# what refers to something is taken away before it and put back after it
_REFERRING_LAST = (
    "school",
    "branch",
    "school_branch",
    "school_succession",
    "report",
    "person",
    "stage_event",
    "vote",
    "helper",
    "helper_review",
    "paper",
    "remembered_choice",
)


def undo(database: Database, principal: Principal, upload_id: int, now: datetime) -> dict[str, int]:
    """Restore what an upload or a typed-in change replaced; return the four counts of that upload.

    Raises ``NotFound`` when there is no such upload or it was undone already, ``Conflict`` with the later uploads
    when one of them changed the same rows, when something else now builds on its rows, or for the invented district.
    """
    with database.writing(principal, "undo", now) as (writer, detail):
        upload = writer.one("upload", upload_id=upload_id)
        if upload is None or upload["undone_at"] is not None:
            raise NotFound("errors.no_such_upload", upload_id=upload_id)
        if upload["kind"] == "demo":
            raise Conflict("errors.undo_demo")
        _refuse_if_built_upon(writer, upload_id)
        _restore(writer, writer.rows("upload_changes", upload_id=upload_id))
        refuse_if_broken(writer, "errors.undo_breaks")
        writer.delete("upload", [upload_id])
        writer.insert("upload", [upload | {"undone_at": writer.now, "undone_by": principal.name}])
        counts = {name: int(upload[f"rows_{name}"]) for name in ("new", "changed", "unchanged", "absent")}
        detail.update({"upload_id": upload_id} | counts)
    return counts


def _refuse_if_built_upon(writer: Writer, upload_id: int) -> None:
    later = [str(row["upload_id"]) for row in writer.rows("later_uploads", upload_id=upload_id)]
    if later:
        raise Conflict("errors.undo_later", later=", ".join(later))


def _restore(writer: Writer, changes: list[dict[str, Any]]) -> None:
    for table in reversed(_REFERRING_LAST):
        of_table = [change for change in changes if change["table_name"] == table]
        writer.delete(table, [change["row_id"] for change in of_table])
    for table in _REFERRING_LAST:
        before = {change["row_id"]: _row(change) for change in changes if change["table_name"] == table}
        rows = [row for row in before.values() if row is not None]
        if rows:
            writer.insert(table, rows)


def _row(change: Mapping[str, Any]) -> dict[str, Any] | None:
    # changes come last first, so the image that stays is the first: as the row stood before the upload
    image = change["row_before"]
    return None if image is None else dict(json.loads(image))
