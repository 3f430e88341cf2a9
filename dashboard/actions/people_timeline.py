"""From the steps that a row states to the events that are to be added, on top of what is stored.

A step on another day, or with another number, is a correction: the stored event is taken back and a new one takes its
place. What a row does not say stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.definitions.stages import stages
from dashboard.domain.histories import Event, Kind, standing_events, state_on, steps_on
from dashboard.domain.moves import way_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.actions.people_stated import StatedStep
    from dashboard.domain.histories import State

UNNUMBERED = 10**15
"""Ids of events that are not written yet begin here, in their order; so do positions that are to be their own ids."""


@dataclass(frozen=True)
class NewEvent:
    """An event to be added; ``introduced_by`` is kept beside what the rules look at."""

    event: Event
    introduced_by: str | None = None


@dataclass(frozen=True)
class Stored:
    """What is stored of a person's way: the events, and by their ids who introduced the person."""

    events: tuple[Event, ...] = ()
    introduced_by: Mapping[int, str | None] | None = None

    @property
    def state(self) -> State | None:
        """Where the person stands."""
        return state_on(self.events)

    def introducer(self, event: Event) -> str | None:
        """Return who introduced the person at an event."""
        return (self.introduced_by or {}).get(event.id)


@dataclass(frozen=True)
class Way:
    """The way as it would be: ``steps`` by stage, of which ``changed`` are new or corrected.

    ``begins_anew`` is the stage at which somebody who had left begins again. ``base`` are the stored steps that stay.
    """

    stored: Stored
    steps: Mapping[str, Event]
    base: Mapping[str, Event]
    changed: Mapping[str, StatedStep]
    begins_anew: str | None = None

    @property
    def standing_exit(self) -> Event | None:
        """The stored exit that would still stand."""
        state = self.stored.state
        if state is None or state.exit is None or self.begins_anew:
            return None
        return next(event for event in self.stored.events if event.id == state.event_id)

    @property
    def last(self) -> Event | None:
        """The last step."""
        return list(self.steps.values())[-1] if self.steps else None


def way(stored: Stored, wanted: Mapping[str, StatedStep]) -> Way:
    """Return the way as it would be with what a row states."""
    counting, told = steps_on(stored.events), _not_lapsed(stored, wanted)
    anew = _beginning_anew(stored, told)
    place = stages()[anew].place if anew else len(stages())
    base = {code: event for code, event in counting.items() if stages()[code].place < place}
    since = stored.state.since if anew and stored.state else None
    told = {
        code: step
        for code, step in told.items()
        if stages()[code].place < place or since is None or step.on_day > since
    }
    changed = {code: step for code, step in told.items() if _differs(stored, base.get(code), step)}
    return Way(stored, _placed(stored, base, changed), base, changed, anew)


def _not_lapsed(stored: Stored, wanted: Mapping[str, StatedStep]) -> dict[str, StatedStep]:
    """Leave out the steps that stood once and count no longer, because the person went back or left."""
    counting = steps_on(stored.events)
    standing = {(event.stage, event.on_day) for event in standing_events(stored.events) if event.kind is Kind.ENTER}
    return {
        code: step
        for code, step in wanted.items()
        if (code, step.on_day) not in standing or (code in counting and counting[code].on_day == step.on_day)
    }


def _beginning_anew(stored: Stored, told: Mapping[str, StatedStep]) -> str | None:
    state = stored.state
    if state is None or state.exit is None:
        return None
    return next((code for code, step in told.items() if step.on_day > state.since), None)


def may_begin_anew(made: Way) -> bool:
    """Tell whether somebody who had left may begin again where the row says."""
    return made.begins_anew is None or way_to(made.begins_anew, made.stored.state) is not None


def _differs(stored: Stored, event: Event | None, step: StatedStep) -> bool:
    if event is None:
        return True
    told = ((step.number, event.number), (step.ends_on, event.ends_on), (step.introduced_by, stored.introducer(event)))
    return step.on_day != event.on_day or any(new is not None and new != old for new, old in told)


def _placed(stored: Stored, base: Mapping[str, Event], changed: Mapping[str, StatedStep]) -> dict[str, Event]:
    """Return all steps in the order of the stages, each new one between those of its day that are before and after."""
    codes = [code for code in stages() if code in base or code in changed]
    steps: dict[str, Event] = {}
    for code in codes:
        steps[code] = _made(base.get(code), changed[code], UNNUMBERED + len(steps)) if code in changed else base[code]
    for code in codes:
        if code in changed:
            steps[code] = replace(steps[code], position=_position(stored, steps, code))
    return steps


def _made(old: Event | None, step: StatedStep, number: int) -> Event:
    event = old or Event(number, Kind.ENTER, step.stage, step.on_day, number)
    return replace(
        event,
        id=number,
        on_day=step.on_day,
        number=step.number or event.number,
        ends_on=step.ends_on or event.ends_on,
        has_gap=False,
    )


def _position(stored: Stored, steps: Mapping[str, Event], code: str) -> int:
    place, own = stages()[code].place, steps[code]
    same_day = [one for one in steps.values() if one.on_day == own.on_day and one.stage != code]
    before = [one.position for one in same_day if stages()[one.stage].place < place]
    after = [one.position for one in same_day if stages()[one.stage].place > place]
    after += [event.position for event in stored.events if event.kind is Kind.EXIT and event.on_day == own.on_day]
    return min([max([own.position, *before]), *after])


def new_events(made: Way, exit_: tuple[str, date] | None) -> list[NewEvent]:
    """Return the events to add, corrections with what they take back, the exit last."""
    return [*_of_steps(made), *_of_exit(made, exit_)]


def _of_steps(made: Way) -> Iterator[NewEvent]:
    for code, step in made.changed.items():
        old = made.base.get(code)
        if old is not None:
            yield NewEvent(_taking_back(old))
        kept = made.stored.introducer(old) if old else None
        yield NewEvent(made.steps[code], step.introduced_by or kept)


def _of_exit(made: Way, exit_: tuple[str, date] | None) -> Iterator[NewEvent]:
    old, last = made.standing_exit, made.last
    wanted = None if exit_ is None or _known_exit(made, exit_) else exit_
    if last is None or (wanted is None and (old is None or old.stage == last.stage)):
        return
    if old is not None:
        yield NewEvent(_taking_back(old))
    code, day = wanted or ((old.exit or "", old.on_day) if old else ("", last.on_day))
    number = UNNUMBERED + len(stages())
    position = max(old.position if old else number, last.position if last.on_day == day else 0)
    yield NewEvent(Event(number, Kind.EXIT, last.stage, day, position, exit=code))


def _known_exit(made: Way, exit_: tuple[str, date]) -> bool:
    left = [event for event in standing_events(made.stored.events) if event.kind is Kind.EXIT]
    return exit_ in [(event.exit, event.on_day) for event in left]


def _taking_back(event: Event) -> Event:
    return Event(0, Kind.REVERSE, event.stage, event.on_day, event.position, exit=event.exit, reverses=event.id)


def leads_there(made: Way, events: Sequence[NewEvent]) -> bool:
    """Tell whether the history with these events has exactly the steps of the way, and the exit if there is one."""
    whole = [*made.stored.events, *(new.event for new in events)]
    days = {code: event.on_day for code, event in steps_on(whole).items()}
    state = state_on(whole)
    left = next((new.event.exit for new in events if new.event.kind is Kind.EXIT), None)
    stays = left or (made.standing_exit.exit if made.standing_exit else None)
    return (
        days == {code: event.on_day for code, event in made.steps.items()} and (state.exit if state else None) == stays
    )
