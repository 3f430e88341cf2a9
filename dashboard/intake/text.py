"""Bytes of a text file become letters: the encoding is proved, never guessed."""

from __future__ import annotations

import codecs
import unicodedata

from dashboard.errors import UnreadableFile

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be")
"""The encodings that are read, by their names in answers."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WEB_PAGE = ("<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<?xml", "<!--")


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text in NFC and the name of its encoding, which is ``encoding`` if the caller knows it.

    Raises ``UnreadableFile`` when the bytes are not that text, are no text at all, or are a web page.
    """
    name = encoding or _marked(content) or "utf-8"
    if name not in ENCODINGS:
        raise UnreadableFile("errors.encoding_unknown", encoding=name, known=", ".join(ENCODINGS))
    text = _letters(content, name).removeprefix("\ufeff")
    if "\0" in text:
        raise UnreadableFile("errors.file_is_binary")
    if text[:1000].lstrip().lower().startswith(_WEB_PAGE):
        raise UnreadableFile("errors.file_is_web_page")
    return unicodedata.normalize("NFC", text), name


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def _letters(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        reason = "errors.file_is_binary" if b"\0" in content and "16" not in name else "errors.encoding_wrong"
        raise UnreadableFile(reason, encoding=name) from error
