"""A file on its way: what was received, the tables in it, and the plan of each with the answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.actions.planning import plan_table
from dashboard.intake.read import read_tables

if TYPE_CHECKING:
    from datetime import date

    from dashboard.actions.plan import Options, Plan
    from dashboard.intake.tables import Received, Table
    from dashboard.storage import Reader
    from dashboard.ui.session import Here


@dataclass(frozen=True)
class Candidate:
    """One table of one file.

    ``key`` begins the keys of its widgets; ``sheet`` names its sheet where the file has others beside it.
    """

    key: str
    received: Received
    table: Table
    plan: Plan
    options: Options
    sheet: str | None = None


def tables_of(_: Reader, received: Received, encoding: str | None = None) -> list[Table]:
    """Return the tables in a file, in the encoding that the user chose if any; raises ``UnreadableFile``."""
    return read_tables(received, encoding=encoding)


def table_again(here: Here, received: Received, table: Table, encoding: str) -> Table:
    """Return the same table of a file in the encoding that the user chose."""
    tables = here.load(tables_of, received, encoding)
    return next((found for found in tables if found.sheet == table.sheet), table)


def plan_of(here: Here, received: Received, table: Table, options: Options) -> Plan:
    """Return the plan of a table, from the cache while file, answers and data stay the same."""

    def planned(reader: Reader, _sheet: str | None, today: date, chosen: Options, *_file: str) -> Plan:
        return plan_table(reader, received, table, chosen, today)

    return here.load(planned, table.sheet, here.today, options, received.name, received.sha256)
