"""Writing a list of people: the people, their events in order, and what stands beside, each with its images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.actions.people import person_row
from dashboard.actions.people_timeline import UNNUMBERED
from dashboard.actions.registering import add_schools
from dashboard.domain.histories import Kind
from dashboard.errors import Forbidden
from dashboard.i18n import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dashboard.actions.people_subject import PersonChange
    from dashboard.actions.people_timeline import NewEvent
    from dashboard.storage import Writer

Row = dict[str, Any]
_DERIVED = ("is_reversed", "until_on", "is_step", "lapsed_on")
_WORDS = Translator("vi")
"""Reasons are kept as people here write them, in every language."""


def record_people(writer: Writer, changes: Sequence[PersonChange], upload_id: int) -> None:
    """Write what a list of people changes; raise ``Forbidden`` for a school that is not the principal's."""
    ids = add_schools(writer, [one.target for one in changes])
    if not all(map(writer.principal.may_write, ids.values())):
        raise Forbidden("errors.not_your_school")
    people = [_person(one, ids[one.target.key]) for one in changes]
    writer.put_numbered("person", [row for one, row in zip(changes, people, strict=True) if one.person])
    whose = [{"person_id": row["id"], "school_id": row["school_id"], "upload_id": upload_id} for row in people]
    writer.put("stage_event", list(_events(writer, changes, whose)))
    for table in ("paper", "vote", "helper", "helper_review"):
        rows = [dict(row) | ids for one, ids in zip(changes, whose, strict=True) for row in one.rows.get(table, ())]
        writer.put_numbered(table, rows)


def _person(one: PersonChange, school_id: int) -> Row:
    stored = one.known.row if one.known else {"id": None}
    return person_row({**stored, **one.person, "school_id": school_id})


def _events(writer: Writer, changes: Sequence[PersonChange], whose: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    """Yield the rows of the events with their ids; one whose place is its own gets it with the id."""
    count = sum(len(one.events) for one in changes)
    numbers = iter(writer.new_ids("stage_event", count)) if count else iter(())
    for one, ids in zip(changes, whose, strict=True):
        for new in one.events:
            number = next(numbers)
            position = number if new.event.position >= UNNUMBERED else new.event.position
            yield {"id": number, **ids, **_event(new), "position": position, **_recorded(writer)}


def _event(new: NewEvent) -> Row:
    event = new.event
    taken_back = event.kind is Kind.REVERSE
    same = ("stage", "exit", "on_day", "received_on", "ends_on", "reverses", "has_gap")
    return {
        "kind": str(event.kind),
        **{name: getattr(event, name) for name in same},
        "document_no": event.number,
        "introduced_by": new.introduced_by,
        "reason": _WORDS("upload.people.reason") if taken_back else None,
    }


def _recorded(writer: Writer) -> Row:
    return {"recorded_at": writer.now, "recorded_by": writer.principal.name} | dict.fromkeys(_DERIVED)
