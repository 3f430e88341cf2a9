"""``chibo table``: what the reader sees in a file, as plain CSV."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli import answers
from dashboard.errors import InvalidInput, UnreadableFile
from dashboard.intake.messages import describe
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_path
from dashboard.intake.tables import Problem, Severity

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.intake.tables import Received, Refusal, Table

_UNSAFE = re.compile(r"[^\w .-]+")


@dataclass(frozen=True)
class ReadFile:
    """A file as it was named on the command line, and what is in it or why it cannot be read."""

    name: str
    received: Received | None = None
    tables: tuple[Table, ...] = ()
    error: UnreadableFile | None = None


def read_files(context: Context, names: Sequence[str], sheet: str | None, title: str) -> list[ReadFile]:
    """Read every file, with progress; one that cannot be read does not keep the others from it."""
    found = []
    with answers.progress(title, len(names)) as step:
        for name in names:
            found.append(_read(context, name, sheet))
            step()
    return found


def _read(context: Context, name: str, sheet: str | None) -> ReadFile:
    received = None
    try:
        received = receive_path(Path(name), context.settings.max_upload_mb)
        return ReadFile(name, received, tuple(read_tables(received, sheet)))
    except UnreadableFile as error:
        return ReadFile(name, received, error=error)


def add_to(commands: Commands) -> None:
    """Add the command."""
    table = commands.add("table", run)
    table.add_argument("files", nargs="+", metavar="FILE", help=commands.t("cli.table.files"))
    table.add_argument("--sheet", metavar="NAME", help=commands.t("cli.table.sheet"))
    table.add_argument("--out", metavar="DIR", type=Path, help=commands.t("cli.table.out"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the only table, or write each table to a file of its own, or describe them in JSON."""
    files = read_files(context, arguments.files, arguments.sheet, context.t("cli.table.reading"))
    found = [(file, table) for file in files for table in file.tables]
    if arguments.out:
        _write(context, arguments.out, found)
    if context.as_json:
        answers.document([entry for file in files for entry in _entries(context, file)])
    else:
        _print(context, files, found, to_files=arguments.out is not None)
    refused = any(table.refused for _, table in found)
    return 2 if any(file.error for file in files) else 1 if refused else 0


def _entries(context: Context, file: ReadFile) -> Iterator[dict[str, object]]:
    """Yield what is known of each table; a file that cannot be read has an ``error`` besides."""
    nothing = dict.fromkeys(("sheet", "encoding", "delimiter", "header_row", "rows"))
    if file.error:
        yield {"file": file.name, **nothing, "refused": [], "error": context.told(file.error)}
    for table in file.tables:
        yield {
            "file": file.name,
            "sheet": table.sheet,
            "encoding": table.encoding,
            "delimiter": table.delimiter,
            "header_row": table.header_row,
            "rows": len(table.rows) - 1,
            "refused": [{"row": refusal.row, "why": _why(context, refusal)} for refusal in table.refused],
        }


def _why(context: Context, refusal: Refusal) -> str:
    return describe(Problem(refusal.why, Severity.ERROR), context.t)


def _print(
    context: Context, files: Sequence[ReadFile], found: Sequence[tuple[ReadFile, Table]], *, to_files: bool
) -> None:
    if len(found) > 1 and not to_files:
        names = ", ".join(table.sheet or file.name for file, table in found)
        raise InvalidInput("errors.tables_need_out", count=len(found), tables=names)
    for file, table in found:
        if not to_files:
            answers.write(_csv(table))
        for refusal in table.refused:
            answers.warn(context.t("cli.table.refused", file=file.name, row=refusal.row, why=_why(context, refusal)))
    for file in files:
        if file.error:
            answers.warn(f"{file.name}: {context.sentence(file.error)}")


def _csv(table: Table) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(table.rows)
    return text.getvalue().encode("utf-8", "replace")


def _write(context: Context, directory: Path, found: Sequence[tuple[ReadFile, Table]]) -> None:
    written: set[str] = set()
    for file, table in found:
        path = directory / _free_name(file, table, written)
        if path.exists():
            raise InvalidInput("errors.table_exists", path=path)
        try:
            directory.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_csv(table))
        except OSError as error:
            raise InvalidInput("errors.table_path", path=path, why=error.strerror) from error
        answers.warn(context.t("cli.table.written", path=path))


def _free_name(file: ReadFile, table: Table, taken: set[str]) -> str:
    """Return a name for a table that no other of this command has, whatever the sheets are called."""
    several = len(file.tables) > 1
    stem = _UNSAFE.sub("_", f"{Path(file.name).stem} {table.sheet}" if several else Path(file.name).stem)
    numbered = (stem if number == 1 else f"{stem} {number}" for number in range(1, len(taken) + 2))
    name = next(name for name in numbered if name.casefold() not in taken)
    taken.add(name.casefold())
    return f"{name}.csv"
