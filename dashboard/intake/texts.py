"""A great many texts that are no Python strings yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute

from dashboard.intake.made import MadeOnDemand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.intake.columnar import Codes

MOST_STRINGS = 50_000
"""Different texts of a column that become strings at once; of more, each does when it is asked for."""
_CHUNK = 10_000


class Texts(MadeOnDemand[str]):
    """A million different texts, none of which is a Python string until it is asked for."""

    def __init__(self, array: pa.StringArray) -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    def _make(self, place: int) -> str:
        return str(self.array[place].as_py())

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _CHUNK):
            yield from self.at(np.arange(start, min(start + _CHUNK, len(self)), dtype=np.int32))

    def at(self, places: Codes) -> list[str]:
        """Return the texts at some places."""
        found: list[str] = self.array.take(pa.array(places)).to_pylist()
        return found

    def longest(self) -> int:
        """Return the number of letters of the longest text."""
        return int(pyarrow.compute.max(pyarrow.compute.utf8_length(self.array)).as_py() or 0)
