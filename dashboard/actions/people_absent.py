"""People whom a list should name and does not: a question for each, never a deletion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.actions.people_beside import Beside, end_help
from dashboard.actions.people_meaning import person_label
from dashboard.actions.people_stated import CANDIDATES, MEMBERS
from dashboard.actions.people_subject import PersonChange
from dashboard.actions.people_timeline import Stored, new_events, way
from dashboard.actions.plan import HERE, Question, Target
from dashboard.definitions.stages import OFFICIAL, stages
from dashboard.domain.moves import exits_from
from dashboard.intake.changes import FieldChange, RowChange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dashboard.actions.people_known import Known, KnownPeople
    from dashboard.actions.people_timeline import NewEvent
    from dashboard.actions.plan import Answer, Options
    from dashboard.domain.judging import Law


@dataclass(frozen=True)
class Absent:
    """Somebody whom the list does not name; ``events`` are those that the user's answer gives."""

    known: Known
    school: str
    events: tuple[NewEvent, ...] = ()

    @property
    def label(self) -> str:
        """How the person is called."""
        return person_label(self.known.row["full_name"], self.known.born, self.school)

    @property
    def question(self) -> Question:
        """The question why, with the ways out that there are."""
        state = self.known.case.state
        ways = exits_from(state)
        return Question(
            "absent",
            value=self.label,
            choices=tuple((code, "") for code in (HERE, *ways)),
            about=self.known.id,
            since=state.since if state else None,
        )

    @property
    def written(self) -> PersonChange:
        """What the answer writes; whoever helped helps no more."""
        helping, day = Beside.of(self.known.about["helper"]), self.events[-1].event.on_day
        end_help(helping, day)
        target = Target(self.known.row["school_id"], self.school)
        rows = {"helper": helping.written} if helping.written else {}
        return PersonChange(target, self.known, {}, self.events, rows)

    @property
    def change(self) -> RowChange:
        """What the answer changes."""
        event, state = self.events[-1].event, self.known.case.state
        told = (
            ("stage", state.stage if state else None, event.exit),
            ("exit", None, event.exit),
            ("exit_on", None, event.on_day),
        )
        return RowChange(("id", self.known.id), "changed", None, self.label, tuple(FieldChange(*one) for one in told))


def absent_people(
    dataset: str, people: KnownPeople, schools: Mapping[int, str], named: Collection[int], *, until_ceremony: bool
) -> list[Absent]:
    """Return whom a list of these schools (names by id) should name and does not.

    A list of candidates that has no column for the ceremony goes ``until_ceremony`` and does not claim to name members.
    """
    expected = (one for one in people.by_id.values() if one.row["school_id"] in schools and one.id not in named)
    if until_ceremony:
        expected = (one for one in expected if not belongs(MEMBERS, one))
    return [Absent(one, schools[one.row["school_id"]]) for one in expected if belongs(dataset, one)]


def belongs(dataset: str, known: Known) -> bool:
    """Tell whether a person who has not left belongs on a list: candidates until they are official, or members."""
    state = known.case.state
    if state is None or state.exit is not None:
        return False
    stage = stages()[state.stage]
    return (dataset == CANDIDATES and stage.part != OFFICIAL) or (dataset == MEMBERS and stage.group == "member")


def answered(absent: Iterable[Absent], options: Options, law: Law) -> tuple[list[Absent], list[Absent]]:
    """Return those who left by the user's answers, and those about whom it is still open."""
    left, still_open = list[Absent](), list[Absent]()
    for one in absent:
        answer = options.absent.get(one.known.id)
        if answer is None or (answer.exit is not None and not _may_leave(one.known, answer, law)):
            still_open.append(one)
        elif answer.exit is not None and answer.on_day is not None:
            made = way(Stored(one.known.case.events), {})
            left.append(Absent(one.known, one.school, tuple(new_events(made, (answer.exit, answer.on_day)))))
    return left, still_open


def _may_leave(known: Known, answer: Answer, law: Law) -> bool:
    state = known.case.state
    if state is None or answer.on_day is None:
        return False
    return answer.exit in exits_from(state) and state.since <= answer.on_day <= law.today
