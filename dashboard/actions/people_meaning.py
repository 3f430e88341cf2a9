"""Which known person a row of a list means: the school, the name and the birth; what is doubtful is a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.actions.people_known import name_key
from dashboard.actions.people_merging import Merged, same_birth, year_of
from dashboard.actions.plan import NEW, Question
from dashboard.domain.text import fold
from dashboard.intake.facts import NO_FACTS, Row
from dashboard.intake.tables import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.actions.people_known import Known, KnownPeople
    from dashboard.actions.people_stated import Born
    from dashboard.actions.plan import Options, Source, Target
    from dashboard.domain.judging import Law
    from dashboard.intake.facts import Place


@dataclass
class Meant:
    """The known person of a row, if there is one, and what is said and asked about who is meant."""

    known: Known | None = None
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def person_label(name: str, born: Born, school: str) -> str:
    """Return how a person is called: the name, the year of birth if it is known, and the school."""
    year = f" ({year_of(born)})" if born is not None else ""
    return f"{name}{year} · {school}"


@dataclass(frozen=True)
class Meaning:
    """What decides who is meant: the people of the schools, those of other schools, the user's answers."""

    people: KnownPeople
    elsewhere: Mapping[tuple[str, object], list[Mapping[str, Any]]]
    options: Options
    places: Mapping[str, Place]

    @classmethod
    def read(cls, source: Source, people: KnownPeople, rows: Iterable[Merged], options: Options, law: Law) -> Meaning:
        """Read who else in the district bears one of the names; the places of columns are put in by ``at``."""
        keys = sorted({fold(one.stated.name) for one in rows if one.stated.day("birth_date")})
        found: dict[tuple[str, object], list[Mapping[str, Any]]] = {}
        for row in source.rows("people_elsewhere", keys=keys, day=law.today) if keys else ():
            found.setdefault((name_key(str(row["full_name"])), row["birth_date"]), []).append(row)
        return cls(people, found, options, {})

    def of(self, merged: Merged, target: Target) -> Meant:
        """Return whom the rows of one person mean."""
        stated, answer = merged.stated, self.options.people.get(merged.stated.row)
        named = self.people.named(target.school_id, stated.name)
        if answer is not None:
            return Meant(next((one for one in named if one.id == answer), None))
        if merged.unclear:
            return Meant(None, [self.doubtful(merged)])
        fitting = [one for one in named if same_birth(one.born, stated.born)]
        unknown = [one for one in named if same_birth(one.born, stated.born) is None]
        if len(fitting) == 1:
            return Meant(fitting[0])
        if not fitting and len(unknown) == len(named) == 1:
            return Meant(unknown[0])
        if fitting or unknown:
            return self._asked(merged, target, fitting or unknown)
        return self._new(merged, target, named)

    def _asked(self, merged: Merged, target: Target, likely: Iterable[Known]) -> Meant:
        stated = merged.stated
        choices = [(str(one.id), person_label(one.row["full_name"], one.born, target.name)) for one in likely]
        values = {"name": stated.name, "people": [label for _, label in choices]}
        problem = self._problem(merged, "person_several", Severity.QUESTION, **values)
        question = Question("person", stated.row, problem.column, stated.name, (*choices, (NEW, "")))
        return Meant(None, [problem], [question])

    def _new(self, merged: Merged, target: Target, named: Iterable[Known]) -> Meant:
        """Tell of somebody new who bears a name that is known: here with another birth, or in another school."""
        stated, found = merged.stated, Meant()
        if named:
            found.problems.append(self._problem(merged, "person_namesake", Severity.WARNING, name=stated.name))
        near = [one for one in self.people.spelled(target.school_id, stated.name) if same_birth(one.born, stated.born)]
        if near and not named:
            label = person_label(near[0].row["full_name"], near[0].born, target.name)
            found.problems.append(self._problem(merged, "person_spelled_otherwise", Severity.WARNING, known=label))
        key = name_key(stated.name), stated.day("birth_date")
        others = [one for one in self.elsewhere.get(key, ()) if one["school_id"] != target.school_id]
        present = [one for one in others if one["exit"] is None]
        school = (present or others or [{"school_name": ""}])[0]["school_name"]
        if present:
            found.problems.append(self._problem(merged, "person_known_elsewhere", Severity.QUESTION, school=school))
            found.questions.append(Question("person", stated.row, None, stated.name, ((NEW, ""),)))
        elif others:
            found.problems.append(self._problem(merged, "person_left_elsewhere", Severity.WARNING, school=school))
        return found

    def doubtful(self, merged: Merged) -> Problem:
        """Return the question about a row whose person several rows with different births may mean."""
        return self._problem(merged, "person_unclear", Severity.QUESTION, name=merged.stated.name)

    def _problem(self, merged: Merged, rule: str, severity: Severity, **values: object) -> Problem:
        stated = merged.stated
        return Row(stated.row, stated.values, stated.values, NO_FACTS, self.places).problem(
            rule, severity, "full_name", **values
        )
