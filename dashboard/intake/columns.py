"""One parser for each kind of value, by column, because a column tells what one of its cells cannot."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.intake.births import parse_births
from dashboard.intake.days import parse_dates, parse_month
from dashboard.intake.numbers import parse_counts, parse_percents
from dashboard.intake.people_words import (
    parse_exit,
    parse_introduced_by,
    parse_person,
    parse_position,
    parse_remark,
    parse_sex,
    parse_status,
    parse_yes_no,
)
from dashboard.intake.readings import each
from dashboard.intake.words import parse_branch_status, parse_level_words, parse_name, parse_ownership, parse_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.intake.readings import ParseColumn

PARSERS: Mapping[str, ParseColumn] = MappingProxyType(
    {
        "text": each(parse_text),
        "name": each(parse_name),
        "count": parse_counts,
        "percent": parse_percents,
        "month": each(parse_month),
        "date": parse_dates,
        "levels": each(parse_level_words),
        "ownership": each(parse_ownership),
        "branch_status": each(parse_branch_status),
        "person": each(parse_person),
        "birth": parse_births,
        "sex": each(parse_sex),
        "yes_no": each(parse_yes_no),
        "position": each(parse_position),
        "introduced_by": each(parse_introduced_by),
        "exit": each(parse_exit),
        "status": each(parse_status),
        "remark": each(parse_remark),
    }
)
"""The parser of each kind of ``definitions.KINDS``."""
