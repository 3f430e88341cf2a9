"""Texts as large as cutting by column takes, when its head is small; and the reading that all others must equal."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from dashboard.intake.bounds import find_table
from dashboard.intake.cutting import read_records
from dashboard.intake.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.intake.tables import Table

HEAD = 80_000
HEADINGS = "TT;Tên trường;Tổng số CBGVNV;Tổng số đảng viên"
ROWS = 4_000


def _line(number: int, seed: random.Random) -> str:
    return f"{number};Trường Tiểu học Suối Đá {number % 40};{seed.randrange(20, 60)};{seed.randrange(1, 20)}"


def text_of(*, seed: int = 1, above: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> list[str]:
    """Return the lines of a table."""
    numbers = random.Random(seed)  # noqa: S311 (nothing is kept secret)
    return [*above, HEADINGS, *(_line(number, numbers) for number in range(1, ROWS + 1)), *below]


def quoted(lines: Iterable[str]) -> list[str]:
    """Return lines with every cell in quotes."""
    return [";".join(f'"{cell}"' for cell in one.split(";")) for one in lines]


def carefully(content: bytes, encoding: str | None = None) -> Table:
    """Return the table of a text that is read record by record."""
    return find_table(read_records(*decode(content, encoding)))


def the_same(found: Table, careful: Table) -> bool:
    """Tell whether two tables of text files say the same."""
    whole = ("header_row", "first_column", "above", "refused", "encoding", "delimiter", "quote", "sheet")
    return (
        list(found.rows) == list(careful.rows)
        and list(found.numbers) == list(careful.numbers)
        and all(getattr(found, name) == getattr(careful, name) for name in whole)
    )
