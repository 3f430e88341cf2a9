"""Letters that are not what they look like: old fonts, old code pages, and UTF-8 that was read as Windows-1252.

Everything starts from the *surface*, the signs that bytes show in Windows-1252. Undefined bytes there, and bytes read
as Latin-1, are the control signs of the same number, so that any bytes have a surface.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _page(name: str, otherwise: str) -> str:
    """Return the 256 signs of a code page; undefined bytes show what they do in the other one."""
    signs = (bytes([byte]).decode(name, "ignore") for byte in range(256))
    return "".join(sign or other for sign, other in zip(signs, otherwise, strict=True))


_LATIN_1 = "".join(map(chr, range(256)))
_CP1252 = _page("cp1252", _LATIN_1)
_CP1258 = _page("cp1258", _CP1252)
_BYTES: Mapping[str, int] = {sign: byte for page in (_LATIN_1, _CP1252) for byte, sign in enumerate(page)}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True)
class Reading:
    """One way to read signs: ``convert`` returns any text as it reads that way, in NFC; what it cannot read stays."""

    name: str
    convert: Callable[[str], str]


def surface(content: bytes) -> str:
    """Return the signs that bytes show in Windows-1252; no byte is undefined."""
    return codecs.charmap_decode(content, "strict", _CP1252)[0]


def _from_cp1258(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_cp1258_letters()))


@cache
def _cp1258_letters() -> dict[int, str]:
    return {ord(sign): letter for sign, letter in zip(_CP1252, _CP1258, strict=True) if sign != letter}


def _from_tcvn3(text: str) -> str:
    return text.translate(_tcvn3_letters())


def _from_vni(text: str) -> str:
    letters = vni_letters()
    return _vni_pattern().sub(lambda found: letters[found[0]], text)


def _from_cp1252(text: str) -> str:
    return unicodedata.normalize("NFC", _BEYOND_ASCII.sub(_read_again, text))


def _read_again(found: re.Match[str]) -> str:
    """Return what signs beyond ASCII were before their bytes were read as Windows-1252, if they can be that."""
    try:
        return bytes(_BYTES[sign] for sign in found[0]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return found[0]


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("dashboard.intake") / "legacy.toml").read_text("utf-8"))


def tcvn3_letters() -> dict[str, str]:
    """Return the letters of TCVN3 by their surface."""
    return _tables()["tcvn3"]


@cache
def _tcvn3_letters() -> dict[int, str]:
    return str.maketrans(tcvn3_letters())


@cache
def vni_letters() -> dict[str, str]:
    """Return the letters of VNI by their surface, capitals among them, also those with the marks of a small letter."""
    small = _tables()["vni"]
    capital_first = {signs[0].upper() + signs[1:]: letter.upper() for signs, letter in small.items()}
    return small | capital_first | {signs.upper(): letter.upper() for signs, letter in small.items()}


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(vni_letters(), key=len, reverse=True)))


TCVN3 = Reading("tcvn3", _from_tcvn3)
VNI = Reading("vni", _from_vni)
CP1258 = Reading("cp1258", _from_cp1258)
CP1252 = Reading("cp1252", _from_cp1252)

OF_BYTES = (CP1258, TCVN3, VNI)
"""How a surface may read besides as Windows-1252."""
OF_UNICODE = (TCVN3, VNI, CP1252)
"""How text in Unicode may read besides as it is; their names are ``encodings.LETTERS``."""
