"""Large text of the plainest kind, cut by column: every line is a row, quoted or not, and all rows have one width.

What such a text says is the same as ``cutting`` and ``bounds`` find, in a tenth of the time and of the memory; its
head is read by these, and all that may not be so plain is left to them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv

from dashboard.errors import UnreadableFile
from dashboard.intake.bounds import find_table
from dashboard.intake.columnar import Column, filled
from dashboard.intake.cutting import MOST_CELLS, MOST_ROWS, read_records
from dashboard.intake.dialect import DELIMITERS, find_dialect, split_hint, unwrapped
from dashboard.intake.gathering import Gathered
from dashboard.intake.legacy import OF_UNICODE
from dashboard.intake.letters import elect
from dashboard.intake.lines import MOST_COLUMNS
from dashboard.intake.plainness import is_plain, lines_close
from dashboard.intake.quotes import QUOTE, Quoting, possible_quotings
from dashboard.intake.rows import Rows, numbers_from
from dashboard.intake.tables import Refusal
from dashboard.intake.text import decode
from dashboard.intake.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dashboard.intake.columnar import Mask
    from dashboard.intake.tables import Table

HEAD = 1_000_000
"""Bytes at the beginning that are read with all care; a text of less than twice as many costs no time worth saving."""
_LEAST_LINES = 1_200
"""Of the head: where headings stand is told by the first thousand rows."""
_BLOCK = 16_000_000
_LONGEST_CELL = 131_072
"""What ``csv`` takes."""
_PIECES, _PIECE = 20, 12_000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


class _Ragged(NamedTuple):
    """A line that has not as many cells as the others."""

    number: int
    text: str


def read_plain(content: bytes, delimiter: str | None = None, head: int = HEAD) -> Table | None:
    """Return the table of a text in UTF-8, or ``None`` where it has to be read with more care."""
    marked = content.startswith(codecs.BOM_UTF8)
    text = content[len(codecs.BOM_UTF8) :] if marked else content
    if len(content) < 2 * head or not is_plain(text):
        return None
    found = _head(text[: text.rfind(b"\n", 0, head) + 1], delimiter)
    if found is None or elect(_sample(text), OF_UNICODE):
        return None
    lines = text.count(b"\n") + 1
    regular = lines <= MOST_ROWS and lines_close(text, found.table.delimiter or "")
    body = _body(text, found, lines) if regular else None
    table = _whole(found, body) if body else None
    return replace(table, encoding="utf-8-sig" if marked else "utf-8") if table else None


class _Head(NamedTuple):
    """The beginning of a text as a table; ``width`` is the number of cells of its rows."""

    table: Table
    width: int


def _head(head: bytes, delimiter: str | None) -> _Head | None:
    """Return the beginning of the text, if nothing of it asks for care."""
    with suppress(UnreadableFile):
        text, encoding = decode(head)
        if encoding == "utf-8" and _has_plain_lines(text, delimiter):
            return _plain_head(text, delimiter)
    return None


def _has_plain_lines(text: str, delimiter: str | None) -> bool:
    """Tell whether there are enough lines, and quotes, if any, stand in one way only, without spaces around them."""
    if text.count("\n") < _LEAST_LINES or split_hint(text)[0] or possible_quotings(text) != [Quoting()]:
        return False
    return unwrapped(text) == text and not find_dialect(text, delimiter).skip_spaces


def _plain_head(text: str, delimiter: str | None) -> _Head | None:
    grid = read_records(text, "utf-8", delimiter)
    widths = {len(cells) for cells in grid.rows}
    table = find_table(grid)
    first = table.numbers[1] if len(table.numbers) > 1 else 0
    width = next((len(cells) for number, cells in zip(grid.numbers, grid.rows, strict=True) if number == first), 0)
    plain = not grid.refused and grid.delimiter in DELIMITERS and grid.quote == QUOTE and width == max(widths) > 1
    return _Head(table, width) if plain else None


def _sample(text: bytes) -> str:
    """Return pieces spread over a text, or those around its rare letters beyond ASCII."""
    step = max(len(text) // _PIECES, 1)
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), step)]
    if all(map(bytes.isascii, pieces)):
        pieces = [text[max(place - 200, 0) : place + 800] for place in _rare(text)]
    return unicodedata.normalize("NFC", "\n".join(piece.decode("utf-8", "ignore") for piece in pieces))


def _rare(text: bytes) -> Iterator[int]:
    place = 0
    for _ in range(_PIECES):
        found = _BEYOND_ASCII.search(text, place)
        if found is None:
            return
        yield found.start()
        place = found.start() + 800


class _Body(NamedTuple):
    """All columns of the rows below the headings, and the lines among them that are no rows."""

    columns: list[Column[str]]
    ragged: list[_Ragged]


def _body(text: bytes, head: _Head, lines: int) -> _Body | None:
    """Return the rows below the headings, ``None`` if the text is not UTF-8 to its end or has a line of one cell."""
    first = head.table.numbers[1]
    ragged: list[_Ragged] = []

    def note(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append(_Ragged(first + row.number - 1, row.text))
        return "skip"

    gathered = [Gathered(lines) for _ in range(head.width)]
    try:
        for block in _blocks(memoryview(text)[_start(text, first) :], head, note):
            for column, cells in zip(gathered, block.columns, strict=True):
                column.add(cells)
    except pa.ArrowInvalid:
        return None
    body = _Body([column.column() for column in gathered], ragged)
    return None if any(_asks_for_care(line.text, head.table.delimiter or "") for line in ragged) else body


def _asks_for_care(line: str, delimiter: str) -> bool:
    """Tell whether a line may be a piece of another, or words below the table, or more than ``csv`` takes."""
    return not 0 < line.count(delimiter) < MOST_COLUMNS or QUOTE in line or len(line) > _LONGEST_CELL


def _blocks(
    text: memoryview, head: _Head, note: Callable[[pyarrow.csv.InvalidRow], str]
) -> Iterator[pyarrow.RecordBatch]:
    names = [str(index) for index in range(head.width)]
    kinds = dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))
    read = pyarrow.csv.ReadOptions(column_names=names, use_threads=False, block_size=_BLOCK)
    cut = pyarrow.csv.ParseOptions(
        delimiter=head.table.delimiter, quote_char=QUOTE, ignore_empty_lines=False, invalid_row_handler=note
    )
    as_text = pyarrow.csv.ConvertOptions(column_types=kinds, strings_can_be_null=False)
    with pyarrow.csv.open_csv(pa.BufferReader(pa.py_buffer(text)), read, cut, as_text) as blocks:
        yield from blocks


def _start(text: bytes, number: int) -> int:
    place = 0
    for _ in range(number - 1):
        place = text.index(b"\n", place) + 1
    return place


def _whole(head: _Head, body: _Body) -> Table | None:
    """Return the table, ``None`` where the rows below tell more of its bounds than its beginning did."""
    rows, refused = len(body.columns[0]), [line for line in body.ragged if _holds_something(line, head)]
    if _too_ragged(body, rows) or not _bounds_hold(head.table, body.columns):
        return None
    kept = _filled_rows(body.columns)
    left, width = head.table.first_column - 1, len(head.table.headings)
    inside = body.columns[left : left + width]
    columns = inside if kept.all() else [column.take(np.flatnonzero(kept)) for column in inside]
    return replace(
        head.table,
        rows=Rows(head.table.headings, columns),
        numbers=_numbers(head.table, body, kept),
        refused=tuple(Refusal(line.number, "row_ragged") for line in refused),
    )


def _too_ragged(body: _Body, rows: int) -> bool:
    too_many = (rows + len(body.ragged)) * len(body.columns) > MOST_CELLS or 100 * len(body.ragged) > rows
    return too_many or any(_longest(column.values) > _LONGEST_CELL for column in body.columns)


def _longest(texts: Sequence[str]) -> int:
    return texts.longest() if isinstance(texts, Texts) else max(map(len, texts), default=0)


def _holds_something(line: _Ragged, head: _Head) -> bool:
    return bool(line.text.replace(head.table.delimiter or "", "").strip())


def _bounds_hold(head: Table, columns: Sequence[Column[str]]) -> bool:
    """Tell whether every column with a text below is one that the beginning uses."""
    used = {head.first_column - 1 + index for index, name in enumerate(head.headings) if name}
    used |= {head.first_column - 1 + index for index, column in enumerate(head.columns) if any(map(str.strip, column))}
    return not any(
        str.strip(text) for index, column in enumerate(columns) if index not in used for text in column.values
    )


def _filled_rows(columns: Sequence[Column[str]]) -> Mask:
    found = np.zeros(len(columns[0]), np.bool_)
    for column in columns:
        if found.all():
            break
        found |= filled(column)
    return found


def _numbers(head: Table, body: _Body, kept: Mask) -> Sequence[int]:
    """Return the numbers of the headings and of the rows, which are lines; ragged and blank ones are left out."""
    first, lines = head.numbers[1], len(kept) + len(body.ragged)
    rows = np.delete(np.arange(first, first + lines), [line.number - first for line in body.ragged])
    return numbers_from(head.header_row, rows[kept])
