"""``chibo figures``: the contract of its answer, on the invented district and on nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from dashboard.definitions import indicators
from dashboard.queries.people import STEPS
from dashboard.storage import Database
from tests.commands import S0, S4
from tests.factories import make_report, make_school

if TYPE_CHECKING:
    from datetime import datetime

    from dashboard.domain.principal import Principal
    from dashboard.settings import Settings
    from tests.commands import Chibo


def test_the_invented_district_has_the_figures_of_its_document(chibo: Chibo) -> None:
    chibo("demo")

    done = chibo("figures", "--json")

    answer = done.json
    figures = answer["figures"]
    assert (done.status, done.errors) == (0, "")
    assert set(answer) == {"scope", "period", "as_of", "coverage", "figures"}
    assert (answer["scope"], answer["period"], answer["as_of"]) == ("district", "2026-10", "2026-11-21")
    assert [figures[code]["value"] for code in ("schools", "staff_total", "members_total")] == [51, 1844, 810]
    assert figures["party_ratio"] == {
        "value": "43.93",
        "numerator": 810,
        "denominator": 1844,
        "unit": "percent",
        "text": "43,93%",
        "coverage": {"known": 48, "expected": 51},
    }
    assert figures["staff_total"] == {
        "value": 1844,
        "numerator": None,
        "denominator": None,
        "unit": "count",
        "text": "1.844",
        "coverage": {"known": 48, "expected": 51},
    }


def test_the_coverage_lists_exactly_the_schools_that_have_not_reported(
    chibo: Chibo, settings: Settings, now: datetime, administrator: Principal
) -> None:
    chibo("demo")

    coverage = chibo.json("figures")["coverage"]

    opened = Database(settings.database, settings, now)
    rows = opened.reader(administrator).rows("schools", today=now.date())
    ids = [row["id"] for row in rows]
    wanted = pa.table({"place": ids, "school_id": ids, "month": [date(2026, 10, 1)] * len(ids)})
    held = opened.reader(administrator).table("known_reports", wanted).to_pylist()
    opened.close()
    reported = {row["place"] for row in held if row["id"]}
    late = [row["code"] for row in rows if row["id"] not in reported and row["closed_on"] is None]
    assert coverage == {"expected": 51, "reported": 48, "missing": sorted(late, key=str)}


def test_every_indicator_has_its_figure(chibo: Chibo) -> None:
    chibo("demo")

    figures = chibo.json("figures")["figures"]

    assert list(figures) == [*indicators(), *STEPS]
    assert {code: figure["unit"] for code, figure in figures.items()} == {
        code: indicator.unit for code, indicator in indicators().items()
    } | dict.fromkeys(STEPS, "count")


def test_an_empty_database_knows_that_there_is_no_school_and_nothing_else(chibo: Chibo) -> None:
    answer = chibo.json("figures")

    assert answer["period"] == "2026-10"
    assert answer["coverage"] == {"expected": 0, "reported": 0, "missing": []}
    assert answer["figures"]["schools"]["value"] == 0
    unknown = {
        "value": None,
        "numerator": None,
        "denominator": None,
        "text": "—",
        "coverage": {"known": 0, "expected": 0},
    }
    for code, figure in answer["figures"].items():
        assert code == "schools" or figure == unknown | {"unit": figure["unit"]}


def test_one_school_is_named_by_its_code_or_else_by_its_id(chibo: Chibo, settings: Settings, now: datetime) -> None:
    opened = Database(settings.database, settings, now)
    coded, bare = make_school(opened, code="A1"), make_school(opened, "Trường Tiểu học Đồi Thông")
    make_report(opened, coded, members_total=12, staff_total=30)
    make_report(opened, bare, members_total=9, staff_total=20)
    opened.close()

    by_code, by_id = chibo.json("figures", "--school", "A1"), chibo.json("figures", "--school", f"id{bare}")

    assert (by_code["scope"], by_code["figures"]["members_total"]["value"]) == ("A1", 12)
    assert (by_id["scope"], by_id["figures"]["members_total"]["value"]) == (f"id{bare}", 9)
    assert by_id["coverage"] == {"expected": 1, "reported": 1, "missing": []}


def test_a_school_that_is_not_there_cannot_be_shown(chibo: Chibo) -> None:
    answer, plain = chibo("figures", "--school", "XX99", "--json"), chibo("figures", "--school", "XX99")

    assert (answer.status, plain.status) == (2, 2)
    assert answer.json["error"]["code"] == "not_found"
    assert answer.json["error"]["message"] in plain.errors
    assert (answer.errors, plain.out) == ("", "")


def test_another_month_can_be_asked_for(chibo: Chibo) -> None:
    chibo("import", S0, S4, "--add-schools")

    assert chibo.json("figures")["period"] == "2017-12"
    assert chibo.json("figures", "--period", "2017-11")["coverage"] == {
        "expected": 2,
        "reported": 1,
        "missing": ["id1"],
    }


def test_what_was_reported_after_the_day_is_not_looked_at_by_itself(chibo: Chibo) -> None:
    chibo("import", S0, S4, "--add-schools")

    assert chibo.json("figures", "--as-of", "2017-11-30")["period"] == "2017-11"


def test_people_read_the_same_in_their_language(chibo: Chibo) -> None:
    chibo("demo")

    vietnamese, english = chibo("figures").out, chibo("figures", "--lang", "en").out

    assert "48/51 trường đã báo cáo" in vietnamese
    assert "43,93%" in vietnamese
    assert "43.93%" in english
    assert "1,844" in english
