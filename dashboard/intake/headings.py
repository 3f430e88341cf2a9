"""Where the headings of a table stand, in any table, and what each column is called."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING

from dashboard.domain.text import tidy
from dashboard.intake.spreading import filled, group_of
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
_PAIR = 2
"""So many cells of a row may be a label and its value."""
_GROUP = re.compile(
    r"(?:chi tieu|ke hoach|thuc hien|trong do|chia ra|tang|giam|hoc sinh|cbgvnv|cb gv nv|can bo giao vien nhan vien"
    r"|dang vien|quan chung(?: uu tu)?|bien che|hop dong)(?: (?:nam )?\d{4})?"
)
_REMARK = re.compile(r"\s*(?:#|//|%|--)")
_NO_GROUP = re.compile(r"(?:don vi|dvt|bieu|mau|phu luc|ngay)\b")


def find_headings(lines: Sequence[Line], merges: Sequence[Merge]) -> range:
    """Return the positions of the heading rows among the lines, none of which is blank.

    The first row as full as the table is wide, unless a row with known headings says better; then the rows that
    merged cells, or an upper row of group names, bind to it.
    """
    block = _block(lines, _main_row(lines), merges)
    return range(block.start, block.stop + _repeats(lines, block))


def _block(lines: Sequence[Line], position: int, merges: Sequence[Merge]) -> range:
    bound = _bound_by_merges(lines, position, merges)
    if len(bound) > 1:
        return bound
    for start in range(position, max(position - MOST_ROWS, -1), -1):
        if _are_three_levels(lines[start : start + MOST_ROWS]):
            return range(start, start + MOST_ROWS)
    if position + 1 < len(lines) and _stands_over(lines[position], lines[position + 1]):
        return range(position, position + 2)
    if position and (
        _stands_over(*lines[position - 1 : position + 1]) or _tells_apart(lines[position - 1 : position + 1])
    ):
        return range(position - 1, position + 1)
    if position and _groups_some(lines[position - 1], lines[position], merges):
        return range(position - 1, position + 1)
    return bound


def _repeats(lines: Sequence[Line], block: range) -> int:
    """Return how many rows say the last heading row again, word by word, as forms printed on several pages do.

    Over figures only, and nowhere further below: where answers recur there may be no headings at all.
    """
    said = lines[block.stop - 1][1]
    body = [cells for _, cells in lines[block.stop : _SAMPLED]]
    count = sum(1 for _ in takewhile(said.__eq__, body))
    if not count or len(filled(said)) < 2 or any(map(_has_digit, said)) or said in body[count:]:
        return 0
    return count if any(map(_has_digit, body[count] if body[count:] else said)) else 0


def _main_row(lines: Sequence[Line]) -> int:
    counts = [len(filled(cells)) for _, cells in lines[:_SAMPLED]]
    enough = _typical(counts) * _FULL_ENOUGH
    full = next((position for position, count in enumerate(counts) if count >= max(enough, min(2, max(counts)))), 0)
    full = _first_table(lines, counts, _after_labels(lines, counts, _after_notes(lines, counts, full)))
    candidates = range(min(len(lines), _SEARCHED))
    known = next((position for position in candidates if _mostly_known(lines, position)), full)
    # A letterhead, or a label with its value, may be as full as a narrow table; the headings then are fuller still.
    return known if known < full or all(count < counts[known] for count in counts[full:known]) else full


def _first_table(lines: Sequence[Line], counts: Sequence[int], position: int) -> int:
    """Return the headings of a narrower table that stands above, so that no row of it is lost among the titles."""
    named = (start for start in range(position) if counts[start] > _PAIR and not any(map(_has_digit, lines[start][1])))
    start = next(named, position)
    enough = max(_PAIR + 1, _FULL_ENOUGH * counts[start])
    body = [lines[index][1] for index in range(start + 1, position) if counts[index] >= enough]
    return start if sum(any(map(_has_digit, cells)) for cells in body) > 1 else position


def _after_notes(lines: Sequence[Line], counts: Sequence[int], position: int) -> int:
    """Return the first row that is no remark such as ``# version 1.2, beta`` with fewer cells than the table has."""
    wide = _typical(counts)
    rows = range(position, len(counts))
    return next(
        (index for index in rows if counts[index] >= wide or not _REMARK.match("".join(lines[index][1][:1]))), position
    )


def _after_labels(lines: Sequence[Line], counts: Sequence[int], position: int) -> int:
    """Return the first row as wide as the table, if labels with their values stand above it, a blank row apart."""
    wide = next((index for index, count in enumerate(counts) if count >= _typical(counts)), position)
    if wide <= position or any(count >= counts[wide] for count in counts[position:wide]):
        return position
    return wide if lines[wide][0] > lines[wide - 1][0] + 1 else position


def _typical(counts: Sequence[int]) -> int:
    """Return how many cells most of the filled area has in a row; a few long rows outweigh many short notes."""
    return max(Counter(counts).items(), key=lambda item: (item[0] * item[1], item[0]))[0]


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


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


def _are_three_levels(rows: Sequence[Line]) -> bool:
    """Tell whether three rows are headings in three levels; the lowest names columns that the others leave open."""
    if len(rows) < MOST_ROWS:
        return False
    (_, upper), middle, (last, lower) = rows
    if last > middle[0] + 2 or not all(lower[index].strip()[0].isalpha() for index in filled(lower)):
        return False
    both = [one if one.strip() else other for one, other in zip_longest(middle[1], lower, fillvalue="")]
    open_still = filled(lower) - filled(middle[1]) - filled(upper)
    return (bool(open_still) and _stands_over(rows[0], (middle[0], both))) or _tells_apart(rows)


def _stands_over(upper: Line, lower: Line) -> bool:
    """Tell whether a row of group names stands over a row of their parts, as a merged heading looks without merges.

    Every part has a group at or to the left of it, words only; the first column is named in the upper row alone. A
    blank row may stand between.
    """
    above, below = filled(upper[1]), filled(lower[1])
    parts, first = below - above, min(above | below)
    if lower[0] > upper[0] + 2 or not parts or first not in above - below:
        return False
    if not all(lower[1][index].strip()[0].isalpha() for index in below):
        return False
    return all(
        group_of(index, above) in below and set(range(group_of(index, above), index)) <= below for index in parts
    )


def _tells_apart(rows: Sequence[Line]) -> bool:
    """Tell whether names that recur in the last row (``M F M F``) are told apart by all the group names over it."""
    *uppers, (_, lower) = rows
    columns = sorted(filled(lower))
    if rows[-1][0] != rows[0][0] + len(uppers) or any(not filled(cells) <= set(columns) for _, cells in uppers):
        return False
    groups = [[group_of(index, filled(cells)) for index in columns] for _, cells in uppers]
    paths = [*groups, [tidy(lower[index]) for index in columns]]
    return len(set(zip(*paths, strict=True))) == len(columns) > len(set(zip(*paths[1:], strict=True)))


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
