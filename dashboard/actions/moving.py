"""Moving somebody along the way: to a stage, out, and taking a wrong move back; events are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.actions.people import Change, changing, person_row, refuse, upload_of, with_birth
from dashboard.actions.recognising import Register
from dashboard.actions.recording import open_upload
from dashboard.domain.cases import Case
from dashboard.domain.histories import Kind, standing_events
from dashboard.domain.judging import against_dates, against_exit, against_stage
from dashboard.domain.text import tidy
from dashboard.errors import Conflict, Forbidden, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dashboard.actions.people import Acting
    from dashboard.domain.guards import Objection
    from dashboard.domain.judging import Law
    from dashboard.storage import Writer


@dataclass(frozen=True)
class Move:
    """A move of one person, as the user filled it in; ``seen`` is the last event that the user saw."""

    person_id: int
    to: str
    day: date
    seen: int | None = None
    number: str | None = None
    received_on: date | None = None
    ends_on: date | None = None
    introduced_by: str | None = None
    reason: str | None = None
    is_old_record: bool = False


def add_person(acting: Acting, school: str, values: Mapping[str, Any], first: Move) -> int:
    """Add somebody to a school, by its code, at a stage, and return the id; ``first.person_id`` is not looked at.

    ``values`` are columns of the table ``person``. Raises ``InvalidInput`` without a name, ``Conflict`` when the school
    has somebody of the same name and birth, and ``StepRefused`` as ``move`` does.
    """
    name = tidy(str(values.get("full_name") or ""))
    if not name:
        raise InvalidInput("errors.person_needs_a_name")
    with acting.database.writing(acting.principal, "add_person", acting.now) as (writer, audited):
        school_id = Register.read(writer, acting.now.date()).id_of(school)
        if not acting.principal.may_write(school_id):
            raise Forbidden("errors.not_your_school")
        known = with_birth(values, acting.law.today)
        row = person_row({**known, "id": None, "school_id": school_id, "full_name": name})
        refuse_namesake(writer, row)
        upload_id = open_upload(writer, upload_of("add_person", None))
        writer.put_numbered("person", [row])
        change = Change(writer, upload_id, row, Case(row["birth_date"] or row["birth_year"]))
        objections = _against(change, first, acting.law)
        add_event(change, Kind.ENTER, first, {"stage": first.to, "has_gap": bool(objections)})
        audited.update({"person_id": row["id"], "upload_id": upload_id})
    return int(row["id"])


def refuse_namesake(writer: Writer, row: Mapping[str, Any]) -> None:
    """Raise ``Conflict`` when the school has somebody else of the same name and, as far as known, birth."""
    same = {name: row[name] for name in ("school_id", "full_name", "birth_date", "birth_year")}
    if any(one["id"] != row["id"] for one in writer.rows("namesakes", **same)):
        raise Conflict("errors.person_known_already")


def move(acting: Acting, wanted: Move) -> int:
    """Move a person to a stage and return the event's id.

    Raises ``StepRefused`` with all that speaks against it; what is only not recorded may be left open in an old record.
    """
    with changing(acting, "move_person", wanted.person_id, seen=wanted.seen) as change:
        objections = _against(change, wanted, acting.law)
        return add_event(change, Kind.ENTER, wanted, {"stage": wanted.to, "has_gap": bool(objections)})


def _against(change: Change, wanted: Move, law: Law) -> tuple[Objection, ...]:
    """Return what an old record may lack; raise ``StepRefused`` for all else that speaks against a move."""
    dates = against_dates(wanted.day, wanted.received_on, wanted.ends_on, law)
    objections = (*dates, *against_stage(change.case, wanted.to, wanted.day, law))
    refuse(objections, is_old_record=wanted.is_old_record)
    return objections


def leave(acting: Acting, wanted: Move) -> int:
    """Let a person leave by an exit, with the reason, and return the event's id; whoever helped helps no more.

    Raises ``InvalidInput`` without a reason and ``StepRefused`` where there is no such way out.
    """
    if not tidy(wanted.reason or ""):
        raise InvalidInput("errors.reason_needed")
    with changing(acting, "exit_person", wanted.person_id, seen=wanted.seen) as change:
        refuse(against_exit(change.case, wanted.to, wanted.day, acting.law))
        stage = change.case.state.stage if change.case.state else ""
        end_help(change, wanted.day)
        return add_event(change, Kind.EXIT, wanted, {"stage": stage, "exit": wanted.to, "has_gap": False})


def take_back(acting: Acting, person_id: int, event_id: int, reason: str) -> int:
    """Take the last event of a person back by a further one, with the reason; then it never happened.

    The help that an exit ended goes on.

    Raises ``InvalidInput`` without a reason, ``Conflict`` when it is not the last one that stands.
    """
    if not tidy(reason):
        raise InvalidInput("errors.reason_needed")
    with changing(acting, "reverse_event", person_id) as change:
        standing = standing_events(change.case.events)
        if not standing or standing[-1].id != event_id:
            raise Conflict("errors.person_moved_meanwhile")
        wrong = standing[-1]
        if wrong.kind is Kind.EXIT:
            _help_again(change, wrong.on_day)
        wanted = Move(person_id, wrong.stage, wrong.on_day, reason=tidy(reason))
        return add_event(
            change,
            Kind.REVERSE,
            wanted,
            {
                "stage": wrong.stage,
                "exit": wrong.exit,
                "reverses": wrong.id,
                "position": wrong.position,
                "has_gap": False,
            },
        )


def add_event(change: Change, kind: Kind, wanted: Move, values: dict[str, Any]) -> int:
    """Add one event to a person's history and return its id; ``values`` are columns beside what the move says."""
    (event_id,) = change.writer.new_ids("stage_event", 1)
    row = {
        "kind": str(kind),
        "exit": None,
        "on_day": wanted.day,
        "position": event_id,
        "document_no": tidy(wanted.number or "") or None,
        "received_on": wanted.received_on,
        "ends_on": wanted.ends_on,
        "introduced_by": wanted.introduced_by,
        "reason": tidy(wanted.reason or "") or None,
        "reverses": None,
        "recorded_at": change.writer.now,
        "recorded_by": change.writer.principal.name,
    }
    derived = dict.fromkeys(("is_reversed", "until_on", "is_step", "lapsed_on"))
    change.writer.put("stage_event", [change.whose | row | derived | values | {"id": event_id}])
    return event_id


def end_help(change: Change, day: date) -> None:
    """End the help of a person on a day."""
    rows = change.writer.rows("people_helpers", people=[change.person["id"]])
    ended = [row | {"to_on": max(day, row["from_on"])} for row in rows if row["to_on"] is None]
    change.writer.put("helper", ended)


def _help_again(change: Change, day: date) -> None:
    """Let the help go on that ended with an exit on a day."""
    rows = change.writer.rows("people_helpers", people=[change.person["id"]])
    last = max(rows, key=lambda row: (row["from_on"], row["id"]), default=None)
    if last is not None and last["to_on"] == max(day, last["from_on"]):
        change.writer.put("helper", [last | {"to_on": None}])
