"""What waits to be done: over the whole app, or for the chosen schools, the most urgent first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dashboard.domain.months import Month
from dashboard.domain.reporting import due_on, is_expected
from dashboard.queries.figures import latest_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dashboard.domain.rulebook import Rulebook
    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

MONTHS_BACK = 3
"""For how many months reports are asked for."""
MOST_UPLOADS = 200


@dataclass(frozen=True)
class Task:
    """Something to do: ``kind`` is a clock, a problem of a person, or one of the kinds of this module.

    ``subject`` is a person's name, or the name of a branch, school or file; ``values`` fill the sentence.
    """

    kind: str
    school_code: str | None
    subject: str
    due_on: date | None = None
    person_id: int | None = None
    upload_id: int | None = None
    school_name: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def days_left(self, today: date) -> int | None:
        """Return the calendar days up to the last day, negative when it is past."""
        return None if self.due_on is None else (self.due_on - today).days


def tasks(reader: Reader, asked: Asked, book: Rulebook) -> list[Task]:
    """Return what is to be done on the asked day, the most urgent first, what has no day last."""
    found = [
        *_dues(reader, asked, book),
        *_problems(reader, asked),
        *_remarks(reader, asked),
        *_reports(reader, asked),
        *_small_branches(reader, asked, book),
        *_differences(reader, asked),
        *_uploads(reader),
    ]
    return sorted(found, key=lambda task: (task.due_on or date.max, task.kind, task.school_code or "", task.subject))


def _dues(reader: Reader, asked: Asked, book: Rulebook) -> Iterator[Task]:
    reminders = book.find("reminders", asked.today)
    ahead = max(reminders.numbers) if reminders else 0
    until = asked.today + timedelta(days=ahead)
    rows: list[dict[str, Any]] = reader.rows("tasks_due", day=asked.today, until=until, **asked.choice)
    for row in rows:
        yield _about_person(row, str(row["clock"]), row["due_on"])


def _problems(reader: Reader, asked: Asked) -> Iterator[Task]:
    for row in reader.rows("tasks_problems", day=asked.today, **asked.choice):
        yield _about_person(row, str(row["problem"]))


def _about_person(row: Mapping[str, Any], kind: str, due_on: date | None = None) -> Task:
    return Task(kind, row["school_code"], row["full_name"], due_on, row["person_id"], school_name=row["school_name"])


def _remarks(reader: Reader, asked: Asked) -> Iterator[Task]:
    months = [Month.of(asked.today).plus(-1), Month.of(asked.today)]
    rows: list[dict[str, Any]] = reader.rows(
        "tasks_remarks", day=asked.today, months=[month.first for month in months], **asked.choice
    )
    for row in rows:
        values = {"people": row["people"], "month": row["month"]}
        yield _of_school("remarks_missing", row, Month.of(row["month"]).last, values)


def _of_school(kind: str, row: Mapping[str, Any], due_on: date | None, values: Mapping[str, object]) -> Task:
    name = row["school_name"]
    return Task(kind, row["school_code"], name, due_on, school_name=name, values=values)


def _reports(reader: Reader, asked: Asked) -> Iterator[Task]:
    last = Month.of(asked.today).plus(-1)
    months = [month for step in range(MONTHS_BACK) if is_expected(month := last.plus(-step), asked.rhythm)]
    dues = {month.first: due_on(month, asked.due_day) for month in months}
    rows: list[dict[str, Any]] = reader.rows("tasks_reports", months=list(dues), **asked.choice)
    for row in rows:
        yield _of_school("report_missing", row, dues[row["month"]], {"month": row["month"]})


def _small_branches(reader: Reader, asked: Asked, book: Rulebook) -> Iterator[Task]:
    rule, month = book.find("branch_official_members", asked.today), latest_month(reader, asked.today)
    if rule is None or rule.number is None or month is None:
        return
    least: dict[str, object] = {"month": month.first, "least_members": rule.number}
    for row in reader.rows("tasks_small_branches", **least, **asked.choice):
        values = {"official": row["official"], "least": rule.number}
        yield Task(
            "branch_small",
            str(row["school_code"]),
            str(row["branch_name"] or row["school_name"]),
            school_name=str(row["school_name"]),
            values=values,
        )


def _differences(reader: Reader, asked: Asked) -> Iterator[Task]:
    month = latest_month(reader, asked.today)
    if month is None:
        return
    for row in reader.rows("tasks_differences", month=month.first, **asked.choice):
        values = {name: row[name] for name in ("field", "stated", "counted")} | {"month": month.first}
        yield _of_school("figures_differ", row, None, values)


def _uploads(reader: Reader) -> Iterator[Task]:
    """Files of which rows stayed out or people are missing, unless a later file of that name took their place."""
    seen: set[tuple[object, ...]] = set()
    for row in reader.rows("uploads", limit=MOST_UPLOADS):
        same = (row["dataset"], row["month"], row["file_name"], row["sheet"])
        if row["kind"] != "file" or row["undone_at"] is not None or same in seen:
            continue
        seen.add(same)
        understood = json.loads(str(row["understood"]))
        open_rows = len(understood.get("refused", ())) + len(understood.get("absent", ()))
        if open_rows:
            upload_id = int(str(row["id"]))
            yield Task("upload_open", None, str(row["file_name"]), upload_id=upload_id, values={"rows": open_rows})
