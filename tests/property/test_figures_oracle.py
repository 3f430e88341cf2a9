"""Random small districts: the figures and the trend of the database are those of the slow way in tests/oracle.py."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as looking
from hypothesis import strategies as st

from dashboard import queries
from dashboard.actions.comparing import COUNTS
from dashboard.actions.registering import school_row
from dashboard.domain.months import Month
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.domain.reporting import Rhythm
from dashboard.queries import Asked
from dashboard.settings import Settings
from dashboard.storage import Database
from tests import oracle
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.domain.indicators import Figures

FIRST, MONTH = Month(2025, 7), Month(2026, 4)
MONTHS = [FIRST.plus(step) for step in range(10)]
COMMUNES = ["xa-a", "xa-b"]
FIELDS = ["members_total", "staff_total", "members_women", "admitted"]


def invent(seed: int) -> tuple[oracle.School, ...]:
    """Up to five schools that open, close and merge, most of which report most figures in most of their months."""
    random = Random(seed)  # noqa: S311 (invents examples)
    count = random.randint(0, 5)
    return tuple(_school(random, number, count) for number in range(1, count + 1))


def _school(random: Random, number: int, count: int) -> oracle.School:
    opened = _day(random) if random.random() < 0.3 else None
    closed = _day(random) if random.random() < 0.5 else None
    closed = None if closed and opened and closed <= opened else closed
    later = range(number + 1, count + 1)
    bare = oracle.School(
        id=number,
        level=random.choice([None, "preschool", "primary", "primary", "primary+lower_secondary"]),
        commune=random.choice([None, *COMMUNES]),
        opened_on=opened,
        closed_on=closed,
        successor=random.choice(later) if closed and later and random.random() < 0.8 else None,
        branch=random.choice([None, "own", "own", "joint", "none"]),
    )
    told = [month for month in MONTHS if bare.is_open(month) and random.random() < 0.6]
    bare.reports.update({month: _counts(random) for month in told})
    return bare


def _day(random: Random) -> date:
    return date(2025, 6, 15) + timedelta(days=random.randint(0, 330))


def _counts(random: Random) -> oracle.Counts:
    return {name: random.randint(0, 9) for name in FIELDS if random.random() < 0.85}


SEEDS = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database that each example fills anew."""
    directory: Path = tmp_path_factory.mktemp("oracle")
    opened = Database(directory / "district.duckdb", Settings(data=directory), NOW)
    yield opened
    opened.close()


def filled(database: Database, seed: int) -> tuple[oracle.School, ...]:
    """Put invented schools in the place of whatever is there, and return them."""
    found = invent(seed)
    reports = [(school, month, counts) for school in found for month, counts in school.reports.items()]
    with database.writing(LOCAL_ADMINISTRATOR, "fill", NOW) as (writer, _):
        for table in ("school", "school_succession", "school_branch", "report"):
            writer.delete(table, range(1, 200))
        _insert(writer, "school", [_school_row(school) for school in found])
        mergers = [school for school in found if school.successor]
        _insert(writer, "school_succession", [_merger_row(number, one) for number, one in enumerate(mergers, 1)])
        _insert(writer, "school_branch", [_branch_row(school) for school in found if school.branch])
        _insert(writer, "report", [_report_row(number, *one) for number, one in enumerate(reports, 1)])
    return found


def _insert(writer: Any, table: str, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 (a writer)
    if rows:
        writer.insert(table, rows)


def _school_row(school: oracle.School) -> dict[str, Any]:
    given = {"id": school.id, "name": f"Trường số {school.id}", "level": school.level}
    row = school_row(given | {"opened_on": school.opened_on, "closed_on": school.closed_on})
    return row | {"commune": school.commune, "commune_key": school.commune}


def _merger_row(number: int, school: oracle.School) -> dict[str, Any]:
    ends = {"id": number, "predecessor_id": school.id, "successor_id": school.successor}
    return ends | {"kind": "merger", "effective_on": school.closed_on, "former_name": None}


def _branch_row(school: oracle.School) -> dict[str, Any]:
    row = {"id": school.id, "school_id": school.id, "branch_id": None, "status": school.branch}
    return row | {"from_on": None, "to_on": None}


def _report_row(number: int, school: oracle.School, month: Month, counts: oracle.Counts) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COUNTS) | counts
    return row | {"id": number, "school_id": school.id, "month": month.first, "recorded_on": NOW.date(), "upload_id": 1}


def as_answer(found: Figures) -> oracle.Answer:
    return {
        code: (one.numerator, one.denominator, one.known, one.used)
        for code, one in found.by_code.items()
        if one.used or code == "schools"
    }


CHOICES = st.sampled_from([
    {},
    {},
    {},
    {"levels": ("primary",)},
    {"levels": ("lower_secondary", "preschool")},
    {"communes": ("xa-a",)},
    {"levels": ("primary",), "communes": ("xa-b",)},
    {"school": "id2"},
    {"school": "id4"},
    {"school": "id5"},
    {"school": "id9"},
])  # fmt: skip


@given(
    seed=SEEDS,
    month=st.sampled_from(MONTHS),
    choice=CHOICES,
    rhythm=st.sampled_from(Rhythm),
    base=st.sampled_from(["opening", "closing"]),
)
@looking(max_examples=120)
def test_the_figures_are_those_of_the_slow_way(
    shared: Database, seed: int, month: Month, choice: dict[str, Any], rhythm: Rhythm, base: str
) -> None:
    found = filled(shared, seed)
    asked = Asked(month, NOW.date(), **choice, rhythm=rhythm, admission_base=base)
    answer = queries.figures(shared.reader(LOCAL_ADMINISTRATOR), asked)
    january = Month(month.year, 1)
    expected, schools_expected, missing = oracle.figures(
        oracle.District(found, **choice),
        month,
        expected_months=[Month.of(day) for day in asked.expected_months(january)],
        base_month=january.plus(-1) if base == "opening" else month,
    )
    assert as_answer(answer) == expected
    assert (answer.coverage.expected, sorted(answer.coverage.missing)) == (schools_expected, missing)


@given(seed=SEEDS, choice=CHOICES)
@looking(max_examples=60)
def test_the_trend_is_that_of_the_slow_way(shared: Database, seed: int, choice: dict[str, Any]) -> None:
    found = filled(shared, seed)
    answer = queries.trend(shared.reader(LOCAL_ADMINISTRATOR), Asked(MONTH, NOW.date(), **choice))
    start = MONTH.plus(1 - len(answer))
    expected = oracle.trend(oracle.District(found, **choice), start, MONTH)
    assert [Month.of(day) for day in answer["month"]] == [start.plus(step) for step in range(len(answer))]
    assert [{name: _known(row[name]) for name in expected[0]} for row in answer.to_dict("records")] == expected


def _known(value: Any) -> int | None:  # noqa: ANN401 (a cell of a frame)
    return None if pd.isna(value) else int(value)


@given(seed=SEEDS, choice=CHOICES, month=st.sampled_from(MONTHS))
@looking(max_examples=40)
def test_the_last_point_of_the_trend_is_the_figure_of_the_month(
    shared: Database, seed: int, choice: dict[str, Any], month: Month
) -> None:
    filled(shared, seed)
    reader, asked = shared.reader(LOCAL_ADMINISTRATOR), Asked(month, NOW.date(), **choice)
    last, answer = queries.trend(reader, asked).to_dict("records")[-1], queries.figures(reader, asked)
    assert _known(last["members_total"]) == answer["members_total"].numerator
    assert _known(last["staff_total"]) == answer["staff_total"].numerator
    ratio = answer["party_ratio"]
    assert (_known(last["ratio_numerator"]), _known(last["ratio_denominator"])) == (ratio.numerator, ratio.denominator)
    assert (int(last["expected"]), int(last["reported"])) == (answer.coverage.expected, answer.coverage.reported)
