"""Ballots, judged in whole numbers against all official members who were summoned, not against those who came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.domain.ratios import compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.definitions.rules import Rule


class Fault(StrEnum):
    """Why the figures of a ballot cannot all be right."""

    NEGATIVE = "negative"
    NO_BASE = "no_base"
    MORE_PRESENT_THAN_BASE = "more_present_than_base"
    MORE_VOTES_THAN_PRESENT = "more_votes_than_present"


@dataclass(frozen=True)
class Ballot:
    """One vote of official members on one person; probationary members neither vote nor count.

    ``transferred_away`` are official members who take part in party life elsewhere for a time, ``exempt_absent`` those
    exempted who did not come; both leave the base. A figure that was not recorded is ``None``.
    """

    official_total: int
    in_favour: int
    against: int | None = None
    present: int | None = None
    transferred_away: int = 0
    exempt_absent: int = 0

    @property
    def base(self) -> int:
        """What the fraction is taken of (rule ``vote_base``)."""
        return self.official_total - self.transferred_away - self.exempt_absent

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What in the figures cannot be; a ballot with a fault has no result."""
        present = self.base if self.present is None else self.present
        figures = (self.official_total, self.in_favour, self.against or 0, self.transferred_away, self.exempt_absent)
        found = {
            Fault.NEGATIVE: min(*figures, present) < 0,
            Fault.NO_BASE: self.base <= 0,
            Fault.MORE_PRESENT_THAN_BASE: present > self.base,
            Fault.MORE_VOTES_THAN_PRESENT: self.in_favour + (self.against or 0) > present,
        }
        return tuple(fault for fault, is_so in found.items() if is_so)


def is_carried(ballot: Ballot, rule: Rule) -> bool | None:
    """Tell whether enough are in favour: 14 of 20 are two thirds, 13 are not.

    ``rule`` is one of the votes, with its fraction in two whole numbers. ``None`` where the figures cannot be right.
    """
    if ballot.faults:
        return None
    needed = compare(ballot.in_favour, ballot.base, *_fraction(rule))
    return needed > 0 if rule.strict else needed >= 0


def votes_needed(base: int, rule: Rule) -> int:
    """Return the least number in favour that carries a vote."""
    numerator, denominator = _fraction(rule)
    return numerator * base // denominator + 1 if rule.strict else -(-numerator * base // denominator)


def _fraction(rule: Rule) -> tuple[int, int]:
    numerator, denominator = rule.numbers
    return numerator, denominator


def goes_up(results: Iterable[bool | None], rule: Rule) -> bool:
    """Tell whether a case goes to the committee above: as many ballots as ``rule`` says (``ballots``), none carried.

    ``results`` are the ballots of one case, whether on recognition or on striking off; one without a result does not
    count.
    """
    known = [result for result in results if result is not None]
    return rule.number is not None and len(known) >= rule.number and not any(known)
