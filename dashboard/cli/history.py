"""``chibo uploads`` and ``undo``: what was brought in, and taking it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from dashboard import queries
from dashboard.actions.undoing import undo
from dashboard.cli import answers
from dashboard.domain.months import Month

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.i18n import Translator

COUNTS = ("new", "changed", "unchanged", "absent")
"""The four counts that every result begins with."""
MOST = 1000


def add_to(commands: Commands) -> None:
    """Add the two commands."""
    commands.add("uploads", run_uploads)
    undoing = commands.add("undo", run_undo)
    undoing.add_argument("upload_id", metavar="UPLOAD_ID", type=int, help=commands.t("cli.undo.upload_id"))


def run_uploads(context: Context, _: argparse.Namespace) -> int:
    """List what was brought in or typed in, newest first."""
    with context.database() as database:
        found = queries.uploads(database.reader(context.principal), MOST)
    if context.as_json:
        answers.document([_entry(row) for row in found])
    elif found:
        names = ("id", "what", "file", "period", *COUNTS, "when", "undone")
        headings = [context.t(f"cli.uploads.{name}") for name in names]
        answers.table(headings, [_line(context.t, row) for row in found], numbers=(0, 4, 5, 6, 7), folding=(1, 2))
    else:
        answers.say(context.t("cli.uploads.none"))
    return 0


def _entry(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        "upload_id": row["id"],
        "kind": row["kind"],
        "dataset": row["dataset"],
        "file": row["file_name"],
        "sheet": row["sheet"],
        "sha256": row["sha256"],
        "period": _period(row),
        "changes": {name: row[f"rows_{name}"] for name in COUNTS},
        "refused": row["rows_refused"],
        "recorded_at": _moment(row["recorded_at"]),
        "recorded_by": row["recorded_by"],
        "undone_at": _moment(row["undone_at"]),
        "undone_by": row["undone_by"],
    }


def _period(row: Mapping[str, Any]) -> str | None:
    return str(Month.of(row["month"])) if isinstance(row["month"], date) else None


def _moment(value: object) -> str | None:
    # a missing moment may come as pandas' own kind of nothing
    return value.isoformat(sep=" ") if isinstance(value, datetime) else None


def _line(t: Translator, row: Mapping[str, Any]) -> list[str]:
    named = row["file_name"] or ""
    return [
        str(row["id"]),
        t(f"labels.upload_kind.{row['kind']}"),
        f"{named} ({row['sheet']})" if row["sheet"] else named,
        t.month(row["month"]) if row["month"] else "",
        *(t.count(row[f"rows_{name}"]) for name in COUNTS),
        t.day(row["recorded_at"]),
        t.day(row["undone_at"]) if row["undone_at"] else "",
    ]


def run_undo(context: Context, arguments: argparse.Namespace) -> int:
    """Take an upload back and tell what it had done."""
    with context.database() as database:
        counts = undo(database, context.principal, arguments.upload_id, context.now)
    if context.as_json:
        answers.document(counts)
    else:
        amounts = {name: context.t.count(count) for name, count in counts.items()}
        answers.say(context.t("cli.undo.done", upload_id=arguments.upload_id, **amounts))
    return 0
