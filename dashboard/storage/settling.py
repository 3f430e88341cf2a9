"""Working out again, with every write, what follows from the rows: whose people, until when, which steps count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from dashboard.storage.connection import statements

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import duckdb

EVENT_COLUMNS = ("is_reversed", "until_on", "is_step", "lapsed_on")


def settle(cursor: duckdb.DuckDBPyConnection) -> None:
    """Work out who took over whose people, and until when each report stands."""
    cursor.execute("DELETE FROM district.heir")
    cursor.execute("INSERT INTO district.heir BY NAME " + statements("derived/heir.sql"))
    _update(cursor, "report", "stands_until", ["stands_until"])


def settle_people(cursor: duckdb.DuckDBPyConnection, people: Collection[int]) -> None:
    """Work out what follows from all events of these people."""
    cursor.register("touched", pa.table({"person_id": pa.array(people, pa.int32())}))
    _update(cursor, "stage_event", "people", EVENT_COLUMNS)
    cursor.unregister("touched")


def _update(cursor: duckdb.DuckDBPyConnection, table: str, derived: str, columns: Sequence[str]) -> None:
    """Write the derived columns of a table where they are not what they should be."""
    values = ", ".join(f"{column} = settled.{column}" for column in columns)
    stale = " OR ".join(f"settled.{column} IS DISTINCT FROM {table}.{column}" for column in columns)
    cursor.execute(
        f"UPDATE district.{table} SET {values} FROM ({statements(f'derived/{derived}.sql')}) AS settled "  # noqa: S608
        f"WHERE settled.id = {table}.id AND ({stale})"
    )
