"""What each column is called: the words of its heading rows, with groups and merged cells spread over their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.domain.text import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.grid import Merge

    Line = tuple[int, list[str]]


def filled(cells: Sequence[str]) -> set[int]:
    """Return the indexes of the cells that are not blank."""
    return {index for index, cell in enumerate(cells) if cell and not cell.isspace()}


def group_of(index: int, above: set[int]) -> int:
    """Return the index of the name at or to the left of a column, -1 if there is none."""
    return max((column for column in above if column <= index), default=-1)


def heading_texts(rows: Sequence[Line], merges: Sequence[Merge], width: int) -> list[str]:
    """Return the name of each column: the words over it from top to bottom, merged cells spread over their range.

    In a single heading row the words stay as they were written.
    """
    cells = [[*cells, *[""] * (width - len(cells))][:width] for _, cells in rows]
    over = [merge for merge in merges if merge.first_row <= rows[-1][0] and merge.last_row >= rows[0][0]]
    if over:
        _spread_merges(cells, [number for number, _ in rows], over)
    elif len(rows) > 1:
        _spread_groups(cells)
    return cells[0] if len(rows) == 1 else [_joined([row[index] for row in cells]) for index in range(width)]


def _spread_merges(cells: list[list[str]], numbers: Sequence[int], merges: Sequence[Merge]) -> None:
    for merge in merges:
        covered = [
            row for row, number in zip(cells, numbers, strict=True) if merge.first_row <= number <= merge.last_row
        ]
        columns = range(merge.first_column, min(merge.last_column + 1, len(cells[0])))
        text = next((row[index] for row in covered for index in columns if row[index]), "")
        for row in covered:
            row[columns.start : columns.stop] = [text] * len(columns)


def _spread_groups(cells: list[list[str]]) -> None:
    """Write each group over its parts in the rows below, up to where the next begins, in its row or one above."""
    begun: set[int] = set()
    for level, upper in enumerate(cells[:-1], start=1):
        above, below = filled(upper), set[int]().union(*map(filled, cells[level:]))
        for index in below - above:
            group = group_of(index, above)
            upper[index] = upper[group] if group >= max(0, group_of(index, begun)) else ""
        begun |= above


def _joined(words: Sequence[str]) -> str:
    """Return the words of a column in one line, each once where an upper cell reaches down."""
    named = [word for word in map(tidy, words) if word]
    return " ".join(word for before, word in zip(["", *named], named, strict=False) if word != before)
