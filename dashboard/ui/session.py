"""What a page works with: the words, the viewer's choice, the day, the database, and the one cached door to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import streamlit as st

from dashboard import queries
from dashboard.demo.fill import fill
from dashboard.domain.months import Month, last_full_month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal
from dashboard.queries import Asked
from dashboard.settings import Settings
from dashboard.settings import load as load_settings
from dashboard.storage import Database

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from dashboard.domain.filters import Filters
    from dashboard.i18n import Translator
    from dashboard.storage import Reader

P = ParamSpec("P")
R = TypeVar("R")


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the office's choices, read once when the server starts."""
    return load_settings()


@st.cache_resource(show_spinner=False, on_release=Database.close)
def database(path: Path) -> Database:
    """Open a district's file once for all sessions."""
    return Database(path, settings(), settings().now())


@st.cache_data(show_spinner=False, max_entries=1000)
def _answer(key: str, _ask: Callable[[], R]) -> R:  # noqa: ARG001 (the key is what is cached by)
    return _ask()


@dataclass(frozen=True)
class Here:
    """One run of one page for one viewer."""

    t: Translator
    filters: Filters
    is_demo: bool
    database: Database
    principal: Principal = LOCAL_ADMINISTRATOR

    @property
    def settings(self) -> Settings:
        """The office's choices."""
        return settings()

    @property
    def today(self) -> date:
        """The day to take as today."""
        return self.settings.day()

    @property
    def reader(self) -> Reader:
        """A reader for what this viewer may see, past the cache."""
        return self.database.reader(self.principal)

    @cached_property
    def latest_month(self) -> Month | None:
        """The latest month with any report."""
        return self.load(queries.latest_month, self.today)

    @cached_property
    def month(self) -> Month:
        """The month that is looked at: the chosen one, else the latest reported, else the last full month."""
        return self.filters.month or self.latest_month or last_full_month(self.today)

    @cached_property
    def asked(self) -> Asked:
        """What every question on this page is about."""
        return Asked.about(self.filters, self.month, self.today, self.settings)

    @cached_property
    def is_empty(self) -> bool:
        """Tell whether the district has no school yet."""
        return self.load(_is_empty)

    def load(self, question: Callable[Concatenate[Reader, P], R], *given: P.args, **named: P.kwargs) -> R:
        """Return the answer to a question, from the cache while the data stays the same.

        The key holds the question, all it is asked with, the file with its version, and the schools the viewer may
        see; so there is nothing to invalidate.
        """
        asked = f"{question.__module__}.{question.__name__}{given!r}{sorted(named.items())!r}"
        data = f"{self.database.path}@{self.database.version}"
        return _answer(f"{asked}|{data}|{self.principal!r}", lambda: question(self.reader, *given, **named))


def _is_empty(reader: Reader) -> bool:
    return not reader.rows("school_count")[0]["schools"]


def put(here: Here) -> None:
    """Keep this run's values for the page; the frame calls it before the page runs."""
    st.session_state["here"] = here


def here() -> Here:
    """Return this run's values."""
    found = st.session_state["here"]
    if not isinstance(found, Here):
        raise TypeError(found)
    return found


def fill_demo() -> None:
    """Invent the sample district in its own file, unless it is there already."""
    office = settings()
    district = database(office.demo_database)
    if district.is_empty:
        fill(
            district,
            LOCAL_ADMINISTRATOR,
            schools=51,
            months=24,
            seed=1,
            today=office.day(),
            now=office.now(),
            due_day=office.due_day,
        )
