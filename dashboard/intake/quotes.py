"""How cells that hold a separator are marked in a text file: which quote, and what stands before a quote inside."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

QUOTE = '"'
APOSTROPHE = "'"
BACKSLASH = "\\"

_LEAST_QUOTED = 2
_CONSISTENT = 0.9
_QUOTED = re.compile(r"(?:^|[,;\t|])[ ]*\"", re.MULTILINE)
_STARTS = re.compile(r"(?:^|[,;\t|])[ ]*'", re.MULTILINE)
_WRAPPED = re.compile(r"(?:^|[,;\t|])[ ]*'(?:[^'\r\n]++|'')*+'[ ]*(?=[,;\t|\r\n]|\Z)", re.MULTILINE)
_SPACE_BEHIND = {quote: re.compile(f"{quote} +(?=[,;\t|])") for quote in (QUOTE, APOSTROPHE)}
_LEAST_MARKED = 3
_ESCAPES = re.compile(r"""\\[\\"',;\t|]""")
_OTHER_BACKSLASH = re.compile(r"""\\(?![\\"',;\t|])""")


class Quoting(NamedTuple):
    """The sign around cells, whether a backslash guards signs that are meant, whether spaces follow the cells."""

    quote: str = QUOTE
    escaped: bool = False
    spaced: bool = False

    @property
    def escape(self) -> str | None:
        """The sign that guards others, for ``csv``."""
        return BACKSLASH if self.escaped else None

    def prepared(self, text: str) -> str:
        """Return the text as ``csv`` can read it: no space behind a closing quote, no backslash that guards nothing."""
        tight = _SPACE_BEHIND[self.quote].sub(self.quote, text) if self.spaced else text
        return _OTHER_BACKSLASH.sub(r"\\\\", tight) if self.escaped else tight


def possible_quotings(sample: str) -> list[Quoting]:
    """Return how the cells of a text may be quoted, the likeliest first.

    Apostrophes count only when cells begin and end with them throughout, as a single one is a letter of a name, or
    Excel's mark of a text; they come first when no cell begins with a quotation mark.
    """
    wrapped = len(_WRAPPED.findall(sample))
    consistent = wrapped >= _LEAST_QUOTED and wrapped >= _CONSISTENT * len(_STARTS.findall(sample))
    quotes = [QUOTE, APOSTROPHE] if consistent else [QUOTE]
    ordered = quotes if _QUOTED.search(sample) else quotes[::-1]
    escapes = ((False, True) if _ESCAPES.search(sample) else (False,))[:: -1 if BACKSLASH + QUOTE in sample else 1]
    spaces = (False, True) if any(_SPACE_BEHIND[quote].search(sample) for quote in quotes) else (False,)
    return [Quoting(*way) for way in product(ordered, escapes, spaces)]


def unmarked(cells: list[str], quote: str) -> list[str]:
    """Return the cells of a row without the apostrophes that stand around every one of them and mark nothing else."""
    said = [cell.strip() for cell in cells if cell and not cell.isspace()]
    marked = all(len(cell) > 1 and cell[0] == cell[-1] == APOSTROPHE for cell in said)
    if quote == APOSTROPHE or len(said) < _LEAST_MARKED or not marked:
        return cells
    return [cell.strip()[1:-1].replace(APOSTROPHE * 2, APOSTROPHE) for cell in cells]
