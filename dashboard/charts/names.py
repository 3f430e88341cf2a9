"""Names beside dots: on the side where they cover the fewest other dots, readable over any line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.charts import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE, _HIGH = 280, 330
"""The plot of a phone in pixels: what has room there has room everywhere."""
_TALL, _AWAY, _DOT = 20, 16, 7
"""Pixels of a line of text, from a dot to the middle of its name, and from the middle of a dot to its edge."""


class Spot(NamedTuple):
    """A place in a plot: the part of its width from the left, and of its height from below."""

    across: float
    up: float


class Side(NamedTuple):
    """Where a name stands to its dot: ``left``, ``center`` or ``right`` of it, and above (1) or below (-1)."""

    across: str
    up: int


_SIDES = [Side(across, up) for across in ("center", "right", "left") for up in (1, -1)]
_STARTS = {"right": 0.0, "center": -0.5, "left": -1.0}
"""The left end of a name, in parts of its width from its dot."""
_ANCHORS = {"right": "left", "center": "center", "left": "right"}


def side(spot: Spot, text: str, dots: Sequence[Spot]) -> Side:
    """Return where the name of the dot at ``spot`` stays inside the plot and covers, then touches, the fewest ``dots``.

    Of equal sides it is the one away from the middle of the plot.
    """
    outwards = 1 if spot.up >= 0.5 else -1

    def faults(where: Side) -> tuple[bool, int, int, bool]:
        covered, touched = (_covered(spot, text, where, dots, edge) for edge in (0, _DOT))
        return _outside(spot, text, where), covered, touched, where.up != outwards

    return min(_SIDES, key=faults)


def note(x: float, y: float, text: str, where: Side) -> dict[str, Any]:
    """Return the name of the dot at ``x`` and ``y`` as an annotation, escaped text on a light ground."""
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": _ANCHORS[where.across],
        "yanchor": "middle",
        "yshift": where.up * _AWAY,
        "bgcolor": "rgba(255,255,255,0.85)",
        "borderpad": 0,
    }


def _box(spot: Spot, text: str, where: Side) -> tuple[float, float, float, float]:
    """Return the left, right, lower and upper end of a name in pixels."""
    wide = rows.room([text])
    left = spot.across * _WIDE + _STARTS[where.across] * wide
    middle = spot.up * _HIGH + where.up * _AWAY
    return left, left + wide, middle - _TALL / 2, middle + _TALL / 2


def _outside(spot: Spot, text: str, where: Side) -> bool:
    left, right, low, high = _box(spot, text, where)
    return left < 0 or right > _WIDE or low < 0 or high > _HIGH


def _covered(spot: Spot, text: str, where: Side, dots: Sequence[Spot], edge: int) -> int:
    left, right, low, high = _box(spot, text, where)
    return sum(
        left - edge < dot.across * _WIDE < right + edge and low - edge < dot.up * _HIGH < high + edge
        for dot in dots
        if dot != spot
    )
