"""What is recorded of people: whole cases for the rules, and where everybody stands on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dashboard.domain.cases import Case, Dated, Help, Vote
from dashboard.domain.histories import Event, Kind
from dashboard.domain.votes import Ballot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

_EVERYWHERE: dict[str, object] = {"levels": (), "communes": (), "school": None}


class Answering(Protocol):
    """Whatever answers named questions by rows: a reader, or a writer inside its transaction."""

    def rows(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the answer to ``queries/<name>.sql``."""


def rows_about(source: Answering, people: Iterable[int]) -> dict[str, list[dict[str, Any]]]:
    """Return all rows about these people by the table that holds them."""
    ids = sorted(set(people))
    return {
        "stage_event": source.rows("people_events", people=ids),
        "vote": source.rows("people_votes", people=ids),
        "helper": source.rows("people_helpers", people=ids),
        "helper_review": source.rows("people_reviews", people=ids),
        "paper": source.rows("people_papers", people=ids),
    }


def cases(source: Answering, people: Iterable[int]) -> dict[int, Case]:
    """Return all that is recorded of these people, as far as they may be seen, by id."""
    ids = sorted(set(people))
    about = {table: _grouped(rows) for table, rows in rows_about(source, ids).items()}
    return {
        row["id"]: case_of(row, {table: rows[row["id"]] for table, rows in about.items()})
        for row in source.rows("people_rows", people=ids)
    }


def case_of(row: Mapping[str, Any], about: Mapping[str, list[dict[str, Any]]]) -> Case:
    """Return a person's row and all rows about the person, by table, as the rules take them."""
    return Case(
        born=row["birth_date"] or row["birth_year"],
        events=tuple(map(event_of, about["stage_event"])),
        papers=tuple(Dated(one["form"], one["dated_on"], one["document_no"]) for one in about["paper"]),
        votes=tuple(Vote(one["about"], one["held_on"], ballot_of(one)) for one in about["vote"]),
        helps=tuple(
            Help(one["helper_name"], one["from_on"], one["to_on"], one["document_no"]) for one in about["helper"]
        ),
    )


def _grouped(rows: Iterable[dict[str, Any]]) -> defaultdict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["person_id"]].append(row)
    return found


def event_of(row: Mapping[str, Any]) -> Event:
    """Return a row of ``stage_event`` as the rules take it."""
    same = ("id", "stage", "on_day", "position", "exit", "received_on", "ends_on", "reverses", "has_gap")
    return Event(kind=Kind(row["kind"]), number=row["document_no"], **{name: row[name] for name in same})


def ballot_of(row: Mapping[str, Any]) -> Ballot:
    """Return a row of ``vote`` as the rules take it."""
    names = ("official_total", "in_favour", "against", "present", "transferred_away", "exempt_absent")
    return Ballot(**{name: row[name] for name in names})


@dataclass(frozen=True)
class Standing:
    """Where people stand on a day: a row each with person_id, school_code, full_name, stage, exit, since, event_id.

    ``dues`` are rows with person_id, school_id, stage, clock, rule, started_on, lawful_on, due_on, the earliest first;
    ``problems`` the codes by person.
    """

    people: list[dict[str, Any]]
    dues: Mapping[int, list[dict[str, Any]]]
    problems: Mapping[int, list[str]]


def standing_people(reader: Reader, day: date, school: str | None = None, state: str | None = None) -> Standing:
    """Return where people stand at the end of a day, in a school and in a stage or exit if these are given."""
    where = _EVERYWHERE | {"school": school, "day": day}
    problems: defaultdict[int, list[str]] = defaultdict(list)
    for row in reader.rows("people_problems", **where):
        problems[_number(row["person_id"])].append(str(row["problem"]))
    dues = _grouped(reader.rows("people_dues", **where))
    return Standing(reader.rows("people_states", **where, state=state), dues, problems)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def standing_steps(reader: Reader, day: date, school: str | None = None) -> list[dict[str, object]]:
    """Return the steps that count at the end of a day: person_id, stage, on_day, event_id, document_no and more."""
    return reader.rows("people_steps", **_EVERYWHERE | {"school": school, "day": day})


@dataclass(frozen=True)
class Record:
    """One person whole: the row, with school_name and school_code; the case; all rows about the person by table."""

    row: Mapping[str, Any]
    case: Case
    about: Mapping[str, list[dict[str, Any]]]


def record(reader: Reader, person_id: int) -> Record | None:
    """Return all that is recorded of a person, ``None`` when there is none or not for this viewer."""
    found = reader.rows("people_rows", people=[person_id])
    if not found:
        return None
    about = rows_about(reader, [person_id])
    return Record(found[0], case_of(found[0], about), about)


STEPS: Mapping[str, str] = {
    "introduced": "outstanding",
    "recognised": "sympathizer",
    "class_attended": "class_enrolled",
    "certified": "class_certified",
    "proposed": "branch_voted",
    "admitted": "probationary",
    "officialised": "official",
}
"""The figures that are counted one by one, and the step that each counts."""


def people_figures(reader: Reader, asked: Asked) -> dict[str, PeopleFigure]:
    """Return how many people came to each step in the asked year up to the end of the asked month, or to the day."""
    day = min(asked.today, asked.month.last)
    rows = reader.rows("people_figures", day=day, start=asked.month.first.replace(month=1), **asked.choice)
    counted = {str(row["stage"]): _number(row["people"]) for row in rows}
    schools = reader.rows("people_schools", day=day, month=asked.month.first, **asked.choice)[0]
    known, expected = _number(schools["known"]), _number(schools["expected"])
    return {
        code: PeopleFigure(code, counted.get(stage, 0) if known else None, known, expected)
        for code, stage in STEPS.items()
    }


@dataclass(frozen=True)
class PeopleFigure:
    """A count of people, in how many schools anybody is recorded one by one, and how many schools are open.

    Where nobody is, nothing is known.
    """

    code: str
    value: int | None
    known: int
    expected: int
