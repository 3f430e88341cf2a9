"""Bytes of a text file become letters: the encoding is what reads as Vietnamese, decided for the file as a whole."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from dashboard.errors import UnreadableFile
from dashboard.intake.encodings import EIGHT_BIT, ENCODINGS, joined_name, split_name
from dashboard.intake.legacy import OF_BYTES, OF_UNICODE, TCVN3, surface
from dashboard.intake.letters import Election, elect, mend_text, sample_of
from dashboard.intake.syllables import without_eth

if TYPE_CHECKING:
    from dashboard.intake.legacy import Reading

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WEB_PAGE = ("<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<?xml", "<!--")
_SAMPLE = 200_000
_PIECES = 20
_UTF_8_SIGN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_WESTERN = re.compile(rb"(?<=[A-Za-z])[\x81\x8d\x8f\x90\x9d]|[\x81\x8d\x8f\x90\x9d](?=[A-Za-z])")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_DOS_END = "\x1a"
_EVERY_BYTE = bytes(range(256))
_LETTER = re.compile(r"[^\W\d_]")


class Decoded(NamedTuple):
    """A text in NFC and the name of its encoding, one of ``ENCODINGS``."""

    text: str
    encoding: str


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a file in its encoding, which is ``encoding`` if the caller knows it.

    Letters of old fonts come back as Unicode, whether the file holds their bytes or was saved as Unicode since.
    Invisible signs are kept: the soft hyphen is a letter of TCVN3. Raises ``UnreadableFile`` when the bytes are not
    that text, are no text at all, or are a web page.
    """
    if encoding is not None and encoding not in ENCODINGS:
        raise UnreadableFile("errors.encoding_unknown", encoding=encoding, known=", ".join(ENCODINGS))
    base = split_name(encoding)[0] if encoding else _utf_16_or_marked(content)
    text = None if base in EIGHT_BIT else _unicode_text(content, base)
    if text is None:
        return _of_bytes(content, base)
    text = _table_text(text.removeprefix("\ufeff"))
    return _of_unicode(unicodedata.normalize("NFC", text), base or "utf-8", encoding)


def _of_unicode(text: str, base: str, encoding: str | None) -> Decoded:
    election = _chosen(encoding) if encoding else elect(sample_of(text), OF_UNICODE)
    if election is None:
        return Decoded(without_eth(text), base)
    return Decoded(mend_text(text, election), joined_name(base, election.reading.name))


def _chosen(encoding: str) -> Election | None:
    letters = split_name(encoding)[1]
    return next((Election(reading, by_default=True) for reading in OF_UNICODE if reading.name == letters), None)


def _of_bytes(content: bytes, encoding: str | None) -> Decoded:
    """Return text of one byte a sign; without a reading that is Vietnamese it is Western, or refused as neither."""
    if b"\0" in content:
        raise UnreadableFile("errors.file_is_binary")
    text = _table_text(surface(content))
    election = None if encoding else elect(sample_of(text), OF_BYTES)
    if not (encoding or election):
        _refuse_foreign(content, text)
    name = encoding or (election.reading.name if election else "cp1252")
    reading = next((reading for reading in OF_BYTES if reading.name == name), None)
    return Decoded(_converted(content, text, reading) if reading else without_eth(text), name)


def _converted(content: bytes, text: str, reading: Reading) -> str:
    """Return bytes, whose surface is the text, as letters: all at once where each byte is one, 20 times as fast."""
    if reading is not TCVN3:
        return reading.convert(text)
    return codecs.charmap_decode(content[: len(text)], "strict", reading.convert(surface(_EVERY_BYTE)))[0]


def _refuse_foreign(content: bytes, text: str) -> None:
    """Refuse bytes that are no Western text: many control signs, or words mostly beyond ASCII as of other scripts.

    So are bytes in words that Windows-1252 does not have, more than a twentieth of those beyond ASCII: ü of DOS, kanji.
    """
    if 20 * len(_CONTROL.findall(content, 0, _SAMPLE)) > min(len(content), _SAMPLE):
        raise UnreadableFile("errors.file_is_binary")
    letters = _LETTER.findall(sample_of(text))
    if 4 * sum(not letter.isascii() for letter in letters) > 3 * len(letters) > 24:
        raise UnreadableFile("errors.encoding_wrong", encoding="utf-8")
    if 20 * len(_NOT_WESTERN.findall(content, 0, _SAMPLE)) > len(_HIGH.findall(content, 0, _SAMPLE)):
        raise UnreadableFile("errors.encoding_wrong", encoding="utf-8")


def _table_text(text: str) -> str:
    if "\0" in text:
        raise UnreadableFile("errors.file_is_binary")
    if text[:1000].lstrip().lower().startswith(_WEB_PAGE):
        raise UnreadableFile("errors.file_is_web_page")
    return text.removesuffix(_DOS_END)


def _utf_16_or_marked(content: bytes) -> str | None:
    """Return which Unicode the first bytes, or the zeros of UTF-16, tell; ``None`` where they tell nothing."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    return marked or _without_mark(content)


def _without_mark(content: bytes) -> str | None:
    """Return the order of UTF-16 whose mark is missing: of Latin letters one byte of the two is mostly zero."""
    sample = content[:_SAMPLE]
    even, odd, pairs = sample[::2].count(0), sample[1::2].count(0), len(sample) // 2
    # The other byte of a combining grave accent, U+0300, is zero too.
    if 5 * odd > 2 * pairs and odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if 5 * even > 2 * pairs and even > 4 * odd else None


def _unicode_text(content: bytes, name: str | None) -> str | None:
    """Return the text in that Unicode; by default in UTF-8, or ``None`` if the bytes were never that."""
    try:
        return content.decode(name or "utf-8")
    except UnicodeDecodeError as error:
        if name is None and not _mostly_utf_8(content, error.start):
            return None
        reason = "errors.file_is_binary" if b"\0" in content and "16" not in error.encoding else "errors.encoding_wrong"
        raise UnreadableFile(reason, encoding=name or "utf-8") from error


def _mostly_utf_8(content: bytes, damage: int) -> bool:
    """Tell whether bytes beyond ASCII stand as UTF-8 has them, a few damaged ones aside; binary files count as such."""
    starts = [max(damage - _SAMPLE // 2, 0), *range(0, len(content), max(len(content) // _PIECES, _SAMPLE))]
    sample = b" ".join(content[start : start + _SAMPLE] for start in starts)
    found = sum(map(len, _UTF_8_SIGN.findall(sample)))
    return b"\0" in content or 10 * found > 3 * len(_HIGH.findall(sample))
