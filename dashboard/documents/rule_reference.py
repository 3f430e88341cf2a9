"""The page of ``docs/`` about the rules: every version of each, with its source, and what is not confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.definitions.days import exchanged_days
from dashboard.definitions.rules import GROUPS, regulations, rules
from dashboard.documents import rule_texts
from dashboard.domain.rulebook import Rulebook
from dashboard.i18n import Translator
from dashboard.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.definitions.rules import Rule

_HEAD = (
    "# Rules of the admission procedure\n\n"
    "A deadline, a life of a paper or a vote follows the rule in force on the day of its event. "
    "`chibo rules --on DAY` lists those of one day. A last day is still in time.\n"
)


def rules_page() -> str:
    """Return the page in Markdown, in English, without the choices of any office."""
    t, book = Translator("en"), Rulebook(rules())
    groups = [_group(t, book, group) for group in GROUPS]
    return "".join([_HEAD, *groups, _regulations(t), _gaps(t, book), _open(t), _days(t)])


def _group(t: Translator, book: Rulebook, group: str) -> str:
    of_group = [code for code in book.codes if book.versions(code)[0].group == group]
    return f"\n## {t(f'rules.group.{group}')}\n" + "".join(_rule(t, book.versions(code)) for code in of_group)


def _rule(t: Translator, versions: Sequence[Rule]) -> str:
    first = versions[0]
    title, meaning = (t(f"rules.rule.{first.code}.{part}") for part in ("title", "meaning"))
    counted = f" Counted from: {rule_texts.starts_text(t, first)}." if first.starts else ""
    setting = f" Setting: `{first.setting}`." if first.setting else ""
    rows = [[rule_texts.value_text(t, one), rule_texts.force_text(t, one), *_source(t, one)] for one in versions]
    told = f"\n### {title} (`{first.code}`)\n\n{meaning}{counted}{setting}\n\n"
    return told + _table(("value", "in force", "source", "confidence"), rows)


def _source(t: Translator, rule: Rule) -> tuple[str, str]:
    return rule_texts.source_text(t, rule), t(f"rules.mark.{rule.confidence}")


def _regulations(t: Translator) -> str:
    rows = [
        [f"`{one.code}`", t(f"rules.regulation.{one.code}"), rule_texts.days_text(t, one.since, one.until)]
        for one in regulations().values()
    ]
    return "\n## Sources and their days in force\n\n" + _table(("code", "source", "in force"), rows)


def _gaps(t: Translator, book: Rulebook) -> str:
    lines = [f"- `{gap.code}`: {rule_texts.days_text(t, gap.since, gap.until)}" for gap in book.gaps()]
    return "\n## Days between two versions on which none is in force\n\n" + ("\n".join(lines) or "None.") + "\n"


def _open(t: Translator) -> str:
    points = [f"- {point}" for point in rule_texts.open_points(t, _one_of_each())]
    return f"\n## {t('rules.open_points')}\n\n" + "\n".join(points) + "\n"


def _one_of_each() -> list[Rule]:
    """Return the latest version of each rule."""
    return list({rule.code: rule for rule in sorted(rules(), key=lambda rule: rule.since)}.values())


def _days(t: Translator) -> str:
    rows = [[t.day(one.off), t.day(one.worked), one.source] for one in exchanged_days()]
    told = (
        f"\n## Working days\n\n{rule_texts.calendar_text(t, Settings())} Holidays and most of these Saturdays come "
        "from the package `holidays`; these are entered beside it, and an office adds its own by the settings "
        "`days_off` and `extra_working_days`.\n\n"
    )
    return told + _table(("day off", "worked for it", "source"), rows)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
