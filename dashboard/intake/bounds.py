"""Where a table begins and ends in a grid: titles are kept apart, no data row is dropped, nothing shifts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from dashboard.domain.text import tidy
from dashboard.errors import UnreadableFile
from dashboard.intake.dialect import DELIMITERS
from dashboard.intake.headings import find_headings
from dashboard.intake.spreading import filled, heading_texts
from dashboard.intake.tables import Refusal, Table
from dashboard.intake.variants import is_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.intake.grid import Grid

    Line = tuple[int, list[str]]

_COLUMN_NUMBER = re.compile(r"\(?(?:(?P<number>\d{1,2})|(?P<letter>[A-Za-zĐđ]))\)?\s*(?:\(?=.*)?")
_RULING = re.compile(r"[-=_:+]+")
_LONGEST_UNIT = 25
_NO_UNIT = frozenset({"-", "x"})
_WORD = re.compile(r"[^\W\d_]{2,}")


def find_table(grid: Grid) -> Table:
    """Return the table of a grid: its headings, then every row below them that is not blank.

    Text above the headings is kept in ``above``; a row that only numbers the columns (``1 2 3=4+5``) or rules them off
    is dropped, and one of units goes into the headings; a row with more or fewer cells than the headings is refused by
    its number. Raises ``UnreadableFile`` when all is blank.
    """
    lines = [(number, cells) for number, cells in zip(grid.numbers, grid.rows, strict=True) if filled(cells)]
    if not lines:
        raise UnreadableFile("errors.no_cells")
    lines = _with_headings_cut(lines, grid.delimiter)
    place = find_headings(lines, grid.merges)
    heading, body = lines[place.start : place.stop], lines[place.stop :]
    width = _width(heading, body)
    rows, ragged = _fit(body, width)
    names = _names(grid, heading, rows, width)
    names, rows = _without_units(names, _without_rulings(rows, names))
    return _table(grid, (heading[0][0], names), rows, above=_above(lines[: place.start]), ragged=ragged)


def _width(heading: Sequence[Line], body: Sequence[Line]) -> int:
    """Return the number of columns: the headings', unless most rows only add or lack blank cells at the end."""
    named = max(len(cells) for _, cells in heading)
    lengths = Counter(len(cells) for _, cells in body)
    usual, count = max(lengths.items(), key=lambda item: item[1], default=(named, 0))
    if usual == named or 2 * count <= len(body):
        return named
    beyond = [cells[min(named, usual) :] for _, cells in [*heading, *body] if len(cells) in {named, usual}]
    return named if any(map(filled, beyond)) else usual


def _fit(body: Sequence[Line], width: int) -> tuple[list[Line], list[Refusal]]:
    """Return the rows that have the width, and a refusal for each other; words alone below the last row are kept."""
    last = max((index for index, (_, cells) in enumerate(body) if len(cells) == width), default=-1)
    rows: list[Line] = []
    ragged: list[Refusal] = []
    for index, line in enumerate(body):
        number, cells = line
        if len(cells) == width:
            rows.append(line)
        elif index > last >= 0 and len(cells) == 1 and _WORD.search(cells[0]):
            rows.append((number, [*cells, *[""] * (width - 1)]))
        else:
            ragged.append(Refusal(number, "row_ragged"))
    return rows, ragged


def _names(grid: Grid, heading: Sequence[Line], rows: Sequence[Line], width: int) -> list[str]:
    """Return the headings; a column that a merged heading covers without any value in it has none of its own."""
    names = heading_texts(heading, grid.merges, width)
    used = _used([*heading, *rows])
    return [name if index in used else "" for index, name in enumerate(names)]


def _used(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the columns that have a cell that is not blank; most lines say nothing new of them."""
    used: set[int] = set()
    for _, cells in lines:
        if not all(index in used for index in range(len(cells))):
            used |= filled(cells)
    return used


def _with_headings_cut(lines: list[Line], delimiter: str | None) -> list[Line]:
    """Return the lines with the headings in their cells, where these alone are parted by another sign than the rest.

    They are the line over the first row that has a figure, are as many as its cells, and have no figure.
    """
    first = next((index for index, (_, cells) in enumerate(lines) if len(filled(cells)) > 1), 0)
    if delimiter is None or not first or not any(map(_is_figure, lines[first][1])):
        return lines
    number, cells = lines[first - 1]
    width = len(lines[first][1])
    cuts = [cells[0].split(sign) for sign in DELIMITERS if sign != delimiter] if len(filled(cells)) == 1 else []
    found = next((cut for cut in cuts if len(cut) == width > 2 and not any(map(_is_figure, cut))), None)
    return [*lines[: first - 1], (number, found), *lines[first:]] if found else lines


def _is_figure(cell: str) -> bool:
    return cell.strip()[:1].isdigit() and not any(map(str.isalpha, cell))


def _without_rulings(rows: list[Line], names: Sequence[str]) -> list[Line]:
    """Return the rows without a ruled line (``--- | ---``) under the headings and without one that numbers columns."""
    rows = rows[1:] if rows and _rules_off(rows[0][1], names) else rows
    return rows[1:] if _numbers_columns(rows, names) else rows


def _rules_off(cells: Sequence[str], names: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return len(said) >= len(filled(names)) and max(map(len, said), default=0) > 1 and all(map(_RULING.fullmatch, said))


def _without_units(names: list[str], rows: list[Line]) -> tuple[list[str], list[Line]]:
    """Return the names with the units that the first row gives (``người``, ``(m/s)``), and the rows below it.

    The row that numbers the columns may follow.
    """
    units = _units(rows[0][1], rows[1:21], first=min(filled(names), default=0)) if rows else {}
    if not units:
        return names, rows
    named = [_with_unit(name, units.get(index, "")) for index, name in enumerate(names)]
    return named, _without_rulings(rows[1:], names)


def _units(cells: Sequence[str], below: Sequence[Line], first: int) -> dict[int, str]:
    """Return the units of a row by column, nothing if it gives any other thing.

    They stand over figures. The first column, which names the rows, has none, unless it holds figures as well.
    """
    stated = {index: cells[index].strip() for index in filled(cells) if cells[index].strip() not in _NO_UNIT}
    named = first not in stated and any(row[first].strip() for _, row in below)
    throughout = len(stated) > 1 and bool(below) and filled(below[0][1]) <= stated.keys()
    over_figures = all(_holds_figures(below, index) for index in stated)
    short = all(len(unit) <= _LONGEST_UNIT and not unit[0].isdigit() for unit in stated.values())
    known = 2 * sum(map(is_unit, stated.values())) >= max(1, len(stated))
    return stated if known and short and over_figures and (named or throughout) else {}


def _with_unit(name: str, unit: str) -> str:
    if not unit or unit.strip("()[]") in name:
        return name
    return f"{name} {unit}" if unit[0] in "([" else f"{name} ({unit})"


def _holds_figures(rows: Sequence[Line], index: int) -> bool:
    """Tell whether most rows that say anything in a column have a figure there, and some does."""
    cells = [cells[index].strip() for _, cells in rows if cells[index].strip()]
    return bool(cells) and 2 * sum(cell[0].isdigit() or cell[-1].isdigit() for cell in cells) >= len(cells)


def _numbers_columns(rows: Sequence[Line], names: Sequence[str]) -> bool:
    """Tell whether the first row counts the columns: 1, 2, 3… in order, over a column that below holds words."""
    if len(rows) < 2:
        return False
    first = rows[0][1]
    found = {index: _COLUMN_NUMBER.fullmatch(first[index].strip()) for index in filled(first)}
    numbers = [int(match["number"]) for match in found.values() if match and match["number"]]
    if len(found) < max(3, 0.6 * len(filled(names))) or not all(found.values()):
        return False
    return numbers == list(range(1, len(numbers) + 1)) and any(_holds_words(rows[1:21], index) for index in found)


def _holds_words(rows: Sequence[Line], index: int) -> bool:
    """Tell whether most rows have words in a column; a row of one cell is a note and says nothing of the columns."""
    cells = [cells[index] for _, cells in rows if cells[index].strip() and len(filled(cells)) > 1]
    return 2 * sum(bool(_WORD.search(cell)) for cell in cells) > len(cells)


def _above(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(" | ".join(tidy(cells[index]) for index in sorted(filled(cells))) for _, cells in lines)


def _merged(grid: Grid, *, below: int, left: int) -> dict[tuple[int, int], str]:
    """Return the cells below a row that are merged with others of their column, each with the text of all."""
    tall = [merge for merge in grid.merges if merge.last_row > merge.first_row > below]
    rows = dict(zip(grid.numbers, grid.rows, strict=True)) if tall else {}
    return {
        (row, merge.first_column - left): rows[merge.first_row][merge.first_column]
        for merge in tall
        if merge.first_row in rows and merge.first_column < len(rows[merge.first_row])
        for row in range(merge.first_row, merge.last_row + 1)
    }


def _table(
    grid: Grid, heading: tuple[int, list[str]], rows: Sequence[Line], *, above: tuple[str, ...], ragged: list[Refusal]
) -> Table:
    """Return the table without the blank columns at its sides."""
    lines = [heading, *rows]
    used = _used(lines)
    left, right = min(used), max(used) + 1
    return Table(
        rows=[cells if len(cells) == right - left else cells[left:right] for _, cells in lines],
        numbers=[number for number, _ in lines],
        header_row=heading[0],
        first_column=grid.first_column + left,
        above=above,
        refused=tuple(sorted([*grid.refused, *ragged], key=lambda refusal: refusal.row)),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        quote=grid.quote,
        sheet=grid.sheet,
        fractions=frozenset((number, index - left) for number, index in grid.fractions),
        merged=_merged(grid, below=heading[0], left=left),
        hidden=grid.hidden,
        letters=grid.letters,
    )
