"""When somebody was born: a day, or the year alone as text, for a day is never made up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.domain.text import fold
from dashboard.intake.days import FIRST_YEAR, LAST_YEAR, parse_dates
from dashboard.intake.readings import Reading, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"(?:(?:sinh )?nam )?(?:0{1,2} )?(?:(?:thang )?\d{1,2} )?(?:nam )?(\d{4})")
"""A year alone, after a month, or after a day and a month of which the day is zeros; folded."""
_WRITTEN = re.compile(r"\d{4}", re.ASCII)


def parse_births(texts: Sequence[str]) -> list[Reading]:
    """Return what each cell of a column says: a day, or the year as four digits (``1985``, ``5/1985``, ``00/00/1985``).

    A year that a spreadsheet shows as a day of 1905, because its cell has that form, is that year. Else the rules of
    days are broken.
    """
    years = {text: year for text in dict.fromkeys(texts) if (year := _year(text))}
    others = [text for text in dict.fromkeys(texts) if text not in years]
    days = dict(zip(others, map(_without_form, parse_dates(others)), strict=True))
    known = days | {text: Reading(year) for text, year in years.items()}
    return [known[text] for text in texts]


def _year(text: str) -> str | None:
    found = _YEAR.fullmatch(fold(plain(text)))
    return found[1] if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR else None


def _without_form(reading: Reading) -> Reading:
    number = str(reading.values.get("number", ""))
    is_year = reading.rule == "date_was_number" and _WRITTEN.fullmatch(number)
    return Reading(number) if is_year else reading
