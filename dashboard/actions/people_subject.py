"""Whom a row of a list of people is about, and what is drafted of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.actions.people_judging import worded
from dashboard.actions.people_known import name_key
from dashboard.actions.people_timeline import Stored
from dashboard.intake.changes import FieldChange, RowChange
from dashboard.intake.facts import NO_FACTS, Row
from dashboard.intake.tables import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.actions.people_known import Known, KnownPeople
    from dashboard.actions.people_stated import Stated
    from dashboard.actions.people_timeline import NewEvent
    from dashboard.actions.plan import Target
    from dashboard.domain.guards import Objection
    from dashboard.domain.judging import Law
    from dashboard.intake.facts import Place

_FIELDS = {
    "too_young": "birth_date",
    "too_old": "birth_date",
    "vote_failed": "votes_for",
    "vote_impossible": "votes_for",
}
"""Where an objection is told, if not at the day of its step."""


@dataclass(frozen=True)
class Subject:
    """Whom a row is about: the school, the person if known, and everybody of the school."""

    stated: Stated
    target: Target
    known: Known | None
    people: KnownPeople
    places: Mapping[str, Place]
    law: Law

    @property
    def row(self) -> Row:
        """The row as problems are told of it."""
        return Row(self.stated.row, self.stated.values, self.stated.values, NO_FACTS, self.places)

    @property
    def stored(self) -> Stored:
        """The stored way."""
        if self.known is None:
            return Stored()
        introduced = {row["id"]: row["introduced_by"] for row in self.known.about["stage_event"]}
        return Stored(self.known.case.events, introduced)

    def about(self, table: str) -> list[dict[str, Any]]:
        """Return the stored rows about the person."""
        return [dict(row) for row in self.known.about[table]] if self.known else []


@dataclass(frozen=True)
class PersonChange:
    """What is to be written of one person: columns of the person that change, events to add, rows of other tables.

    Rows without an id are new; none of them holds the ids of the person, the school and the upload.
    """

    target: Target
    known: Known | None
    person: Mapping[str, Any]
    events: tuple[NewEvent, ...]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass
class Draft:
    """What a row would do; ``person`` are the columns of the person that change, ``rows`` those of other tables."""

    subject: Subject
    person: dict[str, Any] = field(default_factory=dict)
    events: list[NewEvent] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    fields: list[FieldChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Tell whether the row stays out."""
        return any(problem.severity is not Severity.WARNING for problem in self.problems)

    @property
    def changes_anything(self) -> bool:
        """Tell whether the row would change something."""
        return bool(self.person or self.events or self.rows)

    def change(self, label: str) -> RowChange:
        """Return what the row would do, of somebody called so."""
        subject = self.subject
        known, month = subject.known, subject.stated.month
        key = ("id", known.id) if known else ("new", name_key(subject.stated.name), subject.stated.born)
        is_new = any(row["id"] is None for rows in self.rows.values() for row in rows) if month else known is None
        kind = "new" if is_new else "changed" if self.changes_anything else "unchanged"
        return RowChange((*key, *subject.target.key, month), kind, subject.stated.row, label, tuple(self.fields))

    def refuse(self, rule: str, at: str, /, **values: object) -> None:
        """Refuse the row."""
        self.problems.append(self.subject.row.error(rule, at, **values))

    def warn(self, rule: str, at: str, /, **values: object) -> None:
        """Say something that keeps nothing out."""
        self.problems.append(self.subject.row.problem(rule, Severity.WARNING, at, **values))

    def object(self, at: str, objection: Objection) -> None:
        """Refuse the row for an objection, with the rule's source."""
        self.refuse(objection.code, _FIELDS.get(objection.code, at), **worded(objection))
