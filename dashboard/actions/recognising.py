"""Which school each row of a file means, by what the database knows and what the user answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from dashboard.actions.plan import NEW, NEW_SCHOOL, Options, Question, Source, Target
from dashboard.errors import NotFound
from dashboard.intake.columnar import Column, distinct_rows
from dashboard.intake.facts import NO_FACTS, Row, counted
from dashboard.intake.schools import Recogniser, school_question
from dashboard.intake.tables import KnownSchool, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from dashboard.intake.columnar import Codes, Places
    from dashboard.intake.facts import Place
    from dashboard.intake.records import Record, Records
    from dashboard.intake.schools import Recognition


@dataclass
class Recognised:
    """The target of each row, ``None`` where there is none, and what is open about these."""

    targets: Column[Target | None]
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def ask(self, record: Record, recognition: Recognition, places: Mapping[str, Place]) -> None:
        """Put the question which school a row means; a row that names none is left to the checks."""
        problem = school_question(record, recognition, places)
        if problem is None:
            return
        likely = [(str(choice.school.id), _called(choice.school)) for choice in recognition.choices]
        new = [(NEW, "")] if record.values.get("school_name") else []
        question = Question("school", record.row, problem.column, problem.value, (*likely, *new))
        self.problems.append(problem)
        self.questions.append(question)

    def refuse(self, record: Record, places: Mapping[str, Place], expected: str) -> None:
        """Refuse a row that names another school than the one the file is from."""
        row = Row(record.row, record.values, record.values, NO_FACTS, places)
        self.problems.append(row.error("school_is_another", "school_name", school=row.label(), expected=expected))


@dataclass(frozen=True)
class Register:
    """The schools that the database knows, by id, with everything the importer compares."""

    by_id: Mapping[int, Mapping[str, Any]]

    @classmethod
    def read(cls, source: Source, today: date) -> Register:
        """Read the register as it stands on a day."""
        return cls({row["id"]: row for row in source.rows("schools", today=today)})

    def known(self) -> list[KnownSchool]:
        """Return what recognising needs."""
        return [known_school(row) for row in self.by_id.values()]

    def id_of(self, code: str) -> int:
        """Return the id of a school by its code, or by ``id`` and number; raise ``NotFound``."""
        for row in self.by_id.values():
            if code in (row["code"], f"id{row['id']}"):
                return int(row["id"])
        raise NotFound("errors.no_such_school", code=code)

    def target(self, school_id: int) -> Target:
        """Return a known school as a target."""
        return Target(school_id, str(self.by_id[school_id]["name"]))


def known_school(row: Mapping[str, Any]) -> KnownSchool:
    """Return a row of the register as the plain value that the importer's rules take."""
    names = ("id", "code", "name", "level", "commune", "opened_on", "closed_on")
    return KnownSchool(**{name: row[name] for name in names}, former_names=tuple(row["former_names"]))


def recognise(
    register: Register,
    dataset: str,
    records: Records,
    options: Options,
    places: Mapping[str, Place],
    earlier: Mapping[tuple[str, str, str], int],
) -> Recognised:
    """Find the school of every record; unknown ones are new where the file or the user says so.

    ``earlier`` are remembered answers, ids of schools by ``spelling``. Rows that spell their school alike are looked at
    once, unless what is known of the schools turns between their months, or the user answered about one of them.
    """
    recogniser = Recogniser(register.known(), {key: one for key, one in earlier.items() if one in register.by_id})
    own = register.id_of(options.school) if options.school else None
    rows, first = _spelled_alike(recogniser, records, options)
    asked = _Asked(register, recogniser, options, own, is_register=dataset == "schools")
    meant = Column([asked.meaning(records[place]) for place in first.tolist()], rows)
    found = Recognised(meant.mapped(lambda one: _of_school(one[1], own)))
    for place in np.flatnonzero(found.targets.where(lambda target: target is None)).tolist():
        recognition, target = meant[place]
        if target is None:
            found.ask(records[place], recognition, places)
        else:
            found.refuse(records[place], places, str(register.by_id[own or 0]["name"]))
    return found


@dataclass(frozen=True)
class _Asked:
    """What decides which school a record means; ``own`` is the school that the file is from."""

    register: Register
    recogniser: Recogniser
    options: Options
    own: int | None
    is_register: bool

    def meaning(self, record: Record) -> tuple[Recognition, Target | None]:
        """Return which school a record means, and whom its row would be about."""
        recognition = self.recogniser.recognise(record.values, code_decides=self.is_register)
        answer = self.options.schools.get(record.row)
        if self.own is not None and (not _names_school(record) or _may_be(recognition, self.own)):
            answer = self.own
        may_add = self.options.add_schools or self.is_register
        return recognition, _target(self.register, record, recognition, answer, may_add=may_add)


def _of_school(target: Target | None, own: int | None) -> Target | None:
    return target if target is not None and own in {None, target.school_id} else None


def _spelled_alike(recogniser: Recogniser, records: Records, options: Options) -> tuple[Codes, Places]:
    """Return for each record a number that is shared by those of which one tells all, and the first of each."""
    named = [records.texts(code) for code in ("school_code", "school_name", "school_level", "commune", "ownership")]
    says_more = np.zeros(len(records), np.int32)
    for code in records.columns.keys() - {"school_name", "period"}:
        says_more |= records.states(code)
    alone = np.zeros(len(records), np.int32)
    for number, place in enumerate(np.flatnonzero(np.isin(records.rows, list(options.schools))), start=1):
        alone[place] = number
    answered = Column(range(len(options.schools) + 1), alone)
    rows, first = distinct_rows([*named, Column((0, 1), says_more), answered])
    turning = [recogniser.turning_months(records[place].values) for place in first.tolist()]
    return (
        distinct_rows([Column(range(len(first)), rows), _since(turning, rows, records)])
        if any(turning)
        else (rows, first)
    )


def _since(turning: Sequence[tuple[int, ...]], groups: Codes, records: Records) -> Column[int]:
    """Return for each record how many of the months at which something turns have come by its own month."""
    months = records.columns.get("period", Column.alike(None, len(records))).numbers(counted)
    order = np.argsort(groups, kind="stable")
    ends = np.searchsorted(groups[order], np.arange(len(turning)), side="right").tolist()
    since = np.zeros(len(records), np.int32)
    for start, end, turns in zip([0, *ends], ends, turning, strict=False):
        rows = order[start:end]
        since[rows] = np.searchsorted(turns, months.values[rows], side="right") + months.known[rows]
    return Column(range(int(since.max(initial=0)) + 1), since)


def _names_school(record: Record) -> bool:
    return any(record.values.get(field) for field in ("school_name", "school_code"))


def _may_be(recognition: Recognition, school_id: int) -> bool:
    """Tell whether a school is one of several that bear the name in a row."""
    return recognition.question == "several" and any(one.school.id == school_id for one in recognition.choices)


def _target(
    register: Register, record: Record, found: Recognition, answer: int | None, *, may_add: bool
) -> Target | None:
    if answer is not None and answer in register.by_id:
        return register.target(answer)
    if found.school_id is not None and answer is None:
        return register.target(found.school_id)
    if record.values.get("school_name") and (answer == NEW_SCHOOL or (may_add and found.question == "unknown")):
        return _new_school(record)
    return None


def _new_school(record: Record) -> Target:
    fields = ("school_level", "ownership", "commune", "school_code")
    level, ownership, commune, code = (str(record.values.get(field) or "") or None for field in fields)
    return Target(None, str(record.values["school_name"]), level, ownership, commune, code)


def _called(school: KnownSchool) -> str:
    return f"{school.name} ({school.commune})" if school.commune else school.name
