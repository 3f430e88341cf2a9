"""The names of encodings, as answers give them: bytes, and letters of another kind inside Unicode."""

from __future__ import annotations

UNICODE = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be")
"""Bytes that are Unicode."""
EIGHT_BIT = ("cp1258", "cp1252", "tcvn3", "vni")
"""One byte a sign."""
LETTERS = ("tcvn3", "vni", "cp1252")
"""What text in Unicode may still hold: letters of old fonts, or UTF-8 that somebody read as Windows-1252."""
AS_THEY_ARE = "unicode"
"""How a user says that the cells of a workbook are right as they are."""

ENCODINGS = (
    *UNICODE,
    *EIGHT_BIT,
    *(f"{base}+{letters}" for base in ("utf-8", "utf-16-le", "utf-16-be") for letters in LETTERS),
)
"""Every encoding that is read."""


def split_name(name: str) -> tuple[str, str | None]:
    """Return the bytes and the letters of an encoding: ``utf-8+vni`` is ``utf-8`` with ``vni``."""
    base, _, letters = name.partition("+")
    return base, letters or None


def joined_name(base: str, letters: str | None) -> str:
    """Return the name of Unicode bytes with letters of another kind; the mark at the beginning is not told then."""
    return f"{base.removesuffix('-sig')}+{letters}" if letters else base


def alternatives(name: str | None) -> tuple[str, ...]:
    """Return the encodings in which bytes of this encoding can be read as well, itself among them.

    ``None`` stands for a workbook, whose cells can be ``AS_THEY_ARE`` or in one of ``LETTERS``.
    """
    if name is None:
        return (AS_THEY_ARE, *LETTERS)
    base, _ = split_name(name)
    return EIGHT_BIT if base in EIGHT_BIT else (base, *(joined_name(base, letters) for letters in LETTERS))
