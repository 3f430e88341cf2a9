"""A figure as text: one form on screen, in the command and in files."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.domain.indicators import Figure
    from dashboard.i18n import Translator


def figure_text(figure: Figure, t: Translator) -> str:
    """Return the value as people read it: ``1.844``, ``43,93%``, ``+12`` for a change, ``—`` for unknown."""
    value = figure.value
    if isinstance(value, Decimal):
        return t.percent(value)
    return t.count(value, signed=figure.indicator.kind == "change")
