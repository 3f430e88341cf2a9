"""``chibo import``: files of the schools into the database, all of a file or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.actions.plan import Options
from dashboard.cli import answers, import_entries, import_lines
from dashboard.cli.arguments import mapped, month
from dashboard.cli.bringing import Result, bring_in
from dashboard.cli.reading import read_files
from dashboard.definitions import datasets
from dashboard.errors import DashboardError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.storage import Database


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser, t = commands.add("import", run), commands.t
    parser.add_argument("files", nargs="+", metavar="FILE", help=t("cli.import.files"))
    parser.add_argument("--dataset", metavar="D", help=t("cli.import.dataset", known=", ".join(datasets())))
    parser.add_argument("--sheet", metavar="NAME", help=t("cli.import.sheet"))
    parser.add_argument("--school", metavar="CODE", help=t("cli.import.school"))
    parser.add_argument("--period", metavar="YYYY-MM", type=month, help=t("cli.import.period"))
    parser.add_argument(
        "--map", metavar="HEADER=FIELD", type=mapped, action="append", default=[], help=t("cli.import.map")
    )
    for name in ("add_schools", "dry_run", "accept_valid", "yes"):
        parser.add_argument(f"--{name.replace('_', '-')}", action="store_true", help=t(f"cli.import.{name}"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Bring every file in, or only see what that would do, and tell it file by file."""
    options = _options(context, arguments)
    files = read_files(context, arguments.files, arguments.sheet, context.t("cli.table.reading"))
    codes: dict[str, str] = {}
    try:
        with context.database() as database:
            results = bring_in(context, database, files, options, dry_run=arguments.dry_run)
            codes = _school_codes(context, database, results)
    except DashboardError as error:
        results = [Result.unusable(file, options, error) for file in files]
    if context.as_json:
        answers.document([import_entries.entry(result, context, codes) for result in results])
    else:
        import_lines.show(results, context, dry_run=arguments.dry_run)
    return max(result.status for result in results)


def _options(context: Context, arguments: argparse.Namespace) -> Options:
    return Options(
        dataset=arguments.dataset,
        month=arguments.period,
        columns=dict(arguments.map),
        school=arguments.school,
        add_schools=arguments.add_schools,
        accept_valid=arguments.accept_valid,
        confirmed=arguments.yes,
        office=context.settings,
    )


def _school_codes(context: Context, database: Database, results: Iterable[Result]) -> dict[str, str]:
    """Return the code of each school by its id as a question writes it, if a question speaks of schools."""
    if not any(question.kind == "school" for result in results for question in result.questions):
        return {}
    rows = queries.schools(database.reader(context.principal), context.today)
    return {str(row["id"]): str(row["code"] or f"id{row['id']}") for row in rows}
