"""A sheet of cells becomes a file: as text in some encoding and dialect, or as a workbook of some kind."""

from __future__ import annotations

import csv
import io
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from tests import files
from tests.legacy_files import VARIANTS, without_marked_capitals
from tests.ugly.layout import Sheet, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

UNICODE = ("utf-8", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be")
LEGACY = ("cp1258", "tcvn3", "vni", "utf-8+tcvn3", "utf-8+vni")


class UglyFile(NamedTuple):
    """A file, how it was made, and the sheet that it says."""

    name: str
    content: bytes
    how: str
    sheet: Sheet


def ugly_file(seed: int) -> UglyFile:
    """Return the ugly file of a seed."""
    random = Random(seed)  # noqa: S311 (chance that can be repeated)
    kind = random.choice(["csv", "csv", "csv", "xlsx", "xlsx", "xls", "ods"])
    sheet = lay_out(random, is_workbook=kind != "csv")
    if kind != "csv":
        blank = [""] * random.choice([0, 0, 0, 2])
        rows = [[*blank, *row] for row in sheet.rows]
        return UglyFile(f"{seed}.{kind}", getattr(files, kind)(rows), kind, sheet)
    return _text_file(random, seed, sheet)


def _text_file(random: Random, seed: int, sheet: Sheet) -> UglyFile:
    encoding, delimiter = random.choice(UNICODE + LEGACY), random.choice([";", ";", ",", "\t", "|"])
    text = _written(random, sheet.rows, delimiter)
    if encoding in LEGACY:
        text = text.replace("…", "-")
    return UglyFile(f"{seed}.csv", VARIANTS[encoding](text), f"csv {encoding} {delimiter!r}", sheet)


def _written(random: Random, rows: Sequence[Sequence[object]], delimiter: str) -> str:
    width = max(map(len, rows))
    content = io.StringIO(newline="")
    quoted = random.random() < 0.3
    ends = random.choice(["\r\n", "\n"])
    writer = csv.writer(
        content, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator=ends
    )
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return content.getvalue()


def as_read(value: object, how: str) -> object:
    """Return a true text as the file can hold it: TCVN3 has no capital letters with marks."""
    return without_marked_capitals(value) if isinstance(value, str) and "tcvn3" in how else value
