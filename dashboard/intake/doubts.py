"""Columns whose headings are known and that may mean something else all the same, by what stands beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dashboard.definitions import doubts
from dashboard.domain.text import fold
from dashboard.intake.columnar import filled
from dashboard.intake.variants import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.intake.columnar import Mask
    from dashboard.intake.tables import Table


def doubted_columns(table: Table) -> frozenset[int]:
    """Return the indexes of the columns that are to be asked about, whatever their headings say.

    They are those beside which another heading changes what theirs means (``Biên chế`` beside ``Hợp đồng`` is not all
    staff), and those of a table that stands to the right, a blank column apart.
    """
    return frozenset([*_beside_others(table), *_standing_apart(table)])


def _beside_others(table: Table) -> Iterator[int]:
    keys = [heading_key(heading) for heading in table.headings]
    for doubt in _doubts():
        if any(f" {word} " in f" {key} " for key in keys for word in doubt.beside if key not in doubt.headings):
            yield from (index for index, key in enumerate(keys) if key in doubt.headings)


class _Doubt:
    """Headings, and the words in another heading that cast doubt on them."""

    def __init__(self, headings: Sequence[str], beside: Sequence[str]) -> None:
        self.headings = frozenset(map(heading_key, headings))
        self.beside = tuple(map(fold, beside))


@cache
def _doubts() -> tuple[_Doubt, ...]:
    return tuple(_Doubt(headings, beside) for headings, beside in doubts())


def _standing_apart(table: Table) -> Iterator[int]:
    """Yield the columns behind a blank one, unless they are filled in the same rows as those before all such columns.

    A table with several blank columns is spaced out for the eye; a single one may separate two tables.
    """
    blocks = list(_blocks(table))
    if len(blocks) < 2:
        return
    first = _rows_of(table, blocks[0])
    for block in blocks[1:]:
        if len(blocks) == 2 or not np.array_equal(_rows_of(table, block), first):
            yield from block


def _blocks(table: Table) -> Iterator[list[int]]:
    block: list[int] = []
    for index, heading in enumerate(table.headings):
        if heading.strip() or filled(table.columns[index]).any():
            block.append(index)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _rows_of(table: Table, block: Sequence[int]) -> Mask:
    rows: Mask = np.logical_or.reduce([filled(table.columns[index]) for index in block])
    return rows
