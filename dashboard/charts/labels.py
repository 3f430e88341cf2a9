"""What stands in a figure as text: names that fit and are escaped, rows of a frame, fractions in words."""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.i18n import Translator

_HOVER_WIDTH = 38
LONGEST = 26
"""Characters of a name beside a bar that leave room for the bar on a phone of 390 pixels."""

ABBREVIATIONS = (
    ("Trung học phổ thông", "THPT"),
    ("Trung học cơ sở", "THCS"),
    ("Phổ thông dân tộc nội trú", "PTDTNT"),
    ("Phổ thông dân tộc bán trú", "PTDTBT"),
    ("Tiểu học", "TH"),
    ("Mẫu giáo", "MG"),
    ("Mầm non", "MN"),
)
"""The usual short forms in names of schools (facts of the field, domain notes section 5)."""


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as plain values, ``None`` for every kind of unknown."""
    columns = [_plain(frame[name]) for name in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    """Return the values; counts that pandas holds as floats, as it does beside an unknown, are whole again."""
    unknown, values = column.isna(), column.tolist()
    if column.dtype.kind == "f":
        return [None if lost else int(value) for value, lost in zip(values, unknown.tolist(), strict=True)]
    if not unknown.any():
        return values
    return [None if lost else value for value, lost in zip(values, unknown.tolist(), strict=True)]


def short_name(name: str, longest: int = LONGEST) -> str:
    """Return a name of at most ``longest`` characters: abbreviated when too long, then cut in the middle.

    The end stays, because the proper name of a school stands there.
    """
    if len(name) <= longest:
        return name
    text = re.sub(r"^Trường\s+", "", name, flags=re.IGNORECASE)
    for words, short in ABBREVIATIONS:
        text = re.sub(re.escape(words), short, text, flags=re.IGNORECASE)
    if len(text) <= longest:
        return text
    return _without_the_middle(text, longest)


def _without_the_middle(text: str, longest: int) -> str:
    first, *others = text.split()
    kept: list[str] = []
    while others and len(" ".join([first, "…", others[-1], *kept])) <= longest:
        kept.insert(0, others.pop())
    return " ".join([first, "…", *kept]) if kept else f"{text[: longest - 1].rstrip()}…"


def label(name: str, longest: int = LONGEST) -> str:
    """Return a short name, safe in Plotly, which reads text as a kind of HTML."""
    return escape(short_name(name, longest), quote=False)


def fraction(t: Translator, part: int | None, whole: int | None) -> str:
    """Return ``43,93% (810/1.844)``, with ``—`` for what is not known."""
    return f"{t.percent(percent_of(part, whole))} ({t.count(part)}/{t.count(whole)})"


def hover(title: str, *lines: str) -> str:
    """Return the text of a hover box: the title bold and in full, wrapped to fit a phone, then the lines."""
    titles = (title,) if len(title) <= _HOVER_WIDTH else wrap(title, _HOVER_WIDTH)
    return "<br>".join([*(f"<b>{escape(part, quote=False)}</b>" for part in titles), *lines])
