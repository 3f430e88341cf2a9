"""Reading: one named question, one cursor, one read-only transaction, only the principal's schools."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.errors import DashboardError
from dashboard.storage.connection import statements, told_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dashboard.domain.principal import Principal
    from dashboard.storage.definitions import WorkingDays

_NULLABLE = {
    pa.int32(): pd.Int64Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}
"""Whole numbers stay whole beside an unknown one; pandas alone would make them fractions."""


def _whole(answer: pa.Table) -> pa.Table:
    """Return the answer with its sums of counts as whole numbers; they come as decimals without places."""
    fields = [
        column.with_type(pa.int64()) if pa.types.is_decimal(column.type) and column.type.scale == 0 else column
        for column in answer.schema
    ]
    return answer.cast(pa.schema(fields))


@cache
def _query(name: str) -> str:
    return statements(f"queries/{name}.sql")


class Reader:
    """Answers named questions for one principal; an unset scope would see nothing."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        principal: Principal,
        seconds: float,
        days: WorkingDays,
    ) -> None:
        self._connection = connection
        self._days = days
        self._path = path
        self._principal = principal
        self._seconds = seconds

    def frame(self, name: str, **parameters: object) -> pd.DataFrame:
        """Return the answer to ``queries/<name>.sql`` as a frame."""
        sql = self._sql(name)
        with self._asking() as cursor:
            answer = cursor.execute(sql, _fitting(parameters)).to_arrow_table()
        frame: pd.DataFrame = _whole(answer).to_pandas(types_mapper=_NULLABLE.get)
        return frame

    def rows(self, name: str, **parameters: object) -> list[dict[str, object]]:
        """Return the answer to ``queries/<name>.sql`` as dictionaries."""
        sql = self._sql(name)
        with self._asking() as cursor:
            answer = cursor.execute(sql, _fitting(parameters))
            columns = [column[0] for column in answer.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]

    def table(self, name: str, wanted: pa.Table) -> pa.Table:
        """Return the answer to ``queries/<name>.sql`` about the rows of ``wanted``."""
        sql = self._sql(name)
        with self._asking() as cursor:
            cursor.register("wanted", wanted)
            answer: pa.Table = cursor.execute(sql).to_arrow_table()
        return answer

    def _sql(self, name: str) -> str:
        sql = _query(name)
        self._days.needed_by(sql)
        return sql

    @contextmanager
    def _asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        timer = threading.Timer(self._seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            with told_plainly(self._path):
                cursor.execute("BEGIN TRANSACTION READ ONLY")
                set_scope(cursor, self._principal)
                yield cursor
        except duckdb.InterruptException as error:
            raise DashboardError("errors.query_too_long", seconds=self._seconds) from error
        finally:
            timer.cancel()
            cursor.close()


def set_scope(cursor: duckdb.DuckDBPyConnection, principal: Principal) -> None:
    """Tell the scoped views whose schools they may show in this cursor."""
    cursor.execute("SET VARIABLE scope_all = $1", [principal.sees_everything])
    cursor.execute("SET VARIABLE scope = $1::INTEGER[]", [sorted(principal.school_ids or ())])


def _fitting(parameters: Mapping[str, object]) -> dict[str, object]:
    # the driver takes lists as lists, but not the tuples of a frozen question
    return {key: list(value) if isinstance(value, tuple) else value for key, value in parameters.items()}
