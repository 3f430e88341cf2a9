"""What stands in a figure as text: names that fit and are escaped, rows of a frame, fractions in words."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from dashboard.i18n import Translator

_HOVER_WIDTH = 38
LONGEST = 26
"""Characters of a name above a bar that leave room for its number on a phone of 390 pixels."""
_LEAST = 12
"""Characters below which a cut name says nothing any more."""

ABBREVIATIONS = (
    ("Trung học phổ thông", "THPT"),
    ("Trung học cơ sở", "THCS"),
    ("Phổ thông dân tộc nội trú", "PTDTNT"),
    ("Phổ thông dân tộc bán trú", "PTDTBT"),
    ("Tiểu học", "TH"),
    ("Mẫu giáo", "MG"),
    ("Mầm non", "MN"),
    ("Trung tâm", "TT"),
    ("Giáo dục nghề nghiệp", "GDNN"),
    ("Giáo dục thường xuyên", "GDTX"),
)
"""The usual short forms in names of schools (facts of the field, domain notes section 5)."""
_JOINING = {"và", "-"}
"""Words that a name cannot break off after."""
_GAP = " … "


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

    The last two words stay, because the proper name of a school stands there, and of the beginning as much as fits.
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
    words = text.split()
    end = " ".join(words[-2:] if len(words) > 3 else words[-1:])
    start = _beginning(words, longest - len(_GAP) - len(end))
    if not start:
        return f"{text[: longest - 1].rstrip()}…"
    return f"{start}{_GAP}{_ending(words, longest - len(_GAP) - len(start))}"


def _beginning(words: Sequence[str], longest: int) -> str:
    """Return as many of the first words as fit, without a word at the end that joins what is no longer there."""
    count = max((n for n in range(len(words)) if len(" ".join(words[:n])) <= longest), default=0)
    while count and words[count - 1] in _JOINING:
        count -= 1
    return " ".join(words[:count])


def _ending(words: Sequence[str], longest: int) -> str:
    """Return as many of the last words as fit."""
    return next(text for n in range(len(words)) if len(text := " ".join(words[n:])) <= longest)


def short_names(names: Sequence[str], apart: Sequence[Iterable[str | None]], longest: int = LONGEST) -> list[str]:
    """Return a short name for each, no two the same as long as something sets them apart.

    ``apart`` holds for each what may be added in brackets when its name alone is not enough, the best first.
    """
    forms = [
        [short_name(name, longest), *_marked(name, marks, longest)] for name, marks in zip(names, apart, strict=True)
    ]
    shown = [form.pop(0) for form in forms]
    while any(more := [forms[at] if count > 1 else [] for at, count in enumerate(_how_often(shown))]):
        shown = [form.pop(0) if form else text for form, text in zip(more, shown, strict=True)]
    return shown


def _marked(name: str, marks: Iterable[str | None], longest: int) -> list[str]:
    return [f"{short_name(name, max(longest - len(mark) - 3, _LEAST))} ({mark})" for mark in marks if mark]


def _how_often(texts: Sequence[str]) -> list[int]:
    counts = Counter(texts)
    return [counts[text] for text in texts]


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
