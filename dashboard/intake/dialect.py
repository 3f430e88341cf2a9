"""Which sign separates the cells of a text file: our own vote, because sniffers silently damage one file in ten."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from dashboard.errors import UnreadableFile
from dashboard.intake.lines import Lines, Signs
from dashboard.intake.quotes import QUOTE, Quoting, possible_quotings

DELIMITERS = (",", ";", "\t", "|")

_SPACE = " "
_RARE = "^~:\x1f\x1e\x01\x02*#"
_SAMPLE_ROWS = 400
_SAMPLE_LETTERS = 200_000
_MOST_LINES = 30
"""Of one record in the sample; the vote does not need to know how far a longer one goes."""
_SURE = 0.9
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_QUOTE_AFTER_SPACE = re.compile(r"""[,;\t|] +["']""")
_QUOTED_CELL = re.compile(r'(?:^|(?<= ))"([^"\r\n]*)"(?= |\r|\n|\Z)', re.MULTILINE)
_WRAPPED_LINE = re.compile(r'^"((?:[^"\r\n]++|"")*+)"(?=\r?$)', re.MULTILINE)
_NOT_WRAPPED = re.compile(r'^(?!"(?:[^"\r\n]++|"")*+"\r?$|\r?$)', re.MULTILINE)
_LINE_END = re.compile(r"[\r\n]+")


class Dialect(NamedTuple):
    """How the cells of a text stand apart; ``width`` is the number of cells that most rows have.

    ``delimiter`` may be more than one sign, such as ``;;``; ``skip_spaces`` drops the spaces after it.
    """

    delimiter: str
    width: int
    skip_spaces: bool
    quoting: Quoting = Quoting()

    @property
    def quote(self) -> str:
        """The sign around cells that hold a separator."""
        return self.quoting.quote


def find_dialect(text: str, delimiter: str | None = None) -> Dialect:
    """Return the dialect that gives most rows one width, or the width under a delimiter that the caller knows.

    Raises ``UnreadableFile`` for a delimiter that is none of ``DELIMITERS``.
    """
    if delimiter is not None and delimiter not in DELIMITERS:
        raise UnreadableFile("errors.delimiter_unknown", delimiter=delimiter)
    sample = text[:_SAMPLE_LETTERS]
    best, quoting = _best_of([delimiter] if delimiter else list(DELIMITERS), sample)
    whole = best.delimiter if delimiter else _whole_sign(quoting.prepared(sample), best.delimiter, quoting.quote)
    if whole == f"{best.delimiter} ":
        return Dialect(best.delimiter, best.width, skip_spaces=True, quoting=quoting)
    width = (best.width + 1) // 2 if whole == best.delimiter * 2 else best.width
    return Dialect(whole, width, _skips_spaces(sample) and whole != _SPACE, quoting)


def _best_of(delimiters: list[str], sample: str) -> tuple[_Ballot, Quoting]:
    """Return the winner, with how cells are quoted; a rare sign only where none of the usual ones wins well."""
    ways = possible_quotings(sample)
    usual = _elected(sample, delimiters, ways)
    rare = _rare_signs(sample) if len(delimiters) > 1 and usual[0].share < _SURE else []
    other = _elected(sample, rare, ways) if rare else usual
    return other if other[0].share >= _SURE and other[0].width > 2 else usual


def unwrapped(text: str) -> str:
    """Return a text whose every line is one quoted cell that holds a whole row, as some programs save, without that.

    Other texts come back as they are, also a single column of quoted sentences.
    """
    if not text.startswith(QUOTE) or _NOT_WRAPPED.search(text):
        return text
    inside = _WRAPPED_LINE.sub(lambda found: found[1].replace(QUOTE * 2, QUOTE), text)
    sample = inside[:_SAMPLE_LETTERS]
    best = _vote(sample, list(DELIMITERS), Quoting())
    return inside if best.share == 1 and best.width > 2 else text


def split_hint(text: str) -> tuple[str | None, str]:
    """Return the delimiter that a first line such as ``sep=;`` names, and the text without it, as Excel shows it."""
    found = _HINT.match(text)
    return (found[1], text[found.end() :]) if found and found[1] in DELIMITERS else (None, text)


class _Ballot(NamedTuple):
    score: float
    share: float
    width: int
    delimiter: str


def _skips_spaces(sample: str) -> bool:
    return bool(_QUOTE_AFTER_SPACE.search(sample))


def _elected(sample: str, delimiters: list[str], ways: list[Quoting]) -> tuple[_Ballot, Quoting]:
    votes = [(_vote(way.prepared(sample), delimiters, way), way) for way in ways]
    return max(votes, key=lambda vote: vote[0].score)


def _vote(sample: str, delimiters: list[str], quoting: Quoting) -> _Ballot:
    skip = _skips_spaces(sample) and delimiters[0] in DELIMITERS
    signs = [Signs(sign, quoting.quote, skip, most_lines=_MOST_LINES, escape=quoting.escape) for sign in delimiters]
    ballots = [_ballot(sample, sign) for sign in signs]
    if any(ballot.share >= _SURE for ballot in ballots[1:]):
        # Where another sign separates nearly every row, a comma between digits is a decimal mark.
        ballots[0] = _ballot(_DECIMAL_COMMA.sub("", sample), signs[0])
    return max(ballots, key=lambda ballot: ballot.score)


def _rare_signs(sample: str) -> list[str]:
    """Return the separators that are only thought of when no usual one is: those that the first line has twice.

    Spaces separate only where cells of several words are quoted, in most lines.
    """
    first, *others = _LINE_END.split(sample.strip())
    rare = [sign for sign in _RARE if first.count(sign) > 1]
    quoted = sum(_SPACE in cell for cell in _QUOTED_CELL.findall(sample))
    return [*rare, *([_SPACE] if 2 * quoted >= len(others) + 1 else [])]


def _whole_sign(sample: str, sign: str, quote: str) -> str:
    """Return the separator with what always belongs to it: ``;;``, or the spaces around it."""
    bare = re.sub(f"{quote}[^{quote}]*{quote}", "x", sample)
    count = bare.count(sign)
    wholes = (sign * 2, f" {sign} ", f"{sign} ") if sign != _SPACE and count else ()
    return next((whole for whole in wholes if bare.count(whole) * whole.count(sign) == count), sign)


def _ballot(sample: str, signs: Signs) -> _Ballot:
    records = list(islice(Lines(sample, signs).records(), _SAMPLE_ROWS))
    rows = [row for row in records if row is not None and any(cell.strip() for cell in row)]
    stray = sum(row is None for row in records)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return _Ballot(-stray / (len(rows) + 1), 0.0, 1, signs.delimiter)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = count / (len(rows) + stray)
    score = share * (1 - 1 / width) * (0.5 + 0.5 * _share_of_words(rows, width)) - stray / (len(rows) + stray) / 2
    return _Ballot(score, share, width, signs.delimiter)


def _share_of_words(rows: list[list[str]], width: int) -> float:
    """Return how many of the rows without a digit, as headings are, have the width: they hold no decimal commas."""
    words = [row for row in rows if not any(letter.isdigit() for cell in row for letter in cell)]
    return sum(len(row) == width for row in words) / len(words) if words else 1.0
