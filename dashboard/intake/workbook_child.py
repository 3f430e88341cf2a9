"""Opens one workbook in a process of its own: a damaged or hostile file may abort it, and nothing else.

Run by its path, never imported by the server. Each request on standard input is two lengths, the name of a sheet as
JSON (``null``: every visible one) and the bytes of the workbook; each answer is a length and a JSON document. It ends
with its input. No macro or formula is run.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import json
import math
import os
import re
import sys
import unicodedata
import zipfile
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO

import python_calamine as calamine

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]


def _beside(name: str) -> Any:  # noqa: ANN401 (a module)
    """Load a module by its path: this folder is not on the path, as names in it are the standard library's too."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


_unread, _faults = _beside("unread_cells"), _beside("binary_faults")

REQUEST = Struct(">QQ")
ANSWER = Struct(">Q")

MEMORY = 1 << 30
SECONDS = 20
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
SMALL_ENTRY = 1_000_000
MOST_CELLS = 10_000_000
WORKBOOK_BEGINS = re.compile(rb"\x09\x08[\x08\x10]\0\0[\x05\x06]\x05\0")
RECORD = Struct("<HH")
FILE_PASSWORD = 0x2F
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_EXACT_INTEGERS = 2**53


class Refused(Exception):  # noqa: N818 (an answer, not a fault)
    """The workbook is not read; the word says why and ends in ``errors.workbook_<word>``."""


def main() -> None:
    """Answer each request with the sheets of the workbook, or with the word that says why not."""
    _limit_memory()
    # Whatever else would print, a library for one, must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while request := _request(sys.stdin.buffer):
        _limit_time()
        answer = json.dumps(_answer(*request), ensure_ascii=True).encode("ascii")
        del request
        answers.write(ANSWER.pack(len(answer)))
        answers.write(answer)
        answers.flush()


def _request(source: BinaryIO) -> tuple[str | None, bytes] | None:
    """Return the name of the sheet that is wanted and the workbook, or nothing when there is no more to do."""
    head = source.read(REQUEST.size)
    if len(head) < REQUEST.size:
        return None
    name, content = REQUEST.unpack(head)
    return json.loads(source.read(name)), source.read(content)


def _answer(name: str | None, content: bytes) -> dict[str, Any]:
    try:
        return _sheets(content, name)
    except Refused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "too_large"}


def _limit_memory() -> None:
    """Set what the operating system enforces; Windows has no such limits, there the parent watches."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """Grant the processor time of one workbook, on top of what was used for those before."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(used.ru_utime + used.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _sheets(content: bytes, name: str | None) -> dict[str, Any]:
    _guard_ole(content) if content.startswith(OLE) else _guard_archive(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = [entry for entry in book.sheets_metadata if entry.typ == calamine.SheetTypeEnum.WorkSheet]
        visible = [entry.name for entry in listed if entry.visible == calamine.SheetVisibleEnum.Visible]
        names = [entry.name for entry in listed]
        wanted = visible if name is None else [one for one in names if _key(one) == _key(name)]
        unread, merged = _unsaid(content, [entry.name for entry in book.sheets_metadata])
        sheets = [_sheet(book.get_sheet_by_name(one), unread.get(one, {}), merged.get(one, ())) for one in wanted]
    except calamine.PasswordError as error:
        raise Refused("encrypted") from error
    except calamine.CalamineError as error:
        raise Refused("damaged") from error
    return {"names": names, "hidden": [one for one in names if one not in visible], "sheets": sheets}


def _unsaid(content: bytes, names: list[str]) -> tuple[dict[str, dict[tuple[int, int], str]], dict[str, Any]]:
    """Return what calamine does not say, by the sheet's name.

    The cells that it shows as blank, or as zero, though they say something; and the merged cells of some kinds.
    """
    if content.startswith(OLE):
        return _faults.faults_of_old_workbook(content, names), {}
    faults, merged = _faults.cells_of_binary_workbook(content)
    return (faults, merged) if faults or merged else _unread.cells_of_workbook(content)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _guard_ole(content: bytes) -> None:
    """Refuse what is no old workbook, or one with macros: an encrypted new one in its wrapper, or a document."""
    if _has_entry(content, "EncryptedPackage"):
        raise Refused("encrypted")
    if _has_entry(content, "WordDocument") or _has_entry(content, "PowerPoint Document"):
        raise Refused("is_document")
    if _has_entry(content, "_VBA_PROJECT"):
        raise Refused("macros")
    if _has_password(content):
        raise Refused("encrypted")


def _has_password(content: bytes) -> bool:
    """Tell whether one of the first records of the old workbook says that the rest is encrypted."""
    begin = WORKBOOK_BEGINS.search(content)
    head = content[begin.start() : begin.start() + 1024] if begin else b""
    kinds: list[int] = []
    place = 0
    while place + RECORD.size <= len(head) and len(kinds) < 8:
        kind, length = RECORD.unpack_from(head, place)
        kinds.append(kind)
        place += RECORD.size + length
    return FILE_PASSWORD in kinds


def _has_entry(content: bytes, name: str) -> bool:
    """Tell whether the directory of an OLE file names a stream or storage: 64 bytes of name and its length."""
    letters = name.encode("utf-16-le")
    return letters.ljust(64, b"\0") + (len(letters) + 2).to_bytes(2, "little") in content


def _guard_archive(content: bytes) -> None:
    """Refuse an archive that is no workbook, hides something, or unpacks to too much."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Refused("damaged") from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries) or "EncryptedPackage" in names:
        raise Refused("encrypted")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("macros")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(map(_is_bomb, entries)):
        raise Refused("too_large")
    if any(".." in name.split("/") for name in names):
        raise Refused("damaged")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refused("is_document" if names & {"word/document.xml", "ppt/presentation.xml"} else "is_archive")


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL_ENTRY, MOST_RATIO * entry.compress_size)


def _sheet(sheet: Any, unread: dict[tuple[int, int], str], merged: Any) -> dict[str, Any]:  # noqa: ANN401 (untyped)
    if sheet.height * sheet.width > MOST_CELLS:
        raise Refused("too_large")
    row, column = sheet.start or (0, 0)
    rows = sheet.to_python()
    _fill(rows, {(down - row, right - column): text for (down, right), text in unread.items()})
    return {
        "name": sheet.name,
        "row": row + 1,
        "column": column + 1,
        "rows": [[_text(cell) for cell in cells] for cells in rows],
        "fractions": [[row + 1 + down, right] for down, cells in enumerate(rows) for right in _doubtful(cells)],
        "merges": [
            [top + 1, left, bottom + 1, right] for (top, left), (bottom, right) in sheet.merged_cell_ranges or merged
        ],
    }


def _fill(rows: list[list[object]], unread: dict[tuple[int, int], str]) -> None:
    """Put the texts where the cells are blank, or zero as some programs write beside a fault."""
    for (down, right), text in unread.items():
        if 0 <= down < len(rows) and 0 <= right < len(rows[down]) and rows[down][right] in ("", 0):
            rows[down][right] = text


def _doubtful(cells: list[object]) -> list[int]:
    """Return where a number has three decimals, as 1.844 typed for 1844 has where the dot is a decimal mark."""
    numbers = ((index, cell) for index, cell in enumerate(cells) if isinstance(cell, float) and 1 <= cell < 1000)
    return [index for index, cell in numbers if len(repr(cell).partition(".")[2]) == 3]


def _text(cell: object) -> str:  # noqa: PLR0911 (one line a type)
    """Return a cell as text: integers without ``.0``, dates as ``YYYY-MM-DD``, fractions in their shortest form."""
    if isinstance(cell, str):
        return cell if cell.isascii() else unicodedata.normalize("NFC", cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_INTEGERS else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        hours, seconds = divmod(round(cell.total_seconds()), 3600)
        return f"{hours}:{seconds // 60:02d}:{seconds % 60:02d}"
    return str(cell)


if __name__ == "__main__":
    main()
