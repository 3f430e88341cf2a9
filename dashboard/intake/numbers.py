"""Counts and percentages as Vietnamese write them: ``1.844``, ``1 844``, ``43,93%``; for files and for forms."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import TYPE_CHECKING

from dashboard.domain.text import fold, is_turned
from dashboard.intake.readings import BLANK, TURNED, Reading, each, plain, states_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_DIGITS = 9
"""What the database's integers hold; whether a count is likely is judged by the checks."""

_APART = re.compile(r"\d(?:\s*[\n\r\t]\s*|\s{2,})\d", re.ASCII)
"""Two numbers in one cell, a line or several spaces apart, are no groups of one."""
_PLAIN = re.compile(r"\d+", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+", re.ASCII)
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_COMMA_GROUPS_SURELY = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+", re.ASCII)
_COMMA_DECIMAL_SURELY = re.compile(
    r"(?:0|\d{4,}),\d+|\d+,(?:\d{1,2}|\d{4,})|[\d.]+\.\d{3},\d+|[\d ]+ \d{3},\d+", re.ASCII
)
_NO_FRACTION = re.compile(r"(\d+|\d{1,3}(?:[. ]\d{3})+),0+|(\d+)\.0{1,2}|([1-9]\d{0,2}(?:,\d{3})+)\.0+", re.ASCII)
_FRACTION = re.compile(r"\d[\d. ]*,\d+|\d+\.\d+(?:e-?\d+)?|\d[\d,]*\.\d+", re.ASCII | re.IGNORECASE)
_NEGATIVE = re.compile(r"[-‐‑–—−]\s*\d[\d., ]*|\(\s*\d[\d., ]*\)", re.ASCII)
_WITH_WORDS = re.compile(r"(.*\d)\s*(\D+)", re.ASCII)
_PEOPLE = frozenset({"nguoi", "dong chi", "d c", "dc", "people"})
_NONE = frozenset({"khong", "khong co", "khong co ai", "none"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
_PERCENT = re.compile(r"(\d{1,9})(?:[.,](\d+))?", re.ASCII)
_SMALL = re.compile(r"\d(?:\.\d+)?e-\d{1,3}", re.ASCII | re.IGNORECASE)


_TWO = Reading(rule="number_has_letters")


class Commas(Enum):
    """What a comma before three digits means in a column: groups, decimals, or nobody can tell."""

    UNKNOWN = "unknown"
    GROUPS = "groups"
    DECIMALS = "decimals"


def parse_count(text: str, commas: Commas = Commas.UNKNOWN) -> Reading:
    """Return a whole number from 0, ``None`` for a blank or a dash, or the rule that the text breaks.

    ``1.844``, ``1 844``, ``1844``, ``1844,0`` and ``1844 người`` are 1844, ``không`` is 0; ``1,844`` is
    ``number_ambiguous`` unless ``commas`` settles it.
    """
    number = _tidied(text)
    if states_nothing(number):
        return BLANK
    if is_turned(text):
        return TURNED
    if (number.isalpha() or " " in number) and fold(number) in _NONE:
        return Reading(0)
    if digits := _whole(number, commas):
        return Reading(int(digits)) if len(digits.lstrip("0")) <= MOST_DIGITS else Reading(rule="number_too_large")
    if _COMMA_GROUPS.fullmatch(number) and commas is Commas.UNKNOWN:
        return Reading(rule="number_ambiguous", values={"whole": int(number.replace(",", ""))})
    return Reading(rule=_broken_rule(number))


def parse_counts(texts: Sequence[str]) -> list[Reading]:
    """Return what each cell of a column says, with the comma's meaning decided by the whole column."""
    commas = comma_meaning(texts)
    read = each(lambda text: parse_count(text, commas))(texts)
    apart = {text for text in dict.fromkeys(texts) if _APART.search(text)}
    return [_TWO if text in apart else one for text, one in zip(texts, read, strict=True)] if apart else read


def comma_meaning(texts: Sequence[str]) -> Commas:
    """Return what commas mean in a column; texts that say both, or neither, say nothing."""
    numbers = {_tidied(text) for text in texts if "," in text}
    groups = any(_COMMA_GROUPS_SURELY.fullmatch(number) for number in numbers)
    decimals = any(_COMMA_DECIMAL_SURELY.fullmatch(number) for number in numbers)
    if groups == decimals:
        return Commas.UNKNOWN
    return Commas.GROUPS if groups else Commas.DECIMALS


def _tidied(text: str) -> str:
    """Return the text without the apostrophe by which Excel marks text, and without the word for people after it."""
    number = plain(text).removeprefix("'").lstrip()
    found = None if number[-1:].isdigit() else _WITH_WORDS.fullmatch(number)
    return found[1] if found and fold(found[2]) in _PEOPLE else number


def _whole(number: str, commas: Commas) -> str | None:
    """Return the digits of a whole number, or ``None`` when the text is not one."""
    if _PLAIN.fullmatch(number) or _GROUPED.fullmatch(number):
        return _digits(number)
    if _COMMA_GROUPS.fullmatch(number):
        return _digits(number) if commas is Commas.GROUPS or number.count(",") > 1 else None
    found = _NO_FRACTION.fullmatch(number)
    return _digits(next(filter(None, found.groups()))) if found else None


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())


def _broken_rule(number: str) -> str:
    if _DATE.fullmatch(number):
        return "number_is_date"
    if _NEGATIVE.fullmatch(number):
        return "number_negative"
    return "number_fraction" if _FRACTION.fullmatch(number) else "number_has_letters"


def parse_percents(texts: Sequence[str]) -> list[Reading]:
    """Return each percentage as decimal text (``43.93``), at most two decimals, half up.

    Excel keeps 43,93% as 0.4393: a column whose bare numbers are all at most 1 holds such fractions. Where some are
    larger, a bare number below 1 may be either, and breaks ``percent_ambiguous``.
    """
    bare = {number for text in texts if "%" not in text and (number := _decimal(text)) is not None}
    fractions = bool(bare) and max(bare) <= 1
    return each(lambda text: _percent(text, fractions=fractions, mixed=not fractions), figures=True)(texts)


def parse_percent(text: str) -> Reading:
    """Return a percentage that was typed, as decimal text; it is never taken for a fraction of 1."""
    if states_nothing(text):
        return BLANK
    return TURNED if is_turned(text) else _percent(text, fractions=False, mixed=False)


def _percent(text: str, *, fractions: bool, mixed: bool) -> Reading:
    number, marked = _decimal(text.replace("%", "")), "%" in text
    if number is None:
        return Reading(rule="percent_unclear")
    if mixed and not marked and 0 < number < 1:
        return Reading(rule="percent_ambiguous")
    percent = (number * 100).normalize() if fractions and not marked else number
    if percent > 100:
        return Reading(rule="percent_out_of_range")
    return Reading(_two_decimals(percent))


def _decimal(text: str) -> Decimal | None:
    number = _tidied(text)
    if found := _PERCENT.fullmatch(number):
        return Decimal(".".join(filter(None, found.groups())))
    return Decimal(number) if _SMALL.fullmatch(number) else None


def _two_decimals(percent: Decimal) -> str:
    """Return the number with the decimals it was written with, of which two are kept."""
    exponent = percent.as_tuple().exponent
    places = min(2, max(0, -exponent)) if isinstance(exponent, int) else 0
    return str(percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
