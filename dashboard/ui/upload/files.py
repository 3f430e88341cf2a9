"""Bringing files in: each table is shown as understood, judged and compared before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.importing import import_table
from dashboard.definitions import datasets
from dashboard.intake.receive import receive_bytes
from dashboard.settings import site
from dashboard.ui.errors import reporting_errors
from dashboard.ui.session import settings
from dashboard.ui.upload import again, answers, encodings, findings, marked, mending
from dashboard.ui.upload.plans import Candidate, plan_of, table_again, tables_of
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.intake.tables import Received
    from dashboard.ui.session import Here

_WRITTEN = "files.written"


def draw(here: Here) -> None:
    """Draw the uploader and what was understood of every file."""
    t = here.t
    st.write(t("upload.files.hint", size=settings().max_upload_mb))
    chosen = st.file_uploader(
        t("upload.files.label"),
        accept_multiple_files=True,
        key="upload.files",
        max_upload_size=settings().max_upload_mb,
    )
    _templates(here)
    candidates = _understood(here, chosen)
    mending.keep_only([candidate.key for candidate in candidates])
    if len(candidates) > 1:
        _all_at_once(here, candidates)
    for candidate in candidates:
        _show(here, candidate, expanded=len(candidates) == 1)


def _templates(here: Here) -> None:
    """Offer the files to fill in."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(here.t("upload.files.templates"), width="content")
        for code in datasets():
            for path in sorted((site() / "data" / "templates").glob(f"{code}.*"), reverse=True):
                label = f"{here.t(f'labels.dataset.{code}')} ({path.suffix[1:].upper()})"
                st.download_button(
                    label, path.read_bytes, path.name, key=f"template.{path.name}", type="tertiary", on_click="ignore"
                )


def _understood(here: Here, chosen: Sequence[UploadedFile]) -> list[Candidate]:
    """Read and plan every file, with progress; a file that cannot be read says so and harms no other."""
    found: list[Candidate] = []
    names: dict[str, str] = {}
    progress = st.progress(0.0, here.t("upload.files.reading")) if len(chosen) > 1 else None
    for position, file in enumerate(chosen, start=1):
        with reporting_errors(here.t):
            received = receive_bytes(file.name, file.getvalue(), settings().max_upload_mb)
            if received.sha256 in names:
                _say_twin(here, file.name, names[received.sha256])
            else:
                names[received.sha256] = file.name
                found += _of_file(here, received)
        if progress:
            progress.progress(position / len(chosen), here.t("upload.files.reading"))
    if progress:
        progress.empty()
    # a list of schools goes first, so that the reports beside it find their schools
    return sorted(found, key=lambda one: one.plan.dataset != "schools")


def _say_twin(here: Here, name: str, first: str) -> None:
    st.info(here.t("upload.files.twin", name=plain(name), first=plain(first)))


def _of_file(here: Here, received: Received) -> list[Candidate]:
    """Return the tables of a file; a sheet that nobody recognises is left out beside one that is a dataset."""
    found = []
    for table in here.load(tables_of, received):
        key = f"{received.sha256[:12]}.{table.sheet or ''}"
        options = answers.given(key)
        seen = table_again(here, received, table, options.encoding) if options.encoding else table
        found.append(Candidate(key, received, seen, plan_of(here, received, seen, options), options))
    return [one for one in found if one.plan.dataset] or found


def _all_at_once(here: Here, candidates: Sequence[Candidate]) -> None:
    t = here.t
    ready = [one for one in candidates if one.plan.may_commit(one.options)]
    findings.summary(here, candidates)
    if _waits_for_schools(candidates):
        st.info(t("upload.files.schools_first"))
    label = t("upload.files.commit_all", count=len(ready))
    if st.button(label, key="upload.commit_all", type="primary", disabled=not ready):
        progress = st.progress(0.0, t("upload.files.writing"))
        for position, one in enumerate(ready, start=1):
            _commit(here, one)
            progress.progress(position / len(ready), t("upload.files.writing"))
        st.rerun()


def _waits_for_schools(candidates: Sequence[Candidate]) -> bool:
    """Say whether reports ask for schools while a list of schools lies beside them, ready to be written."""
    lists = [one for one in candidates if one.plan.dataset == "schools" and one.plan.may_commit(one.options)]
    asking = [question for one in candidates if one not in lists for question in one.plan.questions]
    return bool(lists) and any(question.kind == "school" for question in asking)


def _show(here: Here, one: Candidate, *, expanded: bool) -> None:
    t = here.t
    title = f"{one.plan.name} · {one.table.sheet}" if one.table.sheet else one.plan.name
    with st.expander(f"{title}: {findings.state(here, one)}", expanded=expanded, key=f"{one.key}.box"):
        if one.plan.duplicate_of is not None:
            written = one.plan.duplicate_of in st.session_state.get(_WRITTEN, ())
            again.draw(here, one, just_written=written)
            return
        findings.understood(here, one)
        encodings.ask(here, one)
        answers.ask(here, one)
        findings.problems(here, one)
        marked.offer(here, one)
        mending.draw(here, one)
        findings.totals(here, one)
        findings.changes(here, one)
        answers.decide(here, one)
        may = one.plan.may_commit(one.options)
        if st.button(t("upload.files.commit"), key=f"{one.key}.commit", type="primary", disabled=not may):
            if _commit(here, one):
                st.rerun()
        elif not may:
            st.caption(findings.why_not(here, one))


def _commit(here: Here, one: Candidate) -> bool:
    with reporting_errors(here.t):
        seen = None if one.options.add_schools else one.plan
        now = settings().now()
        outcome = import_table(here.database, here.principal, (one.received, one.table), one.options, now, seen=seen)
        if outcome.committed:
            st.session_state.setdefault(_WRITTEN, set()).add(outcome.upload_id)
            st.toast(here.t("upload.files.written", name=plain(one.plan.name), upload_id=outcome.upload_id))
            return True
    return False
