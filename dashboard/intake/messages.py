"""A problem as one sentence for people: the place as they see it, what was read, what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.domain.text import undirected
from dashboard.i18n import UNKNOWN
from dashboard.intake.tables import Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.errors import DashboardError
    from dashboard.i18n import Translator
    from dashboard.intake.tables import Problem

_LONGEST_VALUE = 60
_NAMES = frozenset({"upload_id", "port"})
"""Values of errors that are numbers, but name something and count nothing."""


def describe(problem: Problem, t: Translator) -> str:
    """Return the place and the sentence: ``Dòng 17, cột E (Ngày kết nạp): '31/02/2019' không phải ngày có thật…``."""
    place = place_of(problem, t)
    return f"{place}: {sentence(problem, t)}" if place else sentence(problem, t)


def place_of(problem: Problem, t: Translator) -> str:
    """Return where a problem is in the words of a spreadsheet or of a form, or nothing when it is the whole table's."""
    key, header = _place_key(problem), undirected(problem.header or "")
    return t(f"intake.place.{key}", row=problem.row, column=problem.column, header=header) if key else ""


def _place_key(problem: Problem) -> str | None:
    if problem.column:
        named = "" if problem.header else "_unnamed"
        return f"column{named}" if problem.row is None else f"cell{named}"
    if problem.header:
        return "field"
    return None if problem.row is None else "row"


def sentence(problem: Problem, t: Translator) -> str:
    """Return what is wrong and what to do, without the place; numbers and days in the form of the language."""
    values = {name: _shown(value, t) for name, value in problem.values.items()}
    values.setdefault("value", _shown(problem.value, t))
    keys = (f"checks.{problem.rule}.message", f"problems.{problem.rule}", f"people.objection.{problem.rule}")
    said = t(next(filter(t.has, keys), keys[1]), **values)
    return t("intake.by_rule", sentence=said, source=values["source"]) if values.get("source") else said


def told(error: DashboardError, t: Translator, quoting: Callable[[str], str] = undirected) -> str:
    """Return the sentence of an error; figures and encodings in the form of the language.

    ``quoting`` makes words that come from files and forms fit for the place that shows them.
    """
    values = {name: _of_error(name, value, t, quoting) for name, value in error.values.items()}
    return t(error.key, **values)


def _of_error(name: str, value: object, t: Translator, quoting: Callable[[str], str]) -> str:
    if name == "encoding" and t.has(label := f"labels.encoding.{str(value).replace('-', '_')}"):
        return t(label)
    counts = isinstance(value, int) and name not in _NAMES
    return _shown(value, t) if counts else quoting(str(value))


def _shown(value: object, t: Translator) -> str:
    if isinstance(value, Word):
        return t(value.key, **{name: _shown(one, t) for name, one in value.values.items()})
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(one, t) for one in value)
    if isinstance(value, (Month, date)):
        return t.month(value.first) if isinstance(value, Month) else t.day(value)
    if isinstance(value, (int, Decimal)):
        return t.count(value) if isinstance(value, int) else t.percent(value).removesuffix("%")
    text = UNKNOWN if value is None else undirected(str(value))
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
