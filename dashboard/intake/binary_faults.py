"""Faults such as ``#REF!`` in the cells of binary workbooks, XLS and XLSB, and which cells an XLSB merges.

The reader of workbooks shows faults as blank, and a blank says that nothing is known. Loaded by path beside
``workbook_child``, so it is standard library only. The numbers are those of MS-CFB, MS-XLS and MS-XLSB.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from struct import Struct, error, unpack_from
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

T = TypeVar("T")

_FAULTS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BROKEN = (zipfile.BadZipFile, zlib.error, error, KeyError, OSError, NotImplementedError, ValueError, IndexError)
"""What the reader of workbooks could read is not refused for what only this one cannot."""

_LAST = 0xFFFFFFFA
"""No sector has this number or a higher one; they end a chain."""
_SECTOR_SHIFTS = {(9, 6), (12, 6)}
_ENTRY = 128
_RECORD = Struct("<HH")
_BOUND_SHEET, _BEGIN, _END, _FORMULA, _FAULT_OR_TRUTH = 0x85, 0x809, 0x0A, 0x06, 0x205

_RELATION = re.compile(rb'<Relationship\b[^>]*?\bId="([^"]*)"[^>]*>')
_TARGET = re.compile(rb'\bTarget="([^"]*)"')
_SHEET, _ROW, _FAULT_CELL, _FAULT_FORMULA, _MERGED = 0x9C, 0x00, 0x03, 0x0B, 0xB0

Faults = dict[tuple[int, int], str]
"""What to show, by row and column from 0."""
Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of merged ones, each as row and column from 0."""


def faults_of_old_workbook(content: bytes, names: Sequence[str]) -> dict[str, Faults]:
    """Return the faults of an XLS by the name of their sheet; ``names`` are those of all sheets, in order."""
    try:
        stream = _book(content)
        starts = [unpack_from("<I", stream, place)[0] for kind, place in _records(stream, 0) if kind == _BOUND_SHEET]
        return {name: _of_sheet(stream, start) for name, start in zip(names, starts, strict=False)}
    except _BROKEN:
        return {}


def cells_of_binary_workbook(content: bytes) -> tuple[dict[str, Faults], dict[str, list[Range]]]:
    """Return the faults and the merged cells of an XLSB by the name of their sheet; nothing for another archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = {name: archive.read(path) for name, path in _parts(archive).items()}
    except _BROKEN:
        return {}, {}
    return _of_all(_of_part, sheets), _of_all(_merged_in, sheets)


def _of_all(read: Callable[[bytes], T], sheets: Mapping[str, bytes]) -> dict[str, T]:
    try:
        return {name: read(sheet) for name, sheet in sheets.items()}
    except _BROKEN:
        return {}


def _book(content: bytes) -> bytes:
    """Return the stream of a compound file that holds the workbook; a short one lies in the stream of the root."""
    shift, small_shift = unpack_from("<HH", content, 30)
    if (shift, small_shift) not in _SECTOR_SHIFTS:
        raise ValueError(shift)
    _, first, _, limit, small_first, _ = unpack_from("<6I", content, 44)
    table = _numbers(b"".join(_sector(content, shift, number) for number in _table_sectors(content, shift)))
    directory = _chained(content, 1 << shift, 1 << shift, table, first)
    entries = [directory[place : place + _ENTRY] for place in range(0, len(directory), _ENTRY)]
    named = {_name(entry): entry for entry in entries}
    start, size = unpack_from("<II", named.get("Workbook") or named["Book"], 116)
    if size >= limit:
        return _chained(content, 1 << shift, 1 << shift, table, start)[:size]
    root = _chained(content, 1 << shift, 1 << shift, table, unpack_from("<I", entries[0], 116)[0])
    small = _numbers(_chained(content, 1 << shift, 1 << shift, table, small_first))
    return _chained(root, 0, 1 << small_shift, small, start)[:size]


def _table_sectors(content: bytes, shift: int) -> list[int]:
    """Return which sectors hold the table of chains: 109 stand in the header, more in a chain of their own."""
    found = list(unpack_from("<109I", content, 76))
    following, count = unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) >> shift)):
        *more, following = _numbers(_sector(content, shift, following))
        found += more
    return [number for number in found if number < _LAST]


def _sector(content: bytes, shift: int, number: int) -> bytes:
    return content[(number + 1) << shift : (number + 2) << shift]


def _numbers(content: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(content) // 4}I", content)


def _chained(content: bytes, offset: int, size: int, table: Sequence[int], number: int) -> bytes:
    """Return the sectors of a chain one after the other; a chain in a ring ends."""
    parts: list[bytes] = []
    while number < _LAST and len(parts) <= len(content) // size:
        parts.append(content[offset + number * size : offset + (number + 1) * size])
        number = table[number]
    return b"".join(parts)


def _name(entry: bytes) -> str:
    return entry[: max(0, unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Yield kind and place of the records of one part of a workbook, without those of charts inside."""
    depth = 0
    while place + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, place)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, place + _RECORD.size
        elif depth < 1:
            return
        place += _RECORD.size + length


def _of_sheet(stream: bytes, start: int) -> Faults:
    found: Faults = {}
    for kind, place in _records(stream, start):
        if kind == _FAULT_OR_TRUTH and stream[place + 7]:
            found[unpack_from("<HH", stream, place)] = _fault(stream[place + 6])
        elif kind == _FORMULA and stream[place + 6] == 2 and stream[place + 12 : place + 14] == b"\xff\xff":
            found[unpack_from("<HH", stream, place)] = _fault(stream[place + 8])
    return found


def _fault(number: int) -> str:
    return _FAULTS.get(number, "#N/A")


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where the cells of each sheet of a binary workbook stand in the archive."""
    relations = archive.read("xl/_rels/workbook.bin.rels")
    found = {one[1].decode(): _TARGET.search(one[0]) for one in _RELATION.finditer(relations)}
    targets = {name: unescape(target[1].decode()) for name, target in found.items() if target}
    parts: dict[str, str] = {}
    book = archive.read("xl/workbook.bin")
    for kind, place in _short_records(book):
        if kind == _SHEET:
            relation, end = _wide_text(book, place + 8)
            path = targets[relation]
            parts[_wide_text(book, end)[0]] = path[1:] if path[:1] == "/" else f"xl/{path}"
    return parts


def _wide_text(content: bytes, start: int) -> tuple[str, int]:
    end = start + 4 + 2 * int.from_bytes(content[start : start + 4], "little")
    return content[start + 4 : end].decode("utf-16-le"), end


def _of_part(content: bytes) -> Faults:
    found: Faults = {}
    row = 0
    for kind, place in _short_records(content):
        if kind == _ROW:
            row = unpack_from("<I", content, place)[0]
        elif kind in {_FAULT_CELL, _FAULT_FORMULA}:
            found[row, unpack_from("<I", content, place)[0]] = _fault(content[place + 8])
    return found


def _merged_in(content: bytes) -> list[Range]:
    found = (unpack_from("<4I", content, place) for kind, place in _short_records(content) if kind == _MERGED)
    return [((top, left), (bottom, right)) for top, bottom, left, right in found]


def _short_records(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield kind and place of each record; kind and length come in groups of seven bits."""
    place = 0
    while place < len(content):
        kind, place = _seven_bits(content, place)
        length, place = _seven_bits(content, place)
        yield kind, place
        place += length


def _seven_bits(content: bytes, place: int) -> tuple[int, int]:
    number = 0
    for shift in range(0, 28, 7):
        byte = content[place]
        number, place = number | (byte & 0x7F) << shift, place + 1
        if byte < 0x80:
            break
    return number, place
