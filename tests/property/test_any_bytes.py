"""Only ``UnreadableFile`` leaves the reader, whatever the bytes are; ``FUZZ_CASES`` says how many are tried."""

from __future__ import annotations

import io
import os
import zipfile
from functools import reduce
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import UnreadableFile
from dashboard.i18n import LANGUAGES, Translator
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests.files import ods, xls, xlsx
from tests.hostile import repacked, xlsb

if TYPE_CHECKING:
    from dashboard.intake.tables import Table

CASES = int(os.environ.get("FUZZ_CASES", "2000"))
IN_WORKBOOKS = CASES // 40
"""Of the cases; a damaged workbook ends a process, which takes a hundred times as long as a text."""
PLENTY = settings(
    max_examples=CASES - IN_WORKBOOKS,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

ROWS: list[list[object]] = [
    ["BIỂU TỔNG HỢP", "", "", ""],
    ["STT", "Tên trường", "Tổng số CBGVNV", "Đảng viên"],
    *([number, f"TH Số {number}", f"1.{100 + number}", number % 30] for number in range(1, 9)),
    ["", "Tổng cộng", "8.836", 36],
]
WORKBOOKS = [xlsx(ROWS), xls(ROWS), ods(ROWS), xlsb(ROWS)]
LINES = [";".join(map(str, row)) for row in ROWS]
TEXTS = [
    "\n".join(LINES),
    "\r\n".join(line.replace(";", ",") for line in LINES),
    "\r".join(f'"{line}"'.replace(";", '"\t"') for line in LINES),
    "\n".join(f"'{line}'".replace(";", "';;'") for line in LINES),
    "\n".join(f'"{line}"'.replace(";", '\\"", "') for line in LINES),
]
WRITTEN = [text.encode(name) for text in TEXTS for name in ("utf-8", "utf-8", "utf-8-sig", "utf-16")]
SIGNS = [b"\n", b"\r\n", b"\r", b";", b",", b"\t", b"|", b'"', b"'", b"\\", b"\xef\xbb\xbf"]
PIECES = [
    b"1.844",
    "Trường".encode(),
    b"<html>",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"sep=;\n",
    b"\x1f",
    b"\0",
    b"\xff\xfe",
]

signs = st.sampled_from(SIGNS)
pieces = signs | signs | signs | st.sampled_from(PIECES) | st.binary(max_size=6)
changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), pieces, st.integers(1, 3)), max_size=8)


def changed(content: bytes, change: tuple[float, int, bytes, int]) -> bytes:
    """Put a piece, once or several times, in the place of some bytes, but for those that tell the kind of file."""
    share, length, piece, times = change
    place = 8 + int(share * len(content))
    return content[:place] + piece * times + content[place + length * (times - 1) :]


def damaged(contents: list[bytes]) -> st.SearchStrategy[bytes]:
    """Draw one of the contents with some changes."""
    return st.builds(lambda content, made: reduce(changed, made, content), st.sampled_from(contents), changes)


def inside(content: bytes, share: float, made: list[tuple[float, int, bytes, int]]) -> bytes:
    """Change a member of an archive and pack it soundly again, so that the damage is found late; else the bytes."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return reduce(changed, made, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = archive.namelist()[int(share * (len(archive.namelist()) - 1))]
        return repacked(content, {name: reduce(changed, made, archive.read(name))})


def tables_of(content: bytes) -> list[Table]:
    """Read bytes; what is refused has its sentence."""
    try:
        return read_tables(receive_bytes("x", content, 1))
    except UnreadableFile as refusal:
        for language in LANGUAGES:
            Translator(language)(refusal.key, **refusal.values)
        return []


def read_all(content: bytes) -> None:
    """Read bytes; what is handed over is a table of letters, and no row is both handed over and refused."""
    for table in tables_of(content or b"\n"):
        assert {len(row) for row in table.rows} == {len(table.headings)}
        assert table.numbers == sorted(set(table.numbers))
        assert not {refusal.row for refusal in table.refused} & set(table.numbers)
        assert "\0" not in "".join(cell for row in table.rows for cell in row).encode().decode()


@PLENTY
@given(st.binary(min_size=1, max_size=300) | st.lists(pieces, max_size=40).map(b"".join) | damaged(WRITTEN))
def test_only_a_refusal_leaves_the_reader_for_any_text(content: bytes) -> None:
    read_all(content)


@settings(PLENTY, max_examples=IN_WORKBOOKS)
@given(damaged(WORKBOOKS) | st.builds(inside, st.sampled_from(WORKBOOKS), st.floats(0, 1), changes))
def test_only_a_refusal_leaves_the_reader_for_any_workbook(content: bytes) -> None:
    read_all(content)
