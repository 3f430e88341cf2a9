"""Bringing files in: each table is shown as understood, judged and compared before anything is written."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actions.importing import import_table
from dashboard.actions.plan import taken_before
from dashboard.definitions import datasets
from dashboard.settings import site
from dashboard.ui.errors import reporting_errors
from dashboard.ui.session import settings
from dashboard.ui.upload import (
    again,
    answers,
    encodings,
    findings,
    kept,
    marked,
    meanwhile,
    mending,
    reading,
    refusals,
    standing,
)
from dashboard.ui.upload.progress import progress
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate


def draw(here: Here) -> None:
    """Draw the uploader and what was understood of every file."""
    st.write(here.t("upload.files.hint", size=settings().max_upload_mb))
    chosen = kept.choose(here)
    _templates(here)
    found, refused = reading.read(here, chosen)
    # a list of schools goes first, so that the reports beside it find their schools
    candidates = sorted(chain(*found.values()), key=lambda one: taken_before(one.plan.dataset))
    mending.keep_only([candidate.key for candidate in candidates])
    kept.keep(_unfinished(chosen, candidates))
    moved = meanwhile.moved(here, candidates)
    refusals.announce(here, refused if candidates else ())
    if len(candidates) > 1:
        _all_at_once(here, candidates, moved)
    for candidate in candidates:
        _show(here, candidate, expanded=len(candidates) == 1, has_moved=candidate.key in moved)
    refusals.tell(here, refused)


def _unfinished(chosen: Sequence[UploadedFile], candidates: Sequence[Candidate]) -> list[UploadedFile]:
    waiting = {one.received.name for one in candidates if one.plan.duplicate_of is None}
    return [file for file in chosen if file.name in waiting]


def _templates(here: Here) -> None:
    """Offer the files to fill in, which are read when the list of them is opened."""
    offered = st.popover(here.t("upload.files.templates"), key="upload.templates", on_change="rerun")
    if not offered.open:
        return
    with offered:
        for code in datasets():
            for path in sorted((site() / "data" / "templates").glob(f"{code}.*"), reverse=True):
                label = f"{here.t(f'labels.dataset.{code}')} ({path.suffix[1:].upper()})"
                st.download_button(
                    label, path.read_bytes, path.name, key=f"template.{path.name}", type="tertiary", on_click="ignore"
                )


def _all_at_once(here: Here, candidates: Sequence[Candidate], moved: Collection[str]) -> None:
    t = here.t
    ready = [one for one in candidates if one.plan.may_commit(one.options)]
    standing.summary(here, candidates)
    if _waits_for_schools(candidates):
        st.info(t("upload.files.schools_first"))
    meanwhile.say(here, [one for one in candidates if one.key in moved])
    label = t("upload.files.commit_all" if ready else "upload.files.commit_none", count=t.count(len(ready)))
    if st.button(label, key="upload.commit_all", type="primary", disabled=not ready) and not moved:
        with progress(t("upload.files.writing"), len(ready)) as step:
            for one in ready:
                _commit(here, one)
                step()
        st.rerun()


def _waits_for_schools(candidates: Sequence[Candidate]) -> bool:
    """Say whether reports ask for schools while a list of schools lies beside them, ready to be written."""
    lists = [one for one in candidates if one.plan.dataset == "schools" and one.plan.may_commit(one.options)]
    asking = [question for one in candidates if one not in lists for question in one.plan.questions]
    return bool(lists) and any(question.kind == "school" for question in asking)


def _show(here: Here, one: Candidate, *, expanded: bool, has_moved: bool) -> None:
    title = plain(f"{one.plan.name} · {one.sheet}" if one.sheet else one.plan.name)
    with st.expander(f"{title}: {standing.state(here, one)}", expanded=expanded, key=f"{one.key}.box"):
        if one.plan.duplicate_of is not None:
            again.draw(here, one)
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
        meanwhile.say(here, [one] if has_moved else [])
        _write(here, one, has_moved=has_moved)


def _write(here: Here, one: Candidate, *, has_moved: bool) -> None:
    """Draw the button that writes, or why it cannot be pressed; a press on figures that have moved writes nothing."""
    may = one.plan.may_commit(one.options)
    pressed = st.button(here.t("upload.files.commit"), key=f"{one.key}.commit", type="primary", disabled=not may)
    if not may:
        st.caption(standing.why_not(here, one))
    elif pressed and not has_moved and _commit(here, one):
        st.rerun()


def _commit(here: Here, one: Candidate) -> bool:
    with reporting_errors(here.t):
        seen = None if one.options.add_schools else one.plan
        now = settings().now()
        outcome = import_table(here.database, here.principal, (one.received, one.table), one.options, now, seen=seen)
        if outcome.committed:
            meanwhile.start_over()
            standing.remember_written(outcome.upload_id)
            return True
    return False
