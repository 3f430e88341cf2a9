"""What an administrator does to schools in the app: add, rename, merge, close; each audited and undoable."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dashboard.actions.merging import record_mergers
from dashboard.actions.recognising import Register
from dashboard.actions.recording import open_upload
from dashboard.actions.registering import school_row
from dashboard.domain.mergers import Merger
from dashboard.domain.text import tidy
from dashboard.errors import Conflict, Forbidden, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from dashboard.domain.principal import Principal
    from dashboard.storage import Database, Writer


def add_school(database: Database, principal: Principal, values: Mapping[str, Any], now: datetime) -> int:
    """Add one school and return its id; ``values`` are columns of the register, at least ``name``.

    Raises ``InvalidInput`` without a name, ``Conflict`` when the code or the same name in the commune is taken.
    """
    name = tidy(str(values.get("name") or ""))
    if not name:
        raise InvalidInput("errors.school_needs_a_name")
    with _changing(database, principal, "add_school", now, {"name": name}) as (writer, register):
        _refuse_if_taken(register, str(values.get("code") or ""), name, values.get("commune"))
        (school_id,) = writer.new_ids("school", 1)
        writer.put(
            "school", [school_row({**values, "id": school_id, "name": name, "code": values.get("code") or None})]
        )
    return school_id


def rename_school(database: Database, principal: Principal, code: str, name: str, on_day: date, now: datetime) -> None:
    """Give a school another name from a day on; the former name stays known, so that old files still find it."""
    name = tidy(name)
    if not name:
        raise InvalidInput("errors.school_needs_a_name")
    with _changing(database, principal, "rename_school", now, {"code": code, "name": name}) as (writer, register):
        school_id = register.id_of(code)
        row = writer.images("school", [school_id])[school_id]
        _refuse_if_taken(register, "", name, row["commune"])
        writer.put("school", [school_row(row | {"name": name})])
        ends = {"id": None, "predecessor_id": school_id, "successor_id": school_id, "kind": "rename"}
        writer.put_numbered("school_succession", [ends | {"effective_on": on_day, "former_name": row["name"]}])


def close_school(database: Database, principal: Principal, code: str, on_day: date, now: datetime) -> None:
    """Close a school from a day on: it owes no report from that month, what it reported before stays.

    Raises ``Conflict`` when it has reports for that month or later.
    """
    with _changing(database, principal, "close_school", now, {"code": code, "on": on_day}) as (writer, register):
        _close(writer, register.id_of(code), on_day)


def merge_schools(
    database: Database, principal: Principal, codes: Sequence[str], successor: str, on_day: date, now: datetime
) -> None:
    """Merge schools into another one from a day on: they close, and their history stays part of the successor's.

    Raises ``InvalidInput`` when the successor is among them or none is named, ``Conflict`` when one has reports for
    that month or later, or when the successor is closed on that day or goes into one of them.
    """
    if not codes:
        raise InvalidInput("errors.merger_with_itself")
    with _changing(database, principal, "merge_schools", now, {"codes": codes, "into": successor}) as (
        writer,
        register,
    ):
        heir = register.id_of(successor)
        mergers = [Merger(register.id_of(code), heir, on_day) for code in codes]
        record_mergers(writer, mergers)
        for merger in mergers:
            _close(writer, merger.predecessor, on_day)


@contextmanager
def _changing(
    database: Database, principal: Principal, action: str, now: datetime, detail: Mapping[str, Any]
) -> Iterator[tuple[Writer, Register]]:
    if not principal.sees_everything:
        raise Forbidden("errors.administrators_only")
    with database.writing(principal, action, now) as (writer, audited):
        understood = json.dumps({"action": action, **detail}, ensure_ascii=False, default=str)
        kind = {"kind": action, "dataset": "schools", "understood": understood, "rows_changed": 1}
        audited.update({**detail, "upload_id": open_upload(writer, kind)})
        yield writer, Register.read(writer, now.date())


def _close(writer: Writer, school_id: int, on_day: date) -> None:
    row = writer.images("school", [school_id])[school_id]
    if row["closed_on"] is not None:
        raise Conflict("errors.school_closed_already", name=row["name"], day=f"{row['closed_on']:%d/%m/%Y}")
    writer.put("school", [row | {"closed_on": on_day}])
    if any(one["rule"] == "report_outside_school_life" for one in writer.rows("violations")):
        raise Conflict("errors.school_has_later_reports", name=row["name"], day=f"{on_day:%d/%m/%Y}")


def _refuse_if_taken(register: Register, code: str, name: str, commune: object) -> None:
    for row in register.by_id.values():
        if code and row["code"] == code:
            raise Conflict("errors.school_code_taken", code=code, name=row["name"])
        if row["name"] == name and row["commune"] == commune and row["closed_on"] is None:
            raise Conflict("errors.school_name_taken", name=name)
