"""Which rows of a table must be looked at one by one: all that may be something else than a plain row of figures.

Each different cell is looked at once, each row only if some cell of it, or the lack of one, gives reason to.
"""

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dashboard.intake.columnar import not_digits
from dashboard.intake.groups import named, words_of
from dashboard.intake.numbers import parse_count
from dashboard.intake.summing import summed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from dashboard.intake.columnar import Column, Mask

_LONGEST_LETTER = 100
_LETTERED = re.compile(r"\s*(?:[IVXLC]{1,8}|[A-H])\s*[.)/:-]?\s*")


class _Says(IntFlag):
    """What a cell may make of its row."""

    NOTHING = 0
    WORDS = 1
    GROUP = 2
    SUM = 4
    NUMBER = 8
    LETTER = 16
    FILLED = 32


class Telling(NamedTuple):
    """The rows that must be looked at, and those whose first words are a Roman number or a capital letter up to H."""

    rows: Mask
    lettered: Mask


def telling_rows(columns: Sequence[Column[str]], counts: Sequence[Column[str]]) -> Telling:
    """Return the rows that may be headings, sums, groups, notes or signatures, or hold no understood count at all.

    ``counts`` are the columns that hold counts. A row that is not among them is a row of data whatever stands around
    it: it has a count and a number, says nowhere that it sums anything up, and does not name only a group.
    """
    rows = len(columns[0]) if columns else 0
    words, said, lettered = np.zeros(rows, np.int16), np.zeros(rows, np.uint8), np.zeros(rows, np.bool_)
    for column in columns:
        says = _said(column.values)[column.codes]
        lettered |= (says & _Says.LETTER > 0) & (said & _Says.FILLED == 0)
        words += says & _Says.WORDS
        said |= says
    counted = np.zeros(rows, np.bool_)
    for column in counts:
        counted |= column.where(lambda cell: parse_count(cell).is_understood)
    plain = counted & (said & _Says.NUMBER > 0) & (said & _Says.SUM == 0)
    return Telling(~plain | ((words == 1) & (said & _Says.GROUP > 0)), lettered)


def _said(cells: Sequence[str]) -> npt.NDArray[np.uint8]:
    said = np.full(len(cells), _Says.NUMBER | _Says.FILLED, np.uint8)
    for place in not_digits(cells):
        said[place] = _says(cells[place])
    return said


@lru_cache(maxsize=8_192)
def _says(cell: str) -> int:
    if not cell or cell.isspace():
        return int(_Says.NOTHING)
    words = words_of(cell)
    said = (
        _Says.FILLED,
        cell.isdigit() and _Says.NUMBER,
        summed(cell) and _Says.SUM,
        len(cell) < _LONGEST_LETTER and _LETTERED.fullmatch(cell) and _Says.LETTER,
        words and _Says.WORDS,
        words and named(words) and _Says.GROUP,
    )
    return sum(int(one) for one in said if one)
