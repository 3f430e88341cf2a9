"""The first room: bytes come in, are counted and get their fingerprint; nothing is understood yet."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from dashboard.errors import UnreadableFile
from dashboard.intake.tables import Received

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000


def receive_path(path: Path, limit_mb: int) -> Received:
    """Read a file from disk, of at most ``limit_mb`` megabytes.

    Raises ``UnreadableFile`` for what is missing, a folder, empty, out of reach, or too large; the last without
    reading it.
    """
    try:
        _check_readable(path, limit_mb)
        return receive_bytes(path.name, path.read_bytes(), limit_mb)
    except OSError as error:
        raise UnreadableFile("errors.file_out_of_reach", name=path.name) from error


def receive_bytes(name: str, content: bytes, limit_mb: int) -> Received:
    """Take bytes that were uploaded under a name, at most ``limit_mb`` megabytes.

    Raises ``UnreadableFile`` when there are none or too many.
    """
    _check_size(name, len(content), limit_mb)
    return Received(name, content, sha256(content).hexdigest())


def _check_readable(path: Path, limit_mb: int) -> None:
    if path.is_dir():
        raise UnreadableFile("errors.file_is_folder", name=path.name)
    if not path.is_file():
        raise UnreadableFile("errors.file_missing", name=path.name)
    _check_size(path.name, path.stat().st_size, limit_mb)


def _check_size(name: str, size: int, limit_mb: int) -> None:
    if not size:
        raise UnreadableFile("errors.file_empty", name=name)
    if size > limit_mb * MEGABYTE:
        raise UnreadableFile("errors.file_too_large", name=name, megabytes=-(-size // MEGABYTE), limit=limit_mb)
