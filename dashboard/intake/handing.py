"""A table on its way from one process to another: what is said of it as JSON, its cells as columns of Arrow.

First stands the length of the JSON, which is padded so that the columns can be used where they lie.
"""

from __future__ import annotations

import json
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from dashboard.errors import UnreadableFile
from dashboard.intake.columnar import Column
from dashboard.intake.rows import Rows, numbers_from
from dashboard.intake.tables import Refusal, Table
from dashboard.intake.texts import MOST_STRINGS, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

_LENGTH = Struct(">Q")
_ALIGNED = 64
_PLAIN = ("header_row", "first_column", "above", "encoding", "delimiter", "quote")


class Handed(NamedTuple):
    """What goes over: JSON, and the cells of a table, none of a refusal."""

    said: bytes
    cells: pa.RecordBatch | None = None

    def size(self) -> int:
        """Return the number of bytes that ``write`` writes."""
        counted = pa.MockOutputStream()
        if self.cells is not None:
            _write(self.cells, counted)
        return len(self.said) + int(counted.size())

    def write(self, sink: BinaryIO) -> None:
        """Write all, the cells without a copy of them."""
        sink.write(self.said)
        if self.cells is not None:
            _write(self.cells, pa.PythonFile(sink, "w"))


def _write(cells: pa.RecordBatch, sink: pa.NativeFile) -> None:
    with pyarrow.ipc.new_stream(sink, cells.schema) as stream:
        stream.write_batch(cells)


def handed_table(table: Table) -> Handed:
    """Return the table of a text file, which has neither sheets nor merged cells nor fractions, as it goes over."""
    said = {name: getattr(table, name) for name in _PLAIN} | {
        "headings": table.headings,
        "refused": [[refusal.row, refusal.why] for refusal in table.refused],
    }
    numbers = pa.array(np.asarray(table.numbers[1:], np.int64))
    return Handed(_said(said), _batch([numbers, *map(_cells, table.columns)]))


def handed_refusal(refusal: UnreadableFile) -> Handed:
    """Return a refusal as it goes over."""
    return Handed(_said({"refused": refusal.key, "values": refusal.values}))


def _said(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=True).encode("ascii")
    padding = -(_LENGTH.size + len(text)) % _ALIGNED
    return _LENGTH.pack(len(text) + padding) + text + b" " * padding


def _batch(arrays: Sequence[pa.Array]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(arrays, [str(index) for index in range(len(arrays))])


def _cells(column: Column[str]) -> pa.DictionaryArray:
    values = column.values
    texts = values.array if isinstance(values, Texts) else pa.array(values, pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(column.codes), texts)


def opened(answer: bytes) -> Table:
    """Return the table that came over; raises the ``UnreadableFile`` that came instead."""
    (length,) = _LENGTH.unpack_from(answer)
    start = _LENGTH.size + length
    said = json.loads(answer[_LENGTH.size : start])
    if "values" in said:
        raise UnreadableFile(said["refused"], **said["values"])
    with pyarrow.ipc.open_stream(pa.py_buffer(memoryview(answer)[start:])) as stream:
        numbers, *cells = stream.read_next_batch().columns
    return _table(said, numbers.to_numpy(), [_column(array) for array in cells])


def _table(said: dict[str, Any], numbers: Any, columns: list[Column[str]]) -> Table:  # noqa: ANN401 (an array)
    return Table(
        **{name: said[name] for name in _PLAIN if name != "above"},
        above=tuple(said["above"]),
        refused=tuple(Refusal(row, why) for row, why in said["refused"]),
        rows=Rows(said["headings"], columns),
        numbers=numbers_from(said["header_row"], numbers),
    )


def _column(cells: pa.DictionaryArray) -> Column[str]:
    texts = cells.dictionary
    many = len(texts) > MOST_STRINGS
    values = Texts(texts) if many else texts.to_pylist()
    return Column(values, cells.indices.to_numpy())
