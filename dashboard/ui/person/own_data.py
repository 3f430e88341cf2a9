"""A person's own data: shown whole, given out, corrected with a reason, moved to another school, erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.erasing import correct_person, erase_person, move_to_school
from dashboard.domain.text import undirected
from dashboard.ui import address, navigate, school_picker
from dashboard.ui.person.adding import asked
from dashboard.ui.person.recording import acting, day_input, do, reporting_refusals

if TYPE_CHECKING:
    from dashboard.queries.people import Record
    from dashboard.ui.session import Here


def draw(here: Here, found: Record) -> None:
    """Draw the forms, the one that cannot be undone last."""
    _whole(here, found)
    _correct(here, found)
    _other_school(here, found)
    if here.principal.sees_everything:
        _erase(here, found)


def _whole(here: Here, found: Record) -> None:
    """Offer everything that is recorded of the person as one file, for who asks what is known of them."""
    t = here.t
    st.header(t("person.whole"), anchor=False)
    st.write(t("person.whole_hint"))
    everything = {"person": dict(found.row)} | dict(found.about)
    st.download_button(
        t("person.download"),
        lambda: json.dumps(everything, ensure_ascii=False, indent=1, default=str).encode(),
        file_name=f"person-{found.row['id']}.json",
        mime="application/json",
        key="person.download",
        on_click="ignore",
    )


def _correct(here: Here, found: Record) -> None:
    t, key = here.t, f"person.correct.{found.row['id']}"
    st.header(t("person.correct"), anchor=False)
    values = asked(here, key, dict(found.row))
    reason = st.text_input(t("person.reason"), key=f"{key}.reason")
    if st.button(t("person.record"), key=f"{key}.do", type="primary"):
        do(here, lambda: correct_person(acting(here), found.row["id"], values, undirected(reason)))


def _other_school(here: Here, found: Record) -> None:
    t = here.t
    st.header(t("person.other_school"), anchor=False)
    st.write(t("person.other_school_hint"))
    school = school_picker.pick(here, "person.school")
    if school is None:
        return
    day = day_input(here, "person.day", "person.school.day", here.today)
    if st.button(t("person.move_there"), key="person.school.do", disabled=day is None) and day:
        do(here, lambda: move_to_school(acting(here), found.row["id"], school, day))


def _erase(here: Here, found: Record) -> None:
    t, key = here.t, f"person.erase.{found.row['id']}"
    st.header(t("person.erase"), anchor=False)
    st.write(t("person.erase_hint"))
    reason = st.text_input(t("person.reason"), key=f"{key}.reason")
    sure = st.checkbox(t("person.erase_sure"), key=f"{key}.sure")
    if st.button(t("person.erase_now"), key=f"{key}.do", disabled=not sure):
        with reporting_refusals(here):
            erase_person(acting(here), found.row["id"], undirected(reason))
            address.choose_person(None)
            navigate.to_page("overview")
