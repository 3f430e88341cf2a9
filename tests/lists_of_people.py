"""Lists of people as schools keep them: made from what a test is about, brought in, and what stands afterwards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.actions.importing import Outcome, import_table
from dashboard.actions.people_known import KnownPeople
from dashboard.actions.plan import Options, Plan
from dashboard.actions.planning import plan_table
from dashboard.definitions import datasets
from dashboard.documents.templates import heading, semicolon_csv
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from dashboard.i18n import Translator
from dashboard.intake.messages import describe
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.actions.people_known import Known
    from dashboard.intake.tables import Problem, Received, Table
    from dashboard.storage import Database

CLOUD, RIVER = "Trường Tiểu học Suối Mây", "Trường THCS Bến Đá"
Row = dict[str, Any]


def candidate(name: str = "Lò Thị Suối", /, **values: Any) -> Row:  # noqa: ANN401
    """Return a row about somebody of one school, born in 1990 unless a test says otherwise."""
    return {"school_name": CLOUD, "full_name": name, "birth_date": "20/05/1990"} | values


def listing(*rows: Row, dataset: str = "candidates") -> bytes:
    """Return a CSV with a column for every field that some row has."""
    fields = [field for code, field in datasets()[dataset].fields.items() if any(code in row for row in rows)]
    cells = [[_cell(row.get(field.code, "")) for field in fields] for row in rows]
    return semicolon_csv([[heading(field) for field in fields], *cells])


def _cell(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def file(content: bytes) -> tuple[Received, Table]:
    """Return a list as a file with its one table."""
    received = receive_bytes("danh-sach.csv", content, 1)
    return received, read_tables(received)[0]


def options(dataset: str = "candidates", **said: Any) -> Options:  # noqa: ANN401
    """Return answers under which new schools are added."""
    return Options(dataset=dataset, **{"add_schools": True, "confirmed": True, **said})


def plan(database: Database, *rows: Row, dataset: str = "candidates", **said: Any) -> Plan:  # noqa: ANN401
    """Return what bringing these rows in would do."""
    reader = database.reader(LOCAL_ADMINISTRATOR)
    return plan_table(reader, *file(listing(*rows, dataset=dataset)), options(dataset, **said), NOW.date())


def bring(database: Database, *rows: Row, dataset: str = "candidates", **said: Any) -> Outcome:  # noqa: ANN401
    """Bring these rows in."""
    return bring_bytes(database, listing(*rows, dataset=dataset), dataset, **said)


def bring_bytes(database: Database, content: bytes, dataset: str = "candidates", **said: Any) -> Outcome:  # noqa: ANN401
    """Bring a file in."""
    return import_table(database, LOCAL_ADMINISTRATOR, file(content), options(dataset, **said), NOW)


def counts(outcome: Outcome) -> tuple[int, ...]:
    """Return how many are new, changed, unchanged and absent."""
    return tuple(outcome.plan.changes.counts().values())


def everybody(database: Database) -> list[Known]:
    """Return all people as they are recorded."""
    reader = database.reader(LOCAL_ADMINISTRATOR)
    rows: list[dict[str, Any]] = reader.rows("schools", today=NOW.date())
    ids = [row["id"] for row in rows]
    return list(KnownPeople.of_schools(reader, ids).by_id.values())


def the_one(database: Database, name: str = "Lò Thị Suối") -> Known:
    """Return the only person of a name."""
    (found,) = [one for one in everybody(database) if one.row["full_name"] == name]
    return found


def steps(one: Known) -> dict[str, date]:
    """Return the days of the steps that count."""
    return {code: event.on_day for code, event in one.case.steps.items()}


def told(problems: Sequence[Problem]) -> list[str]:
    """Return what problems say to people."""
    return [describe(problem, Translator("vi")) for problem in problems]


def rules(problems: Sequence[Problem]) -> list[tuple[int | None, str]]:
    """Return the rows and rules of problems."""
    return [(problem.row, problem.rule) for problem in problems]
