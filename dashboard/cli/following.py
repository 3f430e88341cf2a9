"""``chibo people`` and ``chibo tasks``: where everybody stands on a day, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard import queries
from dashboard.cli import answers
from dashboard.definitions.rules import rules
from dashboard.definitions.stages import exits, stages
from dashboard.documents.rule_texts import source_text
from dashboard.documents.task_texts import left_text, task_text
from dashboard.domain.filters import Filters
from dashboard.domain.months import Month
from dashboard.domain.rulebook import Rulebook
from dashboard.errors import NotFound
from dashboard.queries.people import Standing, standing_people
from dashboard.queries.tasks import Task, tasks

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.storage import Reader


def add_to(commands: Commands) -> None:
    """Add the two commands."""
    people = commands.add("people", run_people)
    people.add_argument("--school", metavar="CODE", help=commands.t("cli.people.school"))
    people.add_argument("--stage", choices=[*stages(), *exits()], metavar="S", help=commands.t("cli.people.stage"))
    waiting = commands.add("tasks", run_tasks)
    waiting.add_argument("--school", metavar="CODE", help=commands.t("cli.tasks.school"))


def run_people(context: Context, arguments: argparse.Namespace) -> int:
    """Tell where everybody stands at the end of the day, with what falls due and what is open."""
    with context.database() as database:
        reader = database.reader(context.principal)
        _refuse_unknown(context, reader, arguments.school)
        found = standing_people(reader, context.today, arguments.school, arguments.stage)
    book = Rulebook(rules(context.settings))
    if context.as_json:
        answers.document([_entry(context, book, found, row) for row in found.people])
        return 0
    names = ("id", "school", "name", "stage", "since", "due", "problems")
    headings = [context.t(f"cli.people.column.{name}") for name in names]
    answers.table(headings, [_line(context, found, row) for row in found.people], numbers=(0,), folding=(2, 3, 5, 6))
    return 0


def _refuse_unknown(context: Context, reader: Reader, school: str | None) -> None:
    if school is not None and queries.school_card(reader, school, context.today) is None:
        raise NotFound("errors.no_such_school", code=school)


def _entry(context: Context, book: Rulebook, found: Standing, row: Mapping[str, Any]) -> dict[str, object]:
    person = row["person_id"]
    return {
        "id": person,
        "school_code": row["school_code"],
        "name": row["full_name"],
        "stage": row["exit"] or row["stage"],
        "since": row["since"].isoformat(),
        "due": [_due(context, book, due) for due in found.dues.get(person, [])],
        "problems": found.problems.get(person, []),
    }


def _due(context: Context, book: Rulebook, due: Mapping[str, Any]) -> dict[str, object]:
    rule = book.find(due["rule"], due["lawful_on"])
    return {
        "clock": due["clock"],
        "due_on": due["due_on"].isoformat(),
        "days_left": (due["due_on"] - context.today).days,
        "source": source_text(context.t, rule) if rule else None,
    }


def _line(context: Context, found: Standing, row: Mapping[str, Any]) -> tuple[str, ...]:
    t, person = context.t, row["person_id"]
    subject, code = ("exit", row["exit"]) if row["exit"] else ("stage", row["stage"])
    first = next(iter(found.dues.get(person, [])), None)
    due = f"{t('people.clock.' + first['clock'])}: {t.day(first['due_on'])}" if first else ""
    problems = "; ".join(t(f"people.problem.{problem}") for problem in found.problems.get(person, []))
    words = t(f"people.{subject}.{code}")
    return str(person), row["school_code"], row["full_name"], words, t.day(row["since"]), due, problems


def run_tasks(context: Context, arguments: argparse.Namespace) -> int:
    """Tell what is to be done, the most urgent first."""
    with context.database() as database:
        reader = database.reader(context.principal)
        _refuse_unknown(context, reader, arguments.school)
        filters = Filters(school=arguments.school)
        asked = queries.Asked.about(filters, Month.of(context.today), context.today, context.settings)
        found = tasks(reader, asked, Rulebook(rules(context.settings)))
    if context.as_json:
        answers.document([_task(context, task) for task in found])
    elif found:
        headings = [context.t(f"cli.tasks.{name}") for name in ("due", "left", "task")]
        answers.table(headings, [_task_line(context, task) for task in found], folding=(2,))
    else:
        answers.say(context.t("tasks.none"))
    return 0


def _task(context: Context, task: Task) -> dict[str, object]:
    return {
        "kind": task.kind,
        "school_code": task.school_code,
        "subject": task.subject,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "days_left": task.days_left(context.today),
        "text": task_text(context.t, task.kind, task.subject, task.values),
    }


def _task_line(context: Context, task: Task) -> tuple[str, ...]:
    text = task_text(context.t, task.kind, task.subject, task.values)
    left = left_text(context.t, task.days_left(context.today))
    return context.t.day(task.due_on) if task.due_on else "", left, f"{task.school_code or ''} {text}".strip()
