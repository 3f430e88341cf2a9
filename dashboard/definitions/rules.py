"""The numbers of the admission procedure, each in the regulations that state it; see ``rules.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dashboard.settings import SETTINGS, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GROUPS = ("eligibility", "votes", "deadlines", "papers")
"""The subjects, in the order in which they are shown."""
UNITS = frozenset({"years", "months", "days", "working_days", "people", "times", "fraction", "days_before", "choice"})


class Confidence(StrEnum):
    """How sure a value is, from what was read down to what nobody could confirm."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GENERAL = "general"
    OPEN = "open"


@dataclass(frozen=True)
class Regulation:
    """A regulation, guide or other source and the days on which it is in force; without a day it has no such end."""

    code: str
    since: date = date.min
    until: date = date.max
    note: str | None = None


@dataclass(frozen=True)
class Rule:
    """One value in one regulation, in force from ``since`` to ``until`` (both included).

    ``value`` is a whole number, the word of a choice, whole numbers (a fraction, days), or ``None`` when unknown.
    ``starts`` is the event that a period is counted from, ``setting`` the office's choice that may stand for the
    value, ``is_chosen`` tells that it does. ``note`` names what is to be known about it.
    """

    code: str
    group: str
    unit: str
    value: int | str | tuple[int, ...] | None
    confidence: Confidence
    regulation: Regulation
    article: str
    since: date
    until: date
    starts: str | None = None
    strict: bool = False
    setting: str | None = None
    is_chosen: bool = False
    note: str | None = None

    @property
    def number(self) -> int | None:
        """The value of a rule that is one whole number; ``None`` when unknown."""
        if isinstance(self.value, str | tuple):
            raise TypeError(f"{self.code} is no number")
        return self.value

    @property
    def choice(self) -> str:
        """The value of a rule that is a choice."""
        if not isinstance(self.value, str):
            raise TypeError(f"{self.code} is no choice")
        return self.value

    @property
    def numbers(self) -> tuple[int, ...]:
        """The value of a rule that is several whole numbers: numerator and denominator, or days."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.code} is not several numbers")
        return self.value


@cache
def rules(settings: Settings | None = None) -> tuple[Rule, ...]:
    """Return every rule of every regulation, in the order of the file, with the choices of an office.

    A setting that is left at its default leaves each regulation its own value.
    """
    return tuple(_chosen(rule, settings or Settings()) for rule in _written())


def _chosen(rule: Rule, settings: Settings) -> Rule:
    if rule.setting is None:
        return rule
    chosen = getattr(settings, rule.setting)
    is_chosen = chosen != SETTINGS[rule.setting].default
    return replace(rule, value=chosen, is_chosen=True) if is_chosen else rule


@cache
def regulations() -> Mapping[str, Regulation]:
    """Return the regulations by code."""
    return MappingProxyType({code: Regulation(code, **entry) for code, entry in _file()["regulations"].items()})


@cache
def _written() -> tuple[Rule, ...]:
    return tuple(rule for code, entry in _file()["rules"].items() for rule in _versions(code, entry))


def _file() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "rules.toml").read_text("utf-8"))


def _versions(code: str, entry: dict[str, Any]) -> Iterator[Rule]:
    if entry["group"] not in GROUPS or entry["unit"] not in UNITS:
        raise ValueError(f"rules.toml, {code}: {entry['group']}, {entry['unit']}")
    for version in entry["versions"]:
        for name in version["regulations"]:
            yield _rule(code, entry, version, regulations()[name])


def _rule(code: str, entry: dict[str, Any], version: dict[str, Any], regulation: Regulation) -> Rule:
    value = version.get("value")
    return Rule(
        code=code,
        group=entry["group"],
        unit=entry["unit"],
        value=tuple(value) if isinstance(value, list) else value,
        confidence=Confidence(version["mark"]),
        regulation=regulation,
        article=version.get("article", ""),
        since=version.get("since", regulation.since),
        until=version.get("until", regulation.until),
        starts=entry.get("starts"),
        strict=entry.get("strict", False),
        setting=entry.get("setting"),
        note=entry.get("note"),
    )
