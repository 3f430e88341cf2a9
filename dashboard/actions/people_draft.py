"""One person of a list: what would be written, which fields change, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.actions import people_beside as beside
from dashboard.actions import people_checks as checks
from dashboard.actions.people_judging import days_ahead
from dashboard.actions.people_known import name_key
from dashboard.actions.people_stated import CANDIDATES, DETAILS, MAY_COME, MEMBERS, end_of_probation
from dashboard.actions.people_subject import Draft, Subject
from dashboard.actions.people_timeline import Stored, new_events, way
from dashboard.definitions.stages import OFFICIAL, stages
from dashboard.domain.ages import may_be_born
from dashboard.domain.guards import Objection
from dashboard.domain.histories import Event, Kind, state_on, steps_on
from dashboard.intake.changes import FieldChange
from dashboard.intake.readings import plain
from dashboard.intake.tables import Word
from dashboard.queries.people import case_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dashboard.actions.people_stated import StatedStep
    from dashboard.actions.people_timeline import NewEvent, Way
    from dashboard.domain.cases import Case
    from dashboard.domain.histories import State


def draft(subject: Subject) -> Draft:
    """Return what a row of candidates or members would do."""
    made, stated, law = Draft(subject), subject.stated, subject.law
    days = {name: value for name in stated.values if name not in MAY_COME and (value := stated.day(name))}
    for at, objection in days_ahead(days, law):
        made.object(at, objection)
    if isinstance(stated.born, int) and not may_be_born(stated.born, law.today):
        made.refuse("birth_impossible", "birth_date")
    if not made.is_refused:
        made.person = _columns(made)
        _draft_way(made)
    return made


def _columns(made: Draft) -> dict[str, Any]:
    """Return the columns of the person that the row changes; a year alone says nothing new of a known day."""
    stated, known = made.subject.stated, made.subject.known
    before = known.row if known else {}
    changed: dict[str, Any] = {} if known else {"full_name": stated.name}
    born, was = stated.born, known.born if known else None
    if born is not None and (was is None or (isinstance(was, int) and not isinstance(born, int))):
        changed |= (
            {"birth_year": born, "birth_date": None}
            if isinstance(born, int)
            else {"birth_year": None, "birth_date": born}
        )
        made.fields.append(FieldChange("birth_date", None if was is None else str(was), stated.values["birth_date"]))
    for name in DETAILS:
        value = stated.values.get(name)
        if value is not None and _plain(before.get(name)) != value:
            changed[name] = value
            made.fields.append(FieldChange(name, before.get(name), value))
    return changed


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


def _draft_way(made: Draft) -> None:
    subject, stored = made.subject, made.subject.stored
    wanted = _wanted(subject, stored)
    way_there = way(stored, wanted)
    exit_ = _exit(made, way_there)
    if not way_there.steps:
        way_there = _begun(made, way_there, exit_)
    if made.is_refused:
        return
    events = new_events(way_there, exit_)
    case = _beside(made, way_there, events)
    checks.judge(made, way_there, events, case)
    made.events = events if made.is_refused else checks.with_gaps(made, way_there, events, case)
    checks.tell_moves(made, way_there, events)
    checks.check_standing(made, way_there, events)


def _wanted(subject: Subject, stored: Stored) -> dict[str, StatedStep]:
    """Return the stated steps; a roster's official day is that of the end of probation, whatever day is stored."""
    wanted = subject.stated.steps(subject.law)
    counting = steps_on(stored.events)
    ceremony = wanted.get("probationary") or counting.get("probationary")
    stands = "official" in wanted and "official" in counting and subject.stated.dataset == MEMBERS
    if stands and ceremony and wanted["official"].on_day == end_of_probation(subject.law, ceremony.on_day):
        wanted.pop("official")
    return wanted


def _exit(made: Draft, way_there: Way) -> tuple[str, date] | None:
    stated = made.subject.stated
    last = way_there.last
    code = stated.exit(stages()[last.stage].part if last else "candidate")
    day = stated.day("exit_on")
    at = "exit" if "exit" in stated.values else "status"
    if code and day:
        return code, day
    standing = way_there.standing_exit
    if code and not (standing and standing.exit == code):
        made.refuse("exit_day_missing", at, exit=Word(f"people.exit.{code}"))
    if day and not (standing and standing.on_day == day):
        made.refuse("exit_kind_missing", "exit_on")
    return None


def _begun(made: Draft, way_there: Way, exit_: tuple[str, date] | None) -> Way:
    """Let a new person without any step be a source, as of the day of the list; a member must have a day."""
    subject = made.subject
    if subject.stated.dataset == MEMBERS:
        made.refuse("member_without_day", "full_name")
        return way_there
    if exit_ is not None:
        made.refuse("exit_without_step", "exit")
        return way_there
    source = Event(0, Kind.ENTER, "source", subject.law.today, 0)
    step = subject.stated.begun(source.stage, source.on_day)
    return way(way_there.stored, {source.stage: step})


def _beside(made: Draft, way_there: Way, events: Iterable[NewEvent]) -> Case:
    """Draft papers, ballots and helpers, and return the case as the rules will see it."""
    subject, before = made.subject, way_there.base.get("branch_voted")
    after, stated = way_there.steps.get("branch_voted"), made.subject.stated
    found = {"paper": beside.Beside.of(subject.about("paper")), "vote": beside.Beside.of(subject.about("vote"))}
    found["helper"] = beside.Beside.of(subject.about("helper"))
    if stated.dataset == CANDIDATES:
        days = [event.on_day if event else None for event in (before, after)]
        found["paper"] = beside.papers(subject.about("paper"), stated)
        found["vote"] = beside.votes(subject.about("vote"), stated, *days)
        found["helper"] = _helpers(made)
    for new in events:
        if new.event.kind is Kind.EXIT:
            beside.end_help(found["helper"], new.event.on_day)
    made.rows = {table: one.written for table, one in found.items() if one.written}
    made.fields += [change for one in found.values() for change in one.fields]
    for rule, at in (told for one in found.values() for told in one.told):
        made.warn(rule, at)
    born = made.person if "birth_date" in made.person else (subject.known.row if subject.known else made.person)
    row = {name: born.get(name) for name in ("birth_date", "birth_year")}
    return case_of(row, {"stage_event": [], **{table: one.rows for table, one in found.items()}})


def _helpers(made: Draft) -> beside.Beside:
    """Draft who helps; somebody known who is no official member in party life on that day cannot."""
    subject, stated = made.subject, made.subject.stated
    name, day = stated.text("helper") or "", stated.day("helper_assigned_on") or subject.law.today
    named = [one for one in subject.people.named(subject.target.school_id, name) if one is not subject.known]
    found = beside.helpers(subject.about("helper"), stated, subject.law.today, named[0].id if len(named) == 1 else None)
    states = [state_on(one.case.events, day) for one in named]
    is_self = not named and name_key(name) == name_key(stated.name)
    if found.written and name and (is_self or (states and not any(map(_may_help, states)))):
        rule = subject.law.book.find("introducers", day)
        made.object("helper", Objection("helper_unfit", is_final=True, rule=rule))
    return found


def _may_help(state: State | None) -> bool:
    return state is None or (state.exit is None and stages()[state.stage].part == OFFICIAL)
