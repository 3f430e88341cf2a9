"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

from dashboard.errors import UnreadableFile

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", bytes.fromhex("d0cf11e0a1b11ae1"))
_OTHERS = {
    "pdf": (b"%PDF",),
    "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"8BPS"),
    "document": (b"{\\rtf",),
    "archive": (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
    "binary": (b"SQLite format 3\0", b"\x7fELF", b"MZ\x90\0"),
}
_PHOTOS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})


def is_workbook(content: bytes) -> bool:
    """Tell whether bytes are an archive or a compound file, as every workbook is.

    Raises ``UnreadableFile`` for kinds that hold no table: pictures, PDF, documents, other archives, programs.
    """
    if kind := _other_kind(content):
        raise UnreadableFile(f"errors.file_is_{kind}")
    return content.startswith(_WORKBOOKS)


def _other_kind(content: bytes) -> str | None:
    if _is_boxed_picture(content):
        return "picture"
    return next((kind for kind, magics in _OTHERS.items() if content.startswith(magics)), None)


def _is_boxed_picture(content: bytes) -> bool:
    """Tell a picture whose name does not stand at the very beginning: WEBP, HEIC of telephones, BMP."""
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    photo = content[4:8] == b"ftyp" and content[8:12] in _PHOTOS
    bitmap = content.startswith(b"BM") and content[6:10] == bytes(4)
    return webp or photo or bitmap
