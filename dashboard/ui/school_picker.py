"""Finding one school by typing part of its name or code, without accents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.ui.session import Here

RESULTS = 8


def search(here: Here, key: str, on_pick: Callable[[str], None]) -> None:
    """Draw the search box and the schools it finds; ``on_pick`` is told the code before the page runs again."""
    typed = st.text_input(
        here.t("filters.school"),
        key=f"{key}.search",
        type="search",
        live=True,
        placeholder=here.t("filters.school_hint"),
    )
    if not typed:
        return
    found = here.load(queries.school_search, here.asked, typed, RESULTS)
    if found.empty:
        st.caption(here.t("filters.no_school", text=plain(typed)))
    for row in found.to_dict("records"):
        name = here.t("filters.school_in", name=row["name"], commune=row["commune"]) if row["commune"] else row["name"]
        st.button(
            plain(str(name)),
            key=f"{key}.pick.{row['code']}",
            type="tertiary",
            on_click=_picked,
            args=(key, on_pick, row["code"]),
        )


def _picked(key: str, on_pick: Callable[[str], None], code: str) -> None:
    st.session_state.pop(f"{key}.search", None)
    on_pick(code)


def pick(here: Here, key: str, default: str | None = None) -> str | None:
    """Draw a choice of one school that stays until it is changed; return its code."""
    chosen: str | None = st.session_state.get(f"{key}.school", default)
    card = here.load(queries.school_card, chosen, here.today) if chosen else None
    if card is None:
        search(here, key, lambda code: st.session_state.update({f"{key}.school": code}))
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(str(card['name']))}**")
        st.button(here.t("upload.other_school"), key=f"{key}.other", on_click=_forget, args=(key,))
    return chosen


def _forget(key: str) -> None:
    st.session_state[f"{key}.school"] = None
