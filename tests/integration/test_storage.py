"""The database file: hardened, with one owner and one writer, its versions, its audit and its migrations."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from importlib.resources import files
from typing import TYPE_CHECKING

import duckdb
import pytest

from dashboard.actions.schools import add_school
from dashboard.actions.undoing import undo
from dashboard.actions.verifying import verify
from dashboard.errors import DashboardError, StorageDamaged
from dashboard.storage import Database
from dashboard.storage.connection import statements
from dashboard.storage.migrate import migrations
from tests.factories import make_report, make_school

if TYPE_CHECKING:
    from datetime import datetime

    from dashboard.domain.principal import Principal
    from dashboard.settings import Settings


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY district.school TO '/tmp/school.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL excel",
        "SET threads = 1",
        "SET enable_external_access = true",
    ],
)
def test_nothing_beside_the_file_can_be_read_written_or_configured(database: Database, sql: str) -> None:
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException, duckdb.IOException)):
        database._connection.cursor().execute(sql)


def test_a_second_process_is_told_that_the_file_is_in_use(database: Database, settings: Settings) -> None:
    program = f"""
import sys
from datetime import datetime
from pathlib import Path
from dashboard.errors import StorageBusy
from dashboard.settings import load
from dashboard.storage import Database
settings = load({{"data": {str(settings.data)!r}}}, {{}})
try:
    Database(settings.database, settings, datetime.now())
except StorageBusy as error:
    sys.exit(error.key)
"""
    second = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert second.stderr.strip() == "errors.storage_busy"
    assert database.is_empty


def test_what_is_no_database_is_called_damaged(settings: Settings, now: datetime) -> None:
    settings.data.mkdir(parents=True)
    settings.database.write_bytes(b"not a database" * 1000)

    with pytest.raises(StorageDamaged):
        Database(settings.database, settings, now)


def test_a_failing_action_writes_nothing_and_leaves_no_audit_row(
    database: Database, administrator: Principal, now: datetime
) -> None:
    make_school(database)
    before, version = database.contents(), database.version

    def fail() -> None:
        with database.writing(administrator, "fails", now) as (writer, _):
            writer.remove("school", [1])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert database.contents() == before
    assert database.version == version


def test_a_rehearsal_is_always_taken_back(database: Database, administrator: Principal, now: datetime) -> None:
    make_school(database)
    before = database.contents()

    with database.rehearsing(administrator, now) as writer:
        writer.remove("school", [1])
        assert writer.rows("school_count") == [{"schools": 0}]

    assert database.contents() == before


def test_each_write_adds_one_to_the_version_and_one_audit_row(database: Database, administrator: Principal) -> None:
    versions = [database.version]
    for number in range(3):
        make_school(database, f"Trường Mầm non Sao Mai {number}")
        versions.append(database.version)

    assert versions == [0, 1, 2, 3]
    assert len(database.reader(administrator).rows("audit_trail")) == 3


def test_the_version_is_known_again_after_opening_anew(database: Database, settings: Settings, now: datetime) -> None:
    make_school(database)
    version = database.version
    database.close()

    again = Database(settings.database, settings, now)

    assert again.version == version
    again.close()


@pytest.mark.parametrize("column", ["who", "action", "detail", "hash"])
def test_a_changed_audit_row_breaks_the_chain(database: Database, administrator: Principal, column: str) -> None:
    for number in range(3):
        make_school(database, f"Trường Mầm non Sao Mai {number}")
    assert verify(database.reader(administrator)) == []

    database._connection.cursor().execute(f"UPDATE district.audit SET {column} = 'other' WHERE id = 2")  # noqa: S608

    assert {row["rule"] for row in verify(database.reader(administrator))} == {"audit_chain_broken"}


def test_a_removed_audit_row_breaks_the_chain(database: Database, administrator: Principal) -> None:
    for number in range(3):
        make_school(database, f"Trường Mầm non Sao Mai {number}")

    database._connection.cursor().execute("DELETE FROM district.audit WHERE id = 2")

    assert [row["subject"] for row in verify(database.reader(administrator))] == ["3"]


def test_an_id_never_comes_back_after_an_undo(database: Database, administrator: Principal, now: datetime) -> None:
    first = add_school(database, administrator, {"name": "Trường Tiểu học Suối Mây"}, now)
    undo(database, administrator, 1, now)

    second = add_school(database, administrator, {"name": "Trường Tiểu học Suối Mây"}, now)

    assert (first, second) == (1, 2)


def test_readers_cannot_write(database: Database, administrator: Principal) -> None:
    reader = database.reader(administrator)

    with reader._asking() as cursor, pytest.raises(duckdb.TransactionException):
        cursor.execute("DELETE FROM district.school")


def test_a_query_that_takes_too_long_is_stopped(database: Database, administrator: Principal) -> None:
    reader = database.reader(administrator)
    reader._seconds = 0.2

    with pytest.raises(DashboardError, match="query_too_long"), reader._asking() as cursor:
        cursor.execute(
            "SELECT count(*) FROM range(1000000) AS one(a), range(1000000) AS two(b) WHERE a + b = -1"
        ).fetchall()


def test_one_writer_waits_for_the_other(database: Database, administrator: Principal, now: datetime) -> None:
    inside, order = threading.Event(), []

    def second() -> None:
        inside.wait()
        with database.writing(administrator, "second", now):
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with database.writing(administrator, "first", now):
        inside.set()
        other.join(timeout=0.3)
        order.append("first")
    other.join()

    assert order == ["first", "second"]
    assert database.version == 2


def test_a_reader_sees_all_of_a_write_or_nothing(database: Database, administrator: Principal, now: datetime) -> None:
    school_id = make_school(database)
    make_report(database, school_id, "2026-09", members_total=9)

    with database.writing(administrator, "remove", now) as (writer, _):
        writer.remove("report", [1])
        assert database.reader(administrator).rows("school_count") == [{"schools": 1}]
        assert len(database.reader(administrator).rows("reported_months", today=now.date())) == 1

    assert database.reader(administrator).rows("reported_months", today=now.date()) == []


def described(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT table_name, column_name, column_index, data_type, is_nullable, column_default "
        "FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main' ORDER BY ALL"
    ).fetchall()


def test_the_schema_is_what_all_migrations_lead_to() -> None:
    whole, stepwise = duckdb.connect(), duckdb.connect()
    whole.execute(statements("schema.sql"))
    for _, _, sql in migrations():
        stepwise.execute(sql)

    assert described(whole) == described(stepwise)


def test_migrations_are_numbered_without_gaps() -> None:
    names = sorted(
        entry.name for entry in (files("dashboard.storage") / "migrations").iterdir() if entry.name.endswith(".sql")
    )

    assert [number for number, _, _ in migrations()] == list(range(1, len(names) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.sql", name) for name in names)


def test_an_older_file_is_brought_to_the_schema_of_today(settings: Settings, now: datetime) -> None:
    settings.data.mkdir(parents=True)
    old = duckdb.connect(str(settings.database))
    old.execute(migrations()[0][2])
    old.execute("INSERT INTO migration VALUES (1, 'foundation', TIMESTAMP '2026-01-01 00:00:00')")
    old.execute("INSERT INTO school (id, name, search_key) VALUES (1, 'Trường Suối Mây', 'truong suoi may')")
    old.close()

    database = Database(settings.database, settings, now)

    assert not database.is_empty
    applied = database._connection.cursor().execute("SELECT number FROM district.migration ORDER BY number").fetchall()
    assert applied == [(number,) for number, _, _ in migrations()]
    database.close()
