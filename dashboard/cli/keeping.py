"""``chibo backup``, ``restore`` and ``check``: keeping the data safe and sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.actions.verifying import verify
from dashboard.cli import answers
from dashboard.errors import Conflict, StorageDamaged
from dashboard.storage import backup as copies

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context


def add_to(commands: Commands) -> None:
    """Add the three commands."""
    backup = commands.add("backup", run_backup)
    backup.add_argument("file", metavar="FILE", type=Path, help=commands.t("cli.backup.file"))
    restore = commands.add("restore", run_restore)
    restore.add_argument("file", metavar="FILE", type=Path, help=commands.t("cli.restore.file"))
    restore.add_argument("--yes", action="store_true", help=commands.t("cli.restore.yes"))
    commands.add("check", run_check)


def run_backup(context: Context, arguments: argparse.Namespace) -> int:
    """Copy the database to a file that is not there yet, and prove the copy."""
    with context.database() as database:
        counts = copies.backup(database, arguments.file, context.settings)
    _tell(context, "cli.backup.done", arguments.file, counts)
    return 0


def run_restore(context: Context, arguments: argparse.Namespace) -> int:
    """Put a backup in the place of the database; data that is there is only replaced with ``--yes``."""
    if _holds_data(context) and not arguments.yes:
        raise Conflict("errors.restore_confirm", path=context.settings.database)
    counts = copies.restore(arguments.file, context.settings.database, context.settings)
    _tell(context, "cli.restore.done", arguments.file, counts)
    return 0


def _holds_data(context: Context) -> bool:
    """Tell whether something may be lost; a damaged file may still be worth saving."""
    if not context.settings.database.exists():
        return False
    try:
        with context.database() as database:
            return bool(database.version)
    except StorageDamaged:
        return True


def _tell(context: Context, key: str, path: Path, counts: Mapping[str, int]) -> None:
    if context.as_json:
        answers.document({"file": str(path), "rows": dict(counts)})
    else:
        amounts = {name: context.t.count(counts[name]) for name in ("school", "report", "upload")}
        answers.say(context.t(key, path=path, **amounts))


def run_check(context: Context, _: argparse.Namespace) -> int:
    """Read the whole database, hold it against its own rules and tell every violation."""
    with context.database() as database:
        database.contents()
        violations = verify(database.reader(context.principal))
    if context.as_json:
        answers.document({"violations": violations})
    elif violations:
        for one in violations:
            answers.say(context.t(f"cli.violations.{one['rule']}", **one))
        answers.say(context.t("cli.check.found", count=context.t.count(len(violations))))
    else:
        answers.say(context.t("cli.check.clean"))
    return 1 if violations else 0
