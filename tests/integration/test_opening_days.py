"""From when on a school owes reports: its day of opening, which may be told later; unknown, it owes every month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dashboard import queries
from dashboard.actions.importing import import_table
from dashboard.actions.plan import Options
from dashboard.actions.schools import add_school
from dashboard.domain.months import Month
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from dashboard.queries import Asked
from tests.factories import NOW, make_report, make_school

if TYPE_CHECKING:
    from dashboard.domain.principal import Principal
    from dashboard.storage import Database

TODAY = date(2026, 11, 21)
NAME = "Trường Tiểu học Đồi Thông"


@pytest.fixture(autouse=True)
def _first_school(database: Database) -> None:
    """A school that reported for September and October 2026."""
    school = make_school(database, code="A")
    for month in ("2026-09", "2026-10"):
        make_report(database, school, month, members_total=10)


def missing(database: Database, administrator: Principal, month: str) -> tuple[str, ...]:
    return queries.figures(database.reader(administrator), Asked(Month.parse(month), TODAY)).coverage.missing


def test_a_school_owes_no_report_for_the_months_before_it_opened(database: Database, administrator: Principal) -> None:
    add_school(database, administrator, {"name": NAME, "code": "B", "opened_on": date(2026, 10, 5)}, NOW)

    assert missing(database, administrator, "2026-09") == ()
    assert missing(database, administrator, "2026-10") == ("B",)


def test_a_day_of_opening_that_is_told_later_counts_for_the_months_before(
    database: Database, administrator: Principal
) -> None:
    add_school(database, administrator, {"name": NAME, "code": "B"}, NOW)
    assert missing(database, administrator, "2026-09") == ("B",)
    received = receive_bytes("truong.csv", f"Mã trường;Tên trường;Ngày thành lập\nB;{NAME};05/10/2026\n".encode(), 1)

    import_table(database, administrator, (received, read_tables(received)[0]), Options(), NOW)

    assert missing(database, administrator, "2026-09") == ()
    assert missing(database, administrator, "2026-10") == ("B",)
