"""Which school a row means: by its code, else by its name; what is doubtful is a question, never a guess."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.domain.months import Month
from dashboard.intake.doubtful import is_called_a_school, names_no_school, names_several
from dashboard.intake.facts import NO_FACTS, Row, counted
from dashboard.intake.likely import Likely, likely_schools, resembles
from dashboard.intake.names import Entry, Written, code_key, entries, entry, spelling, written_in
from dashboard.intake.tables import KnownSchool, Problem, Severity, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.intake.facts import Place
    from dashboard.intake.records import Record

__all__ = ["Likely", "Recogniser", "Recognition", "school_question", "spelling"]

_NOTHING: Mapping[tuple[str, str, str], int] = MappingProxyType({})


@dataclass(frozen=True)
class Recognition:
    """Which school a row means and how that is known: ``code``, ``name``, ``former_name`` or ``chosen``.

    Without a school there is a question: ``unknown`` (nobody knows it; it may be added), ``several`` (it may be any
    of the choices, or none), ``unlike`` (it does not read like a school) or ``together`` (it reads like two); only
    what is unknown is ever added by itself.
    """

    school_id: int | None = None
    how: str | None = None
    question: str | None = None
    choices: tuple[Likely, ...] = ()


class Recogniser:
    """The known schools, indexed once by code and by name."""

    def __init__(self, known: Sequence[KnownSchool], chosen: Mapping[tuple[str, str, str], int] = _NOTHING) -> None:
        """Index the schools; ``chosen`` are a user's answers: the id of a school by ``spelling``."""
        self._chosen = chosen
        self._by_code: defaultdict[str, list[KnownSchool]] = defaultdict(list)
        for school in known:
            if school.code:
                self._by_code[code_key(school.code)].append(school)
        self._current = _by_name(entry(school, school.name) for school in known)
        self._former = _by_name(entry(school, name) for school in known for name in school.former_names)
        self._any = _by_name(chain(*self._current.values(), *self._former.values()))
        self._names = tuple(self._any)

    def recognise(self, values: Mapping[str, Value], *, code_decides: bool = False) -> Recognition:
        """Return the school that a row means, or the question.

        Reads ``school_code, school_name, school_level, commune`` and ``period``. The exact code comes first, then the
        whole name, with level and commune to tell apart: current names before former ones, and a school that is open
        in the month before one that is not. A user's earlier choice answers what is then open. ``code_decides`` is for
        the register of schools, where a known code under an unknown name is a new name for the school.
        """
        written = written_in(values)
        coded = self._by_code.get(written.code, []) if written.code else []
        if coded:
            found = self._by_code_and_name(coded, written, code_decides=code_decides)
        else:
            found = self._by_name_alone(written)
        if found.question == "unknown":
            found = replace(found, question=_doubt(values, found.choices))
        chosen = self._chosen.get(spelling(values)) if found.question else None
        return found if chosen is None else Recognition(chosen, "chosen")

    def turning_months(self, values: Mapping[str, Value]) -> tuple[int, ...]:
        """Return the months, counted and in order, from which on a row may mean another school than before.

        They are those in which a school with the row's code or name opened or closed.
        """
        written = written_in(values)
        named = [*self._current.get(written.name.bare, []), *self._former.get(written.name.bare, [])]
        schools = [*self._by_code.get(written.code, []), *(one.school for one in named)]
        days = {day for school in schools for day in (school.opened_on, school.closed_on) if day}
        return tuple(sorted({counted(Month.of(day)) or 0 for day in days}))

    def _by_code_and_name(self, coded: list[KnownSchool], written: Written, *, code_decides: bool) -> Recognition:
        if len(coded) > 1:
            return _several(coded)
        school, unnamed = coded[0], written.name == ("", "")
        if unnamed or any(written.same_name(one.written) for one in entries(school)):
            return Recognition(school.id, "code")
        others, _ = self._named(written)
        if others:
            return _several([school, *others])
        if code_decides or any(resembles(written, one.written) for one in entries(school)):
            return Recognition(school.id, "code")
        return _several([school, *(likely.school for likely in self._likely(written))])

    def _by_name_alone(self, written: Written) -> Recognition:
        if written.name == ("", ""):
            return Recognition(question="unknown")
        schools, how = self._named(written)
        if not schools:
            return Recognition(question="unknown", choices=self._likely(written))
        other_code = written.code and any(school.code for school in schools)
        if len(schools) > 1 or other_code:
            return _several(schools)
        return Recognition(schools[0].id, how)

    def _named(self, written: Written) -> tuple[list[KnownSchool], str]:
        """Return the schools that bear a name, and whether it is their name or was."""
        current, former = (
            _matching(index.get(written.name.bare, []), written) for index in (self._current, self._former)
        )
        if former and not any(_had_opened(school, written.month) for school in current):
            return former, "former_name"
        return current, "name"

    def _likely(self, written: Written) -> tuple[Likely, ...]:
        return likely_schools(written, self._any, self._names)


def _doubt(values: Mapping[str, Value], likely: Sequence[Likely]) -> str:
    """Return what is to be asked about a name that nobody knows: it may be a sum, a note, or two schools."""
    name = str(values.get("school_name") or "")
    if not name:
        return "unknown"
    alone = not likely and all(values[field] is None for field in values.keys() - {"school_name", "period"})
    if names_no_school(name) or (alone and not is_called_a_school(name)):
        return "unlike"
    return "together" if names_several(name) else "unknown"


def _by_name(known: Iterable[Entry]) -> dict[str, list[Entry]]:
    index: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in known:
        index[one.written.name.bare].append(one)
    return dict(index)


def _several(schools: Iterable[KnownSchool]) -> Recognition:
    distinct = {school.id: school for school in schools}
    return Recognition(question="several", choices=tuple(Likely(school, 100) for school in distinct.values()))


def _matching(known: Sequence[Entry], written: Written) -> list[KnownSchool]:
    """Narrow by name, then by commune, then by who is open in the month."""
    here = _in_place([one for one in known if written.same_name(one.written)], written.place)
    schools = list({one.school.id: one.school for one in here}.values())
    open_ones = [school for school in schools if _is_open(school, written.month)]
    return open_ones or schools


def _in_place(known: list[Entry], place: str) -> list[Entry]:
    """Return the entries of a commune, else those that may lie there because their commune is not known.

    A school elsewhere with the same name makes those doubtful, so it stays among them.
    """
    if not place:
        return known
    exact = [one for one in known if one.written.place == place]
    return exact or (known if any(not one.written.place for one in known) else [])


def _is_open(school: KnownSchool, month: Month | None) -> bool:
    return month is None or (_had_opened(school, month) and (school.closed_on is None or school.closed_on > month.last))


def _had_opened(school: KnownSchool, month: Month | None) -> bool:
    return month is None or school.opened_on is None or school.opened_on <= month.last


def school_question(record: Record, recognition: Recognition, places: Mapping[str, Place]) -> Problem | None:
    """Return the open question of a row as a problem; ``None`` when there is none.

    A row that names no school at all is left to ``check``, which says so.
    """
    row = Row(record.row, record.values, record.values, NO_FACTS, places)
    if recognition.question is None or not row.label():
        return None
    rule = f"school_{recognition.question}"
    if recognition.question == "unknown" and recognition.choices:
        rule = "school_unknown_likely"
    field = "school_name" if row.text("school_name") else "school_code"
    choices = tuple(_described(likely.school) for likely in recognition.choices)
    return row.problem(rule, Severity.QUESTION, field, school=row.label(), choices=choices)


def _described(school: KnownSchool) -> str:
    beside = ", ".join(part for part in (school.code, school.commune) if part)
    return f"{school.name} ({beside})" if beside else school.name
