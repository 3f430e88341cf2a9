"""Fractions of people: rounded half up to two places, compared as whole numbers, judged by the size of the school."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import sqrt

Z95 = 1.959963984540054
"""The normal quantile that leaves 5 % outside."""
Z998 = 3.090232306167813
"""The normal quantile that leaves 0,2 % outside."""


def percent_of(numerator: int | None, denominator: int | None) -> Decimal | None:
    """Return ``numerator / denominator`` in percent with two decimals, half up; nothing when unknown or on zero.

    810 of 1.844 is 43,93 (the roundtable of 23/9/2016).
    """
    if numerator is None or not denominator:
        return None
    return (Decimal(numerator) * 100 / Decimal(denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def compare(part: int, whole: int, other_part: int, other_whole: int) -> int:
    """Return -1, 0 or 1 as ``part/whole`` is below, equal to or above the other fraction, in whole numbers."""
    left, right = part * other_whole, other_part * whole
    return (left > right) - (left < right)


def wilson_interval(part: int, whole: int, z: float = Z95) -> tuple[float, float]:
    """Return the Wilson score interval of ``part/whole`` in percent; the whole line when ``whole`` is zero.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212.
    """
    if not whole:
        return 0.0, 100.0
    share, weight = part / whole, z * z / whole
    centre = (share + weight / 2) / (1 + weight)
    margin = z / (1 + weight) * sqrt(share * (1 - share) / whole + weight / (4 * whole))
    return max(0.0, centre - margin) * 100, min(1.0, centre + margin) * 100


@dataclass(frozen=True)
class Limits:
    """Where a share may lie by chance alone, in percent, at one size."""

    size: int
    low95: float
    high95: float
    low998: float
    high998: float


def funnel_limits(share: float, size: int) -> Limits:
    """Return the 95 % and 99,8 % limits around the overall ``share`` (0 to 1) for a school of ``size`` people.

    These are score limits, smooth in the size. Source: D. J. Spiegelhalter, Statistics in Medicine 24 (2005)
    1185-1202.
    """
    error = sqrt(share * (1 - share) / size) if size else 1.0
    low95, high95 = _around(share, Z95 * error)
    low998, high998 = _around(share, Z998 * error)
    return Limits(size, low95, high95, low998, high998)


def _around(share: float, margin: float) -> tuple[float, float]:
    return max(0.0, share - margin) * 100, min(1.0, share + margin) * 100


class Standing(StrEnum):
    """How a school's share stands to the overall share once its size is taken into account."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


def standing(part: int, whole: int, share: float) -> Standing:
    """Tell whether ``part/whole`` lies outside the 95 % limits of the overall ``share`` (0 to 1) for its size."""
    if not whole:
        return Standing.WITHIN
    limits, percent = funnel_limits(share, whole), part * 100 / whole
    if percent < limits.low95:
        return Standing.BELOW
    return Standing.ABOVE if percent > limits.high95 else Standing.WITHIN
