"""The definitions as small tables that SQL joins, so that a new indicator or stage is a new entry and not new SQL."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from dashboard.definitions import indicators
from dashboard.definitions.days import YEARS, calendar
from dashboard.definitions.rules import rules
from dashboard.definitions.stages import clocks, papers, stages
from dashboard.domain.working_days import is_working_day

if TYPE_CHECKING:
    import duckdb

    from dashboard.definitions.rules import Rule
    from dashboard.settings import Settings


def load_definitions(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fill the in-memory tables of indicators, of the way to membership and of its rules."""
    tables: dict[str, list[tuple[object, ...]]] = {
        "indicator": [
            (one.code, one.kind, one.numerator, one.denominator, one.months) for one in indicators().values()
        ],
        "stage": [(one.code, one.place, one.part, one.skippable) for one in stages().values()],
        "paper_kind": [(one.code, one.stage, one.life) for one in papers().values()],
        "clock": [(one.code, one.rule, one.since, one.after, one.done) for one in clocks().values()],
        "clock_stage": [(one.code, stage) for one in clocks().values() for stage in one.stages],
        "clock_paper": [(one.code, paper) for one in clocks().values() for paper in one.papers],
        "rule_version": [_version(rule) for rule in rules(settings)],
    }
    for name, rows in tables.items():
        marks = ", ".join("?" for _ in rows[0])
        # the names are those of our own tables
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608


def _version(rule: Rule) -> tuple[object, ...]:
    amount = rule.value if isinstance(rule.value, int) else None
    choice = rule.value if isinstance(rule.value, str) else None
    fraction = rule.value if rule.unit == "fraction" and isinstance(rule.value, tuple) else (None, None)
    return rule.code, rule.since, rule.until, rule.unit, amount, choice, *fraction


class WorkingDays:
    """The table of working days, filled when a question first counts with them: few do, and it takes a moment."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        self._connection, self._settings = connection, settings
        self._filling, self._filled = threading.Lock(), False

    def needed_by(self, sql: str) -> None:
        """Fill the table if a statement counts with it."""
        if "dues_on(" not in sql or self._filled:
            return
        with self._filling:
            if not self._filled:
                self._fill()
                self._filled = True

    def _fill(self) -> None:
        days = np.arange(f"{YEARS.start}-01-01", f"{YEARS.stop}-01-01", dtype="datetime64[D]")
        known = calendar(self._settings)
        worked = np.fromiter((is_working_day(day, known) for day in days.tolist()), np.bool_, len(days))
        table = {"day": pa.array(days), "counted": np.cumsum(worked, dtype=np.int32), "worked": worked}
        with self._connection.cursor() as cursor:
            cursor.register("counted_days", pa.table(table))
            cursor.execute("INSERT INTO working_day BY NAME SELECT * FROM counted_days")
