"""Which days are worked: the public holidays of Vietnam, the Saturdays worked for days off, the office's own days.

Holidays come from the package ``holidays``, which derives them from the labour code and the lunar calendar for every
year, but knows exchanged days only where the government has announced them and somebody has entered them. What it
lacks stands in ``days.toml``; what is announced later, an office adds in its settings.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dashboard.settings import days_of

if TYPE_CHECKING:
    from dashboard.settings import Settings

YEARS = range(2008, 2100)
"""The years whose holidays are known; the lunar calendar of the package ends with 2099."""


@dataclass(frozen=True)
class Calendar:
    """The days that are not what their weekday says.

    ``days_off`` are holidays and days exchanged or given off, ``worked`` weekend days and holidays that are worked.
    After ``known_until`` days may still be exchanged, so that a count of working days is not final there.
    """

    days_off: frozenset[date]
    worked: frozenset[date]
    known_until: date


@dataclass(frozen=True)
class Exchange:
    """A working day given off for a weekend day that is worked, and the announcement that says so."""

    off: date
    worked: date
    source: str


@cache
def calendar(settings: Settings) -> Calendar:
    """Return the working calendar of an office; its own days outweigh those of the country."""
    off, worked = _public()
    own_off, own_worked = frozenset(days_of(settings.days_off)), frozenset(days_of(settings.extra_working_days))
    return Calendar(off | own_off, (worked - own_off) | own_worked, known_until(settings))


def known_until(settings: Settings) -> date:
    """Return the last day of the last year whose exchanged days are announced."""
    return date(settings.calendar_known_until, 12, 31)


@cache
def exchanged_days() -> tuple[Exchange, ...]:
    """Return the exchanged days that the package lacks."""
    entries = tomllib.loads((files(__package__) / "days.toml").read_text("utf-8"))["exchanged"]
    return tuple(Exchange(**entry) for entry in entries)


@cache
def _public() -> tuple[frozenset[date], frozenset[date]]:
    # its import takes longer than most commands have to wait, and few of them count working days
    from holidays import country_holidays  # noqa: PLC0415

    # all years at once: a day exchanged over the turn of the year is entered under one of the two
    known = country_holidays("VN", years=YEARS)
    off = frozenset(known) | {one.off for one in exchanged_days()}
    return off, frozenset(known.weekend_workdays) | {one.worked for one in exchanged_days()}
