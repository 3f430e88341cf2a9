"""The rules in force on a day, found by their code, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.definitions.rules import Rule


@dataclass(frozen=True)
class Gap:
    """Days, both included, on which no version of a rule is in force although earlier and later ones are."""

    code: str
    since: date
    until: date


@dataclass(frozen=True)
class InForce:
    """The rules of one day by code; ``missing`` are the codes that have no version on that day."""

    day: date
    rules: Mapping[str, Rule]
    missing: tuple[str, ...]

    def __getitem__(self, code: str) -> Rule:
        return self.rules[code]

    def find(self, code: str) -> Rule | None:
        """Return the rule, or ``None`` where none is in force that day; raise ``KeyError`` for a code that is none."""
        return None if code in self.missing else self.rules[code]


class Rulebook:
    """All versions of all rules; two of one code never hold on one day."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Order the rules; raise ``ValueError`` where two versions overlap or one ends before it begins."""
        ordered = list(rules)
        places = {code: place for place, code in enumerate(dict.fromkeys(rule.code for rule in ordered))}
        ordered.sort(key=lambda rule: (places[rule.code], rule.since))
        self._versions = {code: tuple(found) for code, found in groupby(ordered, attrgetter("code"))}
        for versions in self._versions.values():
            _check(versions)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rules, in the order in which they are shown."""
        return tuple(self._versions)

    def versions(self, code: str) -> tuple[Rule, ...]:
        """Return every version of a rule, oldest first; raise ``KeyError`` for a code that is none."""
        return self._versions[code]

    def on(self, day: date) -> InForce:
        """Return the rules in force on a day."""
        found = {
            rule.code: rule
            for versions in self._versions.values()
            for rule in versions
            if rule.since <= day <= rule.until
        }
        return InForce(day, MappingProxyType(found), tuple(code for code in self.codes if code not in found))

    def find(self, code: str, day: date) -> Rule | None:
        """Return the version of one rule in force on a day, ``None`` where there is none."""
        return next((rule for rule in self._versions[code] if rule.since <= day <= rule.until), None)

    def gaps(self) -> tuple[Gap, ...]:
        """Return the days between two versions of a rule on which none is in force."""
        one_day = timedelta(days=1)
        return tuple(
            Gap(code, earlier.until + one_day, later.since - one_day)
            for code, versions in self._versions.items()
            for earlier, later in pairwise(versions)
            if later.since - earlier.until > one_day
        )


def _check(versions: tuple[Rule, ...]) -> None:
    for rule in versions:
        if rule.until < rule.since:
            raise ValueError(f"{rule.code} ends on {rule.until}, before {rule.since}")
    for earlier, later in pairwise(versions):
        if later.since <= earlier.until:
            raise ValueError(f"{later.code} has two versions on {later.since}")
