"""One cell that states two fields: the days of a class, the votes for and of all, a number with its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.definitions import Field

_DAY = r"\d{1,2}(?:[./-]\d{1,2}(?:[./-]\d{4})?)?"
_FULL = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_SPAN = re.compile(
    rf"\s*(?:t\w{{1,2}}\s+)?(?:ng\w{{1,3}}y\s+)?({_DAY})\s*(?:-|–|—|\w?\w{{1,2}}n|t\w{{1,2}}i)\s*(?:h\w{{1,2}}t\s+)?"
    rf"(?:ng\w{{1,3}}y\s+)?({_FULL.pattern})\s*",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(\d+)\s*(?:/|\s\w{2,5}\s)\s*(\d+)(?:\s*\(.*\))?\s*")
_NUMBER_AND_DAY = re.compile(r"\s*(?:s\w{1,2}:?\s+)?(.*?\S)[\s,;]+ng\w{1,3}y\s+(\d.*?)\s*", re.IGNORECASE)


def apart(text: str, field: Field) -> tuple[str, str]:
    """Return what a cell says of its own field and of the other one, the second empty where it says nothing of that.

    ``từ 01/3 đến 05/3/2024`` lends the first day the year of the second; ``14/20`` is 14 of 20; ``15-QĐ/HU ngày
    20/5/2024`` a number and its day.
    """
    reading = {"date": _span, "count": _votes}.get(field.kind, _number_and_day)
    return reading(text) or (text, "")


def _span(text: str) -> tuple[str, str] | None:
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    first, last = re.split(r"[./-]", found[1]), [found[3], found[4], found[5]]
    return "/".join([*first, *last[len(first) :]]), "/".join(last)


def _votes(text: str) -> tuple[str, str] | None:
    found = _OF.fullmatch(text)
    return (found[1], found[2]) if found else None


def _number_and_day(text: str) -> tuple[str, str] | None:
    found = _NUMBER_AND_DAY.fullmatch(text)
    return (found[1], found[2]) if found else None
