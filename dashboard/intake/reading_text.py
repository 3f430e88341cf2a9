"""The text of a file becomes its table: by column where every line is a row, in whatever letters, else with all care.

``text_child`` reads large files so, and the server small ones.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.intake.bounds import find_table
from dashboard.intake.cutting import read_records
from dashboard.intake.plain_text import HEAD, read_plain

if TYPE_CHECKING:
    from dashboard.intake.tables import Table
    from dashboard.intake.text import Decoded

_MARK = "\ufeff"
_ETHS = "Ðð"
_TRIED = ("utf-8", "utf-8-sig")


def table_of(decoded: Decoded, encoding: str | None, delimiter: str | None, head: int = HEAD) -> Table:
    """Return the table of a text that ``decode`` returned; raises ``UnreadableFile`` for what is none.

    ``encoding`` and ``delimiter`` are what the user knows. Bytes of UTF-8 in an encoding that nobody named were tried
    before as ``read_plain`` takes them, which takes the same ``head``.
    """
    tried = encoding is None and decoded.encoding in _TRIED
    table = None if tried else _plain(decoded, delimiter, head)
    return table or find_table(read_records(*decoded, delimiter))


def _plain(decoded: Decoded, delimiter: str | None, head: int) -> Table | None:
    """Return the table of a text that would stay what it is if it came as UTF-8, and is plain."""
    text = decoded.text
    mended = any(eth in text for eth in _ETHS) or not unicodedata.is_normalized("NFC", text)
    if mended or text.startswith(_MARK) or len(text) < head:
        return None
    table = read_plain(text.encode(), delimiter, head)
    return replace(table, encoding=decoded.encoding) if table else None
