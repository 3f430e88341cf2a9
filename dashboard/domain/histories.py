"""What became of one person: the events that stand, the state on a day, and the steps that count on it.

Events are never changed. A wrong one is taken back by a further event that names it; then it never happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.definitions.stages import stages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class Kind(StrEnum):
    """What an event is."""

    ENTER = "enter"
    EXIT = "exit"
    REVERSE = "reverse"


@dataclass(frozen=True)
class Event:
    """One event of one person.

    ``stage`` is the stage entered, at an exit the one that was left, ``exit`` the way out. ``position`` orders events
    of one day; one that corrects another takes its position. ``number`` is the document's, ``received_on`` the day on
    which a decision reached the branch, ``ends_on`` the last day of a class. ``reverses`` is the event taken back.
    ``has_gap`` marks an old record that lacks what a new one would need.
    """

    id: int
    kind: Kind
    stage: str
    on_day: date
    position: int
    exit: str | None = None
    number: str | None = None
    received_on: date | None = None
    ends_on: date | None = None
    reverses: int | None = None
    has_gap: bool = False


@dataclass(frozen=True)
class State:
    """Where a person stands: the stage, the exit if they left from it, since when, and by which event."""

    stage: str
    exit: str | None
    since: date
    event_id: int

    @property
    def place(self) -> int:
        """The place of the stage on the way."""
        return stages()[self.stage].place


def standing_events(events: Iterable[Event], day: date | None = None) -> list[Event]:
    """Return the events that were not taken back, up to and with a day, in the order in which they happened."""
    given = list(events)
    reversed_ids = {event.reverses for event in given if event.kind is Kind.REVERSE}
    kept = [
        event
        for event in given
        if event.kind is not Kind.REVERSE and event.id not in reversed_ids and (day is None or event.on_day <= day)
    ]
    return sorted(kept, key=_order)


def _order(event: Event) -> tuple[date, int, int, int]:
    return event.on_day, event.position, stages()[event.stage].place, event.id


def state_on(events: Iterable[Event], day: date | None = None) -> State | None:
    """Return the state at the end of a day, by default after the last event; ``None`` before the first one."""
    standing = standing_events(events, day)
    return State(standing[-1].stage, standing[-1].exit, standing[-1].on_day, standing[-1].id) if standing else None


def steps_on(events: Iterable[Event], day: date | None = None) -> Mapping[str, Event]:
    """Return the steps that count on a day, by stage.

    Going back keeps the step of the stage gone back to and drops the later ones; beginning again after an exit drops
    that one too.
    """
    steps: dict[str, Event] = {}
    has_left = False
    for event in standing_events(events, day):
        if event.kind is Kind.ENTER:
            kept = stages()[event.stage].place + (0 if has_left else 1)
            steps = {code: step for code, step in steps.items() if stages()[code].place < kept}
            steps.setdefault(event.stage, event)
        has_left = event.kind is Kind.EXIT
    return steps
