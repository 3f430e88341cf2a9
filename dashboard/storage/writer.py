"""Writing: one intention, one transaction under the one lock, images of every row, one audit row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from dashboard.storage.connection import statements
from dashboard.storage.settling import settle, settle_people

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from dashboard.domain.principal import Principal
    from dashboard.storage.definitions import WorkingDays

TABLES = frozenset(
    {
        "school",
        "school_succession",
        "branch",
        "school_branch",
        "report",
        "person",
        "stage_event",
        "vote",
        "helper",
        "helper_review",
        "paper",
        "remembered_choice",
        "upload",
        "upload_change",
        "audit",
        "setting",
    }
)
Row: TypeAlias = Mapping[str, Any]


class Writer:
    """The hands of one action inside its transaction; what it does is recorded as it does it."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, principal: Principal, now: datetime, days: WorkingDays
    ) -> None:
        self._cursor = cursor
        self._days = days
        self.principal = principal
        self.now = now.replace(tzinfo=None, microsecond=0)
        self._upload_id: int | None = None
        self._touched: set[str] = set()
        self._people: set[int] = set()
        self._change_number = 0

    def rows(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the answer to ``queries/<name>.sql`` as this transaction sees it."""
        sql = statements(f"queries/{name}.sql")
        self._days.needed_by(sql)
        return self._fetch(sql, parameters)

    def table(self, name: str, wanted: pa.Table) -> pa.Table:
        """Return the answer to ``queries/<name>.sql`` about the rows of ``wanted``, as this transaction sees it."""
        self._cursor.register("wanted", wanted)
        answer: pa.Table = self._cursor.execute(statements(f"queries/{name}.sql")).to_arrow_table()
        self._cursor.unregister("wanted")
        return answer

    def one(self, name: str, **parameters: object) -> dict[str, Any] | None:
        """Return the first row of the answer to ``queries/<name>.sql``, if there is one."""
        return next(iter(self.rows(name, **parameters)), None)

    def new_ids(self, table: str, how_many: int) -> range:
        """Give out ids that were never used in a table before, not even by what was undone."""
        last = self._fetch("SELECT last_id FROM district.counter WHERE table_name = $table", {"table": _known(table)})
        start = int(last[0]["last_id"]) + 1 if last else 1
        self.taken(table, start + how_many - 1)
        return range(start, start + how_many)

    def taken(self, table: str, last_id: int) -> None:
        """Note that the ids of a table up to ``last_id`` are used, for rows that bring ids of their own."""
        self._cursor.execute("DELETE FROM district.counter WHERE table_name = $1", [_known(table)])
        self._cursor.execute("INSERT INTO district.counter VALUES ($1, $2)", [table, last_id])

    def record_under(self, upload_id: int) -> None:
        """Keep the images of all following changes under this upload."""
        self._upload_id = upload_id

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Insert rows, or replace those whose id is there; every row holds all columns of its table."""
        if not rows:
            return
        before = self.images(table, [row["id"] for row in rows])
        self.remember(table, [(row["id"], before.get(row["id"]), dict(row)) for row in rows])
        self.delete(table, list(before))
        self.insert(table, rows)

    def put_table(self, table: str, rows: pa.Table) -> None:
        """Insert rows, or replace those whose id is there, as ``put`` does, however many they are."""
        name = f"district.{_known(table)}"
        self._cursor.register("incoming", rows)
        if self._upload_id is not None:
            start, self._change_number = self._change_number, self._change_number + rows.num_rows
            self._cursor.execute(
                "INSERT INTO district.upload_change "  # noqa: S608 (a name from TABLES)
                "SELECT $1, $2 + row_number() OVER (ORDER BY incoming.id), $3, incoming.id, "
                "CASE WHEN before.id IS NOT NULL THEN to_json(before) END, to_json(incoming) "
                f"FROM incoming LEFT JOIN {name} AS before USING (id)",
                [self._upload_id, start, table],
            )
        self._cursor.execute(f"DELETE FROM {name} WHERE id IN (SELECT id FROM incoming)")  # noqa: S608
        self.insert(table, rows)

    def put_numbered(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Put rows of which some have no id yet (``None``); these are given one, in the rows themselves."""
        new = [row for row in rows if row["id"] is None]
        for row, row_id in zip(new, self.new_ids(table, len(new)) if new else (), strict=True):
            row["id"] = row_id
        self.put(table, rows)

    def remove(self, table: str, ids: Sequence[int]) -> None:
        """Delete rows by id, keeping their images."""
        before = self.images(table, ids)
        self.remember(table, [(row_id, image, None) for row_id, image in before.items()])
        self.delete(table, list(before))

    def insert(self, table: str, rows: Sequence[Row] | pa.Table) -> None:
        """Insert rows by column name, without images."""
        if not len(rows):
            return
        incoming = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist([dict(row) for row in rows])
        self._cursor.register("incoming", incoming)
        self._touched.add(table)
        if table == "stage_event":
            self._people.update(incoming["person_id"].unique().to_pylist())
        # the name comes from TABLES, never from outside
        self._cursor.execute(f"INSERT INTO district.{_known(table)} BY NAME SELECT * FROM incoming")  # noqa: S608
        self._cursor.unregister("incoming")

    def delete(self, table: str, ids: Sequence[int]) -> None:
        """Delete rows by id, without images."""
        if ids:
            self._touched.add(table)
            if table == "stage_event":
                self._people.update(row["person_id"] for row in self.images(table, ids).values())
            self._cursor.execute(
                f"DELETE FROM district.{_known(table)} WHERE id IN (SELECT unnest($1::BIGINT[]))",  # noqa: S608
                [list(ids)],
            )

    def erase(self, table: str, ids: Sequence[int]) -> None:
        """Delete rows by id, and every image that was ever kept of them."""
        self.delete(table, ids)
        self._cursor.execute(
            "DELETE FROM district.upload_change WHERE table_name = $1 AND row_id IN (SELECT unnest($2::BIGINT[]))",
            [_known(table), list(ids)],
        )

    def images(self, table: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return the present rows of a table by id."""
        found = self._fetch(
            f"SELECT * FROM district.{_known(table)} WHERE id IN (SELECT unnest($ids::BIGINT[]))",  # noqa: S608
            {"ids": list(ids)},
        )
        return {row["id"]: row for row in found}

    def remember(self, table: str, changes: Sequence[tuple[int, Row | None, Row | None]]) -> None:
        """Keep before and after of rows under the upload; rows that stay the same are not kept."""
        kept = [change for change in changes if change[1] != change[2]]
        if self._upload_id is None or not kept:
            return
        numbers = range(self._change_number + 1, self._change_number + 1 + len(kept))
        self._change_number += len(kept)
        self.insert(
            "upload_change",
            [
                {"upload_id": self._upload_id, "number": number, "table_name": table, "row_id": row_id}
                | {"row_before": _json(before), "row_after": _json(after)}
                for number, (row_id, before, after) in zip(numbers, kept, strict=True)
            ],
        )

    def settle(self) -> None:
        """Work out the derived data again, if something was written that decides it."""
        if self._touched & {"report", "school", "school_succession"}:
            settle(self._cursor)
        if self._people:
            settle_people(self._cursor, self._people)

    def audit(self, action: str, detail: Row) -> int:
        """Append the one audit row of this transaction and return its id, the new version of the data."""
        last = self._fetch("SELECT id, hash FROM district.audit ORDER BY id DESC LIMIT 1", {})
        number, previous = (int(last[0]["id"]), str(last[0]["hash"])) if last else (0, "")
        entry = {"id": number + 1, "happened_at": self.now, "who": self.principal.name, "action": action}
        entry |= {"detail": _json(detail), "previous_hash": previous}
        self.insert("audit", [entry | {"hash": audit_hash(entry)}])
        return number + 1

    def _fetch(self, sql: str, parameters: Mapping[str, object]) -> list[dict[str, Any]]:
        answer = self._cursor.execute(sql, parameters)
        columns = [column[0] for column in answer.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def audit_hash(entry: Row) -> str:
    """Return the hash of an audit row, which covers the hash of the row before."""
    parts = [
        entry["previous_hash"],
        entry["id"],
        f"{entry['happened_at']:%Y-%m-%d %H:%M:%S}",
        entry["who"],
        entry["action"],
        entry["detail"],
    ]
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)


def _known(table: str) -> str:
    if table not in TABLES:
        raise KeyError(table)
    return table
