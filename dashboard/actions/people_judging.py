"""What speaks against a person's way as it would be, and what an old record lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.definitions.stages import exits, stages
from dashboard.domain.guards import Objection, Step, objections
from dashboard.domain.histories import Kind, state_on
from dashboard.domain.moves import exits_from
from dashboard.intake.tables import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.actions.people_timeline import NewEvent, Way
    from dashboard.definitions.rules import Rule
    from dashboard.domain.cases import Case
    from dashboard.domain.histories import Event
    from dashboard.domain.judging import Law

ADMISSION = "admission_decided"
"""The stage at which a list of members begins; what came before it is not the roster's to tell."""
_TOLD_BY_STAGE = frozenset({"resolution_missing", "decision_missing", "ceremony_missing"})
_WORDS = {"stage": ("people.stage",), "earlier": ("people.stage",), "state": ("people.stage", "people.exit")}


@dataclass(frozen=True)
class Judged:
    """A step with what speaks against it; ``left_out`` are the stages missing before it that may not be missing."""

    event: Event
    objections: tuple[Objection, ...]
    left_out: tuple[str, ...]

    @property
    def final(self) -> tuple[Objection, ...]:
        """What cannot be."""
        return tuple(one for one in self.objections if one.is_final)

    def has_gap(self, *, of_member: bool) -> bool:
        """Tell whether the record of the step lacks something."""
        return bool(list(self.lacking(of_member=of_member)))

    def lacking(self, *, of_member: bool) -> Iterator[Word]:
        """Yield what is not recorded, in words; of a member only what a roster tells."""
        first = stages()[ADMISSION].place if of_member else 0
        for stage in self.left_out:
            if stages()[stage].place >= first:
                yield Word(f"people.stage_short.{stage}")
        for one in () if of_member else self.objections:
            if not one.is_final and one.code not in _TOLD_BY_STAGE:
                paper = one.values.get("paper")
                yield Word(f"people.paper.{paper}" if paper else f"upload.lacking.{one.code}")


def judged(case: Case, steps: Iterable[Event], law: Law) -> dict[str, Judged]:
    """Return what speaks against each of the steps, taken one after the other, with all else that is known.

    Nothing can be said of what follows a step that is out of order.
    """
    found: dict[str, Judged] = {}
    before: tuple[Event, ...] = ()
    for event in steps:
        then = replace(case, events=before)
        against = objections(Step(event.stage, event.on_day, then, law.book, law.calendar))
        found[event.stage] = Judged(event, against, _left_out(event.stage, before))
        if any(one.code == "out_of_order" for one in against):
            break
        before += (event,)
    return found


def _left_out(stage: str, before: Sequence[Event]) -> tuple[str, ...]:
    start = max((stages()[event.stage].place for event in before), default=-1)
    place = stages()[stage].place
    return tuple(one.code for one in stages().values() if start < one.place < place and not one.skippable)


def against_exit(made: Way, events: Sequence[NewEvent], law: Law) -> Iterator[Objection]:
    """Yield what speaks against the exit among new events."""
    leaving = next((new.event for new in events if new.event.kind is Kind.EXIT), None)
    if leaving is None or made.last is None:
        return
    state = state_on(made.steps.values())
    if leaving.exit not in exits_from(state):
        rule = exits()[leaving.exit or ""].rule
        values = {"state": leaving.stage, "exit": leaving.exit}
        found = law.book.find(rule, leaving.on_day) if rule else None
        yield Objection("no_exit_from_here", is_final=True, rule=found, values=values)
    last_day = max(event.on_day for event in made.steps.values())
    if leaving.on_day < last_day:
        yield Objection("before_last_event", is_final=True, values={"day": leaving.on_day, "last_day": last_day})


def worded(objection: Objection) -> dict[str, object]:
    """Return the values of the sentence of an objection, codes as words, with the source of its rule."""
    values = {name: _word(name, value) for name, value in objection.values.items()}
    return values | ({"source": source_of(objection.rule)} if objection.rule else {})


def _word(name: str, value: object) -> object:
    if name == "paper":
        return Word(f"people.paper.{value}")
    if name == "exit":
        return Word(f"people.exit.{value}")
    if name not in _WORDS:
        return value
    return Word(f"people.stage.{value}" if value in stages() else f"people.exit.{value}")


def source_of(rule: Rule) -> Word:
    """Return the regulation and, where it is known, the article of a rule, as ``rule_texts.source_text`` does."""
    name = Word(f"rules.regulation.{rule.regulation.code}")
    if not rule.article:
        return name
    form = "charter_article" if rule.regulation.code == "charter" else "article"
    return Word(f"rules.source.{form}", {"regulation": name, "article": rule.article})


def newly_final(after: Mapping[str, Judged], before: Mapping[str, Judged]) -> Iterator[tuple[str, Objection]]:
    """Yield the stage and what cannot be, as far as it could be before."""
    for stage, one in after.items():
        known = {objection.code for objection in before[stage].final} if stage in before else set()
        yield from ((stage, objection) for objection in one.final if objection.code not in known)


def days_ahead(days: Mapping[str, date], law: Law) -> Iterator[tuple[str, Objection]]:
    """Yield the fields with days that have not come."""
    for field, day in days.items():
        if day > law.today:
            yield field, Objection("in_future", is_final=True, values={"day": day})
