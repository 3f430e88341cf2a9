"""What is recorded beside the moves: helpers and their monthly remarks, ballots, papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.actions.moving import end_help
from dashboard.actions.people import changing, refuse
from dashboard.domain.cases import ADMISSION, RECOGNITION, STRIKING_OFF, Vote
from dashboard.domain.guards import Objection
from dashboard.domain.histories import state_on
from dashboard.domain.judging import in_future
from dashboard.domain.text import fold, tidy
from dashboard.domain.votes import is_carried
from dashboard.errors import Conflict, InvalidInput, NotFound
from dashboard.queries.people import cases

if TYPE_CHECKING:
    from datetime import date

    from dashboard.actions.people import Acting, Change
    from dashboard.domain.months import Month
    from dashboard.domain.votes import Ballot


@dataclass(frozen=True)
class Assignment:
    """A helper for a person: a name, or a known person, from a day on, by a resolution with its number."""

    person_id: int
    from_on: date
    name: str = ""
    helper_id: int | None = None
    number: str | None = None


def assign_helper(acting: Acting, wanted: Assignment) -> None:
    """Assign an official member to help; whoever helped before ends that day.

    Raises ``InvalidInput`` without a helper, before the last assignment and for a person who has left, ``StepRefused``
    for a helper who is probationary, on the way, or has left.
    """
    with changing(acting, "assign_helper", wanted.person_id) as change:
        helper = _helper(change, wanted)
        refuse(in_future(wanted.from_on, acting.law))
        if change.case.state is not None and change.case.state.exit is not None:
            raise InvalidInput("errors.helped_has_left")
        if any(one.from_on > wanted.from_on for one in change.case.helps):
            raise InvalidInput("errors.helper_before_last")
        end_help(change, wanted.from_on)
        dates = {"from_on": wanted.from_on, "to_on": None, "document_no": tidy(wanted.number or "") or None}
        change.writer.put_numbered("helper", [change.whose | helper | dates])


def _helper(change: Change, wanted: Assignment) -> dict[str, Any]:
    """Return who helps; a name that is that of one known member of the school means that member."""
    named = {"full_name": tidy(wanted.name), "birth_date": None, "birth_year": None}
    found = change.writer.rows("namesakes", school_id=change.person["school_id"], **named)
    helper_id = wanted.helper_id or (found[0]["id"] if len(found) == 1 else None)
    name = tidy(wanted.name)
    if helper_id is not None:
        known = change.writer.rows("people_rows", people=[helper_id])
        if not known:
            raise NotFound("errors.no_such_person")
        _refuse_unfit(change, helper_id, wanted.from_on)
        name = str(known[0]["full_name"])
    if not name:
        raise InvalidInput("errors.helper_needs_a_name")
    return {"helper_name": name, "helper_key": fold(name), "helper_person_id": helper_id}


def _refuse_unfit(change: Change, helper_id: int, day: date) -> None:
    state = state_on(cases(change.writer, [helper_id])[helper_id].events, day)
    is_self = helper_id == change.person["id"]
    if is_self or (state is not None and (state.exit is not None or state.stage != "official")):
        refuse((Objection("helper_unfit", is_final=True),))


@dataclass(frozen=True)
class Remark:
    """What the helper and the branch say of a person in one month."""

    person_id: int
    month: Month
    strengths: str = ""
    weaknesses: str = ""
    branch_comment: str = ""


def remark(acting: Acting, wanted: Remark) -> None:
    """Record the remark of a month, or replace that month's; raise ``InvalidInput`` when nothing is said."""
    texts = {name: tidy(getattr(wanted, name)) or None for name in ("strengths", "weaknesses", "branch_comment")}
    if not any(texts.values()) or wanted.month.first > acting.law.today:
        raise InvalidInput("errors.remark_empty")
    with changing(acting, "remark", wanted.person_id) as change:
        helping = change.case.help_on(min(wanted.month.last, acting.law.today))
        rows = change.writer.rows("people_reviews", people=[wanted.person_id])
        same = next((row for row in rows if row["month"] == wanted.month.first), {"id": None})
        said = texts | {"month": wanted.month.first, "helper_name": helping.name if helping else None}
        change.writer.put_numbered("helper_review", [change.whose | said | {"id": same["id"]}])


@dataclass(frozen=True)
class HeldVote:
    """A ballot of the branch on a person, as the user filled it in."""

    person_id: int
    about: str
    held_on: date
    ballot: Ballot
    number: str | None = None


def record_vote(acting: Acting, wanted: HeldVote) -> bool:
    """Record a ballot, carried or not, and tell whether it was.

    Raises ``StepRefused`` for a day to come and for figures that cannot be right, ``InvalidInput`` for another matter,
    ``Conflict`` when the very same ballot is recorded already: each of them counts.
    """
    if wanted.about not in (ADMISSION, RECOGNITION, STRIKING_OFF):
        raise InvalidInput("errors.vote_about", about=wanted.about)
    rule = acting.law.book.find("admission_vote" if wanted.about == ADMISSION else "recognition_vote", wanted.held_on)
    carried = is_carried(wanted.ballot, rule) if rule else None
    values = {"day": wanted.held_on, "in_favour": wanted.ballot.in_favour, "base": wanted.ballot.base}
    refuse(in_future(wanted.held_on, acting.law))
    if carried is None:
        refuse((Objection("vote_impossible", is_final=True, rule=rule, values=values),))
    with changing(acting, "record_vote", wanted.person_id) as change:
        if Vote(wanted.about, wanted.held_on, wanted.ballot) in change.case.votes:
            raise Conflict("errors.vote_known")
        names = ("official_total", "transferred_away", "exempt_absent", "present", "in_favour", "against")
        figures = {name: getattr(wanted.ballot, name) for name in names}
        said = {"about": wanted.about, "held_on": wanted.held_on, "document_no": tidy(wanted.number or "") or None}
        change.writer.put_numbered("vote", [change.whose | figures | said])
    return bool(carried)


def register_paper(acting: Acting, person_id: int, form: str, dated_on: date, number: str | None = None) -> None:
    """Register a paper of a person's dossier; raise ``StepRefused`` for a day to come."""
    refuse(in_future(dated_on, acting.law))
    with changing(acting, "register_paper", person_id) as change:
        said = {"form": form, "dated_on": dated_on, "document_no": tidy(number or "") or None}
        change.writer.put_numbered("paper", [change.whose | said])
