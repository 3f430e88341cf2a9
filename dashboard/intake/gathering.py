"""The cells of a column, gathered block by block: each different text once, or as they come where nearly all differ."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute

from dashboard.intake.columnar import Column
from dashboard.intake.syllables import without_eth
from dashboard.intake.texts import MOST_STRINGS, Texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.columnar import Codes


class Gathered:
    """The texts of one column, gathered block by block; so many lines there may be."""

    def __init__(self, lines: int) -> None:
        self._codes = np.empty(lines, np.int32)
        self._rows = self._different = 0
        self._places: dict[str, int] | None = {}
        self._apart: list[pa.StringArray] = []

    def add(self, block: pa.DictionaryArray) -> None:
        """Add the cells of a block of rows."""
        texts = block.dictionary
        own = self._stood_apart(texts) if self._places is None else self._shared(self._places, texts.to_pylist())
        end = self._rows + len(block)
        self._codes[self._rows : end] = own[block.indices.to_numpy()]
        self._rows = end

    def _stood_apart(self, texts: pa.StringArray) -> Codes:
        own = np.arange(self._different, self._different + len(texts), dtype=np.int32)
        self._apart.append(texts)
        self._different += len(texts)
        return own

    def _shared(self, places: dict[str, int], texts: list[str]) -> Codes:
        own = np.fromiter((places.setdefault(text, len(places)) for text in texts), np.int32, len(texts))
        if len(places) > MOST_STRINGS:
            self._places, self._different = None, len(places)
            self._apart.append(pa.array(list(places), pa.string()))
        return own

    def column(self) -> Column[str]:
        """Return the column, its letters as the rest of the house has them."""
        codes = self._codes[: self._rows]
        if self._places is None:
            return Column(_written_apart(pa.concat_arrays(self._apart)), codes)
        return Column([text if text.isascii() else _written(text) for text in self._places], codes)


def _written(text: str) -> str:
    return without_eth(unicodedata.normalize("NFC", text))


def _written_apart(array: pa.StringArray) -> Sequence[str]:
    normal = pyarrow.compute.utf8_normalize(array, "NFC")
    has_eth = pyarrow.compute.match_substring_regex(normal, "[Ðð]")
    if pyarrow.compute.any(has_eth).as_py():
        return [without_eth(text) for text in Texts(normal)]
    return Texts(normal)
