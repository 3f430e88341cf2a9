"""Vietnamese text as data: one written form, and a key under which two spellings of a word meet."""

from __future__ import annotations

import re
import unicodedata

_ETH = str.maketrans("Ðð", "Đđ")
_NOT_LETTER_OR_DIGIT = re.compile(r"[^0-9a-z]+")


def tidy(text: str) -> str:
    """Return the text in NFC with single spaces and with Eth, which looks the same, as Đ."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ETH).split())


def fold(text: str) -> str:
    """Return the search key: lower case, no diacritics, đ as d, punctuation as single spaces."""
    lowered = text.translate(_ETH).casefold().replace("đ", "d")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter))
    return _NOT_LETTER_OR_DIGIT.sub(" ", bare).strip()


def slug(text: str) -> str:
    """Return the folded text in the form that addresses carry: ``hoa-thanh``."""
    return fold(text).replace(" ", "-")
