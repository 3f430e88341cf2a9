"""Rows that look whole and are not: a stray quote, or a piece that a stray line end tore off."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REGULAR = 2
"""As many rows with an odd quote are how somebody writes inches; a single one is damage."""
_HEAD = 3
"""So many whole rows at the top may be headings, under which a line of a single cell names a group."""
_COLUMN_SAMPLE = 200
_PIECES_IN = 100
"""At most one line in so many, and one more, is a torn off piece; where there are more, they name groups."""


def only_one(odd: Sequence[int]) -> Sequence[int]:
    """Return the row with an odd quote if it is the only one of the file, which else uses no such quotes."""
    return odd if len(odd) < _REGULAR else ()


def torn_rows(rows: Sequence[list[str]], width: int) -> set[int]:
    """Return the positions of whole rows, of ``width`` cells, that a line end within a cell may have torn apart.

    They stand next to a lone cell, in the midst of the table, that would fit the end of the one or the start of the
    other. No row may be blank.
    """
    if width < 2:
        return set()
    lengths = [len(cells) for cells in rows]
    start = _below_headings(lengths, width)
    lone = [index for index in range(start, len(rows) - 1) if lengths[index] == 1]
    pieces = [index for index in lone if lengths[index - 1] == lengths[index + 1] == width]
    if len(pieces) > 1 + len(rows) // _PIECES_IN:
        return set()
    return {end for piece in pieces for end in _harmed(rows, piece, width)}


def _below_headings(lengths: Sequence[int], width: int) -> int:
    whole = (index for index, length in enumerate(lengths) if length == width)
    return next(islice(whole, _HEAD, None), len(lengths))


def _harmed(rows: Sequence[list[str]], piece: int, width: int) -> Iterator[int]:
    """Yield the neighbours of a lone cell that it may belong to."""
    for place, column in ((piece - 1, -1), (piece + 1, 0)):
        whole = (cells for cells in rows if len(cells) == width)
        if _fits(rows[piece][0], [cells[column] for cells in islice(whole, _HEAD, _COLUMN_SAMPLE)]):
            yield place


def _fits(piece: str, column: Sequence[str]) -> bool:
    """Tell whether a text may be a part of a cell: no longer than any, and letters only where some cell has them."""
    short = len(piece) <= max(map(len, column), default=0)
    return short and (not _has_letters(piece) or any(map(_has_letters, column)))


def _has_letters(cell: str) -> bool:
    return any(map(str.isalpha, cell))
