"""Reading the files at hand, with progress: their tables as planned, and the names of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.intake.receive import receive_bytes
from dashboard.ui.session import settings
from dashboard.ui.upload import answers
from dashboard.ui.upload.plans import Candidate, plan_of, table_again, tables_of
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.intake.tables import Received
    from dashboard.ui.session import Here


def read(here: Here, files: Sequence[UploadedFile]) -> tuple[dict[str, list[Candidate]], list[str]]:
    """Return the tables of every file by its hash, and the names of the files that could not be read.

    A file that cannot be read says so and harms no other; the same file twice is looked at once.
    """
    found: dict[str, list[Candidate]] = {}
    names: dict[str, str] = {}
    refused: list[str] = []
    progress = st.progress(0.0, here.t("upload.files.reading")) if len(files) > 1 else None
    for position, file in enumerate(files, start=1):
        try:
            received = receive_bytes(file.name, file.getvalue(), settings().max_upload_mb)
            if received.sha256 in names:
                st.info(here.t("upload.files.twin", name=plain(file.name), first=plain(names[received.sha256])))
            else:
                names[received.sha256] = file.name
                found[received.sha256] = _of_file(here, received)
        except DashboardError as error:
            refused.append(file.name)
            _say_refused(here, file.name, error)
        if progress:
            progress.progress(position / len(files), here.t("upload.files.reading"))
    if progress:
        progress.empty()
    return found, refused


def _say_refused(here: Here, name: str, error: DashboardError) -> None:
    sentence = here.t(error.key, **error.values)
    st.error(sentence if name in sentence else f"**{plain(name)}**: {sentence}")


def _of_file(here: Here, received: Received) -> list[Candidate]:
    """Return the tables of a file; a sheet that nobody recognises is left out beside one that is a dataset."""
    tables = here.load(tables_of, received)
    found = []
    for table in tables:
        key = f"{received.sha256[:12]}.{table.sheet or ''}"
        options = answers.given(key)
        seen = table_again(here, received, table, options.encoding) if options.encoding else table
        sheet = table.sheet if len(tables) > 1 else None
        found.append(Candidate(key, received, seen, plan_of(here, received, seen, options), options, sheet))
    recognised = [one for one in found if one.plan.dataset]
    left_out = [f"“{one.sheet}”" for one in found if recognised and one not in recognised]
    if left_out:
        st.caption(here.t("upload.files.sheets_left_out", name=plain(received.name), sheets=plain(", ".join(left_out))))
    return recognised or found
