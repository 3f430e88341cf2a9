"""What is recorded of one invented person, as it is written down: steps, papers, ballots, helpers and remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from dashboard.demo.people_paths import between
from dashboard.domain.histories import Kind
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from datetime import date

    import numpy as np

    from dashboard.demo.people_names import Named
    from dashboard.demo.people_plots import Plot
    from dashboard.demo.people_scene import Scene

DISTRICT_UNTIL = Month(2025, 6)
"""Since July 2025 communes and wards decide, where districts did."""


class Happening(NamedTuple):
    """One event; ``turn`` is its own place among the events of the person, or that of the one that it corrects."""

    kind: Kind
    stage: str
    on_day: date
    turn: int
    number: str | None = None
    exit: str | None = None
    received_on: date | None = None
    ends_on: date | None = None
    introduced_by: str | None = None
    reason: str | None = None
    reverses: int | None = None
    has_gap: bool = False


class Voted(NamedTuple):
    """One ballot."""

    about: str
    held_on: date
    official_total: int
    transferred_away: int
    exempt_absent: int
    present: int
    in_favour: int
    against: int
    number: str


class Helped(NamedTuple):
    """One assignment of a helper; ``helper`` is the place of the helper among those of the school."""

    helper: int
    from_on: date
    to_on: date | None
    number: str | None


class Remark(NamedTuple):
    """What was said of a month."""

    month: date
    helper: int
    strengths: str | None
    weaknesses: str | None
    comment: str | None


class Filed(NamedTuple):
    """A paper of the dossier."""

    form: str
    dated_on: date
    number: str | None


@dataclass
class About:
    """Who the person is; ``year_only`` where the day of birth is not known."""

    named: Named
    born: date
    group: str
    year_only: bool = False
    party_position: str | None = None
    card: str | None = None
    theory_level: str | None = None
    education: str | None = None
    note: str | None = None


@dataclass
class Life:
    """One person; what would lie after today is not written down."""

    scene: Scene
    plot: Plot
    about: About
    events: list[Happening] = field(default_factory=list)
    votes: list[Voted] = field(default_factory=list)
    helps: list[Helped] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    papers: list[Filed] = field(default_factory=list)

    def enter(self, stage: str, day: date, **more: object) -> None:
        """Write down a step."""
        if day <= self.scene.today:
            self.events.append(Happening(Kind.ENTER, stage, day, len(self.events), **more))  # type: ignore[arg-type]

    def leave(self, way: str, day: date, reason: str | None = None) -> None:
        """Write down that the person left from where they stand."""
        stage = self.events[-1].stage
        self.events.append(Happening(Kind.EXIT, stage, day, len(self.events), exit=way, reason=reason))

    def take_back(self, reason: str) -> Happening:
        """Take back the last event, which was wrong, and return it."""
        wrong, place = self.events[-1], len(self.events) - 1
        self.events.append(
            Happening(Kind.REVERSE, wrong.stage, wrong.on_day, wrong.turn, reason=reason, reverses=place)
        )
        return wrong

    def file(self, form: str, day: date, number: str | None = None) -> None:
        """Write down a paper."""
        if day <= self.scene.today:
            self.papers.append(Filed(form, day, number))

    def since(self, stage: str) -> date | None:
        """Return when a stage was last entered, if it was."""
        found = [event.on_day for event in self.events if event.kind is Kind.ENTER and event.stage == stage]
        return found[-1] if found else None


def branch_number(random: np.random.Generator) -> str:
    """Return the number of a resolution of a branch."""
    return f"{between(random, 1, 60):02d}-NQ/CB"


def decision_number(random: np.random.Generator, day: date) -> str:
    """Return the number of a decision of the committee above: of the district, since July 2025 of the commune."""
    body = "HU" if Month.of(day) <= DISTRICT_UNTIL else "ĐU"
    return f"{between(random, 1, 480):03d}-QĐ/{body}"


def ballot(random: np.random.Generator, life: Life, about: str, day: date, *, carried: bool = True) -> None:
    """Write down a ballot: nearly all come and agree, or just too few for two thirds do."""
    if day > life.scene.today:
        return
    official = life.scene.official(life.plot.school, day)
    away = int(official > 9 and random.random() < 0.08)
    exempt = int(official > 9 and random.random() < 0.12)
    base = official - away - exempt
    needed = -(-2 * base // 3)
    present = max(needed, base - between(random, 0, base // 8))
    in_favour = max(needed, present - between(random, 0, 1)) if carried else max(0, needed - between(random, 1, 2))
    figures = (official, away, exempt, present, in_favour, present - in_favour)
    life.votes.append(Voted(about, day, *figures, branch_number(random)))


def shortly(random: np.random.Generator, day: date, least: int, most: int) -> date:
    """Return a day that many days after another, before it when negative."""
    return day + timedelta(between(random, least, most))
