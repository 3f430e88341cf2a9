"""The four states in which every page must look right: no school, the invented district, one school, 400 schools."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dashboard.demo.fill import fill
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.settings import Settings, load
from dashboard.storage import Database
from tests.factories import NOW, make_branch, make_report, make_school

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TODAY = "2026-11-21"
"""The day of every page that is looked at: the last full month is October 2026."""
MANY = 400
ONE_SCHOOL = "Trường Tiểu học Đồng Mây"

State: TypeAlias = str


def make_district(state: State, data: Path) -> None:
    """Put a district in one of the ``STATES`` into an empty data directory; each is invented once and then copied."""
    shutil.copytree(_invented(state), data, dirs_exist_ok=True)


@cache
def _invented(state: State) -> Path:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    _make(state, Path(folder.name))
    return Path(folder.name)


def _make(state: State, data: Path) -> None:
    (data / "settings.toml").write_text(f'today = "{TODAY}"\n', "utf-8")
    settings = load({"data": data}, {})
    path = settings.demo_database if state == "demo" else settings.database
    with closing(Database(path, settings, NOW)) as database:
        STATES[state](database, settings)


def address_of(state: State, page: str, language: str) -> str:
    """Return the address at which a page shows a state in a language."""
    query = [f"lang={language}"] if language != "vi" else []
    query += ["demo=1"] if state == "demo" else []
    path = "/" if page == "overview" else f"/{page}"
    return f"{path}?{'&'.join(query)}" if query else path


def _nothing(_: Database, __: Settings) -> None:
    """Leave the district without a school."""


def _demo(database: Database, settings: Settings) -> None:
    invent(database, settings, schools=51, people=400)


def _many(database: Database, settings: Settings) -> None:
    invent(database, settings, schools=MANY)
    with database.writing(LOCAL_ADMINISTRATOR, "unmark", NOW) as (writer, _):
        writer._cursor.execute("DELETE FROM district.setting")


def invent(database: Database, settings: Settings, *, schools: int, months: int = 24, people: int = 0) -> None:
    """Fill a database with an invented district."""
    fill(
        database,
        LOCAL_ADMINISTRATOR,
        schools=schools,
        months=months,
        people=people,
        seed=1,
        today=settings.day(),
        now=NOW,
        due_day=settings.due_day,
    )


def _one(database: Database, _: Settings) -> None:
    school = make_school(database, ONE_SCHOOL, code="TH01", level="primary", ownership="public", commune="Xã Suối Mây")
    make_branch(database, [school], name="Chi bộ Đồng Mây")
    for month, members in (("2026-08", 11), ("2026-09", 12), ("2026-10", 12)):
        counts = {"members_total": members, "members_official": members - 1, "members_probationary": 1}
        staff = {"staff_total": 30, "staff_managers": 2, "staff_teachers": 25, "staff_other": 3}
        make_report(database, school, month, **counts, **staff, admitted=int(month == "2026-09"), outstanding_total=3)


STATES: Mapping[State, Callable[[Database, Settings], None]] = {
    "empty": _nothing,
    "demo": _demo,
    "one": _one,
    "many": _many,
}
PAGES = ("overview", "tasks", "members", "pipeline", "upload", "definitions")
LANGUAGES = ("vi", "en")
