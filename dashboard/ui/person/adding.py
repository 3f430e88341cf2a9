"""Adding somebody: who, in which school, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.actions.moving import Move, add_person
from dashboard.definitions.stages import stages
from dashboard.domain.moves import FIRST
from dashboard.domain.text import undirected
from dashboard.ui import navigate, school_picker
from dashboard.ui.person.recording import acting, day_input, reporting_refusals

if TYPE_CHECKING:
    from dashboard.ui.session import Here

SEXES = ("female", "male")
POSITIONS = ("manager", "teacher", "other")
UNIONS = ("youth_union", "trade_union")


def draw(here: Here) -> None:
    """Draw the form and open whom it added."""
    t = here.t
    st.write(t("person.adding.hint"))
    school = here.filters.school or school_picker.pick(here, "person.adding")
    if school is None:
        return
    values = asked(here, "person.adding", {})
    old_record = st.checkbox(t("person.old_record"), key="person.adding.old_record", help=t("person.old_record_help"))
    choices = list(stages()) if old_record else list(FIRST)
    stage = st.selectbox(
        t("person.stage"), choices, format_func=lambda code: t(f"people.stage.{code}"), key="person.adding.stage"
    )
    day = day_input(here, "person.day", "person.adding.day", here.today)
    if st.button(t("person.adding.add"), key="person.adding.add", type="primary", disabled=day is None) and day:
        first = Move(0, stage, day, is_old_record=old_record)
        with reporting_refusals(here):
            navigate.to_person(add_person(acting(here), school, values, first))


def asked(here: Here, key: str, known: dict[str, Any]) -> dict[str, Any]:
    """Ask for what is recorded of a person themselves, with what is known already; return columns of ``person``."""
    t = here.t
    name = st.text_input(t("fields.full_name.label"), known.get("full_name") or "", key=f"{key}.name", max_chars=100)
    born = day_input(here, "person.birth_date", f"{key}.born", known.get("birth_date"))
    year = st.text_input(
        t("person.birth_year"), str(known.get("birth_year") or ""), key=f"{key}.year", help=t("person.birth_year_help")
    )
    sex = _choice(here, "sex", SEXES, known, key)
    position = _choice(here, "position_group", POSITIONS, known, key)
    unions = {
        union: st.checkbox(t(f"fields.{union}.label"), bool(known.get(union)), key=f"{key}.{union}") for union in UNIONS
    }
    return {
        "full_name": undirected(name),
        "birth_date": born,
        "birth_year": year.strip() or None if born is None else None,
        "sex": sex,
        "position_group": position,
    } | unions


def _choice(here: Here, field: str, choices: tuple[str, ...], known: dict[str, Any], key: str) -> str | None:
    given = known.get(field)
    chosen: str | None = st.selectbox(
        here.t(f"fields.{field}.label"),
        choices,
        index=choices.index(given) if given in choices else None,
        format_func=lambda code: here.t(f"people.{field}.{code}"),
        key=f"{key}.{field}",
        placeholder=here.t("labels.unknown"),
    )
    return chosen
