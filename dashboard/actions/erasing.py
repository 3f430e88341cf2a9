"""A person's own data: corrected with a reason, moved to another school, and erased with every image of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dashboard.actions.moving import end_help, refuse_namesake
from dashboard.actions.people import changing, person_row, refuse, with_birth
from dashboard.actions.people_judging import judged, newly_final
from dashboard.actions.recognising import Register
from dashboard.domain.text import fold, tidy
from dashboard.errors import Forbidden, InvalidInput, NotFound
from dashboard.queries.people import rows_about

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dashboard.actions.people import Acting
    from dashboard.domain.cases import Case
    from dashboard.domain.guards import Objection
    from dashboard.domain.judging import Law
    from dashboard.storage import Writer


def correct_person(acting: Acting, person_id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct what is recorded of a person themselves; the reason is kept with the change.

    Raises ``InvalidInput`` without a reason or a name and for a birth that cannot be, ``Conflict`` when the school has
    somebody else of that name and birth, ``StepRefused`` where steps that were taken would become impossible.
    """
    if not tidy(reason) or not tidy(str(values.get("full_name", "?"))):
        raise InvalidInput("errors.reason_needed" if not tidy(reason) else "errors.person_needs_a_name")
    with changing(acting, "correct_person", person_id) as change:
        row = person_row({**change.person, **with_birth(values, acting.law.today)})
        if any(row[name] != change.person[name] for name in ("full_name", "birth_date", "birth_year")):
            refuse_namesake(change.writer, row)
            refuse(_against_birth(change.case, row["birth_date"] or row["birth_year"], acting.law))
        change.writer.put("person", [row])
        _note_reason(change.writer, change.upload_id, reason)


def _against_birth(case: Case, born: date | int | None, law: Law) -> tuple[Objection, ...]:
    """Return what speaks against the steps that were taken, by another birth alone."""
    steps = list(case.steps.values())
    before = judged(replace(case, events=()), steps, law)
    after = judged(replace(case, events=(), born=born), steps, law)
    return tuple(objection for _, objection in newly_final(after, before))


def _note_reason(writer: Writer, upload_id: int, reason: str) -> None:
    upload = writer.images("upload", [upload_id])[upload_id]
    understood = json.loads(upload["understood"]) | {"reason": tidy(reason)}
    writer.delete("upload", [upload_id])
    writer.insert("upload", [upload | {"understood": json.dumps(understood, ensure_ascii=False)}])


def move_to_school(acting: Acting, person_id: int, school: str, day: date) -> None:
    """Let a person go on at another school of the district, with all that is recorded; its branch assigns a helper.

    Raises ``Forbidden`` for who may not write in both schools, ``Conflict`` when that school has a namesake.
    """
    with changing(acting, "change_school", person_id) as change:
        school_id = Register.read(change.writer, acting.now.date()).id_of(school)
        if not acting.principal.may_write(school_id):
            raise Forbidden("errors.not_your_school")
        row = person_row({**change.person, "school_id": school_id})
        refuse_namesake(change.writer, row)
        end_help(change, day)
        change.writer.put("person", [row])
        for table, rows in rows_about(change.writer, [person_id]).items():
            change.writer.put(table, [row | {"school_id": school_id} for row in rows])


def erase_person(acting: Acting, person_id: int, reason: str) -> None:
    """Erase all that is recorded of a person, before-images and names in edits and reasons too; it cannot be undone.

    What remains is that somebody was erased, when, by whom and why. Raises ``Forbidden`` for who does not see
    everything, ``NotFound`` for nobody, ``InvalidInput`` without a reason or with one that names the person.
    """
    if not acting.principal.sees_everything:
        raise Forbidden("errors.administrators_only")
    if not tidy(reason):
        raise InvalidInput("errors.reason_needed")
    with acting.database.writing(acting.principal, "erase_person", acting.now) as (writer, audited):
        person = writer.images("person", [person_id]).get(person_id)
        if person is None:
            raise NotFound("errors.no_such_person")
        if person["search_key"] in fold(reason):
            raise InvalidInput("errors.reason_names_person")
        audited.update({"person_id": person_id, "reason": tidy(reason)})
        kept = writer.rows("images_about", person_id=person_id)
        for table, rows in rows_about(writer, [person_id]).items():
            writer.erase(table, [row["id"] for row in rows])
        _forget_as_helper(writer, person)
        for table in {row["table_name"] for row in kept}:
            writer.erase(table, [row["row_id"] for row in kept if row["table_name"] == table])
        writer.erase("person", [person_id])
        naming = writer.rows("uploads_naming", full_name=person["full_name"])
        _forget_words(writer, {row["upload_id"] for row in kept} | {row["id"] for row in naming})


def _forget_as_helper(writer: Writer, person: Mapping[str, Any]) -> None:
    """Take the name out of the rows in which the person helped others."""
    rows = writer.rows("helped_by", person_id=person["id"])
    reviews = writer.rows("people_reviews", people=sorted({row["person_id"] for row in rows}))
    named = [row for row in reviews if fold(row["helper_name"] or "") == person["search_key"]]
    writer.erase("helper_review", [row["id"] for row in named])
    writer.insert("helper_review", [row | {"helper_name": None} for row in named])
    writer.erase("helper", [row["id"] for row in rows])
    writer.insert("helper", [row | {"helper_name": "…", "helper_key": "", "helper_person_id": None} for row in rows])


def _forget_words(writer: Writer, uploads: set[int]) -> None:
    """Take out of uploads the edits of files, and the reasons that were given."""
    forgotten = []
    for row in writer.images("upload", sorted(uploads)).values():
        understood = json.loads(row["understood"])
        kept = {name: said for name, said in understood.items() if name != "reason"}
        kept |= {"edits": []} if understood.get("edits") else {}
        if kept != understood:
            forgotten.append(row | {"understood": json.dumps(kept, ensure_ascii=False)})
    writer.delete("upload", [row["id"] for row in forgotten])
    writer.insert("upload", forgotten)
