"""What is refused, warned of and told of a person's way as it would be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.actions.people_judging import ADMISSION, against_exit, judged, newly_final
from dashboard.actions.people_stated import MEMBERS, end_of_probation, fields_of_steps
from dashboard.actions.people_timeline import leads_there, may_begin_anew
from dashboard.definitions.stages import OFFICIAL, PROBATION, stages
from dashboard.domain.guards import Objection
from dashboard.domain.histories import Event, Kind, state_on
from dashboard.domain.judging import against_dates
from dashboard.intake.changes import FieldChange
from dashboard.intake.tables import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dashboard.actions.people_judging import Judged
    from dashboard.actions.people_subject import Draft
    from dashboard.actions.people_timeline import NewEvent, Way
    from dashboard.domain.cases import Case


def judge(made: Draft, way_there: Way, events: list[NewEvent], case: Case) -> None:
    """Refuse what cannot be: steps, a beginning anew, a way out; what is stored already is not judged again."""
    fields, stored = fields_of_steps(made.subject.stated.dataset), made.subject.known
    if not may_begin_anew(way_there):
        state = way_there.stored.state
        values = {"state": state.exit if state else None, "stage": way_there.begins_anew}
        made.object(fields[way_there.begins_anew or ""][0], Objection("not_from_here", is_final=True, values=values))
    before: Mapping[str, Judged] = {}
    if stored is not None:
        before = judged(replace(stored.case, events=()), _unchanged(way_there), made.subject.law)
    if way_there.changed or made.rows or "birth_date" in made.person:
        after = judged(case, way_there.steps.values(), made.subject.law)
        for stage, objection in newly_final(after, before):
            made.object(fields.get(stage, ("full_name", None))[0], objection)
    attended = way_there.steps.get("class_enrolled")
    if attended is not None and "class_enrolled" in way_there.changed:
        for objection in against_dates(attended.on_day, None, attended.ends_on, made.subject.law):
            made.object("class_to", objection)
    for objection in against_exit(way_there, events, made.subject.law):
        made.object("exit_on", objection)
    if not made.is_refused and not leads_there(way_there, events):
        made.refuse("history_unclear", "full_name")


def _unchanged(way_there: Way) -> Iterator[Event]:
    """Yield the steps of which nothing changes, as they were judged before."""
    return (event for code, event in way_there.base.items() if code not in way_there.changed)


def with_gaps(made: Draft, way_there: Way, events: list[NewEvent], case: Case) -> list[NewEvent]:
    """Return the events, those of old records that lack something marked, with one warning for all."""
    of_member = made.subject.stated.dataset == MEMBERS
    after = judged(case, way_there.steps.values(), made.subject.law)
    new = [one for stage, one in after.items() if stage in way_there.changed]
    lacking = list(dict.fromkeys(word.key for one in new for word in one.lacking(of_member=of_member)))
    if lacking:
        made.warn("record_gap", "full_name", lacking=[Word(key) for key in lacking])
    gaps = {one.event.stage for one in new if one.has_gap(of_member=of_member)}
    return [
        replace(one, event=replace(one.event, has_gap=True))
        if one.event.kind is Kind.ENTER and one.event.stage in gaps
        else one
        for one in events
    ]


def tell_moves(made: Draft, way_there: Way, events: Iterable[NewEvent]) -> None:
    """List the steps that change, before all else where the person stands."""
    fields, found = fields_of_steps(made.subject.stated.dataset), list[FieldChange]()
    for code, step in way_there.changed.items():
        old, new = way_there.base.get(code), way_there.steps[code]
        number = fields.get(code, (None, None))[1]
        if old is None or old.on_day != new.on_day:
            found.append(FieldChange(step.field, old.on_day if old else None, new.on_day))
        if number and new.number != (old.number if old else None):
            found.append(FieldChange(number, old.number if old else None, new.number))
        if new.ends_on != (old.ends_on if old else None):
            found.append(FieldChange("class_to", old.ends_on if old else None, new.ends_on))
        kept = way_there.stored.introducer(old) if old else None
        if step.introduced_by and step.introduced_by != kept:
            found.append(FieldChange("introduced_by", kept, step.introduced_by))
    old_exit = way_there.standing_exit
    for one in (new.event for new in events if new.event.kind is Kind.EXIT):
        found += [FieldChange("exit", old_exit.exit if old_exit else None, one.exit)]
        found += [FieldChange("exit_on", old_exit.on_day if old_exit else None, one.on_day)]
    made.fields[:0] = [*_stage_change(way_there, events), *found]


def _stage_change(way_there: Way, events: Iterable[NewEvent]) -> Iterator[FieldChange]:
    """Yield where the person stands before and after, if these differ."""
    before = way_there.stored.state
    after = state_on([*way_there.stored.events, *(new.event for new in events)])
    was, becomes = ((one.exit or one.stage) if one else None for one in (before, after))
    if was != becomes:
        yield FieldChange("stage", was, becomes)


def check_standing(made: Draft, way_there: Way, events: Iterable[NewEvent]) -> None:
    """Hold what a roster says of the standing against what the days give."""
    stated, law = made.subject.stated, made.subject.law
    state = state_on([*way_there.stored.events, *(new.event for new in events)])
    if stated.dataset != MEMBERS or state is None or state.exit:
        return
    if stages()[state.stage].place < stages()[ADMISSION].place and "status" not in stated.values:
        made.refuse("member_without_day", "full_name")
    parts = {"official": OFFICIAL, "probationary": PROBATION}
    status, part = stated.text("status"), stages()[state.stage].part
    if status in parts and parts[status] != part:
        made.refuse(
            "status_differs",
            "status",
            status=Word(f"upload.status.{status}"),
            stage=Word(f"people.stage.{state.stage}"),
        )
    if status == "official" and "official" in way_there.changed and "official_on" not in stated.values:
        made.warn("official_day_derived", "status", day=way_there.steps["official"].on_day)
    over_on = end_of_probation(law, state.since) if state.stage == "probationary" else None
    if status is None and over_on and over_on < law.today and way_there.changed:
        made.warn("probation_long_over", "ceremony_on", over_on=over_on)
