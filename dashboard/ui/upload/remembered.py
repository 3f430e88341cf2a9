"""What was answered before and is not asked again: who said so and when, each with its way to be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import queries
from dashboard.actions.remembering import forget
from dashboard.ui.errors import reporting_errors
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.ui.session import Here


def draw(here: Here) -> None:
    """Draw the list."""
    st.write(here.t("remembered.hint"))
    choices = here.load(queries.remembered_choices)
    if not choices:
        st.info(here.t("remembered.none"))
    for choice in choices:
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            _entry(here, choice)


def _entry(here: Here, choice: Mapping[str, Any]) -> None:
    t, choice_id = here.t, int(choice["id"])
    with st.container(width="stretch"):
        st.markdown(_told(here, choice))
        st.caption(" · ".join(_circumstances(here, choice)))
    if st.button(t("remembered.forget"), key=f"remembered.forget.{choice_id}"):
        with reporting_errors(t):
            forget(here.database, here.principal, choice_id, here.settings.now())
            st.toast(t("remembered.forgotten"))
            st.rerun()


def _told(here: Here, choice: Mapping[str, Any]) -> str:
    t, written = here.t, plain(str(choice["written"]))
    if choice["kind"] == "school":
        return t("remembered.school", written=written, name=plain(str(choice["answer_name"])))
    if not choice["answer"]:
        return t("remembered.ignored", written=written)
    return t("remembered.column", written=written, field=t(f"fields.{choice['answer']}.label"))


def _circumstances(here: Here, choice: Mapping[str, Any]) -> list[str]:
    t, moment = here.t, choice["chosen_at"]
    who = t("definitions.administrator") if choice["chosen_by"] == here.principal.name else str(choice["chosen_by"])
    school = choice["school_name"]
    whose = t("remembered.of_school", name=plain(str(school))) if school else t("remembered.of_all")
    when = f"{moment:%H:%M %d/%m/%Y}" if isinstance(moment, datetime) else ""
    return [t(f"labels.dataset.{choice['dataset']}"), whose, when, plain(who)]
