"""The viewer's choice and its address: what is chosen is written there, and an address opens the same view."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.domain.filters import Filters
from dashboard.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_ID = 9
_OF_ONE_PERSON = "person"
_SEEN, _CHOICE, _PAGE = "address.seen", "address.choice", "address.page"


@dataclass(frozen=True)
class Choice:
    """Language, district and filters of one viewer, and who is opened on the page of one person."""

    language: str
    is_demo: bool = False
    filters: Filters = field(default_factory=Filters)
    default_language: str = "vi"
    person: int | None = None

    def to_address(self) -> dict[str, str]:
        """Return the address form; the office's own language and the real district need no word."""
        language = "" if self.language == self.default_language else self.language
        marks = {"lang": language, "demo": "1" if self.is_demo else "", "person": str(self.person or "")}
        return self.filters.to_address() | {name: text for name, text in marks.items() if text}


def from_address(query: Mapping[str, str], default_language: str) -> Choice:
    """Read a choice from an address."""
    language = query.get("lang", default_language)
    chosen = language if language in LANGUAGES else default_language
    written = query.get("person", "")
    person = int(written) if written.isdecimal() and len(written) <= _LONGEST_ID else None
    return Choice(chosen, query.get("demo") == "1", Filters.from_address(query), default_language, person)


def language(default_language: str) -> str:
    """Return the language of this run, already before it is known which page was asked for."""
    query, state = st.query_params.to_dict(), st.session_state
    if _CHOICE in state and (not query or query == state[_SEEN]):
        return current().language
    return from_address(query, default_language).language


def current() -> Choice:
    """Return the viewer's choice."""
    choice = st.session_state[_CHOICE]
    if not isinstance(choice, Choice):
        raise TypeError(choice)
    return choice


def settle(page: str, default_language: str) -> Choice:
    """Return the viewer's choice for this run and bring it and the address together.

    An address that the viewer opened, or went back to, decides. A page that was reached by the menu comes without
    one: then the choice stays.
    """
    query, state = st.query_params.to_dict(), st.session_state
    moved, state[_PAGE] = state.get(_PAGE) != page, page
    if _CHOICE not in state or (query != state[_SEEN] and (query or not moved)):
        state[_CHOICE] = from_address(query, default_language)
    if page != _OF_ONE_PERSON:
        state[_CHOICE] = replace(current(), person=None)
    state[_SEEN] = current().to_address()
    if query != state[_SEEN]:
        st.query_params.from_dict(state[_SEEN])
    return current()


def choose(choice: Choice) -> None:
    """Change the viewer's choice; called by widgets before the page runs again."""
    st.session_state[_CHOICE] = choice


def choose_language(language_code: str) -> None:
    """Read everything in another language."""
    choose(replace(current(), language=language_code))


def choose_filters(filters: Filters) -> None:
    """Look at something else."""
    choose(replace(current(), filters=filters))


def choose_school(code: str | None) -> None:
    """Look at one school, or at all again."""
    choose_filters(current().filters.of_school(code))


def choose_person(person_id: int | None) -> None:
    """Open one person, or nobody."""
    choose(replace(current(), person=person_id))


def visit_demo() -> None:
    """Look at the invented district."""
    choose(replace(current(), is_demo=True, filters=Filters()))


def leave_demo() -> None:
    """Go back to the real district."""
    choose(replace(current(), is_demo=False, filters=Filters()))
