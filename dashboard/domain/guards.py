"""What speaks against a step: impossible ones are refused, what only lacks makes an old record one with a gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dashboard.definitions.stages import papers, stages
from dashboard.domain.ages import Age, age_on
from dashboard.domain.cases import ADMISSION, RECOGNITION
from dashboard.domain.deadlines import deadline, official_on
from dashboard.domain.votes import is_carried, votes_needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dashboard.definitions.days import Calendar
    from dashboard.definitions.rules import Rule
    from dashboard.domain.cases import Case, Vote
    from dashboard.domain.rulebook import Rulebook


@dataclass(frozen=True)
class Objection:
    """Something against a step; ``is_final`` if it cannot be, otherwise something is only not recorded.

    The sentence is ``pipeline.objection.<code>`` in the catalogues, filled with ``values``; ``rule`` is the rule that
    it follows from.
    """

    code: str
    is_final: bool
    rule: Rule | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A stage that is to be entered on a day, by whom it concerns, under the law of its day."""

    stage: str
    day: date
    case: Case
    book: Rulebook
    calendar: Calendar

    def rule(self, code: str) -> Rule | None:
        """Return the rule in force on the day of the step."""
        return self.book.find(code, self.day)


def objections(step: Step) -> tuple[Objection, ...]:
    """Return what speaks against a step, the final ones first."""
    guards = (_order, *(GUARDS[name] for name in stages()[step.stage].guards))
    found = [objection for guard in guards for objection in guard(step)]
    return tuple(sorted(found, key=lambda objection: not objection.is_final))


def _order(step: Step) -> Iterator[Objection]:
    """No step is before one that leads to it: decision after resolution, ceremony after decision."""
    place, rule = stages()[step.stage].place, stages()[step.stage].rule
    late = [one for code, one in step.case.steps.items() if stages()[code].place < place and one.on_day > step.day]
    if late:
        # the nearest says it: those before it are before it
        nearest = max(late, key=lambda one: stages()[one.stage].place)
        values = {"stage": step.stage, "day": step.day, "earlier": nearest.stage, "earlier_day": nearest.on_day}
        yield Objection("out_of_order", is_final=True, rule=step.rule(rule) if rule else None, values=values)


def _age(step: Step) -> Iterator[Objection]:
    age = None if step.case.born is None else age_on(step.book, step.case.born, step.day)
    if age is None:
        yield Objection("age_unknown", is_final=False, rule=step.rule("age_from"))
    elif age is not Age.FITS:
        limit = "age_from" if age is Age.TOO_YOUNG else "age_to"
        rule = step.rule(limit)
        values = {"day": step.day, "years": rule.number if rule else None}
        yield Objection(str(age), is_final=True, rule=rule, values=values)


def _vote(about: str) -> Callable[[Step], Iterator[Objection]]:
    """The last ballot on the matter, held since the person stands where they stand, was carried."""

    def judged(step: Step) -> Iterator[Objection]:
        rule = step.rule(f"{about}_vote")
        since = step.case.state.since if step.case.state else date.min
        held = [vote for vote in step.case.votes if vote.about == about and since <= vote.held_on <= step.day]
        last = max(held, key=lambda vote: vote.held_on, default=None)
        if last is None or rule is None:
            yield Objection("vote_missing", is_final=False, rule=rule)
        else:
            yield from _result(last, rule)

    return judged


def _result(vote: Vote, rule: Rule) -> Iterator[Objection]:
    ballot = vote.ballot
    values = {"in_favour": ballot.in_favour, "base": ballot.base, "day": vote.held_on}
    carried = is_carried(ballot, rule)
    if carried is None:
        yield Objection("vote_impossible", is_final=True, rule=rule, values=values)
    elif not carried:
        needed = votes_needed(ballot.base, rule)
        yield Objection("vote_failed", is_final=True, rule=rule, values=values | {"needed": needed})


def _helper(step: Step) -> Iterator[Objection]:
    if step.case.help_on(step.day) is None:
        yield Objection("helper_missing", is_final=False)


def _paper(code: str) -> Callable[[Step], Iterator[Objection]]:
    def checked(step: Step) -> Iterator[Objection]:
        paper, life = step.case.latest(code), papers()[code].life
        if paper is None:
            yield Objection("paper_missing", is_final=False, values={"paper": code})
        elif life is not None:
            yield from _expired(step, code, paper.dated_on, life)

    return checked


def _expired(step: Step, code: str, dated_on: date, life: str) -> Iterator[Objection]:
    end = deadline(step.book, life, dated_on, step.calendar)
    if end is not None and end.is_over(step.day):
        values = {"paper": code, "dated_on": dated_on, "due_on": end.due_on, "day": step.day}
        yield Objection("paper_expired", is_final=True, rule=end.rule, values=values)


def _introductions(step: Step) -> Iterator[Objection]:
    """One official member with a union's resolution, or two official members, all within their lives."""
    members = [paper for paper in step.case.papers if paper.code == "member_introduction"]
    unions = [code for code in ("youth_union_resolution", "trade_union_resolution") if step.case.latest(code)]
    rule = step.rule("introducers")
    alone = rule is None or rule.number is None or len(members) >= rule.number
    if not members or not (alone or unions):
        yield Objection("introductions_missing", is_final=False, rule=rule)
    for code in [*(["member_introduction"] if members else []), *unions]:
        yield from _paper(code)(step)


def _preceded(by: str, since: str, code: str, rule: str) -> Callable[[Step], Iterator[Objection]]:
    """Where ``since`` is recorded, ``by`` must be; an old record may lack both."""

    def checked(step: Step) -> Iterator[Objection]:
        if by not in step.case.steps:
            yield Objection(code, is_final=since in step.case.steps, rule=step.rule(rule))

    return checked


def _probation_over(step: Step) -> Iterator[Objection]:
    ceremony = step.case.steps.get("probationary")
    if ceremony is None:
        yield Objection("ceremony_missing", is_final=False, rule=step.rule("probation"))
        return
    over_on = official_on(step.book, ceremony.on_day)
    if over_on is not None and step.day < over_on:
        values = {"ceremony_on": ceremony.on_day, "over_on": over_on, "day": step.day}
        yield Objection("probation_not_over", is_final=True, rule=step.rule("probation"), values=values)


GUARDS: Mapping[str, Callable[[Step], Iterator[Objection]]] = {
    "age": _age,
    "admission_vote": _vote(ADMISSION),
    "recognition_vote": _vote(RECOGNITION),
    "helper": _helper,
    "certificate": _paper("certificate"),
    "application": _paper("application"),
    "personal_history": _paper("personal_history"),
    "opinions": _paper("opinions"),
    "verification_answer": _paper("verification_answer"),
    "introductions": _introductions,
    "resolution": _preceded("branch_voted", "submitted", "resolution_missing", "admission_decision"),
    "decision": _preceded("admission_decided", "branch_voted", "decision_missing", "ceremony"),
    "probation_over": _probation_over,
}
"""The guards by the names that ``stages.toml`` uses."""
