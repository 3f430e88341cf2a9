"""What a row of a list says of a person: who, which steps on which days, and what stands beside the steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.definitions.stages import papers, stages
from dashboard.documents.sheets import safe_cell
from dashboard.domain.deadlines import months_after, official_on
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dashboard.domain.judging import Law
    from dashboard.intake.tables import Value

Born = date | int | None
CANDIDATES, MEMBERS, REVIEWS = "candidates", "members", "helper_reviews"
LISTS = frozenset({CANDIDATES, MEMBERS, REVIEWS})
"""The datasets with a row for each person."""
DETAILS = (
    *("sex", "ethnicity", "position_group", "youth_union", "trade_union", "party_position", "party_card_no"),
    *("theory_level", "education", "note"),
)
"""The fields of a list that are columns of the table ``person``."""
MAY_COME = frozenset({"class_to"})
"""Days that may lie ahead: a class goes on until its last day."""
_OF_A_MEMBER: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        "admission_decided": ("decision_on", "decision_no"),
        "probationary": ("ceremony_on", None),
        "official": ("official_on", None),
    }
)


@dataclass(frozen=True)
class StatedStep:
    """A step with its day, in which field it stands, and what is told of it beside."""

    stage: str
    on_day: date
    field: str
    number: str | None = None
    ends_on: date | None = None
    introduced_by: str | None = None


@dataclass(frozen=True)
class Stated:
    """A row: only what it says is there, for a blank cell says nothing."""

    dataset: str
    row: int
    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        """The full name."""
        return str(self.values["full_name"])

    @property
    def born(self) -> Born:
        """The day of birth, or the year alone."""
        value = self.values.get("birth_date")
        return int(value) if isinstance(value, str) else value if isinstance(value, date) else None

    def day(self, field: str) -> date | None:
        """Return the day in a field."""
        value = self.values.get(field)
        return value if isinstance(value, date) else None

    def text(self, field: str) -> str | None:
        """Return the text in a field."""
        value = self.values.get(field)
        return value if isinstance(value, str) else None

    def count(self, field: str) -> int | None:
        """Return the count in a field."""
        value = self.values.get(field)
        return value if isinstance(value, int) else None

    @property
    def month(self) -> Month | None:
        """The month of a remark."""
        value = self.values.get("month")
        return value if isinstance(value, Month) else None

    def steps(self, law: Law) -> dict[str, StatedStep]:
        """Return the steps by stage, in their order."""
        return {step.stage: step for step in self._steps(law)}

    def _steps(self, law: Law) -> Iterator[StatedStep]:
        for stage, (field, number) in fields_of_steps(self.dataset).items():
            day = self.day(field)
            if day is None and stage == "official" and self.text("status") == stage:
                ceremony = self.day("ceremony_on")
                day = end_of_probation(law, ceremony) if ceremony else None
            if day is not None:
                yield self._step(stage, day, field, number)

    def _step(self, stage: str, day: date, field: str, number: str | None) -> StatedStep:
        return StatedStep(
            stage,
            day,
            field,
            number=self.text(number) if number else None,
            ends_on=self.day("class_to") if stage == "class_enrolled" else None,
            introduced_by=self.text("introduced_by") if stage == "outstanding" else None,
        )

    def begun(self, stage: str, day: date) -> StatedStep:
        """Return a step that no field states."""
        return StatedStep(stage, day, "full_name")

    def papers(self) -> dict[str, date]:
        """Return the days of the papers that have a column."""
        found = {code: self.day(paper.field) for code, paper in papers().items() if paper.field}
        return {code: day for code, day in found.items() if day is not None}

    def exit(self, part: str) -> str | None:
        """Return the way out, by the part of the way that it ends; a list of members may state it as their standing."""
        code = self.text("exit") or (self.text("status") if self.text("status") not in STANDINGS else None)
        return "struck_off_probation" if code == "struck_off" and part == "probation" else code


STANDINGS = frozenset({None, "official", "probationary", "active"})
"""How members stand who have not left."""


def end_of_probation(law: Law, ceremony_on: date) -> date | None:
    """Return the day on which probation ends; before the first rule that is known, by that rule."""
    first = law.book.versions("probation")[0]
    if ceremony_on < first.since and first.number is not None:
        return months_after(ceremony_on, first.number)
    return official_on(law.book, ceremony_on)


def fields_of_steps(dataset: str) -> Mapping[str, tuple[str, str | None]]:
    """Return by stage, in their order, the fields of a list that hold the day of a step and its number."""
    if dataset == CANDIDATES:
        return {code: (stage.step, stage.number) for code, stage in stages().items() if stage.step}
    return _OF_A_MEMBER if dataset == MEMBERS else {}


def stated(dataset: str, row: int, values: Mapping[str, Value]) -> Stated:
    """Return what a record says, without its blank cells."""
    said = {field: _as_meant(value) for field, value in values.items() if value not in (None, "")}
    return Stated(dataset, row, said)


def _as_meant(value: Value) -> Value:
    """Return a text without the apostrophe that keeps it from being a formula in a spreadsheet."""
    guarded = isinstance(value, str) and value.startswith("'") and safe_cell(value[1:]) == value
    return str(value)[1:] if guarded else value
