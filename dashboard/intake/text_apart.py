"""Large text is read by a process of its own: the server has one interpreter, which everybody waits for."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import UnreadableFile
from dashboard.intake.children import Children, Task, kept
from dashboard.intake.cutting import MOST_CELLS, MOST_ROWS
from dashboard.intake.handing import opened

if TYPE_CHECKING:
    from dashboard.intake.tables import Table

_HOUSE = str(Path(__file__).parents[2])


def too_large() -> UnreadableFile:
    """Return the refusal of a text that costs more memory or time than a table of the most rows may."""
    return UnreadableFile("errors.text_too_large", rows=MOST_ROWS, cells=MOST_CELLS)


TEXTS = Task(
    program=("-m", "dashboard.intake.text_child"),
    environment={
        "PYTHONPATH": os.pathsep.join(filter(None, [_HOUSE, os.environ.get("PYTHONPATH")])),
        # What these hold in reserve, for threads that nobody starts, would count as memory that a file costs.
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OPENBLAS_NUM_THREADS": "1",
    },
    opened=opened,
    too_much=too_large,
    failed=too_large,
    most_children=2,
    # Twelve million cells and the letters of a hundred megabytes, each of which may take three bytes.
    most_answer=500_000_000,
)
"""How ``text_child`` is asked; the question is the encoding and the delimiter, as far as the user knows them."""


@cache
def _readers() -> Children[Table]:
    return kept(TEXTS)


def read_apart(content: bytes, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Return the table of a text, kept by column; raises ``UnreadableFile`` also where it takes too much."""
    return _readers().ask(content, {"encoding": encoding, "delimiter": delimiter})
