"""One file and sheet of ``chibo import`` as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.intake.messages import describe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.actions.plan import Accepted, Plan, Question
    from dashboard.cli.bringing import Result
    from dashboard.cli.context import Context
    from dashboard.intake.tables import Problem, TotalCheck, Value

    Entry = dict[str, object]

_NOTHING: Mapping[str, int] = dict.fromkeys(("new", "changed", "unchanged", "absent"), 0)


def entry(result: Result, context: Context, codes: Mapping[str, str]) -> Entry:
    """Return what became of a table; ``codes`` gives the code of a school by its id as a question writes it."""
    outcome = result.outcome
    written = {"upload_id": outcome.upload_id if outcome else None, "duplicate_of": result.duplicate_of}
    told = None if result.error is None else context.told(result.error)
    understood = _understood(outcome.plan) if outcome else _UNREAD
    judged = _judged(outcome.plan, context) if outcome else _UNJUDGED
    return {
        "file": result.file,
        "sheet": result.sheet,
        "sha256": result.sha256,
        "error": told,
        **written,
        **understood,
        **judged,
        "questions": [_question(question, codes) for question in result.questions],
        "committed": bool(outcome and outcome.committed),
    }


_UNREAD: Entry = {
    **dict.fromkeys(("dataset", "period", "encoding", "delimiter", "header_row")),
    "columns": [],
    "ignored": [],
}
_UNJUDGED: Entry = {
    "rows_read": 0,
    "accepted": [],
    "rejected": [],
    "warnings": [],
    "totals_checked": [],
    "changes": _NOTHING,
}


def _understood(plan: Plan) -> Entry:
    return {
        "dataset": plan.dataset,
        "period": str(plan.month) if plan.month else None,
        "encoding": plan.table.encoding,
        "delimiter": plan.table.delimiter,
        "header_row": plan.table.header_row,
        "columns": [
            {"header": column.header, "field": column.field, "score": column.score} for column in plan.matching.columns
        ],
        "ignored": [column.header for column in plan.matching.open_columns if not column.asked],
    }


def _judged(plan: Plan, context: Context) -> Entry:
    return {
        "rows_read": plan.rows_read,
        "accepted": [_accepted(one) for one in plan.accepted],
        "rejected": [_problem(problem, context) for problem in plan.rejected],
        "warnings": [_problem(problem, context) for problem in plan.warnings],
        "totals_checked": [_total(check) for check in plan.totals],
        "changes": plan.changes.counts(),
    }


def _accepted(one: Accepted) -> Entry:
    return {"row": one.record.row, "record": {field: plain(value) for field, value in one.record.values.items()}}


def plain(value: Value) -> str | int | None:
    """Return a value as JSON holds it: days and months in their written form."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Month) else value


def _problem(problem: Problem, context: Context) -> Entry:
    return {
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "value": problem.value,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": describe(problem, context.t),
    }


def _question(question: Question, codes: Mapping[str, str]) -> Entry:
    choices = [choice for choice, _ in question.choices]
    if question.kind == "school":
        choices = [codes.get(choice, f"id{choice}" if choice.isdigit() else choice) for choice in choices]
    return {
        "kind": question.kind,
        "row": question.row,
        "column": question.column,
        "value": question.value,
        "choices": choices,
    }


def _total(check: TotalCheck) -> Entry:
    return {
        "row": check.row,
        "field": check.field,
        "stated": _figure(check.stated),
        "sum": _figure(check.sum),
        "agrees": check.agrees,
    }


def _figure(text: str) -> str | int:
    # counts are integers, ratios decimal strings
    return int(text) if text.isascii() and text.isdigit() else text
