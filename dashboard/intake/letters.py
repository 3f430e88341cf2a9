"""Which letters a text is in: a vote of the whole file on what reads as Vietnamese, and a veto of each cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.intake.syllables import companions, needs_unicode, reads, without_eth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.legacy import Reading

_TOKEN = re.compile(r"[A-Za-z\x80-\U0010ffff]+")
_LONGEST_TOKEN = 40
"""A longer run of letters is a sentence of a script without spaces."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LATIN = re.compile(r"[\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_TELLING = re.compile("[^\x00-\x7f][^ ]*[^\x00-\x7f]|[A-Za-z][\u00a1-\u00bf][A-Za-z]")
"""One word tells enough if two signs of it are strange, or a sign that is no letter stands between letters."""
_LINE = re.compile(r"[^\r\n]+")
_CELL = re.compile(r'[^\t\r\n;|,"]+')

_SAMPLE = 200_000
_PIECES = 20
_PURE = 0.7
"""Of the words that are not Vietnamese as they stand, so many must become it; in another language few do."""
_FEW = 4
"""Fewer telling words than this need the plain words beside them to look Vietnamese too."""


@dataclass(frozen=True)
class Election:
    """The reading that a file chose; ``by_default``: most words are so, which decides where nothing else does."""

    reading: Reading
    by_default: bool


def elect(sample: str, readings: Sequence[Reading]) -> Election | None:
    """Return how a text reads best, or ``None`` where it is as Vietnamese, or as foreign, as it stands.

    Whether a reading is right is judged by every different word beyond ASCII, whether it is the file's usual one by
    how often they occur. Two readings that do equally well leave the text as it is.
    """
    tokens = Counter(_telling(sample))
    tallies = sorted((_tally(tokens, reading) for reading in readings), key=lambda tally: -len(tally.gained))
    best, second = tallies[0], tallies[1]
    if len(best.gained) == len(second.gained) or not best.convinces(sample):
        return None
    return Election(best.reading, by_default=best.wins)


@dataclass(frozen=True)
class _Tally:
    """Words that only a reading makes Vietnamese; how many others read either way, and are foreign either way."""

    reading: Reading
    gained: frozenset[str]
    either: int
    foreign: int
    wins: bool

    def convinces(self, sample: str) -> bool:
        count = len(self.gained)
        if count < _PURE * (count + self.foreign) or count < (1 if self.wins else _FEW):
            return False
        together = " ".join(self.gained)
        strange = len(_BEYOND_ASCII.findall(together))
        if count >= _FEW or (count > 1 and not self.foreign and (strange >= _FEW - 1 or _TELLING.search(together))):
            return True
        words, alike = companions(sample)
        if count == 1 and not _TELLING.search(together):
            return words == alike and words + self.either >= 2
        return 2 * alike >= words


def _tally(tokens: Counter[str], reading: Reading) -> _Tally:
    found: dict[_Kind, list[str]] = {kind: [] for kind in _Kind}
    for token in tokens:
        found[_kind(token, reading)].append(token)
    gained = frozenset(token for token in found[_Kind.BEFORE] if len(token) > 1)
    wins = sum(tokens[token] for token in gained) > sum(tokens[token] for token in found[_Kind.NOW])
    return _Tally(reading, gained, len(found[_Kind.EITHER]), len(found[_Kind.FOREIGN]), wins)


class _Kind(Enum):
    """What a word says about a reading: it is Vietnamese only as it stands, only as it was before, or either way."""

    NOW = auto()
    BEFORE = auto()
    EITHER = auto()
    FOREIGN = auto()
    SILENT = auto()


@lru_cache(maxsize=100_000)
def _kind(token: str, reading: Reading) -> _Kind:
    becomes = reading.convert(token)
    if reads(without_eth(token)):
        return _Kind.EITHER if reads(becomes) and not needs_unicode(token) else _Kind.NOW
    if reads(becomes):
        return _Kind.BEFORE
    strange = becomes != token or _LATIN.search(token)
    return _Kind.FOREIGN if strange and any(map(str.isalpha, becomes)) else _Kind.SILENT


def _telling(text: str) -> list[str]:
    """Return the words of a text that have a sign beyond ASCII."""
    return [token for token in _TOKEN.findall(text) if not token.isascii() and len(token) <= _LONGEST_TOKEN]


def sample_of(text: str) -> str:
    """Return a text, or pieces spread over a long one; words beyond ASCII are found also where they are rare."""
    if len(text) <= _SAMPLE:
        return text
    step, size = len(text) // _PIECES, _SAMPLE // _PIECES
    spread = "\n".join(text[start : start + size] for start in range(0, len(text) - size, step))
    return spread if not spread.isascii() else "\n".join(_rare_pieces(text))


def _rare_pieces(text: str) -> list[str]:
    pieces: list[str] = []
    place = 0
    while len(pieces) < _PIECES and (found := _BEYOND_ASCII.search(text, place)):
        start, place = max(found.start() - 200, place), found.start() + 800
        pieces.append(text[start:place])
    return pieces


def mend_text(text: str, election: Election) -> str:
    """Return a text in the reading that was elected, save for the cells that are Vietnamese in Unicode."""
    return _LINE.sub(lambda found: _mended_line(found[0], election), text)


def mend_cells(cells: list[str], election: Election) -> list[str]:
    """Return the cells of a row in the reading that was elected, save for those that are Vietnamese in Unicode.

    A cell that reads as well either way goes with its row, or with the file if the row says nothing or both. A cell
    that is both is mended word by word.
    """
    was = _was_before("\n".join(cells), election)
    return [_mended_cell(cell, election) if was is None else _in(cell, election, was=was) for cell in cells]


def _was_before(text: str, election: Election) -> bool | None:
    """Tell whether a text is still in the letters that were elected; ``None``: some of it is, and some is not."""
    if text.isascii():
        return False
    kinds = {_kind(token, election.reading) for token in _telling(text)}
    now, before = _Kind.NOW in kinds, _Kind.BEFORE in kinds
    if now and before:
        return None
    return before or (election.by_default and not now)


def _in(text: str, election: Election, *, was: bool) -> str:
    return election.reading.convert(text) if was else without_eth(text)


def _mended_line(line: str, election: Election) -> str:
    was = _was_before(line, election)
    if was is None:
        return _CELL.sub(lambda found: _mended_cell(found[0], election), line)
    return _in(line, election, was=was)


def _mended_cell(cell: str, election: Election) -> str:
    was = _was_before(cell, election)
    if was is None:
        return _TOKEN.sub(lambda found: _mended_word(found[0], election.reading), cell)
    return _in(cell, election, was=was)


def _mended_word(word: str, reading: Reading) -> str:
    old = any(_kind(token, reading) is _Kind.BEFORE for token in _telling(word))
    return reading.convert(word) if old else without_eth(word)
