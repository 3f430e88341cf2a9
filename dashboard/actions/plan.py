"""What a file would do, complete and before anything is written: the one value that the page and the command show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from dashboard.domain.months import Month
from dashboard.intake.changes import Changes
from dashboard.intake.columnar import Column
from dashboard.intake.made import MadeOnDemand
from dashboard.intake.records import Records
from dashboard.intake.tables import Matching, Problem, Severity, Table, TotalCheck
from dashboard.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    import pyarrow as pa

    from dashboard.actions.editing import Cell, Edit
    from dashboard.actions.people_subject import PersonChange
    from dashboard.intake.changes import Key
    from dashboard.intake.columnar import Places
    from dashboard.intake.records import Record


def taken_before(dataset: str | None) -> int:
    """Return the turn of a table among several: schools first, then members, who help candidates, remarks last."""
    turns = {"schools": 0, "members": 1, "candidates": 2, "helper_reviews": 4}
    return turns.get(dataset or "", 3)


class Source(Protocol):
    """Whatever answers named questions: a reader, or a writer inside its transaction."""

    def table(self, name: str, wanted: pa.Table) -> pa.Table:
        """Return the answer to ``queries/<name>.sql`` about the rows of ``wanted``."""

    def rows(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the answer to ``queries/<name>.sql``."""


@dataclass(frozen=True)
class Answer:
    """Why somebody is absent from a list: gone by an exit on a day, or, without an exit, still here."""

    exit: str | None = None
    on_day: date | None = None


@dataclass(frozen=True)
class Options:
    """What the user said about a file.

    ``month`` is used where the file states none; ``settled_month`` answers the question which of several months is
    meant. ``columns`` maps a heading to a field, or to nothing to ignore it. ``school`` is the code of the school that
    the file is from. ``schools`` answers which school a row means: an id, or ``NEW_SCHOOL``. ``edits`` are cells as the
    user typed them, by the row that Excel shows and the letter of the column. ``encoding`` is what
    the letters are where the reader was wrong about them; the table was read so. ``people`` answers which person a row
    means: an id, or ``NEW_PERSON``; ``absent`` why a person, by id, is absent. ``office`` are the choices by which the
    rules about people hold.
    """

    dataset: str | None = None
    month: Month | None = None
    settled_month: Month | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    school: str | None = None
    schools: Mapping[int, int] = field(default_factory=dict)
    edits: Mapping[Cell, str] = field(default_factory=dict)
    add_schools: bool = False
    accept_valid: bool = False
    confirmed: bool = False
    encoding: str | None = None
    people: Mapping[int, int] = field(default_factory=dict)
    absent: Mapping[int, Answer] = field(default_factory=dict)
    office: Settings = field(default_factory=Settings)


NEW_SCHOOL = NEW_PERSON = 0
"""The answer "this is a school, or a person, that we do not have yet"."""
HERE = "here"
"""The answer that somebody who is absent from a list is still here, among the ways out."""
NEW = "new"
"""How that answer is written among the choices of a question."""


@dataclass(frozen=True)
class Question:
    """Something only the user can settle.

    ``kind`` is dataset, column, period, school, school_of_file, person, absent, totals or confirm; ``about`` is the id
    of somebody who is absent, who stands where they stand ``since`` a day.
    """

    kind: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    about: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class Target:
    """The school that an accepted row belongs to; ``school_id`` is ``None`` for one that is to be added."""

    school_id: int | None
    name: str
    level: str | None = None
    ownership: str | None = None
    commune: str | None = None
    code: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """The identity of the school, also before it has an id."""
        return ("id", self.school_id) if self.school_id else ("new", self.name, self.commune, self.code)


@dataclass(frozen=True)
class Accepted:
    """A row without a fault, and where it goes."""

    record: Record
    target: Target


class AcceptedRows(MadeOnDemand[Accepted]):
    """The rows without a fault, in their order; each is made when it is asked for."""

    def __init__(self, records: Records, targets: Column[Target]) -> None:
        self.records, self.targets = records, targets

    @classmethod
    def none(cls) -> AcceptedRows:
        """Return no rows."""
        return cls(Records.of(()), Column.of(()))

    def __len__(self) -> int:
        return len(self.records)

    def _make(self, place: int) -> Accepted:
        return Accepted(self.records[place], self.targets[place])

    def take(self, places: Places) -> AcceptedRows:
        """Return the rows at some places."""
        return AcceptedRows(self.records.take(places), self.targets.take(places))

    def called(self, place: int) -> tuple[Key, str]:
        """Return the key and the label of a row: its school, and its month if it has one."""
        one = self[place]
        month = one.record.values.get("period")
        if not isinstance(month, Month):
            return one.target.key, one.target.name
        return (*one.target.key, month), f"{one.target.name} · {month.number:02d}/{month.year}"


@dataclass(frozen=True)
class Plan:
    """A table as understood, judged and compared; see the properties for what may happen with it.

    ``table`` is as the user mended it; ``edits`` says where and what the file itself has. ``people`` is what a list of
    people would write, ``absent`` the ids of those whom it does not name and of whom nobody has said why.
    """

    name: str
    sha256: str
    table: Table
    matching: Matching
    month: Month | None = None
    duplicate_of: int | None = None
    accepted: AcceptedRows = field(default_factory=AcceptedRows.none)
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    totals: tuple[TotalCheck, ...] = ()
    changes: Changes = field(default_factory=Changes)
    rows_read: int = 0
    edits: tuple[Edit, ...] = ()
    people: tuple[PersonChange, ...] = ()
    absent: tuple[int, ...] = ()

    @property
    def dataset(self) -> str | None:
        """The dataset that the table was recognised as."""
        return self.matching.dataset

    @property
    def rejected(self) -> tuple[Problem, ...]:
        """The problems that keep rows out."""
        return tuple(problem for problem in self.problems if problem.severity is not Severity.WARNING)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that keep nothing out."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)

    @property
    def refused_rows(self) -> int:
        """How many rows stay out."""
        totals = {total.row for total in self.totals}
        return len({problem.row for problem in self.rejected if problem.row is not None} - totals)

    @property
    def changes_anything(self) -> bool:
        """Tell whether writing the accepted rows would change the database, or leave a question to be answered."""
        return bool(self.changes.touched() or self.absent)

    def may_commit(self, options: Options) -> bool:
        """Tell whether the plan may be written as it stands.

        Questions about the table itself must be settled; refused rows, questions about rows and totals that do not
        agree hold everything back unless the user chose to take the good rows; a large change is confirmed twice. Why
        somebody is absent can be said later.
        """
        asked = {question.kind for question in self.questions if question.kind != "absent"}
        if self.duplicate_of is not None or not self.changes_anything or asked & {"dataset", "column", "period"}:
            return False
        if "confirm" in asked and not options.confirmed:
            return False
        return options.accept_valid or not (self.rejected or asked - {"confirm"})

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was refused and nothing is open."""
        return not self.rejected and not self.questions
