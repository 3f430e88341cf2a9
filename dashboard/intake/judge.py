"""The checks of ``checks.toml``, all of them over all rows in one pass of SQL."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.definitions import Check, checks, datasets
from dashboard.domain.months import Month
from dashboard.intake.records import MISSING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from dashboard.intake.columnar import Column
    from dashboard.intake.records import Cell

PREVIOUS = "previous_members_total"
"""The figure of a row that no file holds: what the school's last earlier report stated."""

_WORD = re.compile(r"\w+")
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


def relation(dataset: str, columns: Mapping[str, Column[Cell]], rows: int) -> pa.Table:
    """Return the rows as a typed table with what the checks of the dataset compare, as far as some row has it.

    ``columns`` are by field, ``PREVIOUS`` among them. Text is text, counts are 64-bit integers, a month is its first
    day.
    """
    present = {field: kind for field, kind in _compared(dataset).items() if field in columns}
    arrays = {field: _array(columns[field], kind) for field, kind in present.items()}
    return pa.table({"position": pa.array(np.arange(rows))} | arrays)


@cache
def _compared(dataset: str) -> Mapping[str, pa.DataType]:
    """Return the fields that the conditions of a dataset name, with their types."""
    kinds = {field.code: _TYPES.get(field.kind, pa.string()) for field in datasets()[dataset].fields.values()}
    named = {word for check in checks_of(dataset) for word in _WORD.findall(check.broken)}
    return {field: kind for field, kind in (kinds | {PREVIOUS: pa.int64()}).items() if field in named}


def _array(column: Column[Cell], kind: pa.DataType) -> pa.Array:
    if kind == pa.int64():
        numbers = column.numbers(lambda cell: cell if isinstance(cell, int) else None)
        return pa.array(numbers.values, mask=~numbers.known)
    return pa.array([_plain(cell) for cell in column.values], kind).take(pa.array(column.codes))


def _plain(cell: Cell) -> str | int | date | None:
    if cell is MISSING:
        return None
    return cell.first if isinstance(cell, Month) else cell


def broken_checks(dataset: str, rows: pa.Table) -> list[tuple[int, Check]]:
    """Return every check that does not hold, with the position of its row from 0, in the order of the rows.

    ``rows`` is what ``relation`` returns. One bitmask a row, and only the masks that are not zero are opened, so that
    the pass costs little more than reading the rows once.
    """
    judged = checks_of(dataset)
    if not judged or not rows.num_rows:
        return []
    lacking = _compared(dataset).keys() - set(rows.column_names)
    with _engine().cursor() as cursor:
        cursor.register("given", rows)
        found = cursor.execute(_statement(judged, lacking), [len(judged)]).fetchall()
    return [(position, judged[bit]) for position, bit in found]


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """Return the empty database of this process in which rows are judged.

    Nothing is kept in it: what a cursor registers is its own and goes with it. Opening one takes longer than judging
    a school's file, so it is opened once.
    """
    return duckdb.connect(":memory:", config=_HARDENED)


def _statement(judged: Sequence[Check], lacking: Collection[str]) -> str:
    """Compile the conditions, which are our own data and never a user's, into one statement; what lacks is null."""
    bits = " + ".join(f"CASE WHEN {check.broken} THEN {1 << bit} ELSE 0 END" for bit, check in enumerate(judged))
    nulls = "".join(f", NULL AS {field}" for field in sorted(lacking))
    return "\n".join(
        (
            "WITH judged AS MATERIALIZED (SELECT position,",
            bits,
            "AS mask FROM (SELECT *",
            nulls,
            "FROM given))",
            "SELECT position, bit",
            "FROM (SELECT position, mask, unnest(range(?)) AS bit FROM judged WHERE mask > 0)",
            "WHERE mask & (1::BIGINT << bit) > 0",
            "ORDER BY position, bit",
        )
    )
