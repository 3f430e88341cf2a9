"""What every change to a person has in common: who may, one transaction, one upload that can be undone."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.actions.recording import open_upload
from dashboard.definitions.days import calendar
from dashboard.definitions.rules import rules
from dashboard.domain.ages import may_be_born
from dashboard.domain.judging import Law
from dashboard.domain.rulebook import Rulebook
from dashboard.domain.text import fold
from dashboard.errors import Conflict, Forbidden, InvalidInput, NotFound, StepRefused
from dashboard.queries.people import cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from dashboard.domain.cases import Case
    from dashboard.domain.guards import Objection
    from dashboard.domain.principal import Principal
    from dashboard.settings import Settings
    from dashboard.storage import Database, Writer

PERSON_COLUMNS = (
    "id",
    "school_id",
    "full_name",
    "search_key",
    "birth_date",
    "birth_year",
    "sex",
    "ethnicity",
    "position_group",
    "youth_union",
    "trade_union",
    "party_position",
    "party_card_no",
    "theory_level",
    "education",
    "note",
)


@dataclass(frozen=True)
class Acting:
    """Who changes something, when, and by which rules."""

    database: Database
    principal: Principal
    now: datetime
    settings: Settings

    @property
    def law(self) -> Law:
        """The rules and working days of this office on this day."""
        return law_of(self.settings, self.now.date())


def law_of(settings: Settings, today: date) -> Law:
    """Return what the office judges by."""
    return Law(Rulebook(rules(settings)), calendar(settings), today)


@dataclass(frozen=True)
class Change:
    """An open change to one person: the hands that write, the upload it is kept under, the person's row and case."""

    writer: Writer
    upload_id: int
    person: Mapping[str, Any]
    case: Case

    @property
    def whose(self) -> dict[str, Any]:
        """The columns with which every row about the person begins."""
        ids = {"person_id": self.person["id"], "school_id": self.person["school_id"]}
        return {"id": None, **ids, "upload_id": self.upload_id}


@contextmanager
def changing(acting: Acting, action: str, person_id: int, *, seen: int | None = None) -> Iterator[Change]:
    """Open the one transaction of a change to a person.

    ``seen`` is the last event that the user saw. Raises ``NotFound`` for nobody or somebody of another school,
    ``Conflict`` when somebody else moved the person since.
    """
    with acting.database.writing(acting.principal, action, acting.now) as (writer, audited):
        found = writer.rows("people_rows", people=[person_id])
        if not found:
            raise NotFound("errors.no_such_person")
        row, case = found[0], cases(writer, [person_id])[person_id]
        if not acting.principal.may_write(row["school_id"]):
            raise Forbidden("errors.not_your_school")
        if seen is not None and (case.state is None or case.state.event_id != seen):
            raise Conflict("errors.person_moved_meanwhile")
        upload_id = open_upload(writer, upload_of(action, person_id))
        audited.update({"person_id": person_id, "upload_id": upload_id})
        yield Change(writer, upload_id, row, case)


def upload_of(action: str, person_id: int | None) -> dict[str, Any]:
    """Return what is kept of a change as of an upload; never a name."""
    understood = json.dumps({"action": action, "person_id": person_id})
    return {"kind": action, "dataset": "candidates", "understood": understood, "rows_changed": 1}


def person_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole row of the table ``person``, its search key made from the name."""
    row: dict[str, Any] = {column: values.get(column) for column in PERSON_COLUMNS}
    row["search_key"] = fold(str(row["full_name"]))
    return row


def with_birth(values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return columns of a person with the year of birth as a number, of which a form gives what was typed.

    Raises ``InvalidInput`` for a birth that cannot be.
    """
    day, year = values.get("birth_date"), str(values.get("birth_year") or "").strip()
    if not day and not year:
        return dict(values)
    born = day or (int(year) if year.isdecimal() else 0)
    if not may_be_born(born, today):
        raise InvalidInput("errors.birth_impossible")
    return {**values, "birth_year": None if day else born}


def refuse(objections: Sequence[Objection], *, is_old_record: bool = False) -> None:
    """Raise ``StepRefused`` for objections; in an old record what is only not recorded may be left open."""
    if any(objection.is_final or not is_old_record for objection in objections):
        raise StepRefused("errors.step_refused", objections=tuple(objections))
