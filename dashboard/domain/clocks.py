"""Which times run for a person on a day, and until when; see ``stages.toml`` for the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.definitions.stages import clocks
from dashboard.domain.deadlines import ceremony_deadline, deadline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dashboard.definitions.days import Calendar
    from dashboard.definitions.stages import Clock
    from dashboard.domain.cases import Case
    from dashboard.domain.deadlines import Deadline
    from dashboard.domain.rulebook import Rulebook


@dataclass(frozen=True)
class Due:
    """A clock that runs and its last day."""

    clock: str
    deadline: Deadline


def dues(case: Case, day: date, book: Rulebook, calendar: Calendar) -> tuple[Due, ...]:
    """Return what falls due for a person as recorded by the end of a day, the earliest first.

    A time that begins only when another has passed is told once it has begun. Nothing is due for who has left.
    """
    then = case.on(day)
    if then.state is None or then.state.exit is not None:
        return ()
    running = [clock for clock in clocks().values() if then.state.stage in clock.stages]
    found = [due for clock in running for due in _dues_of(clock, then, day, (book, calendar))]
    return tuple(sorted(found, key=lambda due: (due.deadline.due_on, due.clock)))


def _dues_of(clock: Clock, case: Case, day: date, law: tuple[Rulebook, Calendar]) -> Iterator[Due]:
    ends = [end for start in _starts(clock, case) if (end := _end(clock, case, start, law)) is not None]
    if not ends or (clock.done and case.latest(clock.done) is not None):
        return
    earliest = min(ends, key=lambda end: end.due_on)
    if clock.after is None or earliest.started_on <= day:
        yield Due(clock.code, earliest)


def _starts(clock: Clock, case: Case) -> list[date]:
    if clock.since is not None:
        return [case.steps[clock.since].on_day] if clock.since in case.steps else []
    latest = (case.latest(code) for code in clock.papers)
    return [paper.dated_on for paper in latest if paper is not None]


def _end(clock: Clock, case: Case, start: date, law: tuple[Rulebook, Calendar]) -> Deadline | None:
    book, calendar = law
    if clock.code == "ceremony":
        return ceremony_deadline(book, start, case.steps["admission_decided"].received_on, calendar)
    if clock.after is not None:
        first = deadline(book, clock.after, start, calendar)
        return None if first is None else deadline(book, clock.rule, first.due_on, calendar)
    return deadline(book, clock.rule, start, calendar)
