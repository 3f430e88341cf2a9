"""The people of some schools as the database knows them: their rows, their cases, everything a list may state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dashboard.domain.text import fold, tidy
from dashboard.queries.people import case_of, rows_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from dashboard.actions.plan import Source
    from dashboard.domain.cases import Case

TABLES = ("stage_event", "vote", "helper", "helper_review", "paper")


@dataclass(frozen=True)
class Known:
    """A person in the database: the row, the case, and the rows about the person by table."""

    row: Mapping[str, Any]
    case: Case
    about: Mapping[str, Sequence[Mapping[str, Any]]]

    @property
    def id(self) -> int:
        """The person's id."""
        return int(self.row["id"])

    @property
    def born(self) -> date | int | None:
        """The day of birth, or the year alone."""
        return self.case.born

    def on(self, day: date) -> Known:
        """Return the person as of the end of a day."""
        return replace(self, case=self.case.on(day))

    def event(self, event_id: int) -> Mapping[str, Any]:
        """Return the row of an event."""
        return next(row for row in self.about["stage_event"] if row["id"] == event_id)


class KnownPeople:
    """The people of some schools, found by school and name."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.by_id = {one.id: one for one in people}
        self._by_name: defaultdict[tuple[int, str], list[Known]] = defaultdict(list)
        self._by_key: defaultdict[tuple[int, str], list[Known]] = defaultdict(list)
        for one in self.by_id.values():
            self._by_name[one.row["school_id"], name_key(one.row["full_name"])].append(one)
            self._by_key[one.row["school_id"], fold(one.row["full_name"])].append(one)

    @classmethod
    def of_schools(cls, source: Source, school_ids: Iterable[int]) -> KnownPeople:
        """Read everybody of these schools."""
        ids = [row["id"] for row in source.rows("people_of_schools", school_ids=sorted(set(school_ids)))]
        about = {table: _grouped(rows) for table, rows in rows_about(source, ids).items()}
        rows = source.rows("people_rows", people=ids) if ids else []
        return cls(_known(row, {table: about[table].get(row["id"], []) for table in TABLES}) for row in rows)

    def named(self, school_id: int | None, name: str) -> list[Known]:
        """Return who bears a name in a school, diacritics and all."""
        return [] if school_id is None else self._by_name.get((school_id, name_key(name)), [])

    def spelled(self, school_id: int | None, name: str) -> list[Known]:
        """Return who may be meant by a name that somebody wrote of another person, diacritics or not."""
        return [] if school_id is None else self._by_key.get((school_id, fold(name)), [])


def name_key(name: str) -> str:
    """Return a name as it is compared: the letters' case and stray spaces mean nothing, diacritics do."""
    return tidy(name).casefold()


def _known(row: Mapping[str, Any], about: Mapping[str, list[dict[str, Any]]]) -> Known:
    return Known(row, case_of(row, about), about)


def _grouped(rows: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["person_id"]].append(row)
    return dict(found)
