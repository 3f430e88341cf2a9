"""The present list of people as a file that comes back in without changing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.actions.people_absent import belongs
from dashboard.actions.people_beside import base_of
from dashboard.actions.people_known import Known, KnownPeople
from dashboard.actions.people_stated import CANDIDATES, DETAILS, MEMBERS, fields_of_steps
from dashboard.actions.recognising import Register
from dashboard.definitions import datasets
from dashboard.definitions.stages import papers
from dashboard.documents.sheets import Column, to_csv, to_xlsx
from dashboard.domain.cases import ADMISSION
from dashboard.errors import InvalidInput
from dashboard.i18n import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from dashboard.actions.plan import Source
    from dashboard.definitions import Field
    from dashboard.documents.sheets import Kind

LANGUAGE = "vi"
"""Lists are Vietnamese in every language, as the files that schools keep."""
_WORDS = Translator(LANGUAGE)
_CODES = {"sex": "people.sex", "position_group": "people.position_group", "introduced_by": "people.introduced_by"}
_KINDS: Mapping[str, Kind] = {"date": "date", "count": "count"}


def people_file(
    source: Source, dataset: str, day: date, school: str | None = None, *, as_workbook: bool = False
) -> bytes:
    """Return the list of candidates or members as it is at the end of a day, as CSV or XLSX.

    ``school`` is a school's code, ``None`` for all that the viewer may see. Raises ``NotFound`` for a school that there
    is not, ``InvalidInput`` for another dataset.
    """
    if dataset not in (CANDIDATES, MEMBERS):
        raise InvalidInput("errors.dataset_unknown", dataset=dataset, known=f"{CANDIDATES}, {MEMBERS}")
    fields = [datasets()[dataset].fields[code] for code in datasets()[dataset].stored]
    rows = list(people_rows(source, dataset, day, school))
    frame = pd.DataFrame([_shown(row) for row in rows], columns=[field.code for field in fields], dtype=object)
    columns = [_column(field) for field in fields]
    if not as_workbook:
        return to_csv(frame, columns, language=LANGUAGE)
    title, note = _WORDS(f"labels.dataset.{dataset}"), _WORDS("upload.people.as_of", day=_WORDS.day(day))
    return to_xlsx(frame, columns, title=title, note=note, language=LANGUAGE)


def _column(field: Field) -> Column:
    return Column(field.code, _WORDS(f"fields.{field.code}.label"), _KINDS.get(field.kind, "text"))


def people_rows(source: Source, dataset: str, day: date, school: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield who stands on the list at the end of a day, by field, the people of a school after one another."""
    register = Register.read(source, day)
    ids = [register.id_of(school)] if school else list(register.by_id)
    people = KnownPeople.of_schools(source, ids).by_id.values()
    listed = (one for one in (known.on(day) for known in people) if belongs(dataset, one))
    for one in sorted(listed, key=lambda one: (one.row["school_id"], one.row["search_key"], one.id)):
        at = register.by_id[one.row["school_id"]]
        yield {"school_code": at["code"], "school_name": at["name"], **_person(one), **_way(dataset, one)} | (
            _beside(one, day) if dataset == CANDIDATES else _standing(one)
        )


def _person(one: Known) -> dict[str, Any]:
    row = {name: one.row[name] for name in ("full_name", *DETAILS)}
    return row | {"birth_date": one.born}


def _way(dataset: str, one: Known) -> dict[str, Any]:
    """Return the steps that count, with their numbers and what else is told of them."""
    found: dict[str, Any] = {}
    for stage, (field, number) in fields_of_steps(dataset).items():
        event = one.case.steps.get(stage)
        if event is not None:
            found[field] = event.on_day
            found |= {number: event.number} if number else {}
            found |= {"class_to": event.ends_on} if stage == "class_enrolled" else {}
            found |= {"introduced_by": one.event(event.id)["introduced_by"]} if stage == "outstanding" else {}
    return found


def _beside(one: Known, day: date) -> dict[str, Any]:
    """Return the papers that have a column, the ballot on admission, and who helps."""
    own = {code: one.case.latest(code) for code, paper in papers().items() if paper.field}
    found: dict[str, Any] = {papers()[code].field or "": paper.dated_on for code, paper in own.items() if paper}
    ballots = [row for row in one.about["vote"] if row["about"] == ADMISSION and row["held_on"] <= day]
    if ballots and "branch_voted" in one.case.steps:
        last = max(ballots, key=lambda row: (row["held_on"], row["id"]))
        found |= {"votes_total": base_of(last), "votes_for": last["in_favour"]}
    helping = one.case.help_on(day)
    if helping is not None:
        found |= {"helper": helping.name, "helper_assigned_on": helping.from_on, "helper_no": helping.number}
    return found


def _standing(one: Known) -> dict[str, Any]:
    state = one.case.state
    return {"status": "official" if state and state.stage == "official" else "probationary"}


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its codes in words."""
    words = {name: _word(name, value) for name, value in row.items()}
    return words | {"birth_date": _birth(row["birth_date"])}


def _word(name: str, value: Any) -> Any:  # noqa: ANN401 (values of any field)
    if isinstance(value, bool):
        return _WORDS("upload.people.yes" if value else "upload.people.no")
    if value is not None and name in _CODES:
        return _WORDS(f"{_CODES[name]}.{value}")
    return _WORDS(f"upload.status.{value}") if value is not None and name == "status" else value


def _birth(born: date | int | None) -> str | None:
    return None if born is None else str(born) if isinstance(born, int) else _WORDS.day(born)
