"""The forms for helpers, monthly remarks, papers and ballots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.dossiers import (
    Assignment,
    HeldVote,
    Remark,
    assign_helper,
    record_vote,
    register_paper,
    remark,
)
from dashboard.definitions.stages import papers
from dashboard.domain.cases import ADMISSION, RECOGNITION, STRIKING_OFF
from dashboard.domain.months import Month
from dashboard.domain.text import undirected
from dashboard.domain.votes import Ballot
from dashboard.ui.person import recording

if TYPE_CHECKING:
    from dashboard.queries.people import Record
    from dashboard.ui.session import Here

FIGURES = ("official_total", "transferred_away", "exempt_absent", "present", "in_favour", "against")
MONTHS_SHOWN = 12


def helper(here: Here, found: Record) -> None:
    """Ask for a helper and the resolution."""
    t, key = here.t, "person.helper"
    name = st.text_input(t("person.helper_name"), key=f"{key}.name", help=t("person.helper_help"))
    day = recording.day_input(here, "person.day", f"{key}.day", here.today)
    number = st.text_input(t("person.resolution"), key=f"{key}.number")
    if st.button(t("person.record"), key=f"{key}.do", type="primary", disabled=day is None) and day:
        wanted = Assignment(found.row["id"], day, name=undirected(name), number=undirected(number))
        recording.do(here, lambda: assign_helper(recording.acting(here), wanted))


def remarks(here: Here, found: Record) -> None:
    """Ask for the remark of a month; one that is there is written anew."""
    t = here.t
    months = [Month.of(here.today).plus(-step) for step in range(MONTHS_SHOWN)]
    month = st.selectbox(
        t("person.column.month"), months, format_func=lambda one: t.month(one.first), key="person.remark.month"
    )
    known = next((row for row in found.about["helper_review"] if row["month"] == month.first), {})
    key = f"person.remark.{found.row['id']}.{month}"
    texts = {
        name: undirected(st.text_area(t(f"person.column.{name}"), known.get(name) or "", key=f"{key}.{name}"))
        for name in ("strengths", "weaknesses", "branch_comment")
    }
    if st.button(t("person.record"), key=f"{key}.do", type="primary"):
        recording.do(here, lambda: remark(recording.acting(here), Remark(found.row["id"], month, **texts)))


def paper(here: Here, found: Record) -> None:
    """Ask for a paper of the dossier; the documents of steps are recorded with their step."""
    t, key = here.t, "person.paper"
    own = [code for code, one in papers().items() if one.stage is None]
    form = st.selectbox(
        t("person.column.paper"), own, format_func=lambda code: t(f"people.paper.{code}"), key=f"{key}.form"
    )
    day = recording.day_input(here, "person.column.dated_on", f"{key}.day", here.today)
    number = st.text_input(t("person.number"), key=f"{key}.number")
    if st.button(t("person.record"), key=f"{key}.do", type="primary", disabled=day is None) and day:
        given = (found.row["id"], form, day, undirected(number))
        recording.do(here, lambda: register_paper(recording.acting(here), *given))


def vote(here: Here, found: Record) -> None:
    """Ask for the figures of a ballot, and tell what they mean; a blank figure is unknown."""
    t, key = here.t, "person.vote"
    about = st.selectbox(
        t("person.column.about"),
        (ADMISSION, RECOGNITION, STRIKING_OFF),
        format_func=lambda code: t(f"people.about.{code}"),
        key=f"{key}.about",
    )
    day = recording.day_input(here, "person.held_on", f"{key}.day", here.today)
    with st.container(horizontal=True):
        written = {
            name: st.text_input(t(f"person.vote.{name}"), key=f"{key}.{name}", width=200).strip() for name in FIGURES
        }
    st.caption(t("person.vote_hint"))
    number = st.text_input(t("person.resolution"), key=f"{key}.number")
    if st.button(t("person.record"), key=f"{key}.do", type="primary", disabled=day is None) and day:
        given = {name: _number(text) for name, text in written.items()}
        if given["official_total"] is None or given["in_favour"] is None or _unclear(written):
            st.error(t("person.vote_figures"))
            return
        ballot = Ballot(
            given["official_total"],
            given["in_favour"],
            given["against"],
            given["present"],
            given["transferred_away"] or 0,
            given["exempt_absent"] or 0,
        )
        held = HeldVote(found.row["id"], about, day, ballot, undirected(number))
        recording.do(here, lambda: record_vote(recording.acting(here), held))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _unclear(written: dict[str, str]) -> bool:
    return any(text and not text.isdecimal() for text in written.values())
