"""What is to be done: the most urgent in a few lines, and the whole list, from which each opens its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.definitions.rules import rules
from dashboard.documents.sheets import Column
from dashboard.documents.task_texts import left_text, task_text
from dashboard.domain.masking import masked
from dashboard.domain.rulebook import Rulebook
from dashboard.queries.tasks import Task, tasks
from dashboard.ui import navigate, tables
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.documents.sheets import Kind
    from dashboard.queries import Asked
    from dashboard.settings import Settings
    from dashboard.storage import Reader
    from dashboard.ui.session import Here

MOST_URGENT = 6
AT_UPLOAD = frozenset({"report_missing", "upload_open"})
"""The kinds of tasks that are done on the upload page."""


def waiting(reader: Reader, asked: Asked, settings: Settings) -> list[Task]:
    """Return what is to be done by the rules of this office."""
    return tasks(reader, asked, Rulebook(rules(settings)))


def urgent(reader: Reader, asked: Asked, settings: Settings) -> tuple[int, int, list[Task]]:
    """Return how much is to be done, how much of it is late, and the most urgent, which is little to keep."""
    found = waiting(reader, asked, settings)
    return len(found), _late(found, asked.today), found[:MOST_URGENT]


def brief(here: Here) -> None:
    """Draw how much waits and the most urgent of it, without names."""
    st.header(here.t("tasks.title"), anchor=False)
    st.markdown(here.made(_brief))
    navigate.link("tasks", here.t("tasks.go_to_all"))


def _brief(here: Here) -> str:
    count, late, first = here.load(urgent, here.asked, here.settings)
    lines = [f"- {_urgency(here, task)}: {plain(_text(here, task, where=True))}" for task in first]
    return "\n".join([_amount(here, count, late), "", *lines])


def _amount(here: Here, count: int, late: int) -> str:
    return here.t("tasks.amount", all=here.t.count(count), late=here.t.count(late)) if count else here.t("tasks.none")


def _late(found: Sequence[Task], today: date) -> int:
    return sum(1 for task in found if task.due_on is not None and task.due_on < today)


def _urgency(here: Here, task: Task) -> str:
    return left_text(here.t, task.days_left(here.today)) or here.t("tasks.no_day")


def _text(here: Here, task: Task, *, where: bool) -> str:
    """Return what is to be done; of a person only initials, and with ``where`` the school."""
    subject = masked(task.subject) if task.person_id else task.subject
    told = f"{subject} ({task.school_name})" if where and task.person_id else subject
    return task_text(here.t, task.kind, told, task.values)


def whole(here: Here) -> None:
    """Draw the list, narrowed to the kinds that the viewer picks; a click opens the place of a task."""
    t, found = here.t, here.load(waiting, here.asked, here.settings)
    st.write(_amount(here, len(found), _late(found, here.today)))
    kinds = list(dict.fromkeys(task.kind for task in found))
    chosen = st.pills(
        t("tasks.kinds"),
        kinds,
        selection_mode="multi",
        format_func=lambda kind: t(f"tasks.kind.{kind}"),
        key="tasks.kinds",
    )
    shown = [task for task in found if not chosen or task.kind in chosen]
    if not shown:
        return
    rows = [
        {
            "due_on": task.due_on,
            "left": left_text(t, task.days_left(here.today)),
            "school": task.school_name or "",
            "kind": t(f"tasks.kind.{task.kind}"),
            "text": _text(here, task, where=False),
        }
        for task in shown
    ]
    columns: dict[str, Kind] = {"due_on": "date", "left": "text", "kind": "text", "text": "text", "school": "text"}
    picked = tables.draw(
        t,
        "tasks",
        pd.DataFrame(rows),
        [Column(name, t(f"tasks.column.{name}"), kind) for name, kind in columns.items()],
        clickable=True,
    )
    st.caption(t("tasks.click"))
    if picked is not None:
        _open(shown[picked])


def _open(task: Task) -> None:
    if task.person_id is not None:
        navigate.to_person(task.person_id)
    elif task.kind in AT_UPLOAD or task.school_code is None:
        navigate.to_page("upload")
    else:
        navigate.to_school(task.school_code)
