"""What was brought in or typed in, newest first, each with its undo."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import queries
from dashboard.actions.editing import recorded
from dashboard.actions.undoing import undo
from dashboard.ui.errors import reporting_errors
from dashboard.ui.upload import mending
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.ui.session import Here

_ASKED = "history.asked"


def draw(here: Here) -> None:
    """Draw the list."""
    uploads = here.load(queries.uploads)
    if not uploads:
        st.info(here.t("upload.history.none"))
    for upload in uploads:
        with st.container(border=True):
            _entry(here, upload)


def _entry(here: Here, upload: Mapping[str, Any]) -> None:
    t, upload_id = here.t, int(upload["id"])
    kind = t(f"labels.upload_kind.{upload['kind']}")
    st.markdown(t("upload.history.line", upload_id=upload_id, kind=kind, what=plain(_what(here, upload))))
    counts = {name: t.count(upload[f"rows_{name}"]) for name in ("new", "changed", "unchanged", "absent")}
    who = t("definitions.administrator") if upload["recorded_by"] == here.principal.name else upload["recorded_by"]
    told = [
        t("upload.history.when", moment=_moment(upload["recorded_at"]), who=plain(str(who))),
        t("upload.history.counts", **counts),
    ]
    if upload["rows_refused"]:
        told.append(t("upload.history.refused", count=t.count(upload["rows_refused"])))
    st.caption(" · ".join(told))
    _mended(here, upload)
    if upload["undone_at"] is not None:
        st.caption(t("upload.history.undone", moment=_moment(upload["undone_at"])))
    elif upload["kind"] != "demo":
        _undo(here, upload_id)


def _what(here: Here, upload: Mapping[str, Any]) -> str:
    t = here.t
    understood = json.loads(upload["understood"])
    named = upload["file_name"] or understood.get("name") or understood.get("code") or ""
    month = t.month(upload["month"]) if upload["month"] else ""
    dataset = t(f"labels.dataset.{upload['dataset']}") if upload["kind"] in {"file", "form", "demo"} else ""
    return " · ".join(part for part in (dataset, str(named), month) if part)


def _mended(here: Here, upload: Mapping[str, Any]) -> None:
    """List the cells that were mended on the page when the file came."""
    t, edits = here.t, recorded(upload["understood"])
    if edits:
        with st.expander(t("upload.mend.edited", count=t.count(len(edits))), key=f"history.mended.{upload['id']}"):
            st.markdown("\n".join(f"- {mending.change(t, edit)}" for edit in edits))


def _undo(here: Here, upload_id: int) -> None:
    t, state = here.t, st.session_state
    if state.get(_ASKED) != upload_id:
        st.button(
            t("upload.history.undo"),
            key=f"history.undo.{upload_id}",
            on_click=state.update,
            args=({_ASKED: upload_id},),
        )
        return
    st.warning(t("upload.history.confirm", upload_id=upload_id))
    with st.container(horizontal=True):
        really = st.button(
            t("upload.history.really", upload_id=upload_id), key=f"history.really.{upload_id}", type="primary"
        )
        st.button(
            t("upload.history.leave"), key=f"history.leave.{upload_id}", on_click=state.update, args=({_ASKED: None},)
        )
    if really:
        with reporting_errors(t):
            undo(here.database, here.principal, upload_id, here.settings.now())
            st.toast(t("upload.history.undone_now", upload_id=upload_id))
            st.rerun()


def _moment(moment: object) -> str:
    return f"{moment:%H:%M %d/%m/%Y}" if isinstance(moment, datetime) else ""
