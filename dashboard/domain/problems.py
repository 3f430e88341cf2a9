"""What is open about a person beside what falls due: helpers, age, ballots, gaps in the record."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from dashboard.definitions.stages import PROBATION, stages
from dashboard.domain.ages import Age, age_on
from dashboard.domain.cases import RECOGNITION, STRIKING_OFF
from dashboard.domain.votes import goes_up, is_carried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dashboard.domain.cases import Case
    from dashboard.domain.histories import State
    from dashboard.domain.rulebook import Rulebook


class Problem(StrEnum):
    """What may be open; the words are ``people.problem.<code>``."""

    RECORD_GAP = "record_gap"
    HELPER_MISSING = "helper_missing"
    HELPER_UNFIT = "helper_unfit"
    BIRTH_UNKNOWN = "birth_unknown"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    BALLOTS_USED = "ballots_used"


def problems(case: Case, day: date, book: Rulebook, helper_state: State | None = None) -> tuple[Problem, ...]:
    """Return what is open about a person at the end of a day; nothing about who has left.

    ``helper_state`` is where the one who helps stands, if that is known.
    """
    then = case.on(day)
    if then.state is None or then.state.exit is not None:
        return ()
    found = {
        *_of_record(then),
        *_of_help(then, day, helper_state),
        *_of_age(then, day, book),
        *_of_ballots(then, day, book),
    }
    return tuple(problem for problem in Problem if problem in found)


def _of_record(case: Case) -> Iterator[Problem]:
    if any(step.has_gap for step in case.steps.values()):
        yield Problem.RECORD_GAP


def _of_help(case: Case, day: date, helper_state: State | None) -> Iterator[Problem]:
    place = case.state.place if case.state else 0
    if not case.help_on(day):
        if stages()["sympathizer"].place <= place < stages()["official"].place:
            yield Problem.HELPER_MISSING
    elif place < stages()["official"].place and not _may_help(helper_state):
        yield Problem.HELPER_UNFIT


def _may_help(state: State | None) -> bool:
    """Tell whether somebody is an official member in party life, as far as it is known."""
    return state is None or (state.exit is None and state.stage == "official")


def _of_age(case: Case, day: date, book: Rulebook) -> Iterator[Problem]:
    if case.state is None or case.state.place >= stages()["branch_voted"].place:
        return
    if case.born is None:
        yield Problem.BIRTH_UNKNOWN
        return
    age = age_on(book, case.born, day)
    if age in (Age.TOO_YOUNG, Age.TOO_OLD):
        yield Problem(str(age))


def _of_ballots(case: Case, day: date, book: Rulebook) -> Iterator[Problem]:
    """Ballots on recognition and on striking off are of one matter: whether one may stay (rule ``ballots``)."""
    ceremony, state = case.steps.get("probationary"), case.state
    if ceremony is None or state is None or stages()[state.stage].part != PROBATION:
        return
    held = [
        vote for vote in case.votes if vote.about in (RECOGNITION, STRIKING_OFF) and vote.held_on >= ceremony.on_day
    ]
    rule = book.find("ballots", day)
    results = [
        is_carried(vote.ballot, fraction)
        for vote in held
        if (fraction := book.find("recognition_vote", vote.held_on)) is not None
    ]
    if rule is not None and goes_up(results, rule):
        yield Problem.BALLOTS_USED
