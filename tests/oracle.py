"""A second, slow way to the figures: plain Python over small lists, written from the definitions and not from the SQL.

A report holds the counts of one school for one month; a missing key is unknown. What stands for a school at the end of
a month is its last report up to it, while the school is open, or while it is gone into one that has not reported since.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from dashboard.definitions import Indicator, indicators
from dashboard.domain.months import Month

Counts: TypeAlias = dict[str, int]
Answer: TypeAlias = dict[str, tuple[int | None, int | None, int, int]]


@dataclass(frozen=True)
class School:
    """A school, with its reports, the school it went into if any, and how it stands to a branch."""

    id: int
    level: str | None = None
    commune: str | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    successor: int | None = None
    branch: str | None = None
    reports: dict[Month, Counts] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return f"id{self.id}"

    def is_open(self, month: Month) -> bool:
        return (self.opened_on is None or self.opened_on <= month.last) and not self.is_gone(month)

    def is_gone(self, month: Month) -> bool:
        return self.closed_on is not None and self.closed_on <= month.last

    def last_report(self, month: Month) -> Month | None:
        return max((one for one in self.reports if one <= month), default=None)


@dataclass(frozen=True)
class Standing:
    """The report of a school that stands at the end of a month, and whether it is an earlier one."""

    school: School
    counts: Counts
    carried: bool


@dataclass(frozen=True)
class District:
    """All schools, and what the viewer chose to look at."""

    schools: tuple[School, ...]
    levels: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    school: str | None = None

    def __getitem__(self, school_id: int) -> School:
        return next(school for school in self.schools if school.id == school_id)

    def chain(self, school: School) -> list[School]:
        """The schools that took this one over, one after the other."""
        found: list[School] = []
        while school.successor is not None and school.closed_on is not None:
            school = self[school.successor]
            found.append(school)
        return found

    def owner(self, school: School, month: Month) -> School:
        """Whose people they are at the end of a month."""
        while school.is_gone(month) and school.successor is not None:
            school = self[school.successor]
        return school

    def chosen(self) -> list[School]:
        return [school for school in self.schools if self._is_chosen(school)]

    def _is_chosen(self, school: School) -> bool:
        levels = (school.level or "").split("+")
        return (
            (not self.levels or any(level in self.levels for level in levels))
            and (not self.communes or school.commune in self.communes)
            and (self.school is None or self.school in {one.code for one in (school, *self.chain(school))})
        )

    def expected(self, month: Month) -> list[School]:
        return [school for school in self.chosen() if school.is_open(month)]

    def standing(self, month: Month) -> list[Standing]:
        """What stands for the chosen schools at the end of a month."""
        return [found for school in self.chosen() if (found := self.of_school(school, month))]

    def of_school(self, school: School, month: Month) -> Standing | None:
        last = school.last_report(month)
        if last is None or not (school.is_open(month) or self._is_waiting(school, month)):
            return None
        return Standing(school, school.reports[last], carried=last < month)

    def _is_waiting(self, school: School, month: Month) -> bool:
        """Tell whether a school is gone into one that is open and has not reported for both yet."""
        if not school.is_gone(month) or self.owner(school, month).is_gone(month):
            return False
        since, part = Month.of(school.closed_on or date.max), school
        while part.is_gone(month) and part.successor is not None:
            since, part = max(since, Month.of(part.closed_on or date.max)), self[part.successor]
            if any(since <= told <= month for told in part.reports):
                return False
        return True


def figures(
    district: District, month: Month, *, expected_months: list[Month], base_month: Month
) -> tuple[Answer, int, list[str]]:
    """Return every known figure as numerator, denominator, known and used; the schools expected; who is missing."""
    answer: Answer = {}
    for one in indicators().values():
        found = {
            "stock": _stock,
            "ratio": _ratio,
            "change": _change,
            "schools": _schools,
        }.get(one.kind)
        if found:
            answer[one.code] = found(district, month, one)
    year = _year(district, month, expected_months)
    answer["admitted_year"] = _counted(year, None)
    base = _members(district, base_month, month)
    known = {owner: one for owner, one in year.items() if base.get(owner) is not None}
    answer["admission_rate"] = _counted(known, sum(base[owner] or 0 for owner in known))
    expected = district.expected(month)
    missing = sorted(school.code for school in expected if month not in school.reports)
    return {code: one for code, one in answer.items() if one[3] or code == "schools"}, len(expected), missing


def _stock(district: District, month: Month, one: Indicator) -> tuple[int | None, int | None, int, int]:
    known = [found for found in district.standing(month) if one.numerator in found.counts]
    total = sum(found.counts[str(one.numerator)] for found in known)
    return total, None, sum(not found.carried for found in known), len(known)


def _ratio(district: District, month: Month, one: Indicator) -> tuple[int | None, int | None, int, int]:
    known = [found for found in district.standing(month) if {one.numerator, one.denominator} <= set(found.counts)]
    part = sum(found.counts[str(one.numerator)] for found in known)
    whole = sum(found.counts[str(one.denominator)] for found in known)
    return part, whole, sum(not found.carried for found in known), len(known)


def _members(district: District, month: Month, owned: Month) -> dict[int, int | None]:
    """The members at the end of a month by those who own them at the end of another, unknown if one part is."""
    found: dict[int, int | None] = {}
    for school in district.chosen():
        standing = district.of_school(school, month)
        if standing is None and not school.is_open(month):
            continue
        owner = district.owner(school, owned).id
        members = standing.counts.get("members_total") if standing else None
        before = found.get(owner, 0)
        found[owner] = None if members is None or before is None else before + members
    return found


def _change(district: District, month: Month, one: Indicator) -> tuple[int | None, int | None, int, int]:
    now, then = _members(district, month, month), _members(district, month.plus(-one.months), month)
    both = [owner for owner in now if now[owner] is not None and then.get(owner) is not None]
    told = [owner for owner in both if month in district[owner].reports]
    return sum((now[owner] or 0) - (then[owner] or 0) for owner in both), None, len(told), len(both)


@dataclass
class _Admitted:
    amount: int
    whole: bool
    expected: bool


def _year(district: District, month: Month, expected_months: list[Month]) -> dict[int, _Admitted]:
    """Who was admitted in the year up to a month, by those who own the schools now."""
    found: dict[int, _Admitted] = {}
    heard: set[int] = set()
    expected = {school.id for school in district.expected(month)}
    months = [Month(month.year, number) for number in range(1, month.number + 1)]
    for school in district.chosen():
        if not any(school.is_open(one) for one in months):
            continue
        owner = district.owner(school, month).id
        told = {one: school.reports[one]["admitted"] for one in months if "admitted" in school.reports.get(one, {})}
        one = found.setdefault(owner, _Admitted(0, whole=True, expected=owner in expected))
        one.amount += sum(told.values())
        one.whole &= all(due in told for due in expected_months if school.is_open(due))
        heard |= {owner} if told else set()
    return {owner: one for owner, one in found.items() if owner in heard}


def _counted(year: dict[int, _Admitted], base: int | None) -> tuple[int | None, int | None, int, int]:
    expected = [one for one in year.values() if one.expected]
    return sum(one.amount for one in year.values()), base, sum(one.whole for one in expected), len(expected)


def _schools(district: District, month: Month, one: Indicator) -> tuple[int | None, int | None, int, int]:
    expected = district.expected(month)
    if one.code == "schools":
        return len(expected), None, len(expected), len(expected)
    if one.code == "schools_without_members":
        standing = [found for school in expected if (found := district.of_school(school, month))]
        known = [found for found in standing if "members_total" in found.counts]
        empty = sum(found.counts["members_total"] == 0 for found in known)
        return empty, None, sum(not found.carried for found in known), len(known)
    status = {"schools_with_own_branch": "own", "schools_in_joint_branch": "joint", "schools_without_branch": "none"}
    told = [school.branch for school in expected if school.branch]
    return told.count(status[one.code]), None, len(told), len(told)


def trend(district: District, start: Month, month: Month) -> list[dict[str, int | None]]:
    """Return the months one after the other with what stood, what was admitted, and who reported."""
    span = (month.year - start.year) * 12 + month.number - start.number
    return [_point(district, start.plus(step)) for step in range(span + 1)]


def _point(district: District, month: Month) -> dict[str, int | None]:
    standing = district.standing(month)
    both = [one.counts for one in standing if {"members_total", "staff_total"} <= set(one.counts)]
    told = [school.reports[month] for school in district.chosen() if month in school.reports]
    return {
        "members_total": _sum([one.counts for one in standing], "members_total"),
        "staff_total": _sum([one.counts for one in standing], "staff_total"),
        "ratio_numerator": _sum(both, "members_total"),
        "ratio_denominator": _sum(both, "staff_total"),
        "admitted": _sum(told, "admitted"),
        "reported": len(told),
        "expected": len(district.expected(month)),
    }


def _sum(rows: list[Counts], name: str) -> int | None:
    known = [row[name] for row in rows if name in row]
    return sum(known) if known else None
