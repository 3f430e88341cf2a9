"""What speaks against a step in the reader's words, with the rule that it follows from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.documents import rule_texts
from dashboard.i18n import UNKNOWN

if TYPE_CHECKING:
    from dashboard.domain.guards import Objection
    from dashboard.i18n import Translator


def objection_text(t: Translator, objection: Objection) -> str:
    """Return the sentence of an objection, its rule's source in brackets."""
    values = {name: _shown(t, name, value) for name, value in objection.values.items()}
    sentence = t(f"people.objection.{objection.code}", **values)
    return f"{sentence} ({rule_texts.source_text(t, objection.rule)})" if objection.rule else sentence


def _shown(t: Translator, name: str, value: object) -> str:
    if isinstance(value, date):
        return t.day(value)
    if isinstance(value, int):
        return t.count(value)
    return UNKNOWN if value is None else _named(t, name, str(value))


def _named(t: Translator, name: str, code: str) -> str:
    """Return what a code is called: a paper, or where somebody stands."""
    subjects = ("paper",) if name == "paper" else ("stage", "exit")
    return next(t(f"people.{subject}.{code}") for subject in subjects if t.has(f"people.{subject}.{code}"))
