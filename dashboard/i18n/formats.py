"""The forms of numbers: ``1.844`` and ``43,93%`` in Vietnamese, ``1,844`` and ``43.93%`` in English."""

from __future__ import annotations

from decimal import Decimal

GROUP_AND_DECIMAL = {"vi": (".", ","), "en": (",", ".")}
"""The thousands mark and the decimal mark of each language."""


def separators(language: str) -> str:
    """Return the decimal and the thousands mark in the order that Plotly wants them."""
    group, decimal = GROUP_AND_DECIMAL[language]
    return decimal + group


def count(value: int, language: str, *, signed: bool = False) -> str:
    """Return a whole number with thousands marks; ``signed`` puts a plus before what grew."""
    return _localised(f"{value:+,d}" if signed and value else f"{value:,d}", language)


def percent(value: Decimal | str, language: str, *, signed: bool = False) -> str:
    """Return a percentage with the two decimals it comes with; it is never rounded here."""
    number = Decimal(value)
    return _localised(f"{number:+,.2f}" if signed and number else f"{number:,.2f}", language) + "%"


def _localised(text: str, language: str) -> str:
    group, decimal = GROUP_AND_DECIMAL[language]
    return text.translate(str.maketrans(",.", group + decimal))
