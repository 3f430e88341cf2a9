"""The frame of every page: navigation, language, filters, and the sentence that calms when something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.i18n import LANGUAGES, Translator
from dashboard.settings import site
from dashboard.ui import address, filters, navigate, session
from dashboard.ui.errors import staying_calm
from dashboard.ui.session import Here
from dashboard.ui.shell import is_marked
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.settings import Settings
    from dashboard.ui.address import Choice

_CHECKED = "frame.checked"
PAGES = ("overview", "tasks", "members", "pipeline", "upload", "definitions", "person")
HIDDEN = frozenset({"person"})
"""Pages that are opened from another one and not from the menu."""
ABOUT_DATA = ("overview", "tasks", "members", "pipeline", "upload")
"""The pages that the shared filters narrow."""


def main() -> None:
    """Draw the frame and run the page that was asked for."""
    _require_shell()
    settings = session.settings()
    t = Translator(address.language(settings.lang))
    folder = site() / "pages"
    pages = {code: _page(folder, code, t) for code in PAGES}
    navigate.remember(pages)
    chosen = st.navigation(list(pages.values()), position="top")
    st.set_page_config(f"{chosen.title} · {t('frame.title')}", layout="wide", initial_sidebar_state="collapsed")
    code = next(code for code, page in pages.items() if page == chosen)
    choice = address.settle(code, settings.lang)
    _run(code, chosen, choice, settings)


def _require_shell() -> None:
    """Refuse to run without the shell; asked once a session, because its headers stay the same."""
    headers = {} if _CHECKED in st.session_state else st.context.headers
    # no headers at all come from no browser but from a test of the frame by itself
    if headers and not is_marked(headers):
        raise RuntimeError("start this with `chibo serve` or `streamlit run app.py`: the shell around it is missing")
    st.session_state[_CHECKED] = True


def _page(folder: Path, code: str, t: Translator) -> st.Page:
    return st.Page(
        folder / f"{code}.py",
        title=t(f"frame.pages.{code}"),
        url_path=code,
        default=code == PAGES[0],
        visibility="hidden" if code in HIDDEN else "visible",
    )


def _run(code: str, page: st.Page, choice: Choice, settings: Settings) -> None:
    t = Translator(choice.language)
    with staying_calm(t):
        database = session.database(settings.demo_database if choice.is_demo else settings.database)
        here = Here(t, choice.filters, choice.is_demo or session.is_demo(database), database, settings)
        session.put(here)
        _head(here, choice)
        if code in ABOUT_DATA and not here.is_empty:
            filters.draw(here)
        page.run()


def _head(here: Here, choice: Choice) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"):
        st.markdown(f"**{plain(here.settings.committee or here.t('frame.committee'))}**")
        st.session_state["frame.language"] = choice.language
        st.segmented_control(
            here.t("frame.language"),
            LANGUAGES,
            format_func=lambda language: here.t(f"frame.languages.{language}"),
            key="frame.language",
            required=True,
            label_visibility="collapsed",
            on_change=lambda: address.choose_language(st.session_state["frame.language"]),
        )
    if here.is_demo:
        _demo_mark(here, choice)


def _demo_mark(here: Here, choice: Choice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="demo"):
        st.warning(here.t("frame.demo"))
        if choice.is_demo:
            st.button(here.t("frame.leave_demo"), key="frame.leave_demo", on_click=address.leave_demo)
