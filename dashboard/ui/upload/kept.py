"""The files at hand: those in the uploader, and those that were unfinished when the viewer looked elsewhere.

The uploader forgets its files as soon as it is not drawn; work on them would be lost by a look at another section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.ui.session import settings
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.ui.session import Here

UPLOADER = "upload.files"
_KEPT, _UNFINISHED = "upload.kept", "upload.unfinished"


def choose(here: Here) -> list[UploadedFile]:
    """Draw the uploader; return its files, after those from before."""
    t, state, most = here.t, st.session_state, settings().max_upload_mb
    if UPLOADER not in state:
        state[_KEPT] = state.pop(_UNFINISHED, [])
    chosen = st.file_uploader(t("upload.files.label"), accept_multiple_files=True, key=UPLOADER, max_upload_size=most)
    _say_kept(here)
    return [*state[_KEPT], *chosen]


def _say_kept(here: Here) -> None:
    t, files = here.t, st.session_state[_KEPT]
    if files:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(t("upload.files.kept", names=plain(", ".join(file.name for file in files))), width="content")
            st.button(t("upload.files.let_go"), key="upload.let_go", on_click=_let_go)


def _let_go() -> None:
    st.session_state[_KEPT] = []


def keep(files: Iterable[UploadedFile]) -> None:
    """Remember the files that are still to be worked on, for when the viewer comes back."""
    st.session_state[_UNFINISHED] = list(files)
