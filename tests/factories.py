"""Rows for tests: each maker is told only what the test is about and invents the rest. No real name is used."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dashboard.actions.comparing import COUNTS
from dashboard.actions.registering import school_row
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal
from dashboard.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.domain.cases import Help, Vote
    from dashboard.domain.histories import Event
    from dashboard.storage import Database

PERSON_COLUMNS = (
    *("id", "school_id", "full_name", "search_key", "birth_date", "birth_year", "sex", "ethnicity", "position_group"),
    *("youth_union", "trade_union", "party_position", "party_card_no", "theory_level", "education", "note"),
)
EVENT_COLUMNS = (
    *("id", "person_id", "school_id", "kind", "stage", "exit", "on_day", "position", "document_no", "received_on"),
    *("ends_on", "introduced_by", "reason", "reverses", "has_gap", "recorded_at", "recorded_by", "upload_id"),
    *("is_reversed", "until_on", "is_step", "lapsed_on"),
)
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


def make_person(database: Database, school_id: int, full_name: str = "Lò Thị Suối", **values: object) -> int:
    """Add a person and return the id; ``values`` are columns of the table ``person``."""
    with database.writing(LOCAL_ADMINISTRATOR, "make_person", NOW) as (writer, _):
        (person_id,) = writer.new_ids("person", 1)
        row = dict.fromkeys(PERSON_COLUMNS) | {"search_key": fold(full_name), "birth_date": date(1990, 5, 20)} | values
        writer.insert("person", [row | {"id": person_id, "school_id": school_id, "full_name": full_name}])
    return person_id


def make_events(database: Database, person_id: int, school_id: int, *events: Event) -> list[int]:
    """Add the events of a person as they are, with their ids, and return these."""
    recorded = {"recorded_at": NOW, "recorded_by": "administrator", "upload_id": 1}
    rows = [
        dict.fromkeys(EVENT_COLUMNS)
        | {"id": event.id, "person_id": person_id, "school_id": school_id, "kind": str(event.kind)}
        | {name: getattr(event, name) for name in ("stage", "exit", "on_day", "position", "received_on", "ends_on")}
        | {"document_no": event.number, "reverses": event.reverses, "has_gap": event.has_gap}
        | recorded
        for event in events
    ]
    with database.writing(LOCAL_ADMINISTRATOR, "make_events", NOW) as (writer, _):
        writer.insert("stage_event", rows)
        writer.taken("stage_event", max(event.id for event in events))
    return [event.id for event in events]


def make_paper(database: Database, person_id: int, school_id: int, form: str, dated_on: date) -> None:
    """Add a paper of a person's dossier."""
    with database.writing(LOCAL_ADMINISTRATOR, "make_paper", NOW) as (writer, _):
        row = {"id": None, "person_id": person_id, "school_id": school_id, "form": form, "dated_on": dated_on}
        writer.put_numbered("paper", [row | {"document_no": None, "upload_id": 1}])


def make_vote(database: Database, person_id: int, school_id: int, vote: Vote) -> None:
    """Add a ballot on a person."""
    figures = ("official_total", "in_favour", "against", "present", "transferred_away", "exempt_absent")
    row = {name: getattr(vote.ballot, name) for name in figures} | {"about": vote.about, "held_on": vote.held_on}
    with database.writing(LOCAL_ADMINISTRATOR, "make_vote", NOW) as (writer, _):
        ids = {"id": None, "person_id": person_id, "school_id": school_id, "document_no": None, "upload_id": 1}
        writer.put_numbered("vote", [ids | row])


def make_helper(
    database: Database, person_id: int, school_id: int, given: Help, helper_person_id: int | None = None
) -> None:
    """Assign a helper to a person."""
    row = {"helper_name": given.name, "helper_key": fold(given.name), "helper_person_id": helper_person_id}
    with database.writing(LOCAL_ADMINISTRATOR, "make_helper", NOW) as (writer, _):
        ids = {"id": None, "person_id": person_id, "school_id": school_id, "document_no": given.number, "upload_id": 1}
        writer.put_numbered("helper", [ids | row | {"from_on": given.from_on, "to_on": given.to_on}])


def secretary_of(*school_ids: int) -> Principal:
    """Return somebody who sees these schools only."""
    return Principal("secretary", frozenset(school_ids))
