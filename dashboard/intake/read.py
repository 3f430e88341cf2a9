"""From bytes to tables; only ``UnreadableFile`` leaves this room, whatever the bytes are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.intake.bounds import find_table
from dashboard.intake.cutting import read_records
from dashboard.intake.kinds import is_workbook
from dashboard.intake.mending import mend_grids
from dashboard.intake.plain_text import read_plain
from dashboard.intake.reading_text import table_of
from dashboard.intake.receive import receive_path
from dashboard.intake.text import decode
from dashboard.intake.text_apart import read_apart
from dashboard.intake.workbook import read_workbook

if TYPE_CHECKING:
    from dashboard.intake.grid import Grid
    from dashboard.intake.tables import Received, Table

LIMIT_MB = 100
"""The largest file that ``read_table`` and ``read_sheets`` take."""
LARGE_TEXT = 5_000_000
"""Bytes after which a text that asks for care is read by a process of its own: it takes the server over a second."""


def read_tables(
    received: Received, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> list[Table]:
    """Return the tables of a file: one of a text file, one of each sheet with cells of a workbook.

    ``sheet`` names the only sheet wanted, also a hidden one; ``encoding`` and ``delimiter`` are what the user knows of
    a text file; of a workbook ``encoding`` is what its letters are, see ``encodings.alternatives``. The kind of file
    is told by its bytes. Raises ``UnreadableFile`` with a sentence that says what to do.
    """
    if is_workbook(received.content):
        return [find_table(grid) for grid in read_grids(received, sheet, encoding, delimiter)]
    return [_text_table(received.content, encoding, delimiter)]


def _text_table(content: bytes, encoding: str | None, delimiter: str | None) -> Table:
    table = read_plain(content, delimiter) if encoding is None else None
    if table is not None:
        return table
    if len(content) >= LARGE_TEXT:
        return read_apart(content, encoding, delimiter)
    return table_of(decode(content, encoding), encoding, delimiter)


def read_grids(
    received: Received, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> list[Grid]:
    """Return the cells of a file where they stand, asked and answered sheet by sheet as ``read_tables`` is."""
    content = received.content
    if is_workbook(content):
        return mend_grids(read_workbook(content, sheet), encoding)
    return [read_records(*decode(content, encoding), delimiter)]


def read_table(path: str | Path, sheet: str | None = None) -> Table:
    """Return the table of a text file, or of the named sheet of a workbook, else of its first that is not hidden."""
    return read_tables(receive_path(Path(path), LIMIT_MB), sheet)[0]


def read_sheets(path: str | Path) -> dict[str, Table]:
    """Return the tables of a workbook by the names of their sheets; a text file's under the name of the file."""
    path = Path(path)
    return {table.sheet or path.stem: table for table in read_tables(receive_path(path, LIMIT_MB))}
