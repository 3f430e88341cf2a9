"""One person with everything that the rules look at: events, papers, ballots and helpers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dashboard.definitions.stages import papers
from dashboard.domain.histories import state_on, steps_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dashboard.domain.histories import Event, State
    from dashboard.domain.votes import Ballot

ADMISSION, RECOGNITION, STRIKING_OFF = "admission", "recognition", "striking_off"
"""What a ballot is about."""


@dataclass(frozen=True)
class Dated:
    """A paper of the dossier: which one, its day, and its number if it has one."""

    code: str
    dated_on: date
    number: str | None = None


@dataclass(frozen=True)
class Vote:
    """A ballot of the branch: what it was about, when it was held, its figures."""

    about: str
    held_on: date
    ballot: Ballot


@dataclass(frozen=True)
class Help:
    """An official member helping from one day to another (not included); ``None``: to this day."""

    name: str
    from_on: date
    to_on: date | None = None
    number: str | None = None

    def is_active(self, day: date) -> bool:
        """Tell whether the help goes on on a day."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True)
class Case:
    """What is recorded of one person; ``born`` is a day, or the year alone, or unknown."""

    born: date | int | None = None
    events: tuple[Event, ...] = ()
    papers: tuple[Dated, ...] = ()
    votes: tuple[Vote, ...] = ()
    helps: tuple[Help, ...] = field(default=())

    def on(self, day: date) -> Case:
        """Return the case as it was at the end of a day."""
        return replace(
            self,
            events=tuple(event for event in self.events if event.on_day <= day or event.reverses is not None),
            papers=tuple(paper for paper in self.papers if paper.dated_on <= day),
            votes=tuple(vote for vote in self.votes if vote.held_on <= day),
            helps=tuple(one for one in self.helps if one.from_on <= day),
        )

    @property
    def state(self) -> State | None:
        """Where the person stands after the last event."""
        return state_on(self.events)

    @property
    def steps(self) -> Mapping[str, Event]:
        """The steps that count, by stage."""
        return steps_on(self.events)

    def help_on(self, day: date) -> Help | None:
        """Return who helps on a day."""
        return next((one for one in self.helps if one.is_active(day)), None)

    def latest(self, code: str) -> Dated | None:
        """Return the latest paper of a kind, or the document of the step that it belongs to."""
        stage = papers()[code].stage
        step = self.steps.get(stage) if stage else None
        own = [paper for paper in self.papers if paper.code == code]
        if step is not None:
            own.append(Dated(code, step.on_day, step.number))
        return max(own, key=lambda paper: paper.dated_on, default=None)
