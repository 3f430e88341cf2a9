"""``chibo demo``: an invented district in an empty data directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.cli import answers
from dashboard.demo.fill import fill

if TYPE_CHECKING:
    import argparse

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context


def add_to(commands: Commands) -> None:
    """Add the command."""
    demo = commands.add("demo", run)
    sizes = {"schools": 51, "months": 24, "people": 400, "seed": 1}
    for name, usual in sizes.items():
        demo.add_argument(
            f"--{name}", default=usual, type=int, metavar=name[0].upper(), help=commands.t(f"cli.demo.{name}")
        )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Fill the district and tell how much of what there is."""
    with context.database() as database:
        counts = fill(
            database,
            context.principal,
            schools=arguments.schools,
            months=arguments.months,
            people=arguments.people,
            seed=arguments.seed,
            today=context.today,
            now=context.now,
            due_day=context.settings.due_day,
        )
    if context.as_json:
        answers.document(counts)
    else:
        numbers = {name: context.t.count(count) for name, count in counts.items()}
        answers.say(context.t("cli.demo.done", path=context.settings.database, **numbers))
    return 0
