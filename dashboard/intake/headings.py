"""Where the headings of a table stand, in any table, and what each column is called."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.domain.text import tidy
from dashboard.intake.variants import heading_key, known_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.grid import Merge

    Line = tuple[int, list[str]]

MOST_ROWS = 3
"""Headings take at most this many rows."""
_SEARCHED = 60
_SAMPLED = 1_000
_FULL_ENOUGH = 0.6
_GROUP = re.compile(
    r"(?:chi tieu|ke hoach|thuc hien|trong do|chia ra|tang|giam|hoc sinh|cbgvnv|cb gv nv|can bo giao vien nhan vien"
    r"|dang vien|quan chung(?: uu tu)?|bien che|hop dong)(?: (?:nam )?\d{4})?"
)
_NO_GROUP = re.compile(r"(?:don vi|dvt|bieu|mau|phu luc|ngay)\b")


def filled(cells: Sequence[str]) -> set[int]:
    """Return the indexes of the cells that are not blank."""
    return {index for index, cell in enumerate(cells) if cell and not cell.isspace()}


def find_headings(lines: Sequence[Line], merges: Sequence[Merge]) -> range:
    """Return the positions of the heading rows among the lines, none of which is blank.

    The first row as full as the table is wide, unless a row with known headings says better; then the rows that
    merged cells, or an upper row of group names, bind to it.
    """
    position = _main_row(lines)
    bound = _bound_by_merges(lines, position, merges)
    if len(bound) > 1:
        return bound
    if position + 1 < len(lines) and _stands_over(lines[position], lines[position + 1]):
        return range(position, position + 2)
    if position and (
        _stands_over(*lines[position - 1 : position + 1]) or _tells_apart(*lines[position - 1 : position + 1])
    ):
        return range(position - 1, position + 1)
    if position and _groups_some(lines[position - 1], lines[position], merges):
        return range(position - 1, position + 1)
    return bound


def _main_row(lines: Sequence[Line]) -> int:
    counts = [len(filled(cells)) for _, cells in lines[:_SAMPLED]]
    enough = _typical(counts) * _FULL_ENOUGH
    full = next((position for position, count in enumerate(counts) if count >= max(enough, min(2, max(counts)))), 0)
    full = _after_labels(lines, counts, full)
    candidates = range(min(len(lines), _SEARCHED))
    known = next((position for position in candidates if _mostly_known(lines, position)), full)
    # A letterhead, or a label with its value, may be as full as a narrow table; the headings then are fuller still.
    return known if known < full or all(count < counts[known] for count in counts[full:known]) else full


def _after_labels(lines: Sequence[Line], counts: Sequence[int], position: int) -> int:
    """Return the first row as wide as the table, if labels with their values stand above it, a blank row apart."""
    wide = next((index for index, count in enumerate(counts) if count >= _typical(counts)), position)
    if wide <= position or any(count >= counts[wide] for count in counts[position:wide]):
        return position
    return wide if lines[wide][0] > lines[wide - 1][0] + 1 else position


def _typical(counts: Sequence[int]) -> int:
    """Return how many cells most of the filled area has in a row; a few long rows outweigh many short notes."""
    return max(Counter(counts).items(), key=lambda item: (item[0] * item[1], item[0]))[0]


def _known(cells: Sequence[str]) -> set[int]:
    return {index for index in filled(cells) if heading_key(cells[index]) in known_keys()}


def _mostly_known(lines: Sequence[Line], position: int) -> bool:
    """Tell whether at least two cells, and most, are known headings; a word that recurs in its column is a value."""
    cells = lines[position][1]
    known = _known(cells)
    if len(known) < 2 or 2 * len(known) <= len(filled(cells)):
        return False
    others = [row for _, row in [*lines[:position], *lines[position + 1 : position + 200]]]
    names = [index for index in known if not any(index < len(row) and row[index] == cells[index] for row in others)]
    return len(names) >= 2


def _bound_by_merges(lines: Sequence[Line], position: int, merges: Sequence[Merge]) -> range:
    """Return the rows that cells merged over several rows join to the main row."""
    top = bottom = lines[position][0]
    tall = [merge for merge in merges if 1 < merge.last_row - merge.first_row + 1 <= MOST_ROWS]
    for _ in range(MOST_ROWS):
        for merge in tall:
            if merge.first_row <= bottom and merge.last_row >= top:
                higher, lower = min(top, merge.first_row), max(bottom, merge.last_row)
                top, bottom = (higher, lower) if lower - higher < MOST_ROWS else (top, bottom)
    inside = [index for index, (number, _) in enumerate(lines) if top <= number <= bottom]
    return range(inside[0], inside[-1] + 1)


def _stands_over(upper: Line, lower: Line) -> bool:
    """Tell whether a row of group names stands over a row of their parts, as a merged heading looks without merges.

    Every part has a group at or to the left of it, words only; the first column is named in the upper row alone.
    """
    above, below = filled(upper[1]), filled(lower[1])
    parts, first = below - above, min(above | below)
    if lower[0] != upper[0] + 1 or not parts or first not in above - below:
        return False
    if not all(lower[1][index].strip()[0].isalpha() and not any(map(str.isdigit, lower[1][index])) for index in below):
        return False
    return all(_group(index, above) in below and set(range(_group(index, above), index)) <= below for index in parts)


def _tells_apart(upper: Line, lower: Line) -> bool:
    """Tell whether names that recur in a row (``M F M F``) are told apart by group names in the row over it."""
    above, below = filled(upper[1]), filled(lower[1])
    names = [tidy(lower[1][index]) for index in sorted(below)]
    if lower[0] != upper[0] + 1 or len(set(names)) == len(names) or not above <= below:
        return False
    full = {(_group(index, above), name) for index, name in zip(sorted(below), names, strict=True)}
    return len(full) == len(names)


def _groups_some(upper: Line, lower: Line, merges: Sequence[Merge]) -> bool:
    """Tell whether names stand over some of the columns, not the first ones: ``Chỉ tiêu 2026`` over two of six.

    A name merged over at most half of the columns groups them, and so does one that says of whom or what the figures
    under it are. Titles begin at the first column or reach over more; units and numbers of forms are no groups.
    """
    above, below = filled(upper[1]), filled(lower[1])
    if lower[0] != upper[0] + 1 or not above <= below or len(below) < 3 or min(above) <= sorted(below)[1]:
        return False
    wide = {
        merge.first_column
        for merge in merges
        if merge.first_row == merge.last_row == upper[0]
        and 1 < merge.last_column - merge.first_column + 1 <= len(below) / 2
    }
    keys = {index: heading_key(upper[1][index]) for index in above}
    return not any(map(_NO_GROUP.match, keys.values())) and all(
        index in wide or _GROUP.fullmatch(key) for index, key in keys.items()
    )


def _group(index: int, above: set[int]) -> int:
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
    for upper, lower in pairwise(cells):
        above = filled(upper)
        for index in filled(lower) - above:
            upper[index] = upper[_group(index, above)] if index > min(above) else ""


def _joined(words: Sequence[str]) -> str:
    """Return the words of a column in one line, each once where an upper cell reaches down."""
    named = [word for word in map(tidy, words) if word]
    return " ".join(word for before, word in zip(["", *named], named, strict=False) if word != before)
