"""The plain types that go from room to room."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from dashboard.domain.months import Month
from dashboard.intake.rows import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.intake.columnar import Column, Places
    from dashboard.intake.records import Records

Value: TypeAlias = str | int | date | Month | None
"""What a cell says; yes and no are among the integers."""


@dataclass(frozen=True)
class Word:
    """A value of a problem that is said in the reader's language: a key of the catalogues and what fills it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """A file as it came: the name is only data, the bytes are kept until commit or cancel and then forgotten."""

    name: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True)
class Refusal:
    """A row that could not be read, by the number that Excel shows, and why (a key of the catalogues)."""

    row: int
    why: str


@dataclass(frozen=True)
class Table:
    """A table as it was read: ``rows`` are lists of text, all of one width, the headings first.

    ``numbers`` gives for each of ``rows`` the row that Excel shows (so ``numbers[0] == header_row``); ``first_column``
    is the number of the leftmost column, from 1; ``above`` are the texts over the headings. Integers stand without
    ``.0``, dates as ``YYYY-MM-DD``. ``encoding``, ``delimiter`` (which may be several signs) and ``quote`` are
    ``None`` for workbooks, ``sheet`` for text files. ``letters`` names the letters of old fonts that cells of a
    workbook were in (``tcvn3``, ``vni``, ``cp1252``) before they became Unicode, if they were not. ``fractions`` are
    the cells, by row that Excel shows and index of the column, that a workbook holds as a number such as 1.844 and
    that look like a count with its thousands dot. ``merged`` are cells, placed likewise, that a workbook merges with
    others of their column, each with the text of all. ``hidden`` names the sheets of the workbook that are hidden and
    were not read.
    """

    rows: Sequence[list[str]]
    numbers: Sequence[int]
    header_row: int
    first_column: int = 1
    above: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None
    fractions: frozenset[tuple[int, int]] = frozenset()
    letters: str | None = None
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column[str], ...]:
        """The cells below the headings, by column."""
        return columns_of(self.rows)

    def numbers_at(self, places: Places) -> Places:
        """Return the rows that Excel shows of some of ``rows``."""
        if isinstance(self.numbers, range):
            return places + self.numbers.start
        return np.array(self.numbers, np.int64)[places]

    @property
    def headings(self) -> list[str]:
        """The texts of the heading row."""
        return self.rows[0]

    def is_open(self, row: int, index: int) -> bool:
        """Tell whether a cell, placed as in ``fractions``, means nothing certain until somebody types it."""
        return (row, index) in self.fractions or (row, index) in self.merged

    def letter(self, index: int) -> str:
        """Return the letter of a column as Excel shows it: 0 is ``A`` unless the table starts further right."""
        number, letters = index + self.first_column, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return letters


@dataclass(frozen=True)
class MatchedColumn:
    """A column whose heading was recognised.

    ``how``: ``known``, ``chosen``, ``remembered``, ``proved``, ``crossed`` or ``joined``.

    ``score`` is 100 for a known heading or a user's choice, less for what others chose before or the figures prove.
    ``crossed`` is the value of the field in the rows that have a cross in this column; several columns then state one
    field together. ``part`` is the part of a name that stands in this column (``family`` or ``given``).
    """

    index: int
    header: str
    field: str
    score: int
    how: str = "known"
    crossed: str = ""
    part: str = ""


@dataclass(frozen=True)
class OpenColumn:
    """A column that is not used: its heading, the fields it may mean with their scores, and whether it must be asked.

    ``asked`` is true for an ambiguous heading and for a second column with the heading of a first; the file waits
    for an answer. Other open columns are ignored and shown as such.
    """

    index: int
    header: str
    suggestions: tuple[tuple[str, int], ...] = ()
    asked: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matching:
    """Which dataset a table is (``None``: not recognised, ``candidates`` says between what) and its columns."""

    dataset: str | None
    columns: tuple[MatchedColumn, ...]
    open_columns: tuple[OpenColumn, ...]
    candidates: tuple[str, ...] = ()

    def column_of(self, field_code: str) -> MatchedColumn | None:
        """Return the column of a field, if the table has one."""
        return next((column for column in self.columns if column.field == field_code), None)


class Severity(StrEnum):
    """How much a problem weighs: errors and questions keep a row out, warnings never do."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something wrong at a place; the sentence is ``problems.<rule>`` in the catalogues, filled with ``values``.

    ``row`` and ``column`` are what Excel shows; ``None`` means the whole row, or the whole table. ``header`` is the
    heading as the user wrote it.
    """

    rule: str
    severity: Severity
    row: int | None = None
    column: str | None = None
    field: str | None = None
    value: str | None = None
    header: str | None = None
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Totals:
    """The total row: what it states by field (counts, and ratios in percent as text) and where it stands."""

    row: int
    stated: Mapping[str, str]


@dataclass(frozen=True)
class Cleaned:
    """What cleaning makes of a table: good and bad rows' records, problems, and the total row if there is one.

    ``records`` holds every data row, also those with problems; a cell that could not be understood is ``None`` there
    and has a problem of severity error or question.
    """

    records: Records
    problems: tuple[Problem, ...]
    totals: Totals | None = None


@dataclass(frozen=True)
class TotalCheck:
    """One figure of the total row against the sum of the rows; both as plain text (``"1844"``, ``"43.93"``)."""

    row: int
    field: str
    stated: str
    sum: str
    agrees: bool


@dataclass(frozen=True)
class KnownSchool:
    """What recognising a school needs to know of it."""

    id: int
    code: str | None
    name: str
    level: str | None
    commune: str | None
    opened_on: date | None = None
    closed_on: date | None = None
    former_names: tuple[str, ...] = ()
