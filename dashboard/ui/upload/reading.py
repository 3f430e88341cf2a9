"""Reading the files at hand, with progress: their tables as planned, and those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.intake.receive import receive_bytes
from dashboard.ui.errors import sentence
from dashboard.ui.session import settings
from dashboard.ui.upload import answers, refusals
from dashboard.ui.upload.plans import Candidate, plan_of, table_again, tables_of
from dashboard.ui.upload.progress import progress
from dashboard.ui.upload.refusals import Refusal
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.intake.tables import Received
    from dashboard.ui.session import Here


def read(here: Here, files: Sequence[UploadedFile]) -> tuple[dict[str, list[Candidate]], list[Refusal]]:
    """Return the tables of every file by its hash, and the files that cannot be read with the reason.

    A file that cannot be read harms no other; the same file twice is looked at once.
    """
    found: dict[str, list[Candidate]] = {}
    names: dict[str, str] = {}
    refused: list[Refusal] = []
    with progress(here.t("upload.files.reading"), len(files)) as step:
        for file in files:
            try:
                _read(here, file, names, found)
            except DashboardError as error:
                refused.append(Refusal(file.name, sentence(here.t, error)))
            step()
    refusals.keep_only(names)
    return found, refused


def _read(here: Here, file: UploadedFile, names: dict[str, str], found: dict[str, list[Candidate]]) -> None:
    """Add a file to the names by hash and, if it can be read, to the tables; raises ``UnreadableFile``."""
    received = receive_bytes(file.name, file.getvalue(), settings().max_upload_mb)
    if received.sha256 in names:
        st.info(here.t("upload.files.twin", name=plain(file.name), first=plain(names[received.sha256])))
    else:
        names[received.sha256] = file.name
        found[received.sha256] = _of_file(here, received)


def _of_file(here: Here, received: Received) -> list[Candidate]:
    """Return the tables of a file; a sheet that nobody recognises is left out beside one that is a dataset."""
    tables = refusals.tried_once(received.sha256, lambda: here.load(tables_of, received))
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
