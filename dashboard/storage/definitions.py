"""The definitions as small tables that SQL joins, so that a new indicator is a new entry and not new SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.definitions import indicators

if TYPE_CHECKING:
    import duckdb


def load_definitions(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the in-memory table of indicators."""
    connection.executemany(
        "INSERT INTO indicator VALUES ($1, $2, $3, $4, $5)",
        [[one.code, one.kind, one.numerator, one.denominator, one.months] for one in indicators().values()],
    )
