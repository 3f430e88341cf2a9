"""The one owner of a district's file: hands out readers, lets one writer in at a time, knows the version."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.storage.connection import connect, statements, told_plainly
from dashboard.storage.definitions import WorkingDays, load_definitions
from dashboard.storage.migrate import migrate
from dashboard.storage.reader import Reader, set_scope
from dashboard.storage.settling import settle
from dashboard.storage.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    import duckdb

    from dashboard.domain.principal import Principal
    from dashboard.settings import Settings


class Database:
    """A district's file, open in this process and in no other."""

    def __init__(self, path: Path, settings: Settings, now: datetime) -> None:
        self.path = path
        self._seconds = settings.query_seconds
        self._connection = connect(path, settings)
        self._writing = threading.RLock()
        self._days = WorkingDays(self._connection, settings)
        with told_plainly(path):
            migrated = migrate(self._connection, now)
            self._connection.execute(statements("views.sql"))
            load_definitions(self._connection, settings)
            if migrated or self._number("SELECT count(*) FROM district.report WHERE stands_until IS NULL"):
                self._settle()
        self.version = self._number("SELECT coalesce(max(id), 0) FROM district.audit")

    @property
    def is_demo(self) -> bool:
        """Tell whether this is an invented district."""
        return bool(self._number("SELECT count(*) FROM district.setting WHERE name = 'district' AND value = 'demo'"))

    @property
    def is_empty(self) -> bool:
        """Tell whether the district has no school yet."""
        return not self._number("SELECT count(*) FROM district.school")

    def reader(self, principal: Principal) -> Reader:
        """Return a reader for what this principal may see."""
        return Reader(self._connection, self.path, principal, self._seconds, self._days)

    @contextmanager
    def writing(self, principal: Principal, action: str, now: datetime) -> Iterator[tuple[Writer, dict[str, Any]]]:
        """Open the one transaction of an action: all of it is written, with one audit row, or nothing.

        Yields the writer and the dictionary that becomes the audit row's detail.
        """
        with self._writing, self._cursor() as cursor:
            cursor.execute("BEGIN")
            set_scope(cursor, principal)
            writer, detail = Writer(cursor, principal, now, self._days), dict[str, Any]()
            yield writer, detail
            writer.settle()
            version = writer.audit(action, detail)
            cursor.execute("COMMIT")
            self.version = version

    @contextmanager
    def standing_still(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Keep writers out and everything on disk, for a copy of the file."""
        with self._writing, self._cursor() as cursor:
            cursor.execute("CHECKPOINT district")
            yield cursor

    @contextmanager
    def rehearsing(self, principal: Principal, now: datetime) -> Iterator[Writer]:
        """Open a transaction that is always taken back, to see what writing would do."""
        with self._writing, self._cursor() as cursor:
            cursor.execute("BEGIN")
            set_scope(cursor, principal)
            yield Writer(cursor, principal, now, self._days)

    def contents(self) -> Mapping[str, Contents]:
        """Read every table to its last byte; raise ``StorageDamaged`` when a part of the file is not what it was."""
        with self._cursor() as cursor:
            return table_contents(cursor)

    def close(self) -> None:
        """Give the file free."""
        self._connection.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        # closing a cursor inside a transaction takes the transaction back
        cursor = self._connection.cursor()
        try:
            with told_plainly(self.path):
                yield cursor
        finally:
            cursor.close()

    def _settle(self) -> None:
        with self._cursor() as cursor:
            cursor.execute("BEGIN")
            settle(cursor)
            cursor.execute("COMMIT")

    def _number(self, sql: str) -> int:
        with self._cursor() as cursor:
            found = cursor.execute(sql).fetchone()
        return int(found[0]) if found else 0


class Contents(NamedTuple):
    """What a table holds: how many rows, and a fingerprint of them all in any order."""

    rows: int
    fingerprint: int


def table_contents(cursor: duckdb.DuckDBPyConnection) -> dict[str, Contents]:
    """Return what every table of the attached district holds, by name; reads all of it."""
    names = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'district' ORDER BY table_name"
    ).fetchall()
    held = {}
    for (name,) in names:
        # the names are those of our own tables
        sql = f"SELECT count(*), coalesce(bit_xor(hash(one)), 0) FROM district.{name} AS one"  # noqa: S608
        found = cursor.execute(sql).fetchone()
        held[str(name)] = Contents(*found) if found else Contents(0, 0)
    return held
