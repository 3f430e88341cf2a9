"""Which sign separates the cells of a text file: our own vote, because sniffers silently damage one file in ten."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from typing import NamedTuple

from dashboard.errors import UnreadableFile

DELIMITERS = (",", ";", "\t", "|")
QUOTE = '"'

_SAMPLE_ROWS = 400
_SAMPLE_LETTERS = 200_000
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_QUOTE_AFTER_SPACE = re.compile(r'[,;\t|] +"')


class Dialect(NamedTuple):
    """How the cells of a text stand apart; ``width`` is the number of cells that most rows have."""

    delimiter: str
    width: int
    skip_spaces: bool


def find_dialect(text: str, delimiter: str | None = None) -> Dialect:
    """Return the dialect that gives most rows one width, or the width under a delimiter that the caller knows.

    Raises ``UnreadableFile`` for a delimiter that is none of ``DELIMITERS``.
    """
    if delimiter is not None and delimiter not in DELIMITERS:
        raise UnreadableFile("errors.delimiter_unknown", delimiter=delimiter)
    sample = text[:_SAMPLE_LETTERS]
    skip_spaces = bool(_QUOTE_AFTER_SPACE.search(sample))
    ballots = [_ballot(sample, sign, skip_spaces=skip_spaces) for sign in ([delimiter] if delimiter else DELIMITERS)]
    if not delimiter and any(ballot.share >= 0.9 for ballot in ballots[1:]):
        # Where another sign separates nearly every row, a comma between digits is a decimal mark.
        ballots[0] = _ballot(_DECIMAL_COMMA.sub("", sample), ",", skip_spaces=skip_spaces)
    best = max(ballots, key=lambda ballot: ballot.score)
    return Dialect(best.delimiter, best.width, skip_spaces)


def split_hint(text: str) -> tuple[str | None, str]:
    """Return the delimiter that a first line such as ``sep=;`` names, and the text without it, as Excel shows it."""
    found = _HINT.match(text)
    return (found[1], text[found.end() :]) if found and found[1] in DELIMITERS else (None, text)


class _Ballot(NamedTuple):
    score: float
    share: float
    width: int
    delimiter: str


def _ballot(sample: str, delimiter: str, *, skip_spaces: bool) -> _Ballot:
    rows, stray = _parse(sample, delimiter, skip_spaces=skip_spaces)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return _Ballot(-stray / (len(rows) + 1), 0.0, 1, delimiter)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = count / len(rows)
    score = share * (1 - 1 / width) * (0.5 + 0.5 * _share_of_words(rows, width)) - stray / len(rows)
    return _Ballot(score, share, width, delimiter)


def _share_of_words(rows: list[list[str]], width: int) -> float:
    """Return how many of the rows without a digit, as headings are, have the width: they hold no decimal commas."""
    words = [row for row in rows if not any(letter.isdigit() for cell in row for letter in cell)]
    return sum(len(row) == width for row in words) / len(words) if words else 1.0


def _parse(sample: str, delimiter: str, *, skip_spaces: bool) -> tuple[list[list[str]], int]:
    reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter, strict=True, skipinitialspace=skip_spaces)
    rows: list[list[str]] = []
    stray = 0
    while len(rows) + stray < _SAMPLE_ROWS:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error:
            stray += 1
        else:
            rows += [row] if any(cell.strip() for cell in row) else []
    return rows, stray
