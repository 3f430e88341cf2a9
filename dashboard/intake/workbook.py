"""Workbooks become grids, by way of child processes that a bad file may kill without harm to the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.errors import UnreadableFile
from dashboard.intake.children import children
from dashboard.intake.grid import Grid, Merge
from dashboard.intake.spreading import filled

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_workbook(content: bytes, sheet: str | None = None) -> list[Grid]:
    """Return the sheets that have cells, in their order; hidden ones only when named.

    Raises ``UnreadableFile``: encrypted, with macros, damaged, too large or too slow, another kind of file, empty, or
    without the sheet that was named.
    """
    answer = children().ask(content, sheet)
    if "refused" in answer:
        raise UnreadableFile(f"errors.workbook_{answer['refused']}")
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
