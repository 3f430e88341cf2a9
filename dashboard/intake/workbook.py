"""Workbooks become grids, by way of child processes that a bad file may kill without harm to the server."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.errors import UnreadableFile
from dashboard.intake.children import Children, Task, kept
from dashboard.intake.grid import Grid, Merge
from dashboard.intake.spreading import filled

if TYPE_CHECKING:
    from collections.abc import Sequence


def _opened(answer: bytes) -> dict[str, Any]:
    """Return what ``workbook_child`` says of a workbook; raises ``UnreadableFile`` where it is refused."""
    found: dict[str, Any] = json.loads(answer)
    if "refused" in found:
        raise UnreadableFile(f"errors.workbook_{found['refused']}")
    return found


WORKBOOKS = Task(
    program=(str(Path(__file__).with_name("workbook_child.py")),),
    environment={},
    opened=_opened,
    too_much=partial(UnreadableFile, "errors.workbook_too_large"),
    failed=partial(UnreadableFile, "errors.workbook_damaged"),
    most_children=4,
    # Some half a million rows; the server needs eight times as many.
    most_answer=100_000_000,
)
"""How ``workbook_child`` is asked; the question is the name of a sheet, or none."""


@cache
def _readers() -> Children[dict[str, Any]]:
    return kept(WORKBOOKS)


def read_workbook(content: bytes, sheet: str | None = None) -> list[Grid]:
    """Return the sheets that have cells, in their order; hidden ones only when named.

    Raises ``UnreadableFile``: encrypted, with macros, damaged, too large or too slow, another kind of file, empty, or
    without the sheet that was named.
    """
    answer = _readers().ask(content, sheet)
    if sheet is not None and not answer["sheets"]:
        raise UnreadableFile("errors.sheet_missing", sheet=sheet, sheets=_listed(answer["names"]))
    hidden = tuple(answer["hidden"]) if sheet is None else ()
    grids = [_grid(found, hidden) for found in answer["sheets"] if any(map(filled, found["rows"]))]
    if not grids and sheet is None and answer["hidden"]:
        raise UnreadableFile("errors.sheets_hidden", sheets=_listed(answer["hidden"]))
    if not grids:
        raise UnreadableFile("errors.workbook_empty")
    return grids


def _grid(sheet: dict[str, Any], hidden: tuple[str, ...]) -> Grid:
    rows, first = sheet["rows"], sheet["column"]
    return Grid(
        rows=rows,
        numbers=list(range(sheet["row"], sheet["row"] + len(rows))),
        first_column=first,
        merges=tuple(
            Merge(top, left - first + 1, bottom, right - first + 1) for top, left, bottom, right in sheet["merges"]
        ),
        sheet=sheet["name"],
        hidden=hidden,
        fractions=frozenset((number, index) for number, index in sheet["fractions"]),
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
