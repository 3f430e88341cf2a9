"""A file that was brought in before: which upload that was, how it was mended then, and what was left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.actions.editing import recorded
from dashboard.ui.upload import marked, mending, standing
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate


def draw(here: Here, one: Candidate) -> None:
    """Say when the file was written; rows that were left out then can be mended and written now."""
    t, upload_id = here.t, one.plan.duplicate_of
    just_written = standing.just_written(one)
    if just_written:
        st.success(t("upload.files.written", name=plain(one.plan.name), upload_id=upload_id))
    else:
        st.info(t("upload.files.duplicate", upload_id=upload_id))
    upload = _upload(here, upload_id)
    edits = len(recorded(str(upload["understood"]))) if upload else 0
    if edits and not just_written:
        st.caption(t("upload.files.mended", count=t.count(edits)))
    if upload and upload["rows_refused"]:
        st.warning(t("upload.files.left_out", count=t.count(int(str(upload["rows_refused"])))))
        marked.offer(here, one)
        mending.draw(here, one)


def _upload(here: Here, upload_id: int | None) -> Mapping[str, object] | None:
    return next((upload for upload in here.load(queries.uploads) if upload["id"] == upload_id), None)
