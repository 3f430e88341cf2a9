"""The tables of the invented people, with all columns of the schema; what is derived with every write stays empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dashboard.demo.reports import FIRST_UPLOAD
from dashboard.domain.histories import Kind
from dashboard.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dashboard.demo.people import Household
    from dashboard.demo.people_lives import Happening, Life

YOUTH_UNION_UNTIL = 30
RECORDED_BY = "demo"
RECORDED_AFTER_DAYS, RECORDED_AT = 3, time(9, 30)

_number, _long, _text, _day, _yes = pa.int32(), pa.int64(), pa.string(), pa.date32(), pa.bool_()
_whose = [("id", _number), ("person_id", _number), ("school_id", _number)]
SCHEMAS = {
    "person": pa.schema([
        ("id", _number), ("school_id", _number), ("full_name", _text), ("search_key", _text), ("birth_date", _day),
        ("birth_year", _number), ("sex", _text), ("ethnicity", _text), ("position_group", _text), ("youth_union", _yes),
        ("trade_union", _yes), ("party_position", _text), ("party_card_no", _text), ("theory_level", _text),
        ("education", _text), ("note", _text),
    ]),
    "stage_event": pa.schema([
        ("id", _long), ("person_id", _number), ("school_id", _number), ("kind", _text), ("stage", _text),
        ("exit", _text), ("on_day", _day), ("position", _long), ("document_no", _text), ("received_on", _day),
        ("ends_on", _day), ("introduced_by", _text), ("reason", _text), ("reverses", _long), ("has_gap", _yes),
        ("recorded_at", pa.timestamp("us")), ("recorded_by", _text), ("upload_id", _number), ("is_reversed", _yes),
        ("until_on", _day), ("is_step", _yes), ("lapsed_on", _day),
    ]),
    "vote": pa.schema([
        *_whose, ("about", _text), ("held_on", _day), ("official_total", _number), ("transferred_away", _number),
        ("exempt_absent", _number), ("present", _number), ("in_favour", _number), ("against", _number),
        ("document_no", _text), ("upload_id", _number),
    ]),
    "helper": pa.schema([
        *_whose, ("helper_name", _text), ("helper_key", _text), ("helper_person_id", _number), ("from_on", _day),
        ("to_on", _day), ("document_no", _text), ("upload_id", _number),
    ]),
    "helper_review": pa.schema([
        *_whose, ("month", _day), ("helper_name", _text), ("strengths", _text), ("weaknesses", _text),
        ("branch_comment", _text), ("upload_id", _number),
    ]),
    "paper": pa.schema([
        *_whose, ("form", _text), ("document_no", _text), ("dated_on", _day), ("upload_id", _number),
    ]),
}  # fmt: skip
"""The columns of each table, in the order of the schema."""


@dataclass(frozen=True)
class Numbered:
    """A person with the id that it has, and the first one of the school, which is that of the first helper."""

    id: int
    first_id: int
    household: Household
    life: Life

    @property
    def whose(self) -> tuple[int, int]:
        """The ids of the person and of the school."""
        return self.id, self.household.school + 1

    def helper(self, place: int) -> str:
        """Return the name of one of the school's helpers."""
        return self.household.helpers[place].about.named.full_name


def tables(people: Sequence[Household], today: date) -> dict[str, pa.Table]:
    """Return the tables by the name that they have in the schema, ids from 1."""
    everybody = list(_numbered(people))
    return {
        "person": _table("person", (_person(one, today) for one in everybody)),
        "stage_event": _table("stage_event", _events(everybody, today)),
        "vote": _with_ids("vote", ((*one.whose, *vote) for one in everybody for vote in one.life.votes)),
        "helper": _with_ids("helper", (row for one in everybody for row in _helpers(one))),
        "helper_review": _with_ids("helper_review", (row for one in everybody for row in _reviews(one))),
        "paper": _with_ids("paper", (row for one in everybody for row in _papers(one))),
    }


def _numbered(people: Sequence[Household]) -> Iterator[Numbered]:
    sizes = [len(household.everybody) for household in people]
    for household, first in zip(people, accumulate([1, *sizes[:-1]]), strict=True):
        for place, life in enumerate(household.everybody):
            yield Numbered(first + place, first, household, life)


def _with_ids(name: str, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    return _table(name, ((number, *row, FIRST_UPLOAD) for number, row in enumerate(rows, 1)))


def _table(name: str, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    schema = SCHEMAS[name]
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema)


def _person(one: Numbered, today: date) -> tuple[Any, ...]:
    about = one.life.about
    name, sex, ethnicity = about.named
    born, year = (None, about.born.year) if about.year_only else (about.born, None)
    is_young = (today - about.born).days < YOUTH_UNION_UNTIL * 365
    return (
        one.id, one.household.school + 1, name, fold(name), born, year, sex, ethnicity, about.group, is_young,
        True, about.party_position, about.card, about.theory_level, about.education, about.note,
    )  # fmt: skip


def _events(everybody: Sequence[Numbered], today: date) -> Iterator[tuple[Any, ...]]:
    firsts = accumulate([1, *(len(one.life.events) for one in everybody)])
    for one, first in zip(everybody, firsts, strict=False):
        for place, event in enumerate(one.life.events):
            yield first + place, *one.whose, *_event(event, first), *_recorded(event, today), FIRST_UPLOAD, *[None] * 4


def _event(event: Happening, first: int) -> tuple[Any, ...]:
    reverses = None if event.reverses is None else first + event.reverses
    return (
        event.kind.value, event.stage, event.exit, event.on_day, first + event.turn, event.number, event.received_on,
        event.ends_on, event.introduced_by, event.reason, reverses, event.has_gap,
    )  # fmt: skip


def _recorded(event: Happening, today: date) -> tuple[datetime, str]:
    """Return when the event was written down: some days after, a correction later still."""
    days = RECORDED_AFTER_DAYS * (2 if event.kind is Kind.REVERSE else 1)
    return datetime.combine(min(event.on_day + timedelta(days), today), RECORDED_AT), RECORDED_BY


def _helpers(one: Numbered) -> Iterator[tuple[Any, ...]]:
    for help_ in one.life.helps:
        name = one.helper(help_.helper)
        yield (*one.whose, name, fold(name), one.first_id + help_.helper, help_.from_on, help_.to_on, help_.number)


def _reviews(one: Numbered) -> Iterator[tuple[Any, ...]]:
    for said in one.life.remarks:
        yield (*one.whose, said.month, one.helper(said.helper), said.strengths, said.weaknesses, said.comment)


def _papers(one: Numbered) -> Iterator[tuple[Any, ...]]:
    for paper in one.life.papers:
        yield *one.whose, paper.form, paper.number, paper.dated_on
