"""Single values of a record in the reader's words: counts, days, months, and codes by their labels."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.text import undirected
from dashboard.i18n import UNKNOWN

if TYPE_CHECKING:
    from dashboard.i18n import Translator

_FORMATTING = re.compile(r"[\\`*_{}\[\]<>#$|~:&]|^[-+](?=\s|$)|(?:(?<=^\d)|(?<=^\d\d))[.)](?=\s|$)")
_LINES = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*")
_ADDRESS_OR_ARROW = re.compile(
    r"(?<=[a-z])(?=://)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@\w)|(?<=[-<>=~!])(?=[-<>=~])", re.IGNORECASE
)
_JOINER = "\u2060"
_PEOPLE = {name: (name,) for name in ("sex", "position_group", "introduced_by", "exit")} | {"stage": ("stage", "exit")}
"""Fields of people that hold codes, and under which subjects their words stand."""


def shown_value(t: Translator, value: object, field: str = "") -> str:
    """Return a value as people read it; ``field`` tells a code from a text."""
    match value:
        case None:
            return UNKNOWN
        case bool():
            return t("upload.people.yes" if value else "upload.people.no")
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
    for subject in _PEOPLE.get(field, ()):
        if t.has(key := f"people.{subject}.{text}"):
            return t(key)
    return t(f"labels.{field}.{text}") if field in {"ownership", "branch_status"} else text


def field_label(t: Translator, field: str) -> str:
    """Return what a field is called; of people also where they stand."""
    return t("upload.changes.stage" if field == "stage" else f"fields.{field}.label")


def plain(text: str) -> str:
    """Return a text that comes from files, forms or addresses so that it is shown as it is, never as formatting.

    It is one line and cannot turn the words around it round. The browser makes links of whatever looks like an
    address, and one sign of arrows, backslashes or not: a joiner, which is not seen, keeps those apart.
    """
    line = _ADDRESS_OR_ARROW.sub(_JOINER, _LINES.sub(" ", undirected(text)).strip())
    return _FORMATTING.sub(r"\\\g<0>", line)


def shown_total(t: Translator, text: str, field: str) -> str:
    """Return a figure of a total row, a count or a percentage as text, as people read it."""
    if not text.replace(".", "", 1).isdigit():
        return text
    return t.percent(text) if field.endswith("ratio") else t.count(int(text))
