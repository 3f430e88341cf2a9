"""What ``chibo import`` did, for people: one line a file and sheet, then what is wrong and what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dashboard.cli import answers
from dashboard.intake.messages import describe
from dashboard.intake.variants import heading_key, row_number_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.actions.plan import Question
    from dashboard.cli.bringing import Result
    from dashboard.cli.context import Context
    from dashboard.i18n import Translator
    from dashboard.intake.tables import Problem

MOST_OF_A_RULE = 3
"""So many problems of one kind are shown; the rest is counted."""
MOST_NAMES = 10
COUNTS = ("new", "changed", "unchanged", "absent")
_COLUMNS = ("file", "dataset_column", "period_column", "rows", *COUNTS, "result")


def show(results: Sequence[Result], context: Context, *, dry_run: bool) -> None:
    """Print the results, the problems of each, and how to go on."""
    t = context.t
    headings = [t(f"cli.import.{name}") for name in _COLUMNS]
    answers.table(
        headings, [_line(result, t, dry_run=dry_run) for result in results], numbers=range(3, 8), folding=(0, 1, 8)
    )
    for result in results:
        _show_problems(result, context)
    plans = [result.outcome.plan for result in results if result.outcome]
    if any(plan.changes.absent and not plan.absent for plan in plans):
        answers.say(t("cli.import.absent_note"))
    if any(plan.absent for plan in plans):
        answers.say(t("cli.import.absent_people_note"))
    if any(_is_held(result) for result in results):
        answers.say(t("cli.import.held_note"))


def _is_held(result: Result) -> bool:
    """Tell whether something of a file must be answered before anything of it is written."""
    if result.outcome is None or not result.status or result.outcome.committed:
        return False
    return not result.outcome.plan.may_commit(result.options)


def _line(result: Result, t: Translator, *, dry_run: bool) -> list[str]:
    if result.outcome is None:
        return [result.name, *[""] * (len(_COLUMNS) - 2), t("cli.import.failed")]
    plan = result.outcome.plan
    counts = plan.changes.counts()
    return [
        result.name,
        t(f"labels.dataset.{plan.dataset}") if plan.dataset else "",
        t.month(plan.month.first) if plan.month else "",
        t.count(plan.rows_read),
        *(t.count(counts[name]) for name in COUNTS),
        _became(result, t, dry_run=dry_run),
    ]


def _became(result: Result, t: Translator, *, dry_run: bool) -> str:
    plan = result.outcome.plan if result.outcome else None
    if plan is None or result.outcome is None:
        return t("cli.import.failed")
    if result.duplicate_of is not None:
        return t("cli.import.duplicate", upload_id=result.duplicate_of)
    if result.outcome.committed:
        return t("cli.import.committed", upload_id=result.outcome.upload_id)
    if dry_run and plan.may_commit(result.options):
        return t("cli.import.rehearsed")
    return t("cli.import.held" if result.status or plan.changes_anything else "cli.import.nothing")


def _show_problems(result: Result, context: Context) -> None:
    name, t = result.name, context.t
    if result.error is not None:
        answers.warn(f"{name}: {context.sentence(result.error)}")
    if result.outcome is None or result.duplicate_of is not None:
        return
    plan = result.outcome.plan
    for line in _told([*plan.rejected, *plan.warnings], t):
        answers.say(f"{name}: {line}")
    for question in result.questions:
        if sentence := _asked(question, name, t):
            answers.say(sentence)
    if any(question.kind == "school" and "new" in dict(question.choices) for question in result.questions):
        answers.say(t("cli.questions.school", file=name))
    if absent := plan.changes.absent:
        key = "cli.import.absent_people" if plan.absent else "cli.import.absent_names"
        answers.say(t(key, file=name, names=_listed(absent, t)))
    if headers := [one.header for one in plan.matching.open_columns if not one.asked and not _numbers_rows(one.header)]:
        answers.say(t("cli.import.ignored", file=name, headers=", ".join(f"“{header}”" for header in headers)))


def _numbers_rows(header: str) -> bool:
    return heading_key(header) in row_number_keys()


def _listed(names: Sequence[str], t: Translator) -> str:
    more = len(names) - MOST_NAMES
    shown = ", ".join(names[:MOST_NAMES])
    return t("coverage.and_more", names=shown, count=t.count(more)) if more > 0 else shown


def _told(problems: Sequence[Problem], t: Translator) -> list[str]:
    """Return the sentences, the first few of each kind and how many more there are."""
    seen: Counter[str] = Counter()
    lines: list[str] = []
    for problem in problems:
        seen[problem.rule] += 1
        if seen[problem.rule] <= MOST_OF_A_RULE:
            lines.append(describe(problem, t))
    more = sum(count - MOST_OF_A_RULE for count in seen.values() if count > MOST_OF_A_RULE)
    return [*lines, t("cli.import.more_problems", count=t.count(more))] if more else lines


def _asked(question: Question, name: str, t: Translator) -> str:
    """Return the sentence of a question that no problem tells already."""
    choices = ", ".join(choice for choice, _ in question.choices)
    values = {"file": name, "choices": choices, "value": question.value, "place": f"{question.column}{question.row}"}
    match question.kind, bool(question.choices):
        case ("dataset" | "confirm") as kind, _:
            return t(f"cli.questions.{kind}", **values)
        case "column", has_choices:
            return t("cli.questions.column" if has_choices else "cli.questions.column_open", **values)
        case "period", has_choices:
            return t("cli.questions.period_several" if has_choices else "cli.questions.period", **values)
    return ""
