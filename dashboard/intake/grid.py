"""What a file holds before anything is understood: rows of cells where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dashboard.intake.tables import Refusal


class Merge(NamedTuple):
    """A merged range, in rows as Excel numbers them and in indexes of the grid's columns; both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """The cells of a text file or of one sheet, as text; rows of a text file may differ in length.

    ``numbers`` gives for each row the row that Excel shows, ``first_column`` the number of the leftmost column;
    ``fractions`` are cells by row number and column index, ``letters`` what the cells of a workbook were in; see
    ``Table``.
    """

    rows: list[list[str]]
    numbers: list[int]
    first_column: int = 1
    merges: tuple[Merge, ...] = ()
    refused: tuple[Refusal, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None
    fractions: frozenset[tuple[int, int]] = frozenset()
    hidden: tuple[str, ...] = ()
    letters: str | None = None
