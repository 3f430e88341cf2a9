"""The questions about lists of people: which school a file is from, who is meant, why somebody is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.actions.plan import HERE, NEW, NEW_PERSON, Answer
from dashboard.domain.text import undirected
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from dashboard.actions.plan import Question
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

MOST_ABSENT = 20
"""More people than this are not asked about one by one; they stay as they are, and a task reminds of them."""


def school_of_file(state: Mapping[str, Any]) -> str | None:
    """Return the code of the school that the file is from, as the user said it."""
    return state.get("school_of_file")


def people(state: Mapping[str, Any]) -> dict[int, int]:
    """Return whom rows mean: ids of people by row."""
    chosen = {name.removeprefix("person."): value for name, value in state.items() if name.startswith("person.")}
    return {int(row): NEW_PERSON if value == NEW else int(value) for row, value in sorted(chosen.items()) if value}


def absent(state: Mapping[str, Any]) -> dict[int, Answer]:
    """Return why people are absent, by their ids; a way out counts once its day is there."""
    found = {}
    for name, value in sorted(state.items()):
        if name.startswith("absent.") and value:
            number = int(name.removeprefix("absent."))
            day: date | None = state.get(f"absent_on.{number}")
            if value == HERE or day is not None:
                found[number] = Answer() if value == HERE else Answer(value, day)
    return found


def ask(here: Here, one: Candidate) -> None:
    """Draw these questions, and those that were answered."""
    kinds = {question.kind for question in one.plan.questions}
    if "school_of_file" in kinds or one.options.school:
        _school(here, one)
    for question in _kept(one, "person", one.options.people):
        _person(here, one, question)
    for question in _kept(one, "absent", one.options.absent)[:MOST_ABSENT]:
        _absent(here, one, question)


def _school(here: Here, one: Candidate) -> None:
    rows = here.load(queries.schools, here.today)
    names = {str(row["code"] or f"id{row['id']}"): str(row["name"]) for row in rows}
    st.selectbox(
        here.t("upload.ask.school_of_file"),
        list(names),
        index=None,
        format_func=lambda code: undirected(names[code]),
        key=f"{one.key}.school_of_file",
        placeholder=here.t("upload.ask.choose"),
        persist_state="session",
    )


def _kept(one: Candidate, kind: str, answered: Mapping[int, object]) -> list[Question]:
    """Return the questions of a kind, with those answered, which keep their place."""
    asked = {_about(question): question for question in one.plan.questions if question.kind == kind}
    known: dict[int, Question] = st.session_state.setdefault(f"{one.key}.asked_{kind}", {})
    known.update(asked)
    return [question for about, question in known.items() if about in asked or about in answered]


def _about(question: Question) -> int:
    return question.about or question.row or 0


def _person(here: Here, one: Candidate, question: Question) -> None:
    names = {choice: label or here.t("upload.ask.new_person") for choice, label in question.choices}
    st.selectbox(
        here.t("upload.ask.person", row=question.row, value=plain(question.value or "")),
        list(names),
        index=None,
        format_func=lambda choice: undirected(names[choice]),
        key=f"{one.key}.person.{question.row}",
        placeholder=here.t("upload.ask.choose"),
        persist_state="session",
    )


def _absent(here: Here, one: Candidate, question: Question) -> None:
    t, number = here.t, question.about
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("upload.ask.absent", value=plain(question.value or "")),
            [choice for choice, _ in question.choices],
            index=None,
            format_func=lambda code: t("upload.ask.here") if code == HERE else t(f"people.exit.{code}"),
            key=f"{one.key}.absent.{number}",
            placeholder=t("upload.ask.choose"),
            persist_state="session",
        )
        if chosen not in {None, HERE}:
            st.date_input(
                t("upload.ask.absent_on"),
                value=None,
                min_value=question.since,
                max_value=here.today,
                format="DD/MM/YYYY",
                key=f"{one.key}.absent_on.{number}",
                persist_state="session",
            )
