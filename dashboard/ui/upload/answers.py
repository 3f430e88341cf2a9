"""The questions that only the user can settle, and the answers so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.actions.plan import NEW, NEW_SCHOOL, Options
from dashboard.definitions import datasets
from dashboard.domain.months import Month, last_full_month
from dashboard.domain.text import undirected
from dashboard.intake.choices import choice_key
from dashboard.intake.readings import plain as visible
from dashboard.ui.session import settings
from dashboard.ui.upload import mending, people_answers
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.actions.plan import Question
    from dashboard.intake.tables import OpenColumn
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

IGNORE = ""
MOST_SCHOOLS = 20
"""More unknown schools than this are not asked one by one: they are added together, or the list goes first."""
MONTHS_BACK = 36


def given(key: str) -> Options:
    """Return what the user has answered about a table and mended in it so far."""
    begin = f"{key}."
    state = {
        str(name).removeprefix(begin): value for name, value in st.session_state.items() if str(name).startswith(begin)
    }
    columns = {name.removeprefix("column."): value for name, value in state.items() if _answers(name, "column.", value)}
    schools = {
        int(name.removeprefix("school.")): value for name, value in state.items() if _answers(name, "school.", value)
    }
    return Options(
        dataset=state.get("dataset"),
        settled_month=state.get("period"),
        columns=columns,
        school=people_answers.school_of_file(state),
        schools={row: NEW_SCHOOL if choice == NEW else int(choice) for row, choice in sorted(schools.items())},
        edits=mending.edits_of(key),
        add_schools=bool(state.get("add_schools")),
        accept_valid=bool(state.get("accept_valid")),
        confirmed=bool(state.get("confirmed")),
        encoding=state.get("encoding"),
        people=people_answers.people(state),
        absent=people_answers.absent(state),
        office=settings(),
    )


def _answers(name: str, prefix: str, value: object) -> bool:
    return name.startswith(prefix) and value is not None


def ask(here: Here, one: Candidate) -> None:
    """Draw every open question, and those that were answered."""
    _dataset(here, one)
    _period(here, one)
    for header, column in _open_columns(one).items():
        _column(here, one, header, column)
    _schools(here, one)
    people_answers.ask(here, one)


def _open_columns(one: Candidate) -> dict[str, OpenColumn]:
    """Return the columns whose meaning is asked by their headings, and those answered, which keep their place."""
    asked = {choice_key(one.table, column.index): column for column in one.plan.matching.open_columns if column.asked}
    known: dict[str, OpenColumn] = st.session_state.setdefault(f"{one.key}.open_columns", {})
    known.update(asked)
    return {header: column for header, column in known.items() if header in asked or header in one.options.columns}


def _dataset(here: Here, one: Candidate) -> None:
    if one.plan.dataset is None or one.options.dataset is not None:
        st.selectbox(
            here.t("upload.ask.dataset"),
            list(datasets()),
            index=None,
            format_func=lambda code: here.t(f"labels.dataset.{code}"),
            key=f"{one.key}.dataset",
            placeholder=here.t("upload.ask.choose"),
            persist_state="session",
        )


def _period(here: Here, one: Candidate) -> None:
    asked = next((question for question in one.plan.questions if question.kind == "period"), None)
    if asked is None and one.options.settled_month is None:
        return
    stated = [Month.parse(choice) for choice, _ in asked.choices] if asked else []
    latest = last_full_month(here.today)
    months = sorted({*stated, *(latest.plus(-back) for back in range(-1, MONTHS_BACK))}, reverse=True)
    st.selectbox(
        here.t("upload.ask.period_several" if len(stated) > 1 else "upload.ask.period"),
        [*stated, *(month for month in months if month not in stated)],
        index=None,
        format_func=lambda month: here.t.month(month.first),
        key=f"{one.key}.period",
        placeholder=here.t("upload.ask.choose"),
        persist_state="session",
    )


def _column(here: Here, one: Candidate, header: str, column: OpenColumn) -> None:
    likely = [field for field, _ in column.suggestions]
    others = [field for field in datasets()[one.plan.dataset].fields if field not in likely] if one.plan.dataset else []
    samples = ", ".join(column.samples)
    st.selectbox(
        here.t("upload.ask.column", header=plain(header), samples=plain(samples) or here.t("labels.unknown")),
        [*likely, *others, IGNORE],
        index=None,
        format_func=lambda field: here.t(f"fields.{field}.label") if field else here.t("upload.ask.ignore_column"),
        key=f"{one.key}.column.{header}",
        placeholder=here.t("upload.ask.choose"),
        persist_state="session",
    )


def _schools(here: Here, one: Candidate) -> None:
    if one.options.add_schools or any(question.kind == "school" for question in one.plan.questions):
        st.checkbox(here.t("upload.ask.add_schools"), key=f"{one.key}.add_schools", persist_state="session")
    for question in _open_schools(one):
        _school(here, one, question)


def asked_rows(one: Candidate) -> set[int | None]:
    """Return the rows whose school is asked for one by one."""
    return {question.row for question in _open_schools(one)}


def _open_schools(one: Candidate) -> list[Question]:
    """Return the questions which school a row means, with those answered; none where they are too many to ask."""
    asked = {question.row: question for question in one.plan.questions if question.kind == "school"}
    # an answered question is asked no more, but its answer stays in sight and can be changed
    known: dict[int | None, Question] = st.session_state.setdefault(f"{one.key}.questions", {})
    known.update(asked)
    shown = [question for row, question in known.items() if row in asked or row in one.options.schools]
    return shown if len(shown) <= MOST_SCHOOLS else []


def _school(here: Here, one: Candidate, question: Question) -> None:
    names = {choice: label or here.t("upload.ask.new_school") for choice, label in question.choices}
    # the likely ones come first; whoever knows that it is another finds it by typing a part of its name
    names |= {str(row["id"]): _called(here, row) for row in here.load(queries.schools, here.today)} | names
    st.selectbox(
        here.t("upload.ask.school", row=question.row, value=plain(_written(one, question))),
        list(names),
        index=None,
        format_func=lambda choice: undirected(names[choice]),
        key=f"{one.key}.school.{question.row}",
        placeholder=here.t("upload.ask.choose"),
        persist_state="session",
    )


def _written(one: Candidate, question: Question) -> str:
    """Return the name as the file has it; a name from elsewhere, such as the heading of a group, as it was read."""
    table = one.plan.table
    columns = {table.letter(index): index for index in range(len(table.headings))}
    if question.row not in table.numbers or question.column not in columns:
        return question.value or ""
    cells = table.rows[table.numbers.index(question.row)]
    return visible(cells[columns[question.column]]) or question.value or ""


def _called(here: Here, row: Mapping[str, object]) -> str:
    name, commune = str(row["name"]), row["commune"]
    return here.t("filters.school_in", name=name, commune=commune) if commune else name


def decide(here: Here, one: Candidate) -> None:
    """Draw the two decisions that let a doubtful file through: only the good rows, and a large change."""
    kinds = {question.kind for question in one.plan.questions}
    if one.plan.accepted and (one.plan.rejected or "totals" in kinds):
        label = "upload.ask.accept_valid" if one.plan.refused_rows else "upload.ask.accept_totals"
        count = here.t.count(len(one.plan.accepted))
        st.checkbox(here.t(label, count=count), key=f"{one.key}.accept_valid")
    if "confirm" in kinds:
        st.checkbox(here.t("upload.ask.confirm"), key=f"{one.key}.confirmed")
