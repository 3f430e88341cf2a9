"""From bytes to tables; only ``UnreadableFile`` leaves this room, whatever the bytes are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import UnreadableFile
from dashboard.intake.bounds import find_table
from dashboard.intake.receive import receive_path
from dashboard.intake.records import read_records
from dashboard.intake.text import decode
from dashboard.intake.workbook import read_workbook

if TYPE_CHECKING:
    from dashboard.intake.tables import Received, Table

LIMIT_MB = 100
"""The largest file that ``read_table`` and ``read_sheets`` take."""

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("d0cf11e0a1b11ae1"))
_OTHER_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
    (b"{\\rtf", "document"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)


def read_tables(
    received: Received, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> list[Table]:
    """Return the tables of a file: one of a text file, one of each sheet with cells of a workbook.

    ``sheet`` names the only sheet wanted, also a hidden one; ``encoding`` and ``delimiter`` are what the user knows of
    a text file. The kind of file is told by its bytes. Raises ``UnreadableFile`` with a sentence that says what to do.
    """
    content = received.content
    if kind := next((kind for magic, kind in _OTHER_KINDS if content.startswith(magic)), None):
        raise UnreadableFile(f"errors.file_is_{kind}")
    if content.startswith(_WORKBOOKS):
        return [find_table(grid) for grid in read_workbook(content, sheet)]
    return [find_table(read_records(*decode(content, encoding), delimiter))]


def read_table(path: str | Path, sheet: str | None = None) -> Table:
    """Return the table of a text file, or of the named sheet of a workbook, else of its first that is not hidden."""
    return read_tables(receive_path(Path(path), LIMIT_MB), sheet)[0]


def read_sheets(path: str | Path) -> dict[str, Table]:
    """Return the tables of a workbook by the names of their sheets; a text file's under the name of the file."""
    path = Path(path)
    return {table.sheet or path.stem: table for table in read_tables(receive_path(path, LIMIT_MB))}
