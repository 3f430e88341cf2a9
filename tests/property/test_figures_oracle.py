"""Random small districts: the figures and the trend of the database are those of the slow way in tests/oracle.py."""

from __future__ import annotations

from datetime import date, datetime
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
DAYS = st.dates(date(2025, 6, 1), date(2026, 5, 31))
LEVELS = ["preschool", "primary", "lower_secondary"]
COMMUNES = ["xa-a", "xa-b"]
FIELDS = ["members_total", "staff_total", "members_women", "admitted"]


@st.composite
def schools(draw: st.DrawFn) -> tuple[oracle.School, ...]:
    """Up to five schools that open, close and merge, with reports while they are open."""
    count = draw(st.integers(0, 5))
    return tuple(draw(_school(number, count)) for number in range(1, count + 1))


@st.composite
def _school(draw: st.DrawFn, number: int, count: int) -> oracle.School:
    opened = draw(st.none() | DAYS)
    closed = draw(st.none() | DAYS.filter(lambda day: opened is None or day > opened))
    later = list(range(number + 1, count + 1))
    bare = oracle.School(
        id=number,
        level=draw(st.none() | st.lists(st.sampled_from(LEVELS), min_size=1, unique=True).map("+".join)),
        commune=draw(st.none() | st.sampled_from(COMMUNES)),
        opened_on=opened,
        closed_on=closed,
        successor=draw(st.none() | st.sampled_from(later)) if closed and later else None,
        branch=draw(st.none() | st.sampled_from(["own", "joint", "none"])),
    )
    counts = st.fixed_dictionaries({}, optional={name: st.integers(0, 9) for name in FIELDS})
    open_months = [month for month in MONTHS if bare.is_open(month)]
    told = draw(st.lists(st.sampled_from(open_months), unique=True)) if open_months else []
    bare.reports.update({month: draw(counts) for month in told})
    return bare


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database that each example fills anew."""
    directory: Path = tmp_path_factory.mktemp("oracle")
    opened = Database(directory / "district.duckdb", Settings(data=directory), NOW)
    yield opened
    opened.close()


def fill(database: Database, found: tuple[oracle.School, ...], now: datetime = NOW) -> None:
    """Put these schools in the place of whatever is there."""
    reports = [(school, month, counts) for school in found for month, counts in school.reports.items()]
    with database.writing(LOCAL_ADMINISTRATOR, "fill", now) as (writer, _):
        for table in ("school", "school_succession", "school_branch", "report"):
            writer.delete(table, range(1, 200))
        _insert(writer, "school", [_school_row(school) for school in found])
        mergers = [school for school in found if school.successor]
        _insert(writer, "school_succession", [_merger_row(number, one) for number, one in enumerate(mergers, 1)])
        _insert(writer, "school_branch", [_branch_row(school) for school in found if school.branch])
        _insert(writer, "report", [_report_row(number, *one) for number, one in enumerate(reports, 1)])


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


CHOICES = st.fixed_dictionaries(
    {
        "levels": st.lists(st.sampled_from(LEVELS), max_size=2, unique=True).map(tuple),
        "communes": st.lists(st.sampled_from(COMMUNES), max_size=1).map(tuple),
        "school": st.none() | st.sampled_from(["id1", "id2", "id3", "id9"]),
    }
)


@given(
    found=schools(),
    month=st.sampled_from(MONTHS),
    choice=CHOICES,
    rhythm=st.sampled_from(Rhythm),
    base=st.sampled_from(["opening", "closing"]),
)
@looking(max_examples=150)
def test_the_figures_are_those_of_the_slow_way(
    shared: Database, found: tuple[oracle.School, ...], month: Month, choice: dict[str, Any], rhythm: Rhythm, base: str
) -> None:
    fill(shared, found)
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


@given(found=schools(), choice=CHOICES)
@looking(max_examples=100)
def test_the_trend_is_that_of_the_slow_way(
    shared: Database, found: tuple[oracle.School, ...], choice: dict[str, Any]
) -> None:
    fill(shared, found)
    answer = queries.trend(shared.reader(LOCAL_ADMINISTRATOR), Asked(MONTH, NOW.date(), **choice))
    start = MONTH.plus(1 - len(answer))
    expected = oracle.trend(oracle.District(found, **choice), start, MONTH)
    assert [Month.of(day) for day in answer["month"]] == [start.plus(step) for step in range(len(answer))]
    assert [{name: _known(row[name]) for name in expected[0]} for row in answer.to_dict("records")] == expected


def _known(value: Any) -> int | None:  # noqa: ANN401 (a cell of a frame)
    return None if pd.isna(value) else int(value)


@given(found=schools(), choice=CHOICES, month=st.sampled_from(MONTHS))
@looking(max_examples=60)
def test_the_last_point_of_the_trend_is_the_figure_of_the_month(
    shared: Database, found: tuple[oracle.School, ...], choice: dict[str, Any], month: Month
) -> None:
    fill(shared, found)
    reader, asked = shared.reader(LOCAL_ADMINISTRATOR), Asked(month, NOW.date(), **choice)
    last, answer = queries.trend(reader, asked).to_dict("records")[-1], queries.figures(reader, asked)
    assert _known(last["members_total"]) == answer["members_total"].numerator
    assert _known(last["staff_total"]) == answer["staff_total"].numerator
    ratio = answer["party_ratio"]
    assert (_known(last["ratio_numerator"]), _known(last["ratio_denominator"])) == (ratio.numerator, ratio.denominator)
    assert (int(last["expected"]), int(last["reported"])) == (answer.coverage.expected, answer.coverage.reported)
