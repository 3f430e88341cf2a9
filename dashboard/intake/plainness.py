"""Whether every line of a text is a row: what is proved here of all bytes at once need not be looked at one by one."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dashboard.intake.lines import MOST_COLUMNS
from dashboard.intake.quotes import APOSTROPHE, QUOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 4_000_000
_END = b"\n"
_DOS_END = b"\x1a"
_SEMICOLON_TOO = "\u037e".encode()
"""The Greek question mark, which Unicode takes for a semicolon."""


def is_plain(text: bytes) -> bool:
    """Tell whether lines of UTF-8 are rows as far as a few signs tell: one kind of line end, no mark or zero inside.

    Quotes are another question, see ``lines_close``, and so is whether it is UTF-8; apostrophes begin no line.
    """
    # a single byte is looked for many times faster than several are
    in_apostrophes = APOSTROPHE.encode() in text and any(
        start in text for start in (f"\n{APOSTROPHE}".encode(), f"\n{QUOTE}{APOSTROPHE}".encode())
    )
    lone_returns = b"\r" in text and text.count(b"\r") != text.count(b"\r\n")
    odd_signs = any(_holds(text, sign) for sign in (codecs.BOM_UTF8, _SEMICOLON_TOO))
    return not (b"\0" in text or in_apostrophes or lone_returns or odd_signs or text.endswith(_DOS_END))


def _holds(text: bytes, sign: bytes) -> bool:
    return sign[:1] in text and sign in text


def lines_close(text: bytes, delimiter: str) -> bool:
    """Tell whether every quote of a text opens or closes a cell, or is doubled in one, and every line closes its own.

    A quote with an even number of others before it in its line opens a cell if a separator, or the line's beginning,
    stands before it, and one with an odd number closes it if such a sign, or the line's end, follows. Where the next
    quote follows at once both belong to the cell. No other reading of such a line is possible.
    """
    sign = delimiter.encode()
    return QUOTE.encode() not in text or all(_block_closes(block, sign) for block in _blocks(text))


def _blocks(text: bytes) -> Iterator[bytes]:
    """Yield pieces of whole lines between two line ends."""
    place = 0
    while place < len(text):
        end = text.rfind(_END, place, place + _BLOCK) + 1 if len(text) - place > _BLOCK else len(text)
        end = end or len(text)
        yield _END + text[place:end] + _END
        place = end


def _block_closes(block: bytes, delimiter: bytes) -> bool:
    signs = np.frombuffer(block, np.uint8)
    quotes = np.flatnonzero(signs == ord(QUOTE))
    ends = np.flatnonzero(signs == ord(_END))
    if np.diff(ends).max() > MOST_COLUMNS or (np.searchsorted(quotes, ends) % 2).any():
        return False
    opens = _are(signs[quotes[::2] - 1], _END + delimiter)
    closes = _are(signs[quotes[1::2] + 1], b"\r" + _END + delimiter)
    doubled = quotes[2::2] == quotes[1:-1:2] + 1
    opens[1:] |= doubled
    closes[:-1] |= doubled
    return bool(opens.all() and closes.all())


def _are(signs: npt.NDArray[np.uint8], wanted: bytes) -> npt.NDArray[np.bool_]:
    """Return which signs are among those that are wanted."""
    table = np.zeros(256, np.bool_)
    table[list(wanted)] = True
    return table[signs]
