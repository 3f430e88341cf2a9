"""The rows of a list of people by school: who stands in them, and what is wrong with the list itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.actions.people_meaning import person_label
from dashboard.actions.people_merging import merged
from dashboard.actions.people_stated import stated
from dashboard.intake.facts import NO_FACTS, Row
from dashboard.intake.tables import Problem, Severity, Word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from dashboard.actions.people_merging import Merged
    from dashboard.actions.people_stated import Stated
    from dashboard.actions.people_subject import Subject
    from dashboard.actions.plan import Target
    from dashboard.intake.columnar import Column
    from dashboard.intake.facts import Place
    from dashboard.intake.records import Record, Records


@dataclass(frozen=True)
class ListFile:
    """A list of people with the school of each row, where it is known, and where its columns stand."""

    dataset: str
    records: Records
    targets: Column[Target | None]
    places: Mapping[str, Place]

    def without_subject(self, told: Sequence[Problem], *, named: bool) -> list[Problem]:
        """Refuse rows that name nobody, and in a file of several schools those that name no school."""
        known = {(problem.row, problem.field) for problem in told}
        found = []
        for record, target in zip(self.records, self.targets, strict=True):
            row = _row(record, self.places)
            if not row.text("full_name") and (record.row, "full_name") not in known:
                found.append(row.error("person_missing", "full_name"))
            if target is None and named and not row.label():
                found.append(row.error("school_missing", "school_name"))
        return found

    def people(self, faulty: Collection[int]) -> list[tuple[Merged, Target]]:
        """Return everybody whose rows have no fault, with the school, in the order of the rows."""
        by_school: dict[tuple[object, ...], tuple[Target, list[Stated]]] = {}
        for record, target in zip(self.records, self.targets, strict=True):
            if target is not None and record.row not in faulty:
                one = stated(self.dataset, record.row, record.values)
                by_school.setdefault(target.key, (target, []))[1].append(one)
        found = [(one, target) for key, (target, rows) in by_school.items() for one in merged(rows, key)]
        return sorted(found, key=lambda pair: pair[0].stated.row)

    def held_back(self, faulty: Collection[int]) -> set[tuple[object, ...]]:
        """Return the schools that have a faulty row."""
        pairs = zip(self.records.rows.tolist(), self.targets, strict=True)
        return {target.key for row, target in pairs if target is not None and row in faulty}


def _row(record: Record, places: Mapping[str, Place]) -> Row:
    return Row(record.row, record.values, record.values, NO_FACTS, places)


def _of(stated: Stated, places: Mapping[str, Place]) -> Row:
    return Row(stated.row, stated.values, stated.values, NO_FACTS, places)


def differing(one: Merged, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Refuse all rows of a person that say different things in a field."""
    if one.differs is None:
        return
    rows = [one.stated, *one.others]
    label = Word(f"fields.{one.differs}.label")
    for row in rows:
        others = [other.row for other in rows if other is not row]
        yield _of(row, places).error("person_rows_differ", one.differs, name=row.name, rows=others, what=label)


def repeated(one: Merged, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Warn of rows that say the same of a person once more."""
    for other in () if one.differs else one.others:
        values = {"name": other.name, "first_row": one.stated.row}
        yield _of(other, places).problem("person_twice", Severity.WARNING, "full_name", **values)


def name_of(subject: Subject) -> str:
    """Return how the person of a row is called; a remark has its month too."""
    stated, known = subject.stated, subject.known
    label = person_label(stated.name, stated.born or (known.born if known else None), subject.target.name)
    return f"{label} · {stated.month.number:02d}/{stated.month.year}" if stated.month else label
