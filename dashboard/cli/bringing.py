"""What becomes of each table of each file: which are taken, in which order, and what holds a whole file back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.actions.importing import Outcome, import_table
from dashboard.actions.plan import taken_before
from dashboard.actions.rehearsing import Rehearsal
from dashboard.cli import answers
from dashboard.cli.statuses import DONE, REFUSED, status_of
from dashboard.errors import DashboardError
from dashboard.intake.match import match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dashboard.actions.plan import Options, Question
    from dashboard.cli.context import Context
    from dashboard.cli.reading import ReadFile
    from dashboard.intake.tables import Received, Table
    from dashboard.storage import Database

    Take = Callable[[tuple[Received, Table]], Outcome]
    Place = tuple[int, int]
    Steps = Iterator[tuple[list["_Part"], list["Result"]]]


@dataclass(frozen=True)
class Result:
    """What became of one table of a file, or why the file could not be used."""

    file: str
    options: Options
    sha256: str | None = None
    sheet: str | None = None
    outcome: Outcome | None = None
    error: DashboardError | None = None

    @classmethod
    def unusable(cls, file: ReadFile, options: Options, error: DashboardError) -> Result:
        """Return the result of a file of which nothing could be used."""
        return cls(file.name, options, file.received.sha256 if file.received else None, error=file.error or error)

    @property
    def name(self) -> str:
        """What people call the table: the file without its folders and, in a workbook, the sheet."""
        file = Path(self.file).name or self.file
        return f"{file} ({self.sheet})" if self.sheet else file

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are still open; a large change is settled by confirming it."""
        asked = self.outcome.plan.questions if self.outcome else ()
        return tuple(one for one in asked if not (one.kind == "confirm" and self.options.confirmed))

    @property
    def duplicate_of(self) -> int | None:
        """The upload that brought the same file in before."""
        return self.outcome.plan.duplicate_of if self.outcome else None

    @property
    def status(self) -> int:
        """The exit status that this table asks for."""
        if self.error is not None:
            return status_of(self.error)
        if self.outcome is None or self.duplicate_of is not None:
            return DONE
        return REFUSED if self.outcome.plan.rejected or self.questions else DONE


@dataclass(frozen=True)
class _Part:
    """A table that is to be brought in, with its place among all files and sheets."""

    place: Place
    file: str
    received: Received
    table: Table
    turn: int

    def taken(self, take: Take, options: Options) -> Result:
        """Return what became of it; an error is this table's alone."""
        about = Result(self.file, options, self.received.sha256, self.table.sheet)
        try:
            return replace(about, outcome=take((self.received, self.table)))
        except DashboardError as error:
            return replace(about, error=error)


def bring_in(
    context: Context, database: Database, files: Sequence[ReadFile], options: Options, *, dry_run: bool
) -> list[Result]:
    """Write every table that may be written, each file for itself, and return the results in the order of the files.

    Files with a list of schools are taken first, so that the reports beside them find their schools, then members,
    candidates and reports, remarks last. With
    ``dry_run`` nothing is written, and later files see exactly what earlier ones would have written.
    """
    found: dict[Place, Result] = {}
    waiting: list[list[_Part]] = []
    for number, file in enumerate(files):
        try:
            waiting.append(_parts(number, file, options))
        except DashboardError as error:
            found[number, 0] = Result.unusable(file, options, error)
    waiting.sort(key=lambda parts: min((part.turn for part in parts), default=0))
    work = _rehearsed if dry_run else _written
    with answers.progress(context.t("cli.import.working"), len(waiting)) as step:
        for parts, results in work(context, database, waiting, options):
            found |= {part.place: result for part, result in zip(parts, results, strict=True)}
            step()
    return [found[place] for place in sorted(found)]


def _parts(number: int, file: ReadFile, options: Options) -> list[_Part]:
    """Return the tables of a file that are taken, in their turn.

    Sheets that nobody would take for a dataset, such as notes, are left out when another sheet is one.
    """
    if file.error is not None:
        raise file.error
    if file.received is None:
        raise LookupError(file.name)
    given = ("school_code",) if options.school else ()
    parts = []
    for position, table in enumerate(file.tables):
        dataset = match(table, None, options.columns, given).dataset
        turn = taken_before(options.dataset or dataset)
        part = _Part((number, position), file.name, file.received, table, turn)
        parts.append((part, dataset is not None and options.dataset in {None, dataset}))
    wanted = [part for part, is_dataset in parts if is_dataset] or [part for part, _ in parts]
    return sorted(wanted, key=lambda part: part.turn)


def _rehearsed(context: Context, database: Database, waiting: Sequence[list[_Part]], options: Options) -> Steps:
    with Rehearsal(database, context.principal, options, context.now) as rehearsal:
        for parts in waiting:
            before = rehearsal.taken
            results = [_unwritten(part.taken(rehearsal.take, options)) for part in parts]
            if _is_held_back(parts, results, options):
                rehearsal.back_to(before)
            yield parts, results


def _is_held_back(parts: Sequence[_Part], results: Sequence[Result], options: Options) -> bool:
    """Tell whether one sheet of a workbook holds the others back."""
    return len(parts) > 1 and not options.accept_valid and any(result.status for result in results)


def _written(context: Context, database: Database, waiting: Sequence[list[_Part]], options: Options) -> Steps:
    for parts in waiting:
        held = _held_back(context, database, parts, options)
        yield parts, held or [_write(context, database, part, options) for part in parts]


def _held_back(context: Context, database: Database, parts: list[_Part], options: Options) -> list[Result]:
    """Return what the sheets of a workbook say when one of them holds the others back, else nothing."""
    if len(parts) == 1 or options.accept_valid:
        return []
    [(_, results)] = _rehearsed(context, database, [parts], options)
    return results if _is_held_back(parts, results, options) else []


def _write(context: Context, database: Database, part: _Part, options: Options) -> Result:
    return part.taken(lambda one: import_table(database, context.principal, one, options, context.now), options)


def _unwritten(result: Result) -> Result:
    """Return a rehearsal's result without the upload, which was taken back."""
    return replace(result, outcome=Outcome(result.outcome.plan)) if result.outcome else result
