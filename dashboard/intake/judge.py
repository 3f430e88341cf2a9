"""The checks of ``checks.toml``, all of them over all rows in one pass of SQL."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from dashboard.definitions import Check, checks, datasets
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dashboard.intake.tables import Value

PREVIOUS = "previous_members_total"
"""The figure of a row that no file holds: what the school's last earlier report stated."""

_TYPES = {"count": pa.int64(), "month": pa.date32(), "date": pa.date32()}
_HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
    "lock_configuration": "true",
}


def checks_of(dataset: str) -> tuple[Check, ...]:
    """Return the checks of a dataset in the order in which they are told."""
    return tuple(check for check in checks().values() if check.dataset == dataset)


def relation(dataset: str, rows: Sequence[Mapping[str, Value]]) -> pa.Table:
    """Return the rows as a typed table with every field of the dataset and ``previous_members_total``.

    What a row does not have is null. Text is text, counts are 64-bit integers, a month is its first day.
    """
    fields = {field.code: _TYPES.get(field.kind, pa.string()) for field in datasets()[dataset].fields.values()}
    columns = fields | {PREVIOUS: pa.int64()}
    return pa.table({code: pa.array([_plain(row.get(code)) for row in rows], kind) for code, kind in columns.items()})


def _plain(value: Value) -> str | int | date | None:
    return value.first if isinstance(value, Month) else value


def broken_checks(dataset: str, rows: pa.Table) -> list[tuple[int, Check]]:
    """Return every check that does not hold, with the position of its row from 0, in the order of the rows.

    ``rows`` is what ``relation`` returns. One bitmask a row, and only the masks that are not zero are opened, so that
    the pass costs little more than reading the rows once.
    """
    judged = checks_of(dataset)
    if not judged or not rows.num_rows:
        return []
    numbered = rows.append_column("position", pa.array(range(rows.num_rows), pa.int64()))
    with _engine().cursor() as cursor:
        cursor.register("given", numbered)
        found = cursor.execute(_statement(judged), [len(judged)]).fetchall()
    return [(position, judged[bit]) for position, bit in found]


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """Return the empty database of this process in which rows are judged.

    Nothing is kept in it: what a cursor registers is its own and goes with it. Opening one takes longer than judging
    a school's file, so it is opened once.
    """
    return duckdb.connect(":memory:", config=_HARDENED)


def _statement(judged: Sequence[Check]) -> str:
    """Compile the conditions, which are our own data and never a user's, into one statement."""
    bits = " + ".join(f"CASE WHEN {check.broken} THEN {1 << bit} ELSE 0 END" for bit, check in enumerate(judged))
    return "\n".join(
        (
            "WITH judged AS MATERIALIZED (SELECT position,",
            bits,
            "AS mask FROM given)",
            "SELECT position, bit",
            "FROM (SELECT position, mask, unnest(range(?)) AS bit FROM judged WHERE mask > 0)",
            "WHERE mask & (1::BIGINT << bit) > 0",
            "ORDER BY position, bit",
        )
    )
