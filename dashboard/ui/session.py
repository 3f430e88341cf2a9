"""What a page works with: the words, the viewer's choice, the day, the database, and the one cached door to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import FunctionType
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
from dashboard.ui.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dashboard.domain.filters import Filters
    from dashboard.i18n import Translator
    from dashboard.storage import Reader

P = ParamSpec("P")
R = TypeVar("R")


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """Return the office's choices, read once when the server starts."""
    return load_settings()


def database(path: Path) -> Database:
    """Open a district's file once for all sessions."""
    return _opened(str(path))


@st.cache_resource(show_spinner=False, on_release=Database.close)
def _opened(path: str) -> Database:
    return Database(Path(path), settings(), settings().now())


_shelf = Shelf(budget=64_000_000)


def is_demo(district: Database) -> bool:
    """Tell whether this is an invented district."""
    return _shelf.get(f"is_demo|{_version(district)}", lambda: district.is_demo)


def _version(district: Database) -> str:
    return f"{district.path}@{district.version}"


@dataclass(frozen=True)
class Here:
    """One run of one page for one viewer."""

    t: Translator
    filters: Filters
    is_demo: bool
    database: Database
    settings: Settings
    principal: Principal = LOCAL_ADMINISTRATOR

    @cached_property
    def today(self) -> date:
        """The day to take as today."""
        return self.settings.day()

    @property
    def reader(self) -> Reader:
        """A reader for what this viewer may see, past the cache."""
        return self.database.reader(self.principal)

    @cached_property
    def reported_months(self) -> list[Month]:
        """The months that have reports, newest first."""
        return self.load(queries.reported_months, self.today)

    @cached_property
    def month(self) -> Month:
        """The month that is looked at: the chosen one, else the latest reported, else the last full month."""
        return self.filters.month or next(iter(self.reported_months), None) or last_full_month(self.today)

    @cached_property
    def asked(self) -> Asked:
        """What every question on this page is about."""
        return Asked.about(self.filters, self.month, self.today, self.settings)

    @cached_property
    def is_empty(self) -> bool:
        """Tell whether the district has no school yet."""
        return not self.reported_months and self.load(_has_no_school)

    @cached_property
    def _view(self) -> str:
        return f"{self.principal!r}{self.t!r}{self.asked!r}"

    def load(self, question: Callable[Concatenate[Reader, P], R], *given: P.args, **named: P.kwargs) -> R:
        """Return the answer to a question, from the cache while the data stays the same.

        The key holds the question, all it is asked with, the file with its version, and the schools the viewer may
        see; so there is nothing to invalidate.
        """
        key = f"{_said(question, given, named)}|{_version(self.database)}|{self.principal!r}"
        return _shelf.get(key, lambda: question(self.reader, *given, **named))

    def made(self, make: Callable[Concatenate[Here, P], R], *given: P.args, **named: P.kwargs) -> R:
        """Return what ``make`` makes of answers and words, a chart for instance, kept as an answer is.

        It must follow from the words, what is asked, the answers and the arguments alone.
        """
        key = f"{_said(make, given, named)}|{_version(self.database)}|{self._view}"
        return _shelf.get(key, lambda: make(self, *given, **named))


def _said(function: Callable[..., object], given: tuple[object, ...], named: dict[str, object]) -> str:
    """Return the words of a key; a function goes by its name, which lasts longer than its address."""
    spoken = [_name(one) if isinstance(one, FunctionType) else repr(one) for one in (function, *given)]
    return f"{spoken}{named!r}"


def _name(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _has_no_school(reader: Reader) -> bool:
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
            people=400,
            seed=1,
            today=office.day(),
            now=office.now(),
            due_day=office.due_day,
        )
