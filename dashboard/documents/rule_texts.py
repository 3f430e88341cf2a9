"""A rule in the reader's words: its value, its source, the days it is in force, and how sure it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.definitions.days import known_until
from dashboard.i18n import UNKNOWN
from dashboard.settings import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.definitions.rules import Rule
    from dashboard.i18n import Translator
    from dashboard.settings import Settings


def value_text(t: Translator, rule: Rule) -> str:
    """Return the value with its unit, such as ``60 ngày làm việc`` or ``từ 2/3 trở lên``; a dash when unknown."""
    match rule.value:
        case None:
            return UNKNOWN
        case str() as choice:
            return t(f"rules.choice.{choice}")
        case int() as number:
            form = "one" if number == 1 else "many"
            return t(f"rules.{form}.{rule.unit}", value=t.count(number))
        case (numerator, denominator) if rule.unit == "fraction":
            form = "more_than" if rule.strict else "at_least"
            return t(f"rules.fraction.{form}", numerator=numerator, denominator=denominator)
        case numbers:
            return t(f"rules.many.{rule.unit}", value=", ".join(t.count(number) for number in numbers))


def source_text(t: Translator, rule: Rule) -> str:
    """Return the regulation and, where it is known, its article."""
    name = t(f"rules.regulation.{rule.regulation.code}")
    if not rule.article:
        return name
    form = "charter_article" if rule.regulation.code == "charter" else "article"
    return t(f"rules.source.{form}", regulation=name, article=rule.article)


def force_text(t: Translator, rule: Rule) -> str:
    """Return the days in force, such as ``01/07/2025 – 07/04/2026``; an end that is not known is left open."""
    return days_text(t, rule.since, rule.until)


def days_text(t: Translator, since: date, until: date) -> str:
    """Return days from and until as text, open where there is no end; a dash when there is none at all."""
    first = "" if since == date.min else t.day(since)
    last = "" if until == date.max else t.day(until)
    return f"{first} – {last}".strip() if first or last else UNKNOWN


def starts_text(t: Translator, rule: Rule) -> str:
    """Return the event that a period is counted from; nothing for what is no period."""
    return t(f"rules.starts.{rule.starts}") if rule.starts else ""


def notes(t: Translator, rule: Rule) -> list[str]:
    """Return what is to be known about a rule: the office's choice, and what is not confirmed."""
    chosen = [t("rules.chosen", setting=rule.setting)] if rule.is_chosen else []
    return chosen + [t(f"rules.note.{note}") for note in (rule.note, rule.regulation.note) if note]


def open_points(t: Translator, rules: Sequence[Rule]) -> list[str]:
    """Return the notes, each once: on regulations, on rules with the settings that decide, on the days in force."""
    unread = dict.fromkeys(rule.regulation.note for rule in rules if rule.regulation.note)
    about: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.note:
            about.setdefault(rule.note, []).append(rule)
    of_rules = [_point(t, note, found) for note, found in about.items()]
    return [*(t(f"rules.note.{note}") for note in unread), *of_rules, t("rules.dates")]


def missing_text(t: Translator, day: date, codes: Iterable[str]) -> str:
    """Return which rules are not known for a day."""
    return t("rules.missing", day=t.day(day), titles="; ".join(t(f"rules.rule.{code}.title") for code in codes))


def _point(t: Translator, note: str, rules: Sequence[Rule]) -> str:
    titles = "; ".join(t(f"rules.rule.{rule.code}.title") for rule in rules)
    told = t("rules.point", titles=titles, note=t(f"rules.note.{note}"))
    settings = ", ".join(f"`{rule.setting}`" for rule in rules if rule.setting)
    return f"{told} {t('rules.decided_by', settings=settings)}" if settings else told


def calendar_text(t: Translator, settings: Settings) -> str:
    """Return how working days are counted, the office's own days among them, and up to which day that is final."""
    told = [t("rules.calendar", day=t.day(known_until(settings)))]
    own = {"days_off": settings.days_off, "extra_working_days": settings.extra_working_days}
    told += [
        t(f"rules.own.{name}", days=", ".join(t.day(day) for day in days_of(text)))
        for name, text in own.items()
        if text
    ]
    return " ".join(told)
