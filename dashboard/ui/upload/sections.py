"""The sections of the upload page; one is drawn at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.ui.upload import calendar, files, history, register, remembered, typing_in

if TYPE_CHECKING:
    from dashboard.ui.session import Here

SECTIONS = {
    "files": files.draw,
    "typing": typing_in.draw,
    "calendar": calendar.draw,
    "schools": register.draw,
    "remembered": remembered.draw,
    "history": history.draw,
}


def draw(here: Here) -> None:
    """Draw the switch between the sections and the chosen one."""
    t = here.t
    chosen = st.segmented_control(
        t("upload.section"),
        list(SECTIONS),
        default="files",
        required=True,
        format_func=lambda one: t(f"upload.sections.{one}"),
        key="upload.section",
        persist_state="session",
        label_visibility="collapsed",
    )
    SECTIONS[chosen](here)
