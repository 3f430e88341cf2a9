"""``chibo export``: what is known as a file, such as the present list of people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.actions.people_listing import people_file
from dashboard.actions.people_stated import CANDIDATES, MEMBERS
from dashboard.cli import answers
from dashboard.errors import InvalidInput

if TYPE_CHECKING:
    import argparse

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context

WORKBOOK = ".xlsx"


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser, t = commands.add("export", run), commands.t
    parser.add_argument("kind", metavar="KIND", choices=(CANDIDATES, MEMBERS), help=t("cli.export.kind"))
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, required=True, help=t("cli.export.out"))
    parser.add_argument("--school", metavar="CODE", help=t("cli.export.school"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Write the list of a kind to a file, a workbook if the file is called so, else CSV."""
    file: Path = arguments.out
    with context.database() as database:
        reader = database.reader(context.principal)
        is_workbook = file.suffix.lower() == WORKBOOK
        content = people_file(reader, arguments.kind, context.today, arguments.school, as_workbook=is_workbook)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise InvalidInput("errors.table_path", path=file, why=error.strerror) from error
    if context.as_json:
        answers.document({"file": str(file), "kind": arguments.kind, "bytes": len(content)})
    else:
        answers.say(context.t("cli.table.written", path=file))
    return 0
