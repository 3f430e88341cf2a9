"""Mending the list of schools: add, rename, merge, close; each one action that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import queries
from dashboard.actions import schools
from dashboard.documents.sheets import Column
from dashboard.domain.schools import Level, Ownership, join_levels
from dashboard.domain.text import undirected
from dashboard.ui import school_picker, tables
from dashboard.ui.errors import reporting_errors
from dashboard.ui.values import plain, shown_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.ui.session import Here

LISTED = {
    "code": "school_code",
    "name": "school_name",
    "level": "school_level",
    "commune": "commune",
    "closed_on": "closed_on",
}
"""The columns of the list of schools, each with the field that gives its heading."""
TASKS = ("add", "rename", "merge", "close")


def draw(here: Here) -> None:
    """Draw the form of the chosen task."""
    t = here.t
    st.write(t("upload.schools.hint"))
    _listed(here)
    task = st.segmented_control(
        t("upload.schools.what"),
        TASKS,
        default=TASKS[0],
        required=True,
        format_func=lambda one: t(f"upload.schools.{one}"),
        key="register.task",
    )
    {"add": _add, "rename": _rename, "merge": _merge, "close": _close}[task](here)


def _listed(here: Here) -> None:
    """Draw the schools as the list stands today."""
    t = here.t
    schools_now = here.load(queries.schools, here.today)
    if not schools_now:
        return
    rows = [
        {name: "" if row[name] is None else shown_value(t, row[name], field) for name, field in LISTED.items()}
        for row in schools_now
    ]
    columns = [Column(name, t(f"fields.{field}.label"), "text") for name, field in LISTED.items()]
    with st.expander(t("upload.schools.listed"), key="register.listed"):
        tables.draw(t, "register.list", pd.DataFrame(rows), columns)


def _add(here: Here) -> None:
    t = here.t
    with st.form("register.add", border=True):
        name = st.text_input(t("upload.schools.name"), key="register.add.name")
        code = st.text_input(t("upload.schools.code"), key="register.add.code")
        levels = st.multiselect(
            t("upload.schools.level"),
            list(Level),
            format_func=lambda level: t(f"labels.level.{level}"),
            key="register.add.level",
            placeholder=t("labels.unknown"),
        )
        ownership = st.selectbox(
            t("upload.schools.ownership"),
            list(Ownership),
            index=None,
            format_func=lambda one: t(f"labels.ownership.{one}"),
            key="register.add.ownership",
            placeholder=t("labels.unknown"),
        )
        commune = st.text_input(t("upload.schools.commune"), key="register.add.commune")
        opened_on = st.date_input(
            t("upload.schools.opened_on"), None, format="DD/MM/YYYY", key="register.add.opened_on"
        )
        if st.form_submit_button(t("upload.schools.add"), type="primary"):
            values = {
                "name": undirected(name),
                "code": undirected(code).strip() or None,
                "level": join_levels(levels) or None,
                "ownership": str(ownership) if ownership else None,
                "commune": undirected(commune).strip() or None,
                "opened_on": opened_on,
            }
            _do(here, lambda: schools.add_school(here.database, here.principal, values, here.settings.now()))


def _rename(here: Here) -> None:
    t = here.t
    code = school_picker.pick(here, "register.rename")
    if code is None:
        return
    with st.form("register.rename", border=True):
        name = st.text_input(t("upload.schools.new_name"), key="register.rename.name")
        day = st.date_input(t("upload.schools.day"), here.today, format="DD/MM/YYYY", key="register.rename.day")
        if st.form_submit_button(t("upload.schools.rename"), type="primary"):
            now = here.settings.now()
            _do(here, lambda: schools.rename_school(here.database, here.principal, code, undirected(name), day, now))


def _merge(here: Here) -> None:
    t = here.t
    st.caption(t("upload.schools.merged"))
    merged = school_picker.pick(here, "register.merged")
    st.caption(t("upload.schools.into"))
    into = school_picker.pick(here, "register.into")
    if merged is None or into is None:
        return
    day = st.date_input(t("upload.schools.day"), here.today, format="DD/MM/YYYY", key="register.merge.day")
    if st.button(t("upload.schools.merge"), key="register.merge", type="primary"):
        now = here.settings.now()
        _do(here, lambda: schools.merge_schools(here.database, here.principal, [merged], into, day, now))


def _close(here: Here) -> None:
    t = here.t
    code = school_picker.pick(here, "register.close")
    if code is None:
        return
    card = here.load(queries.school_card, code, here.today) or {}
    day = st.date_input(t("upload.schools.day"), here.today, format="DD/MM/YYYY", key="register.close.day")
    label = t("upload.schools.confirm_close", name=plain(str(card.get("name", code))), day=t.day(day))
    if st.button(label, key="register.close", type="primary"):
        _do(here, lambda: schools.close_school(here.database, here.principal, code, day, here.settings.now()))


def _do(here: Here, act: Callable[[], object]) -> None:
    with reporting_errors(here.t):
        act()
        st.toast(here.t("upload.schools.done"))
        st.rerun()
