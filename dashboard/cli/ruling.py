"""``chibo rules``: the rules in force on a day, each with its value, its source and how sure it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.cli import answers
from dashboard.cli.arguments import day
from dashboard.definitions.days import known_until
from dashboard.definitions.rules import rules
from dashboard.documents import rule_texts
from dashboard.domain.rulebook import Rulebook

if TYPE_CHECKING:
    import argparse

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.definitions.rules import Rule
    from dashboard.domain.rulebook import InForce
    from dashboard.i18n import Translator

COLUMNS = ("rule", "value", "source", "mark")


def add_to(commands: Commands) -> None:
    """Add the command."""
    ruling = commands.add("rules", run)
    ruling.add_argument("--on", metavar="YYYY-MM-DD", type=day, help=commands.t("cli.rules.on"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Tell the rules in force on a day, by default the day to take as today."""
    asked = date.fromisoformat(arguments.on) if arguments.on else context.today
    found = Rulebook(rules(context.settings)).on(asked)
    if context.as_json:
        answers.document(_document(context, found))
    else:
        _show(context, found)
    return 0


def _document(context: Context, found: InForce) -> dict[str, object]:
    return {
        "on": found.day.isoformat(),
        "rules": [_entry(context.t, rule) for rule in found.rules.values()],
        "missing": list(found.missing),
        "calendar_known_until": known_until(context.settings).isoformat(),
    }


def _entry(t: Translator, rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "title": t(f"rules.rule.{rule.code}.title"),
        "value": rule.value,
        "unit": rule.unit,
        "text": rule_texts.value_text(t, rule),
        "starts": rule.starts,
        "regulation": rule.regulation.code,
        "article": rule.article or None,
        "source": rule_texts.source_text(t, rule),
        "since": None if rule.since == date.min else rule.since.isoformat(),
        "until": None if rule.until == date.max else rule.until.isoformat(),
        "confidence": rule.confidence.value,
        "setting": rule.setting,
        "chosen": rule.is_chosen,
        "notes": rule_texts.notes(t, rule),
    }


def _show(context: Context, found: InForce) -> None:
    t = context.t
    answers.say(t("rules.intro", day=t.day(found.day)))
    answers.table(
        [t(f"rules.column.{name}") for name in COLUMNS],
        [_line(t, rule) for rule in found.rules.values()],
        folding=range(len(COLUMNS)),
    )
    if found.missing:
        answers.say(rule_texts.missing_text(t, found.day, found.missing))
    for point in rule_texts.open_points(t, tuple(found.rules.values())):
        answers.say(f"- {point}")
    answers.say(rule_texts.calendar_text(t, context.settings))


def _line(t: Translator, rule: Rule) -> tuple[str, ...]:
    return (
        t(f"rules.rule.{rule.code}.title"),
        rule_texts.value_text(t, rule),
        rule_texts.source_text(t, rule),
        t(f"rules.mark.{rule.confidence}"),
    )
