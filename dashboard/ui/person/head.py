"""Who it is, where they stand, what falls due, and what the next step lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.actions.people import law_of
from dashboard.definitions.stages import stages
from dashboard.documents.objection_texts import objection_text
from dashboard.documents.rule_texts import source_text
from dashboard.documents.sheets import Column
from dashboard.documents.task_texts import left_text
from dashboard.domain.clocks import dues
from dashboard.domain.judging import against_stage
from dashboard.domain.moves import Way, stages_from
from dashboard.domain.problems import problems
from dashboard.i18n import UNKNOWN
from dashboard.queries import people
from dashboard.ui import address, tables
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from dashboard.documents.sheets import Kind
    from dashboard.i18n import Translator
    from dashboard.queries.people import Record
    from dashboard.ui.session import Here


def opened(here: Here) -> Record | None:
    """Return the record of who is opened; ``None`` when nobody is, or nobody whom this viewer may see."""
    person = address.current().person
    return None if person is None else here.load(people.record, person)


def draw(here: Here, found: Record) -> None:
    """Draw the head of the page."""
    t, row = here.t, found.row
    st.title(plain(row["full_name"]), anchor=False)
    about = [plain(row["school_name"]), born_text(t, row["birth_date"], row["birth_year"])]
    if row["position_group"]:
        about.append(t(f"people.position_group.{row['position_group']}"))
    st.write(" · ".join(about))
    st.markdown(f"**{state_text(t, found)}**")
    _open_points(here, found)
    _dues(here, found)
    _next_step(here, found)


def born_text(t: Translator, day: object, year: object) -> str:
    """Return the birth as far as it is known."""
    known = t.day(day) if day else str(year or UNKNOWN)  # type: ignore[arg-type] # a day of the database
    return t("person.born", born=known)


def state_text(t: Translator, found: Record) -> str:
    """Return where the person stands, and since when."""
    state = found.case.state
    if state is None:
        return t("person.no_state")
    words = t(f"people.exit.{state.exit}") if state.exit else t(f"people.stage.{state.stage}")
    return t("person.state", state=words, day=t.day(state.since))


def _open_points(here: Here, found: Record) -> None:
    law = law_of(here.settings, here.today)
    for problem in problems(found.case, here.today, law.book):
        st.warning(here.t(f"people.problem.{problem}"), icon=":material/priority_high:")


def _dues(here: Here, found: Record) -> None:
    t, law = here.t, law_of(here.settings, here.today)
    running = dues(found.case, here.today, law.book, law.calendar)
    if not running:
        return
    st.header(t("person.dues"), anchor=False)
    rows = [
        {
            "clock": t(f"people.clock.{due.clock}"),
            "due_on": due.deadline.due_on,
            "left": left_text(t, due.deadline.days_left(here.today)),
            "source": source_text(t, due.deadline.rule),
        }
        for due in running
    ]
    kinds: dict[str, Kind] = {"clock": "text", "due_on": "date", "left": "text", "source": "text"}
    columns = [Column(name, t(f"person.due.{name}"), kind) for name, kind in kinds.items()]
    tables.draw(t, "person.dues", pd.DataFrame(rows), columns, height="content")


def _next_step(here: Here, found: Record) -> None:
    """Tell the next step and what it lacks today."""
    t, law = here.t, law_of(here.settings, here.today)
    following = [code for code, way in stages_from(found.case.state).items() if way is Way.FORWARD]
    if not following:
        return
    stage = stages()[following[0]]
    st.header(t("person.next", stage=t(f"people.stage.{stage.code}")), anchor=False)
    lacking = against_stage(found.case, stage.code, here.today, law)
    if not lacking:
        st.success(t("person.nothing_lacks"))
    for objection in lacking:
        st.markdown(f"- {plain(objection_text(t, objection))}")
