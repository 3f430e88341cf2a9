"""Names that were typed in full capitals, written for reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_WORD = re.compile(r"\b[^\W\d_]+\b")


def readable(text: str, abbreviations: Collection[str], phrases: Sequence[str]) -> str:
    """Return a name in full capitals with small letters; any other text as it is.

    Each word keeps its first capital, ``abbreviations`` stay whole, and ``phrases`` stand as people write them. A
    text whose words are all abbreviations or single letters is no name in capitals.
    """
    words = _WORD.findall(text)
    if not text.isupper() or all(word in abbreviations or len(word) == 1 for word in words):
        return text
    calm = _WORD.sub(lambda word: word[0] if word[0] in abbreviations else word[0].capitalize(), text)
    for phrase in phrases:
        calm = re.sub(rf"\b{phrase}\b", phrase, calm, flags=re.IGNORECASE)
    return calm[:1].upper() + calm[1:]
