"""What users answered about headings and schools' names: kept with a file that is written, and forgotten on demand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.actions.recording import open_upload
from dashboard.errors import Forbidden, NotFound
from dashboard.intake.choices import choice_key, heading_of_choice
from dashboard.intake.schools import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from dashboard.actions.plan import Options, Plan, Source
    from dashboard.domain.principal import Principal
    from dashboard.storage import Database, Writer

    Spelling = tuple[str, str, str]


@dataclass(frozen=True)
class Remembered:
    """Earlier answers: fields by dataset and heading (see ``match``), ids of schools by ``spelling``."""

    columns: Mapping[str, Mapping[str, str]]
    schools: Mapping[Spelling, int]


def remembered(source: Source, school: str | None) -> Remembered:
    """Return the answers that hold for a file of a school, by its code, or of several (``None``)."""
    columns: dict[str, dict[str, str]] = {}
    schools: dict[Spelling, int] = {}
    for row in source.rows("choices_for", school=school):
        if row["kind"] == "column":
            columns.setdefault(row["dataset"], {})[row["key"]] = row["answer"]
        else:
            code, name, place = json.loads(row["key"])
            schools[code, name, place] = int(row["answer"])
    return Remembered(columns, schools)


def remember(writer: Writer, plan: Plan, options: Options) -> None:
    """Keep what the user answered about this file; an answer that holds already is not kept again."""
    if not options.columns and not options.schools:
        return
    # a file of one school has rows of no other
    school_id = plan.accepted[0].target.school_id if options.school and plan.accepted else None
    names = ("kind", "dataset", "key", "answer", "school_id")
    known = {tuple(row[name] for name in names) for row in writer.rows("remembered_choices")}
    stamp = {"id": None, "school_id": school_id, "chosen_at": writer.now, "chosen_by": writer.principal.name}
    answers = [one | stamp for one in (*_columns(plan, options), *_schools(plan, options))]
    new = {tuple(one[name] for name in names): one for one in answers}
    writer.put_numbered("remembered_choice", [one for key, one in new.items() if key not in known])


def _columns(plan: Plan, options: Options) -> Iterator[dict[str, Any]]:
    written = {heading_of_choice(heading): (heading, field) for heading, field in options.columns.items()}
    for index in range(len(plan.table.headings)):
        key = heading_of_choice(choice_key(plan.table, index))
        if key in written:
            heading, field = written[key]
            yield {"kind": "column", "dataset": plan.dataset, "key": key, "written": heading, "answer": field}


def _schools(plan: Plan, options: Options) -> Iterator[dict[str, Any]]:
    for one in plan.accepted:
        if options.schools.get(one.record.row) and one.target.school_id:
            key = spelling(one.record.values)
            named = str(one.record.values.get("school_name") or one.record.values.get("school_code") or "")
            answer = {"written": named, "answer": str(one.target.school_id)}
            yield {"kind": "school", "dataset": plan.dataset, "key": json.dumps(key, ensure_ascii=False)} | answer


def forget(database: Database, principal: Principal, choice_id: int, now: datetime) -> None:
    """Forget one answer, so that it is asked again; undoing brings it back.

    Raises ``NotFound`` when there is no such answer, ``Forbidden`` for who does not see the whole district.
    """
    if not principal.sees_everything:
        raise Forbidden("errors.administrators_only")
    with database.writing(principal, "forget_choice", now) as (writer, audited):
        row = writer.images("remembered_choice", [choice_id]).get(choice_id)
        if row is None:
            raise NotFound("errors.no_such_choice", choice=choice_id)
        told = {"action": "forget_choice", "name": row["written"]}
        understood = json.dumps(told, ensure_ascii=False)
        kind = {"kind": "forget_choice", "dataset": row["dataset"], "understood": understood, "rows_changed": 1}
        audited.update(told | {"upload_id": open_upload(writer, kind)})
        same = writer.rows("same_choices", choice_id=choice_id)
        writer.remove("remembered_choice", [one["id"] for one in same])
