"""Single values of a record in the reader's words: counts, days, months, and codes by their labels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.i18n import UNKNOWN

if TYPE_CHECKING:
    from dashboard.i18n import Translator

_FORMATTING = frozenset("\\`*_{}[]<>#$|~:")


def shown_value(t: Translator, value: object, field: str = "") -> str:
    """Return a value as people read it; ``field`` tells a code from a text."""
    match value:
        case None:
            return UNKNOWN
        case int():
            return t.count(value)
        case Month():
            return t.month(value.first)
        case date():
            return t.day(value)
    return _text(t, str(value), field)


def _text(t: Translator, text: str, field: str) -> str:
    if field == "school_level":
        return t("labels.and").join(t(f"labels.level.{level}") for level in text.split("+"))
    return t(f"labels.{field}.{text}") if field in {"ownership", "branch_status"} else text


def plain(text: str) -> str:
    """Return a text that comes from files or forms so that it is shown as it is, never as formatting."""
    return "".join(f"\\{letter}" if letter in _FORMATTING else letter for letter in text)


def shown_total(t: Translator, text: str, field: str) -> str:
    """Return a figure of a total row, a count or a percentage as text, as people read it."""
    if not text.replace(".", "", 1).isdigit():
        return text
    return t.percent(text) if field.endswith("ratio") else t.count(int(text))
