"""One sign, cell or row too many or too few in a clean file: what is handed over is right, the rest is refused.

``python -m tests.property.test_damage`` measures every place of every kind of file and prints the shares.
"""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from dashboard.errors import UnreadableFile
from tests.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 80
MOST_WRONG = 0.007
"""Of the rows handed over, at most this share may equal no row of the clean file."""
SAMPLE = 150
"""Places of each kind of file that are tried with the other tests."""

HEADINGS = ["STT", "Tên trường", "Tổng số CBGVNV", "Đảng viên", "Tỷ lệ", "Ghi chú"]


class Clean(NamedTuple):
    """A kind of clean file: how its cells stand apart and what is in them."""

    delimiter: str = ";"
    newline: str = "\n"
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
    cell: str = "plain"

    def rows(self) -> list[list[str]]:
        """Return the headings and the rows."""
        return [HEADINGS, *(self._row(number) for number in range(1, ROWS + 1))]

    def _row(self, number: int) -> list[str]:
        remarks = {
            "plain": ["", "Chưa có"],
            "quotes": ['Trường "Hoa Sen"', "Chưa có"],
            "newlines": ["", "Chưa có\nXã Long Hoa"],
            "delimiters": ["", f"Ấp 3{self.delimiter} xã Long Hoa"],
        }[self.cell]
        share = f"{number % 30}.5%" if self.delimiter == "," else f"{number % 30},5%"
        name = f"{('TH', 'THCS', 'MN')[number % 3]} Số {number}"
        return [str(number), name, str(20 + number % 60), str(number % 30), share, remarks[number % 5 == 0]]

    def text(self, rows: list[list[str]]) -> str:
        """Return rows as the text of a file."""
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.delimiter, quoting=self.quoting, lineterminator=self.newline).writerows(rows)
        return out.getvalue()


KINDS = [
    *(Clean(delimiter) for delimiter in ",;\t|"),
    *(Clean(newline=newline) for newline in ("\r\n", "\r")),
    *(Clean(delimiter, quoting=csv.QUOTE_ALL) for delimiter in ",;"),
    Clean("\t", "\r\n", quoting=csv.QUOTE_ALL),
    Clean(",", cell="delimiters"),
    Clean(cell="newlines"),
    Clean(",", cell="quotes"),
]


def damages(kind: Clean) -> Iterator[str]:
    """Yield the text of a clean file with each damage at each place."""
    rows = kind.rows()
    text = kind.text(rows)
    for sign in (kind.delimiter, '"', kind.newline):
        for place in range(len(text) + 1):
            yield text[:place] + sign + text[place:]
            if text.startswith(sign, place):
                yield text[:place] + text[place + len(sign) :]
    for index, row in enumerate(rows):
        yield kind.text(rows[:index] + rows[index + 1 :])
        yield kind.text([*rows[:index], row, *rows[index:]])
        yield kind.text([*rows[:index], [], *rows[index:]])
        for place in range(len(row)):
            for cells in (
                row[:place] + row[place + 1 :],
                [*row[: place + 1], *row[place:]],
                [*row[:place], "", *row[place:]],
            ):
                yield kind.text([*rows[:index], cells, *rows[index + 1 :]])


def judge(kind: Clean, texts: list[str]) -> tuple[int, int]:
    """Return how many rows were handed over, and how many of them equal no row of the clean file."""
    known = {tuple(cell.strip() for cell in row) for row in kind.rows()}
    given = wrong = 0
    for text in texts:
        try:
            rows = read_text(text).rows
        except UnreadableFile:
            continue
        given += len(rows)
        wrong += sum(tuple(cell.strip() for cell in row) not in known for row in rows)
    return given, wrong


def sampled(kind: Clean) -> list[str]:
    """Return the same sample of damages each time."""
    texts = list(damages(kind))
    return random.Random(3).sample(texts, SAMPLE)  # noqa: S311 (the same places each time)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_clean_file_is_handed_over_whole(kind: Clean) -> None:
    table = read_text(kind.text(kind.rows()))
    assert (table.rows, table.refused, table.delimiter) == (kind.rows(), (), kind.delimiter)


def test_damage_at_one_place_spoils_no_row_that_is_handed_over() -> None:
    found = [judge(kind, sampled(kind)) for kind in KINDS]
    assert sum(wrong for _, wrong in found) <= MOST_WRONG * sum(given for given, _ in found)


def measure() -> None:
    """Print the share of wrong rows for every kind of file, over all places."""
    for kind in KINDS:
        texts = list(damages(kind))
        given, wrong = judge(kind, texts)
        print(f"{len(texts):6} files, {given:8} rows, {wrong / given:.3%} wrong: {kind}")  # noqa: T201 (a command)


if __name__ == "__main__":
    measure()
