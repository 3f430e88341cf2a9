"""Mergers, in the app and by a list of schools: one successor a school, open on that day, and never in a circle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from dashboard import queries
from dashboard.actions.importing import Outcome, import_table
from dashboard.actions.plan import Options
from dashboard.actions.schools import close_school, merge_schools
from dashboard.actions.undoing import undo
from dashboard.domain.months import Month
from dashboard.errors import Conflict, InvalidInput
from dashboard.i18n import Translator
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from dashboard.queries import Asked
from tests.factories import NOW, make_report, make_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.domain.principal import Principal
    from dashboard.errors import DashboardError
    from dashboard.storage import Database

TODAY = date(2026, 11, 21)
MEMBERS = {"A": 10, "B": 16, "C": 20}
HEADING = "Mã trường;Tên trường;Ngày giải thể;Mã trường kế thừa"
AUGUST, OCTOBER = "15/08/2026", "01/10/2026"


class Merge(Protocol):
    """Merges schools into another one from a day on."""

    def __call__(self, codes: Sequence[str], into: str, day: date) -> None: ...


class Register(Protocol):
    """Brings in a list of schools, each row code, closing day and code of the successor."""

    def __call__(self, *rows: tuple[str, str, str]) -> Outcome: ...


@pytest.fixture(autouse=True)
def ids(database: Database) -> dict[str, int]:
    """Three schools that reported for July 2026, by their codes."""
    found = {code: make_school(database, f"Trường Tiểu học số {code}", code=code) for code in MEMBERS}
    for code, members in MEMBERS.items():
        make_report(database, found[code], "2026-07", members_total=members)
    return found


@pytest.fixture
def merge(database: Database, administrator: Principal) -> Merge:
    return lambda codes, into, day: merge_schools(database, administrator, codes, into, day, NOW)


@pytest.fixture
def register(database: Database, administrator: Principal) -> Register:
    def bring(*rows: tuple[str, str, str]) -> Outcome:
        lines = [f"{code};Trường Tiểu học số {code};{closed};{successor}" for code, closed, successor in rows]
        received = receive_bytes("truong.csv", "\n".join([HEADING, *lines, ""]).encode(), 1)
        file = (received, read_tables(received)[0])
        return import_table(database, administrator, file, Options(confirmed=True), NOW)

    return bring


def members(database: Database, administrator: Principal, code: str, month: str = "2026-10") -> int | None:
    asked = Asked(Month.parse(month), TODAY).of_school(code)
    value = queries.figures(database.reader(administrator), asked)["members_total"].value
    return None if value is None else int(value)


def succession(database: Database, administrator: Principal) -> list[tuple[Any, ...]]:
    """Return who went into whom on which day, by id."""
    rows = database.reader(administrator).rows("successions")
    return [(row["predecessor_id"], row["successor_id"], row["effective_on"]) for row in rows]


def refused(database: Database, kind: type[DashboardError], act: Any) -> DashboardError:  # noqa: ANN401 (any action)
    """Return how an action is refused, having seen that it wrote nothing."""
    before, version = database.contents(), database.version
    with pytest.raises(kind) as caught:
        act()
    assert (database.contents(), database.version) == (before, version)
    return caught.value


@pytest.mark.parametrize("closed_on", [date(2026, 8, 1), date(2026, 8, 15)])
def test_a_closed_school_takes_no_other_over(
    database: Database, administrator: Principal, merge: Merge, closed_on: date
) -> None:
    close_school(database, administrator, "B", closed_on, NOW)

    error = refused(database, Conflict, lambda: merge(["A", "C"], "B", date(2026, 8, 15)))

    assert Translator("vi")(error.key, **error.values) == (
        f"“Trường Tiểu học số B” đã ngừng hoạt động từ {closed_on:%d/%m/%Y} nên không thể nhận sáp nhập "
        "“Trường Tiểu học số A” từ 15/08/2026. Chưa có gì được ghi; xin chọn một trường còn hoạt động vào ngày đó, "
        "hoặc xem lại ngày."
    )


def test_a_school_that_closes_later_may_take_another_over_before(
    database: Database, administrator: Principal, merge: Merge
) -> None:
    merge(["B"], "C", date(2026, 10, 1))

    merge(["A"], "B", date(2026, 8, 15))

    assert members(database, administrator, "B", "2026-09") == 26
    assert members(database, administrator, "C") == 46


@pytest.mark.parametrize("into", ["A", "id1"])
def test_a_school_does_not_go_into_itself(database: Database, merge: Merge, into: str) -> None:
    refused(database, InvalidInput, lambda: merge(["B", "A"], into, date(2026, 8, 15)))


def test_two_schools_do_not_go_into_each_other(database: Database, merge: Merge) -> None:
    merge(["B"], "A", date(2026, 10, 1))

    error = refused(database, Conflict, lambda: merge(["A"], "B", date(2026, 8, 15)))

    assert Translator("vi")(error.key, **error.values) == (
        "“Trường Tiểu học số B” đã được ghi là sáp nhập vào “Trường Tiểu học số A”, trực tiếp hoặc qua trường khác, "
        "nên không thể nhận sáp nhập “Trường Tiểu học số A”. Chưa có gì được ghi; xin xem lại trường nhận sáp nhập."
    )


def test_no_circle_arises_over_a_third_school(database: Database, merge: Merge) -> None:
    merge(["B"], "C", date(2026, 9, 1))
    merge(["C"], "A", date(2026, 10, 1))

    assert refused(database, Conflict, lambda: merge(["A"], "B", date(2026, 8, 15))).key == "errors.merger_in_a_circle"


def test_another_successor_in_the_list_takes_the_place_of_the_first(
    database: Database, administrator: Principal, register: Register, ids: dict[str, int]
) -> None:
    register(("A", AUGUST, "B"))
    assert members(database, administrator, "B") == 26

    register(("A", AUGUST, "C"))

    assert succession(database, administrator) == [(ids["A"], ids["C"], date(2026, 8, 15))]
    assert (members(database, administrator, "B"), members(database, administrator, "C")) == (16, 30)


def test_the_first_successor_counts_again_when_the_list_names_it_again(
    database: Database, administrator: Principal, register: Register, ids: dict[str, int]
) -> None:
    for successor in ("B", "C"):
        register(("A", AUGUST, successor))

    again = register(("A", "16/08/2026", "B"))

    assert again.plan.changes.counts()["changed"] == 1
    assert succession(database, administrator) == [(ids["A"], ids["B"], date(2026, 8, 16))]
    assert (members(database, administrator, "B"), members(database, administrator, "C")) == (26, 20)


def test_undoing_the_list_brings_the_former_successor_back(
    database: Database, administrator: Principal, register: Register
) -> None:
    register(("A", AUGUST, "B"))
    before = database.reader(administrator).rows("successions")
    upload_id = register(("A", AUGUST, "C")).upload_id or 0

    undo(database, administrator, upload_id, NOW)

    assert database.reader(administrator).rows("successions") == before
    assert (members(database, administrator, "B"), members(database, administrator, "C")) == (26, 20)


def test_the_first_list_cannot_be_undone_before_the_one_that_names_another_successor(
    database: Database, administrator: Principal, register: Register
) -> None:
    first = register(("A", AUGUST, "B")).upload_id or 0
    second = register(("A", AUGUST, "C")).upload_id or 0

    error = refused(database, Conflict, lambda: undo(database, administrator, first, NOW))

    assert (error.key, error.values) == ("errors.undo_later", {"later": str(second)})
    for upload_id in (second, first):
        undo(database, administrator, upload_id, NOW)
    assert succession(database, administrator) == []


def test_a_merger_made_in_the_app_gets_the_successor_that_the_list_names(
    database: Database, administrator: Principal, merge: Merge, register: Register, ids: dict[str, int]
) -> None:
    merge(["A"], "B", date(2026, 8, 15))

    register(("A", AUGUST, "C"))

    assert succession(database, administrator) == [(ids["A"], ids["C"], date(2026, 8, 15))]


def test_a_list_is_refused_that_names_a_closed_successor(
    database: Database, administrator: Principal, register: Register
) -> None:
    close_school(database, administrator, "B", date(2026, 8, 1), NOW)

    assert refused(database, Conflict, lambda: register(("A", AUGUST, "B"))).key == "errors.successor_closed"


def test_a_list_is_refused_in_which_two_schools_go_into_each_other(database: Database, register: Register) -> None:
    error = refused(database, Conflict, lambda: register(("A", AUGUST, "B"), ("B", OCTOBER, "A")))

    assert error.key == "errors.merger_in_a_circle"
