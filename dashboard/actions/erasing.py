"""A person's own data: corrected with a reason, moved to another school, and erased with every image of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dashboard.actions.moving import end_help
from dashboard.actions.people import changing, person_row
from dashboard.actions.recognising import Register
from dashboard.domain.text import tidy
from dashboard.errors import Forbidden, InvalidInput
from dashboard.queries.people import rows_about

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dashboard.actions.people import Acting
    from dashboard.storage import Writer


def correct_person(acting: Acting, person_id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct what is recorded of a person themselves; the reason is kept with the change.

    Raises ``InvalidInput`` without a reason or a name.
    """
    if not tidy(reason) or not tidy(str(values.get("full_name", "?"))):
        raise InvalidInput("errors.reason_needed" if not tidy(reason) else "errors.person_needs_a_name")
    with changing(acting, "correct_person", person_id) as change:
        change.writer.put("person", [person_row({**change.person, **values})])
        _note_reason(change.writer, change.upload_id, reason)


def _note_reason(writer: Writer, upload_id: int, reason: str) -> None:
    upload = writer.images("upload", [upload_id])[upload_id]
    understood = json.loads(upload["understood"]) | {"reason": tidy(reason)}
    writer.delete("upload", [upload_id])
    writer.insert("upload", [upload | {"understood": json.dumps(understood, ensure_ascii=False)}])


def move_to_school(acting: Acting, person_id: int, school: str, day: date) -> None:
    """Let a person go on at another school of the district, with all that is recorded; its branch assigns a helper.

    Raises ``Forbidden`` for who may not write in both schools.
    """
    with changing(acting, "change_school", person_id) as change:
        school_id = Register.read(change.writer, acting.now.date()).id_of(school)
        if not acting.principal.may_write(school_id):
            raise Forbidden("errors.not_your_school")
        end_help(change, day)
        change.writer.put("person", [person_row({**change.person, "school_id": school_id})])
        for table, rows in rows_about(change.writer, [person_id]).items():
            change.writer.put(table, [row | {"school_id": school_id} for row in rows])


def erase_person(acting: Acting, person_id: int, reason: str) -> None:
    """Erase all that is recorded of a person, before-images and names of files' edits too; it cannot be undone.

    What remains is that somebody was erased, when, by whom and why. Raises ``Forbidden`` for who does not see
    everything, ``InvalidInput`` without a reason.
    """
    if not acting.principal.sees_everything:
        raise Forbidden("errors.administrators_only")
    if not tidy(reason):
        raise InvalidInput("errors.reason_needed")
    with acting.database.writing(acting.principal, "erase_person", acting.now) as (writer, audited):
        audited.update({"person_id": person_id, "reason": tidy(reason)})
        touched = {row["upload_id"] for row in writer.rows("uploads_about", person_id=person_id)}
        for table, rows in rows_about(writer, [person_id]).items():
            writer.erase(table, [row["id"] for row in rows])
        _forget_as_helper(writer, person_id)
        writer.erase("person", [person_id])
        _forget_edits(writer, touched)


def _forget_as_helper(writer: Writer, person_id: int) -> None:
    """Take the name out of the rows in which the person helped others."""
    rows, name = (
        writer.rows("helped_by", person_id=person_id),
        writer.images("person", [person_id])[person_id]["full_name"],
    )
    reviews = writer.rows("people_reviews", people=sorted({row["person_id"] for row in rows}))
    named = [row for row in reviews if row["helper_name"] == name]
    writer.erase("helper_review", [row["id"] for row in named])
    writer.insert("helper_review", [row | {"helper_name": None} for row in named])
    writer.erase("helper", [row["id"] for row in rows])
    writer.insert("helper", [row | {"helper_name": "…", "helper_key": "", "helper_person_id": None} for row in rows])


def _forget_edits(writer: Writer, uploads: set[int]) -> None:
    images = writer.images("upload", sorted(uploads))
    kept = []
    for row in images.values():
        understood = json.loads(row["understood"])
        if understood.get("edits"):
            kept.append(row | {"understood": json.dumps(understood | {"edits": []}, ensure_ascii=False)})
    writer.delete("upload", [row["id"] for row in kept])
    writer.insert("upload", kept)
