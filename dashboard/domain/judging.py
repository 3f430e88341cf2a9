"""Whether somebody may come to a stage, or leave: the way, the days, and what the guards say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.definitions.stages import exits
from dashboard.domain.guards import Objection, Step, objections
from dashboard.domain.moves import Way, exits_from, is_gap, way_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dashboard.definitions.days import Calendar
    from dashboard.domain.cases import Case
    from dashboard.domain.rulebook import Rulebook


@dataclass(frozen=True)
class Law:
    """What is judged by: the rules, the working days, and the day to take as today."""

    book: Rulebook
    calendar: Calendar
    today: date


def against_stage(case: Case, stage: str, day: date, law: Law) -> tuple[Objection, ...]:
    """Return what speaks against entering a stage on a day, the final objections first."""
    way = way_to(stage, case.state)
    found = [*_against_day(case, day, law), *_against_way(case, stage, way)]
    if way in (Way.FORWARD, Way.SKIP, Way.START):
        found += objections(Step(stage, day, case, law.book, law.calendar))
    return tuple(sorted(found, key=lambda objection: not objection.is_final))


def against_exit(case: Case, code: str, day: date, law: Law) -> tuple[Objection, ...]:
    """Return what speaks against leaving by an exit on a day."""
    found = [*_against_day(case, day, law)]
    if code not in exits_from(case.state):
        state = case.state.exit or case.state.stage if case.state else None
        rule = exits()[code].rule
        found.append(
            Objection(
                "no_exit_from_here",
                is_final=True,
                rule=law.book.find(rule, day) if rule else None,
                values={"state": state, "exit": code},
            )
        )
    return tuple(found)


def in_future(day: date, law: Law) -> tuple[Objection, ...]:
    """Return the objection to a day that has not come."""
    return (Objection("in_future", is_final=True, values={"day": day}),) if day > law.today else ()


def against_dates(day: date, received_on: date | None, ends_on: date | None, law: Law) -> Iterator[Objection]:
    """Yield what speaks against the days beside that of a step: of receiving its decision, of the end of its class."""
    if received_on is not None:
        yield from in_future(received_on, law)
        if received_on < day:
            values = {"day": day, "received_on": received_on}
            yield Objection("received_too_early", is_final=True, values=values)
    if ends_on is not None and ends_on < day:
        yield Objection("class_ends_too_early", is_final=True, values={"day": day, "ends_on": ends_on})


def _against_day(case: Case, day: date, law: Law) -> Iterator[Objection]:
    yield from in_future(day, law)
    if case.state is not None and day < case.state.since:
        yield Objection("before_last_event", is_final=True, values={"day": day, "last_day": case.state.since})


def _against_way(case: Case, stage: str, way: Way | None) -> Iterator[Objection]:
    state = case.state
    if way is None and state is not None:
        yield Objection("not_from_here", is_final=True, values={"state": state.exit or state.stage, "stage": stage})
    elif way is Way.SKIP or (way is Way.START and is_gap(stage, state)):
        yield Objection("steps_left_out", is_final=False)
