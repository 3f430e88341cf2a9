"""Opens one workbook in a process of its own: a damaged or hostile file may abort it, and nothing else.

Run by its path, never imported by the server: it takes the bytes of the workbook on standard input, the name of a
sheet as its only argument (none: every visible one), and prints one JSON document. No macro or formula is run.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import unicodedata
import zipfile
from typing import Any

MEMORY = 1 << 30
SECONDS = 20
MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
SMALL_ENTRY = 1_000_000
MOST_CELLS = 10_000_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_EXACT_INTEGERS = 2**53


class Refused(Exception):  # noqa: N818 (an answer, not a fault)
    """The workbook is not read; the word says why and ends in ``errors.workbook_<word>``."""


def main() -> None:
    """Answer with the sheets of the workbook, or with the word that says why not."""
    _limit()
    name = sys.argv[1] if len(sys.argv) > 1 else None
    try:
        answer = _sheets(sys.stdin.buffer.read(), name)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))


def _limit() -> None:
    """Set what the operating system enforces; Windows has no such limits, there the cap on cells has to do."""
    try:
        import resource  # noqa: PLC0415 (is not there on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheets(content: bytes, name: str | None) -> dict[str, Any]:
    _guard_ole(content) if content.startswith(OLE) else _guard_archive(content)
    import python_calamine as calamine  # noqa: PLC0415 (after the limits and the guard)

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = [entry for entry in book.sheets_metadata if entry.typ == calamine.SheetTypeEnum.WorkSheet]
        visible = [entry.name for entry in listed if entry.visible == calamine.SheetVisibleEnum.Visible]
        names = [entry.name for entry in listed]
        wanted = visible if name is None else [one for one in names if _key(one) == _key(name)]
        sheets = [_sheet(book.get_sheet_by_name(one)) for one in wanted]
    except calamine.PasswordError as error:
        raise Refused("encrypted") from error
    except calamine.CalamineError as error:
        raise Refused("damaged") from error
    return {"names": names, "hidden": [one for one in names if one not in visible], "sheets": sheets}


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _guard_ole(content: bytes) -> None:
    """Refuse what is no old workbook: an encrypted new one in its wrapper, or a document."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused("encrypted")
    if "WordDocument".encode("utf-16-le") in content:
        raise Refused("is_document")


def _guard_archive(content: bytes) -> None:
    """Refuse an archive that is no workbook, hides something, or unpacks to too much."""
    entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
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


def _sheet(sheet: Any) -> dict[str, Any]:  # noqa: ANN401 (calamine ships its types only for its users' editors)
    if sheet.height * sheet.width > MOST_CELLS:
        raise Refused("too_large")
    row, column = sheet.start or (0, 0)
    rows = sheet.to_python()
    return {
        "name": sheet.name,
        "row": row + 1,
        "column": column + 1,
        "rows": [[_text(cell) for cell in cells] for cells in rows],
        "fractions": [[row + 1 + down, right] for down, cells in enumerate(rows) for right in _doubtful(cells)],
        "merges": [
            [top + 1, left, bottom + 1, right] for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ],
    }


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
