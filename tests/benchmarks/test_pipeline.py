"""How long a run of the pipeline page takes, on the people of one district and on a million, and how much memory."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.settings import load
from dashboard.storage import Database
from dashboard.ui.site import FRAME
from tests.benchmarks.crowds import EVENTS, make_crowd
from tests.benchmarks.elements import against_bare, runs
from tests.benchmarks.measuring import Measured, taking_turns, tell
from tests.benchmarks.offices import make_office
from tests.browser.districts import TODAY
from tests.factories import NOW, make_person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.conftest import Enter

pytestmark = pytest.mark.benchmark

PEOPLE, SCHOOLS = 1_000_000, 2_000
TURNS, TURNS_OF_WRITES = 60, 5
MOST_MEMORY = 2_000_000_000


@contextmanager
def opened(data: Path) -> Iterator[Database]:
    settings = load({"data": data, "today": TODAY}, {})
    with closing(Database(settings.database, settings, NOW)) as database:
        yield database


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of two thousand schools and a million people with eight events each."""
    data = make_office(tmp_path_factory.mktemp("crowd"), schools=SCHOOLS)
    with opened(data) as database:
        make_crowd(database, people=PEOPLE, schools=SCHOOLS)
    return data


def pipeline_page() -> AppTest:
    page = AppTest.from_file(FRAME, default_timeout=300)
    page.switch_page("../../pages/pipeline.py")
    runs(page)
    assert len(page.get("plotly_chart")) == 2
    assert len(page.dataframe) == 1
    return page


def test_the_page_of_a_district_costs_little_more_than_its_elements(demo: Path, enter: Enter) -> None:
    enter(demo)
    against_bare(pipeline_page(), turns=TURNS).holds("pipeline of the demo district, warm", most=1.5)


def test_a_million_people_cost_little_more_once_loaded(crowd: Path, enter: Enter) -> None:
    enter(crowd)
    against_bare(pipeline_page(), turns=TURNS).holds("pipeline of a million people, warm", most=3)


def test_the_first_load_of_a_million_people_costs_few_scans(crowd: Path, enter: Enter) -> None:
    district, page = enter(crowd), pipeline_page()
    times = []
    for number in range(TURNS_OF_WRITES):
        make_person(district, 1, f"Vàng A Suối {number}")
        times.append(taking_turns(lambda: runs(page), lambda: scan(district), turns=1))
    memory = psutil.Process().memory_info().rss
    tell(f"memory of the process with a million people: {memory / 1_000_000:,.0f} MB (at most 2,000 MB)")
    Measured.median(times).holds("first load of a million people after a write, in scans of the events", most=10)
    assert memory <= MOST_MEMORY


def scan(district: Database) -> None:
    """Read every column of every event."""
    with district._cursor() as cursor:
        cursor.execute("SELECT bit_xor(hash(stage_event)) FROM district.stage_event").fetchall()


def test_what_is_derived_of_the_crowd_is_what_the_application_derives(tmp_path: Path) -> None:
    data = make_office(tmp_path, schools=20)
    with opened(data) as database:
        make_crowd(database, people=2000, schools=20)
        with database._cursor() as cursor:
            given = cursor.execute("SELECT * FROM district.stage_event ORDER BY id").fetchall()
            cursor.execute("UPDATE district.stage_event SET until_on = NULL, is_step = NULL, lapsed_on = NULL")
        with database.writing(LOCAL_ADMINISTRATOR, "settle", NOW) as (writer, _):
            writer._people.update(range(1, 2001))
        with database._cursor() as cursor:
            assert cursor.execute("SELECT * FROM district.stage_event ORDER BY id").fetchall() == given
    assert len(given) == 2000 * EVENTS
