"""Text as programs before Unicode wrote it: what a test says in Vietnamese, in the bytes of an old file."""

from __future__ import annotations

import codecs
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.intake.legacy import surface, tcvn3_letters, vni_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def without_marked_capitals(text: str) -> str:
    """Return the text with small letters for the marked capitals that TCVN3 does not have, as .VnTimeH shows them."""
    known = set(tcvn3_letters().values())
    return "".join(letter.lower() if letter not in known and letter.lower() in known else letter for letter in text)


def in_tcvn3(text: str) -> str:
    """Return the surface of text typed in .VnTime."""
    return _typed(without_marked_capitals(text), {letter: signs for signs, letter in tcvn3_letters().items()})


def in_vni(text: str) -> str:
    """Return the surface of text typed in VNI-Times: capitals with the marks of capitals, ỵ as its own sign."""
    small = {letter: signs for signs, letter in vni_letters().items() if letter.islower() and signs != "yï"}
    return _typed(text, small | {letter.upper(): signs.upper() for letter, signs in small.items()})


def _typed(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def in_cp1258(text: str, *, composed: bool = False) -> bytes:
    """Return text in Windows-1258: marks of tone after their letters, or with it where the page has such a letter."""
    return b"".join(_cp1258(letter, composed=composed) for letter in unicodedata.normalize("NFC", text))


@lru_cache
def _cp1258(letter: str, *, composed: bool) -> bytes:
    apart = unicodedata.normalize("NFD", letter)
    if len(apart) == 1 or composed:
        try:
            return letter.encode("cp1258")
        except UnicodeEncodeError:
            pass
    tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
    base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
    return (base + "".join(tones)).encode("cp1258")


def read_as_cp1252(text: str) -> str:
    """Return what UTF-8 looks like in a program that took it for Windows-1252."""
    return surface(text.encode())


VARIANTS: Mapping[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "cp1258": in_cp1258,
    "cp1252": lambda text: text.encode("cp1252"),
    "tcvn3": lambda text: in_tcvn3(text).encode("latin-1"),
    "vni": lambda text: in_vni(text).encode("cp1252"),
    "utf-8+tcvn3": lambda text: in_tcvn3(text).encode(),
    "utf-8+vni": lambda text: in_vni(text).encode(),
    "utf-8+cp1252": lambda text: read_as_cp1252(text).encode(),
}
"""The eleven encodings by name, each with what writes it."""
