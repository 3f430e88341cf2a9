"""The user's own file back, with what is wrong beside each row."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.marking import HEADINGS, can_be_marked, marked_file
from dashboard.domain.text import slug
from dashboard.ui import tables
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate


def offer(here: Here, one: Candidate) -> None:
    """Draw the download button where there is something to say of a row; the file is made when it is asked for."""
    if not can_be_marked(one.plan):
        return
    t, sheet = here.t, one.sheet
    st.download_button(
        t("upload.marked.download_sheet", sheet=plain(sheet)) if sheet else t("upload.marked.download"),
        lambda: marked_file(one.received, one.plan, t, one.options.encoding),
        file_name=file_name(one),
        mime=tables.XLSX,
        help=t("upload.marked.help"),
        key=f"{one.key}.marked",
        on_click="ignore",
    )


def file_name(one: Candidate) -> str:
    """Return the name of the marked file: the user's own, the sheet if it has several, the word for what was added."""
    parts = (PurePath(one.plan.name).stem, one.sheet or "", HEADINGS("upload.marked.heading"))
    return f"{'-'.join(filter(None, map(slug, parts)))[:100]}.xlsx"
