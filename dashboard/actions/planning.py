"""From a table to its plan: match, clean, recognise, check, compare. Nothing is written here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from dashboard.actions.comparing import changes_of, facts_of
from dashboard.actions.editing import edited, recorded
from dashboard.actions.people_planning import plan_people
from dashboard.actions.people_stated import LISTS, REVIEWS
from dashboard.actions.plan import AcceptedRows, Options, Plan, Question, Source
from dashboard.actions.recognising import Recognised, Register, recognise
from dashboard.actions.registering import succession_problems
from dashboard.actions.remembering import remembered
from dashboard.domain.months import Month
from dashboard.intake.check import NO_FIGURES, check
from dashboard.intake.choices import choice_key
from dashboard.intake.clean import clean
from dashboard.intake.columnar import Column
from dashboard.intake.compare import needs_confirmation
from dashboard.intake.facts import Known, Place, places_of
from dashboard.intake.match import match
from dashboard.intake.period import find_months
from dashboard.intake.records import MISSING, Record, Records
from dashboard.intake.tables import Cleaned, Matching, Problem, Severity, Table, TotalCheck
from dashboard.intake.totals import check_totals, ratio_problems, total_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.actions.plan import Target
    from dashboard.intake.changes import Changes
    from dashboard.intake.records import Cell
    from dashboard.intake.tables import Received


MONTHS = {"branch_report": "period", REVIEWS: "month"}
"""The datasets whose rows are about a month, with the field that holds it."""


def plan_table(source: Source, received: Received, table: Table, options: Options, today: date) -> Plan:
    """Return what writing this table would do, with every problem and every open question.

    Cells that the user edited are judged as if the file had them so.
    """
    table, edits = edited(table, options.edits)
    given = ("school_code",) if options.school else ()
    earlier = remembered(source, options.school)
    matching = match(table, options.dataset, options.columns, given, earlier.columns)
    plan = Plan(received.name, received.sha256, table, matching, rows_read=len(table.rows) - 1, edits=edits)
    if matching.dataset is None:
        return replace(plan, questions=(_dataset_question(matching),))
    cleaned = clean(table, matching, given)
    month, asked = None, tuple[Question, ...]()
    if matching.dataset in MONTHS:
        cleaned, month, asked = _with_month(table, matching, cleaned, options, received.name)
    plan = replace(plan, month=month, questions=(*_column_questions(table, matching), *asked))
    judged = _judge(source, plan, cleaned, options, today, earlier.schools)
    return replace(judged, duplicate_of=_duplicate_of(source, judged))


def plan_records(source: Source, plan: Plan, records: Sequence[Record], options: Options, today: date) -> Plan:
    """Return the plan of records that were typed in; their places are the labels of the form."""
    return _judge(source, plan, Cleaned(Records.of(records), ()), options, today, {})


def _judge(
    source: Source,
    plan: Plan,
    cleaned: Cleaned,
    options: Options,
    today: date,
    earlier: Mapping[tuple[str, str, str], int],
) -> Plan:
    dataset, places = plan.dataset or "", places_of(plan.table, plan.matching)
    register = Register.read(source, today)
    recognised = recognise(register, dataset, cleaned.records, options, places, earlier)
    if dataset in LISTS:
        return _of_people(plan_people(source, plan, cleaned, recognised, options, today), cleaned)
    facts = facts_of(source, register, dataset, cleaned.records, recognised)
    told = (*cleaned.problems, *recognised.problems)
    found = check(dataset, cleaned.records, today=today, places=places, facts=facts, told=told)
    totals = check_totals(dataset, cleaned.totals, cleaned.records)
    problems = (
        *_refusals(plan.table),
        *told,
        *found,
        *succession_problems(register, dataset, cleaned.records, places),
        *ratio_problems(dataset, cleaned.records, places),
        *total_problems(totals, places),
    )
    accepted, stored = _accepted(cleaned.records, recognised, facts, problems)
    changes, covered = changes_of(source, register, dataset, accepted, stored, plan.month)
    return replace(
        plan,
        accepted=accepted,
        problems=_in_order(problems),
        questions=(
            *plan.questions,
            *recognised.questions,
            *_total_questions(totals, places),
            *_confirm(changes, covered),
        ),
        totals=tuple(totals),
        changes=changes,
        rows_read=len(cleaned.records) + len(plan.table.refused),
    )


def _of_people(plan: Plan, cleaned: Cleaned) -> Plan:
    """Return the plan of a list of people with what is told of every table."""
    places, dataset = places_of(plan.table, plan.matching), plan.dataset or ""
    totals = check_totals(dataset, cleaned.totals, cleaned.records)
    problems = (*_refusals(plan.table), *plan.problems, *total_problems(totals, places))
    return replace(
        plan,
        problems=_in_order(problems),
        questions=(*plan.questions, *_school_question(problems), *_total_questions(totals, places)),
        totals=tuple(totals),
        rows_read=len(cleaned.records) + len(plan.table.refused),
    )


def _school_question(problems: Sequence[Problem]) -> tuple[Question, ...]:
    asked = any(problem.rule == "school_of_file_unknown" for problem in problems)
    return (Question("school_of_file"),) if asked else ()


def _confirm(changes: Changes, covered: int) -> tuple[Question, ...]:
    return (Question("confirm"),) if needs_confirmation(changes, covered) else ()


def _accepted(
    records: Records, recognised: Recognised, facts: Known, problems: Sequence[Problem]
) -> tuple[AcceptedRows, dict[str, Column[Cell]]]:
    """Return the rows without a fault, and what is stored of each by field."""
    faulty = {one.row for one in problems if one.severity is not Severity.WARNING or one.rule == NO_FIGURES}
    faultless = ~np.isin(records.rows, [row for row in faulty if row is not None])
    places = np.flatnonzero(faultless & recognised.targets.where(lambda target: target is not None))
    targets = cast("Column[Target]", recognised.targets.take(places))
    return AcceptedRows(records.take(places), targets), {
        field: column.take(places) for field, column in facts.stored.items()
    }


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.row or 0, problem.column or "", problem.rule)))


def _refusals(table: Table) -> list[Problem]:
    return [Problem(refusal.why, Severity.ERROR, row=refusal.row) for refusal in table.refused]


def _total_questions(totals: Sequence[TotalCheck], places: Mapping[str, Place]) -> tuple[Question, ...]:
    return tuple(
        Question("totals", total.row, places[total.field].column if total.field in places else None, total.stated)
        for total in totals
        if not total.agrees
    )


def _dataset_question(matching: Matching) -> Question:
    return Question("dataset", choices=tuple((code, code) for code in matching.candidates))


def _column_questions(table: Table, matching: Matching) -> list[Question]:
    return [
        Question(
            "column",
            row=table.header_row,
            column=table.letter(column.index),
            value=choice_key(table, column.index),
            choices=_fields(column.suggestions),
        )
        for column in matching.open_columns
        if column.asked
    ]


def _fields(suggestions: Sequence[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((field, field) for field, _ in suggestions)


def _with_month(
    table: Table, matching: Matching, cleaned: Cleaned, options: Options, name: str
) -> tuple[Cleaned, Month | None, tuple[Question, ...]]:
    """Give every record its month: its column's, else the one the file states, else the one the user said."""
    field = MONTHS[matching.dataset or ""]
    stated = set(find_months(table, matching, name)) | ({options.month} if options.month else set())
    settled = options.settled_month or (next(iter(stated)) if len(stated) == 1 else None)
    records, without = _in_month(cleaned.records, settled, field), ~cleaned.records.has(field)
    if settled is None and without.any():
        return replace(cleaned, records=records), None, (_period_question(stated),)
    months = set(records.columns[field].take(slice(None)).values) if len(records) else set()
    only = next(iter(months)) if len(months) == 1 else None
    problems = (*cleaned.problems, *_contradiction(matching, months, stated))
    return replace(cleaned, records=records, problems=problems), only if isinstance(only, Month) else None, ()


def _contradiction(matching: Matching, months: Collection[object], stated: set[Month]) -> Iterator[Problem]:
    """Warn where the rows are all of other months than the title says: one of them was forgotten in a copy."""
    field = MONTHS[matching.dataset or ""]
    column = matching.column_of(field)
    if column and stated and stated.isdisjoint(months):
        told = ", ".join(f"{month.number:02d}/{month.year}" for month in sorted(stated))
        yield Problem(
            "period_contradicts_title", Severity.WARNING, field=field, header=column.header, values={"stated": told}
        )


def _in_month(records: Records, month: Month | None, field: str) -> Records:
    """Give the month to the records that have none of their own."""
    if month is None:
        return records
    own = records.columns.get(field, Column.alike(MISSING, len(records)))
    return records.with_column(field, own.mapped(lambda cell: month if cell is MISSING else cell))


def _period_question(stated: set[Month]) -> Question:
    return Question("period", choices=tuple((str(month), str(month)) for month in sorted(stated)))


def _duplicate_of(source: Source, plan: Plan) -> int | None:
    """Return the upload that brought the same in before: the same file for the same month.

    Where cells are edited, its last upload must have had the same edits; where none is, it does not matter how the
    file was mended then, even if that is what told its month.
    """
    uploads = source.rows("same_upload", sha256=plan.sha256, dataset=plan.dataset, sheet=plan.table.sheet)
    month = plan.month.first if plan.month else None
    same_month = [upload for upload in uploads if upload["month"] == month]
    if plan.edits:
        found = [upload for upload in same_month[:1] if recorded(upload["understood"]) == plan.edits]
    else:
        found = same_month or [upload for upload in uploads if _month_was_edited(upload, plan)]
    return int(found[0]["id"]) if found else None


def _month_was_edited(upload: Mapping[str, Any], plan: Plan) -> bool:
    column = plan.matching.column_of(MONTHS.get(plan.dataset or "", ""))
    letter = plan.table.letter(column.index) if column else None
    return any(edit.column == letter for edit in recorded(upload["understood"]))
