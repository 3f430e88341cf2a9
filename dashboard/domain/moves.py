"""Which moves are lawful from where somebody stands."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.definitions.stages import backward_moves, exits, stages

if TYPE_CHECKING:
    from dashboard.domain.histories import State


class Way(StrEnum):
    """How a stage is come to."""

    START = "start"
    FORWARD = "forward"
    SKIP = "skip"
    BACKWARD = "backward"
    RETURN = "return"


FIRST = ("source", "outstanding")
"""The stages at which the way begins."""


def way_to(stage: str, state: State | None) -> Way | None:
    """Return how a stage is come to from a state, ``None`` where no lawful way leads there.

    Leaving out stages (``SKIP``) is only for old records.
    """
    if state is None:
        return Way.START if stage in FIRST else Way.SKIP
    if state.exit is not None:
        return Way.RETURN if stage in exits()[state.exit].returns else None
    place = stages()[stage].place
    if place > state.place:
        return Way.FORWARD if place == state.place + 1 else Way.SKIP
    is_back = any(state.stage in move.origins and move.to == stage for move in backward_moves().values())
    return Way.BACKWARD if is_back else None


def is_gap(stage: str, state: State | None) -> bool:
    """Tell whether coming to a stage leaves out one that may not be missing."""
    start = -1 if state is None else state.place
    between = [one for one in stages().values() if start < one.place < stages()[stage].place]
    return not all(one.skippable for one in between)


def exits_from(state: State | None) -> tuple[str, ...]:
    """Return the ways out of a state."""
    if state is None or state.exit is not None:
        return ()
    part = stages()[state.stage].part
    return tuple(code for code, one in exits().items() if part in one.parts)


def stages_from(state: State | None, *, old_record: bool = False) -> dict[str, Way]:
    """Return the stages that may be entered from a state, with how; skipping only for an old record."""
    ways = {code: way_to(code, state) for code in stages()}
    return {code: way for code, way in ways.items() if way is not None and (old_record or way is not Way.SKIP)}
