"""What a list of people would do: who is meant, what changes of each, who is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dashboard.actions.people_absent import absent_people, answered
from dashboard.actions.people_draft import draft
from dashboard.actions.people_file import ListFile, differing, name_of, repeated
from dashboard.actions.people_known import KnownPeople
from dashboard.actions.people_meaning import Meaning, Meant
from dashboard.actions.people_reviews import draft_review
from dashboard.actions.people_stated import CANDIDATES, REVIEWS
from dashboard.actions.people_subject import PersonChange, Subject
from dashboard.actions.plan import AcceptedRows, Plan, Question
from dashboard.definitions.days import calendar
from dashboard.definitions.rules import rules
from dashboard.domain.judging import Law
from dashboard.domain.rulebook import Rulebook
from dashboard.intake.changes import Changes
from dashboard.intake.columnar import Column
from dashboard.intake.compare import FEWEST_ROWS, needs_confirmation
from dashboard.intake.facts import places_of
from dashboard.intake.tables import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from dashboard.actions.people_absent import Absent
    from dashboard.actions.people_merging import Merged
    from dashboard.actions.people_subject import Draft
    from dashboard.actions.plan import Options, Source, Target
    from dashboard.actions.recognising import Recognised
    from dashboard.intake.changes import RowChange
    from dashboard.intake.tables import Cleaned


@dataclass
class _Found:
    """What was found so far: drafts, problems, questions, and which known people the file names."""

    drafts: list[Draft]
    problems: list[Problem]
    questions: list[Question]
    named: set[int]


def plan_people(
    source: Source, plan: Plan, cleaned: Cleaned, recognised: Recognised, options: Options, today: date
) -> Plan:
    """Return the plan of a list of people whose schools are recognised.

    A school with a refused row stays out whole; whom a school's list does not name is a question each, which holds
    nothing back.
    """
    law = Law(Rulebook(rules(options.office)), calendar(options.office), today)
    file = ListFile(plan.dataset or "", cleaned.records, recognised.targets, places_of(plan.table, plan.matching))
    found = _Found([], [*cleaned.problems, *recognised.problems], list(recognised.questions), set())
    found.problems += file.without_subject(found.problems, named=_names_schools(found.problems))
    schools = (target.school_id for target in recognised.targets.values if target and target.school_id)
    people = KnownPeople.of_schools(source, schools)
    _find(source, file, people, options, law, found)
    return _concluded(plan, file, people, options, law, found)


def _names_schools(problems: Sequence[Problem]) -> bool:
    """Tell whether the file says of which schools its people are."""
    return all(problem.rule != "school_of_file_unknown" for problem in problems)


def _find(source: Source, file: ListFile, people: KnownPeople, options: Options, law: Law, found: _Found) -> None:
    """Draft every person of the file."""
    rows = file.people(_faulty(found.problems))
    meaning = replace(Meaning.read(source, people, [one for one, _ in rows], options, law), places=file.places)
    meant = [meaning.of(one, target) for one, target in rows]
    twice = _meant_twice(rows, meant)
    for (one, target), whom in zip(rows, meant, strict=True):
        found.problems += [*differing(one, file.places), *repeated(one, file.places), *whom.problems]
        found.questions += whom.questions
        if whom.known:
            found.named.add(whom.known.id)
        if whom.known and (whom.known.id, one.stated.month) in twice:
            found.problems.append(meaning.doubtful(one))
        subject = Subject(one.stated, target, whom.known, people, file.places, law)
        made = draft_review(subject) if file.dataset == REVIEWS else draft(subject)
        found.problems += made.problems
        found.drafts.append(made)


def _meant_twice(rows: Sequence[tuple[Merged, Target]], meant: Sequence[Meant]) -> set[tuple[int, object]]:
    """Return the known people, with the month of a remark, of whom rows with different births may be."""
    counted = Counter(
        (whom.known.id, one.stated.month) for (one, _), whom in zip(rows, meant, strict=True) if whom.known
    )
    return {key for key, count in counted.items() if count > 1}


def _faulty(problems: Sequence[Problem]) -> set[int]:
    """Return the rows that stay out."""
    return {one.row for one in problems if one.severity is not Severity.WARNING and one.row is not None}


def _concluded(plan: Plan, file: ListFile, people: KnownPeople, options: Options, law: Law, found: _Found) -> Plan:
    """Return the plan: the rows of schools without a refused one, and whom these do not name."""
    held, faulty = file.held_back(_faulty(found.problems)), _faulty(found.problems)
    good = [one for one in found.drafts if one.subject.stated.row not in faulty]
    taken = [one for one in good if one.subject.target.key not in held]
    schools = {one.subject.target.school_id or 0: one.subject.target.name for one in taken}
    until_ceremony = file.dataset == CANDIDATES and "ceremony_on" not in file.records.columns
    absent = absent_people(file.dataset, people, schools, found.named, until_ceremony=until_ceremony)
    left, still_open = answered(absent, options, law)
    changes = Changes((*map(_change, taken), *(one.change for one in left)), tuple(one.label for one in still_open))
    known = sum(one.subject.known is not None for one in taken) + len(absent)
    return replace(
        plan,
        accepted=_accepted(file, [one.subject.stated.row for one in taken]),
        problems=(*found.problems, *_held(good, held)),
        questions=(*found.questions, *(one.question for one in still_open), *_confirm(changes, known)),
        changes=changes,
        people=(*(_written(one) for one in taken if one.changes_anything), *map(_leaving, left)),
        absent=tuple(one.known.id for one in still_open),
    )


def _change(one: Draft) -> RowChange:
    return one.change(name_of(one.subject))


def _written(one: Draft) -> PersonChange:
    return PersonChange(one.subject.target, one.subject.known, one.person, tuple(one.events), one.rows)


def _leaving(one: Absent) -> PersonChange:
    """Return somebody who left by the user's answer; whoever helped helps no more."""
    return one.written


def _confirm(changes: Changes, known: int) -> tuple[Question, ...]:
    """Ask again before a large change; that somebody is absent is asked anyway, so only many are one."""
    many = len(changes.absent) >= FEWEST_ROWS and 5 * len(changes.absent) > known
    return (Question("confirm"),) if many or needs_confirmation(Changes(changes.rows), known) else ()


def _held(good: Sequence[Draft], held: Collection[tuple[object, ...]]) -> list[Problem]:
    """Say once of each school how many of its rows wait for the refused ones."""
    waiting: defaultdict[tuple[object, ...], list[Draft]] = defaultdict(list)
    for one in good:
        if one.subject.target.key in held:
            waiting[one.subject.target.key].append(one)
    return [
        drafts[0].subject.row.problem(
            "school_held_back",
            Severity.WARNING,
            "school_name",
            school=drafts[0].subject.target.name,
            count=len(drafts),
        )
        for drafts in waiting.values()
    ]


def _accepted(file: ListFile, rows: Sequence[int]) -> AcceptedRows:
    places = np.flatnonzero(np.isin(file.records.rows, rows))
    targets = Column.of(target for target in file.targets.take(places) if target is not None)
    return AcceptedRows(file.records.take(places), targets)
