"""What others wrote while somebody was looking: nothing is written on the strength of figures that have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.ui.session import Here
    from dashboard.ui.upload.plans import Candidate

_LOOKED_AT = "upload.looked_at"


def moved(here: Here, candidates: Sequence[Candidate]) -> set[str]:
    """Return the keys of the tables that would change other figures than the viewer was shown, by the same answers."""
    before = st.session_state.get(_LOOKED_AT, {})
    version = here.database.version
    now = {one.key: (version, one.options, one.plan.changes) for one in candidates}
    st.session_state[_LOOKED_AT] = now
    return {key for key, shown in now.items() if key in before and _has_moved(before[key], shown)}


def _has_moved(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    (version, options, changes), (version_now, options_now, changes_now) = before, now
    return version != version_now and options == options_now and changes != changes_now


def start_over() -> None:
    """Forget what was shown, because this viewer has just changed it."""
    st.session_state.pop(_LOOKED_AT, None)


def say(here: Here, candidates: Sequence[Candidate]) -> None:
    """Say which files are to be looked at again."""
    if candidates:
        names = ", ".join(dict.fromkeys(one.plan.name for one in candidates))
        st.warning(here.t("upload.files.moved", names=plain(names)))
