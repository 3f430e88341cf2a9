"""Files that nobody means well with, or that are no tables at all, made byte by byte."""

from __future__ import annotations

import io
import zipfile
from struct import pack
from typing import TYPE_CHECKING

from tests.files import xlsx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS: list[list[object]] = [["Tên trường", "CBGVNV"], ["TH Đạo Đức A", 1844], ["MN Hoa Sen", 45]]
SPREADSHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR = 512


def repacked(content: bytes, change: Mapping[str, bytes], drop: str = "", *, stored: bool = False) -> bytes:
    """Return an archive with members added, replaced, or left out."""
    out = io.BytesIO()
    way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", way) as new:
        for name in [*old.namelist(), *(name for name in change if name not in old.namelist())]:
            if name != drop:
                new.writestr(name, change[name] if name in change else old.read(name))
    return out.getvalue()


def with_sheet(rows: bytes, *, stored: bool = False) -> bytes:
    """Return a workbook whose only sheet has these rows, in its own words."""
    sheet = b'<?xml version="1.0"?><worksheet ' + SPREADSHEET + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return repacked(xlsx(ROWS), {"xl/worksheets/sheet1.xml": sheet}, stored=stored)


def far_cell() -> bytes:
    """Return a workbook of some kilobytes with two cells that stand as far apart as they can."""
    return with_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def many_rows(count: int, *, stored: bool = False) -> bytes:
    """Return a workbook of so many rows, which takes long to open; stored, it is large and hides nothing."""
    row = b'<row><c t="inlineStr"><is><t>TH A</t></is></c><c><v>1844</v></c></row>'
    return with_sheet(row * count, stored=stored)


def lying_about_its_size(megabytes: int) -> bytes:
    """Return a workbook whose largest member says in both directories that it unpacks to next to nothing."""
    padding = b" " * megabytes * 1_000_000
    content = bytearray(with_sheet(padding))
    told = len(_sheet_of(with_sheet(b"")) + padding).to_bytes(4, "little")
    while (place := content.find(told)) >= 0:
        content[place : place + 4] = (1_000).to_bytes(4, "little")
    return bytes(content)


def _sheet_of(content: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def ole(streams: Sequence[str], storages: Sequence[str] = ()) -> bytes:
    """Return a compound file with empty streams and storages of these names: header, allocation table, directory."""
    entries = [("Root Entry", 5), *((name, 1) for name in storages), *((name, 2) for name in streams)]
    listed = b"".join(_entry(name, kind, number, len(entries)) for number, (name, kind) in enumerate(entries))
    directory = listed + bytes(-len(listed) % _SECTOR)
    sectors = len(directory) // _SECTOR
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = pack(f"<{1 + sectors}I", 0xFFFFFFFD, *chain).ljust(_SECTOR, b"\xff")
    header = OLE + bytes(16) + pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += pack("<9I", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    return header.ljust(_SECTOR, b"\xff") + table + directory


def _entry(name: str, kind: int, number: int, count: int) -> bytes:
    nothing = 0xFFFFFFFF
    letters = name.encode("utf-16-le")
    child = 1 if kind == 5 and count > 1 else nothing
    beside = number + 1 if 0 < number < count - 1 else nothing
    head = letters.ljust(64, b"\0") + pack("<HBB3I", len(letters) + 2, kind, 1, nothing, beside, child)
    return (head + bytes(36) + pack("<IQ", 0xFFFFFFFE, 0))[:128].ljust(128, b"\0")


def xlsb(rows: Sequence[Sequence[object]]) -> bytes:
    """Return a binary workbook of one sheet, with the records that a reader needs."""
    book = _record(0x83) + _record(0x8F) + _record(0x9C, pack("<II", 0, 1) + _wide("rId1") + _wide("Trang 1"))
    cells = b"".join(_xlsb_row(number, row) for number, row in enumerate(rows))
    size = pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(0x81) + _record(0x94, size) + _record(0x91) + cells + _record(0x92) + _record(0x82)
    relation = b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    relation += b'worksheet" Target="worksheets/sheet1.bin"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", book + _record(0x90) + _record(0x84))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", b"<Relationships " + RELATIONS + b">" + relation + b"</Relationships>"
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return out.getvalue()


def _xlsb_row(number: int, cells: Sequence[object]) -> bytes:
    row = _record(0x00, pack("<IIHHBI", number, 0, 300, 0, 0, 0))
    for column, cell in enumerate(cells):
        place = pack("<II", column, 0)
        if isinstance(cell, (int, float)):
            row += _record(0x05, place + pack("<d", cell))
        elif cell != "":
            row += _record(0x06, place + _wide(str(cell)))
    return row


def _wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """Return a record: its kind in one or two bytes, its length in groups of seven bits."""
    length, sizes = len(content), b""
    while True:
        length, low = divmod(length, 128)
        sizes += bytes([low | (0x80 if length else 0)])
        if not length:
            break
    return (bytes([kind]) if kind < 0x80 else bytes([kind, 0x01])) + sizes + content
