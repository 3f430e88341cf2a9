"""Vietnamese text as data: one written form, and a key under which two spellings of a word meet."""

from __future__ import annotations

import re
import unicodedata

_ETH = str.maketrans("Ðð", "Đđ")
_NOT_LETTER_OR_DIGIT = re.compile(r"[^0-9a-z]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DIRECTING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def tidy(text: str) -> str:
    """Return the text in NFC with single spaces and with Eth, which looks the same, as Đ."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ETH).split())


def fold(text: str) -> str:
    """Return the search key: lower case, no diacritics, đ as d, punctuation as single spaces."""
    lowered = text.translate(_ETH).casefold().replace("đ", "d")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter))
    return _NOT_LETTER_OR_DIGIT.sub(" ", bare).strip()


def undirected(text: str) -> str:
    """Return the text without the marks of direction, unseen themselves, which turn the words around them round."""
    return text if text.isascii() else _DIRECTING.sub("", text)


def is_turned(text: str) -> bool:
    """Tell whether embeddings, overrides or isolates (UAX #9) may show the signs in another order than they stand."""
    return not text.isascii() and _TURNING.search(text) is not None


def slug(text: str) -> str:
    """Return the folded text in the form that addresses carry: ``hoa-thanh``."""
    return fold(text).replace(" ", "-")
