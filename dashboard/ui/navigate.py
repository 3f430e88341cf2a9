"""Going from one page to another with the viewer's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.ui import address

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGES = "navigate.pages"


def remember(pages: Mapping[str, object]) -> None:
    """Keep this run's pages by code; the frame calls it."""
    st.session_state[_PAGES] = pages


def to_school(code: str) -> None:
    """Open the members page at one school."""
    address.choose_school(code)
    to_page("members")


def to_person(person_id: int) -> None:
    """Open the page of one person."""
    address.choose_person(person_id)
    to_page("person")


def to_page(code: str) -> None:
    """Open another page with the same choice."""
    st.switch_page(st.session_state[_PAGES][code], query_params=address.current().to_address())


def link(code: str, label: str) -> None:
    """Draw a link to another page with the same choice."""
    page, query = st.session_state[_PAGES][code], address.current().to_address()
    st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=query)
