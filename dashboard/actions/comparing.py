"""What the accepted rows meet in the database: the known rows under their keys, and whom the file claims to cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.actions.recognising import known_school
from dashboard.definitions import datasets
from dashboard.domain.months import Month
from dashboard.intake.compare import Incoming, Key, compare
from dashboard.intake.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.actions.plan import Accepted, Source
    from dashboard.actions.recognising import Recognised, Register
    from dashboard.intake.records import Record
    from dashboard.intake.tables import Changes, Value

REGISTER_COLUMNS = {
    "school_code": "code",
    "school_name": "name",
    "school_level": "level",
    "ownership": "ownership",
    "commune": "commune",
    "branch_name": "branch_name",
    "branch_status": "branch_status",
    "org_code": "org_code",
    "opened_on": "opened_on",
    "closed_on": "closed_on",
    "successor_code": "successor_code",
}
"""The fields of a school in a file, and the columns of the register that hold them."""

COUNTS = datasets()["branch_report"].counts
"""The figures of a report; their columns have the same names."""


def school_values(row: Mapping[str, Any]) -> dict[str, Value]:
    """Return a row of the register by the fields of the dataset ``schools``."""
    return {field: row[column] for field, column in REGISTER_COLUMNS.items()}


def facts_of(
    source: Source, register: Register, dataset: str, records: Sequence[Record], recognised: Recognised
) -> dict[int, Facts]:
    """Return what is known beside the cells of each row, by row number."""
    if dataset == "schools":
        return {
            row: Facts(known_school(register.by_id[target.school_id]), school_values(register.by_id[target.school_id]))
            for row, target in recognised.targets.items()
            if target.school_id
        }
    pairs = [
        (record.row, target.school_id, month)
        for record in records
        if (target := recognised.targets.get(record.row)) and target.school_id
        if isinstance(month := record.values.get("period"), Month)
    ]
    stored = stored_reports(source, [(school_id, month) for _, school_id, month in pairs])
    earlier = _earlier(source, [(school_id, month) for _, school_id, month in pairs])
    return {
        row: Facts(
            known_school(register.by_id[school_id]),
            _counts(stored.get((school_id, month), {})),
            *earlier.get((school_id, month), (None, None)),
        )
        for row, school_id, month in pairs
    }


def stored_reports(source: Source, keys: Sequence[tuple[int, Month]]) -> dict[tuple[int, Month], dict[str, Any]]:
    """Return the reports of these schools and months as they stand."""
    rows = source.rows(
        "reports_of", school_ids=[school_id for school_id, _ in keys], months=[month.first for _, month in keys]
    )
    return {(row["school_id"], Month.of(row["month"])): row for row in rows}


def _earlier(
    source: Source, keys: Sequence[tuple[int, Month]]
) -> dict[tuple[int, Month], tuple[int | None, Month | None]]:
    rows = source.rows(
        "previous_totals", school_ids=[school_id for school_id, _ in keys], months=[month.first for _, month in keys]
    )
    return {
        (row["school_id"], Month.of(row["month"])): (row["members_total"], Month.of(row["previous_month"]))
        for row in rows
    }


def _counts(row: Mapping[str, Any]) -> dict[str, Value]:
    return {field: row[field] for field in COUNTS} if row else {}


def changes_of(
    source: Source, register: Register, dataset: str, accepted: Sequence[Accepted], month: Month | None
) -> tuple[Changes, int]:
    """Return what the accepted rows would do, and how many known rows the file speaks for."""
    if dataset == "schools":
        return _school_changes(register, accepted)
    incoming = [_incoming(one, _month(one)) for one in accepted]
    stored = stored_reports(
        source, [(one.target.school_id, month) for one in accepted if one.target.school_id and (month := _month(one))]
    )
    current: dict[Key, dict[str, Value]] = {
        ("id", school_id, in_month): _counts(row) for (school_id, in_month), row in stored.items()
    }
    covered = _covered(source, accepted, month)
    return compare(dataset, incoming, current, covered=covered), max(len(covered), len(current))


def _month(one: Accepted) -> Month | None:
    month = one.record.values.get("period")
    return month if isinstance(month, Month) else None


def _incoming(one: Accepted, month: Month | None) -> Incoming:
    label = f"{one.target.name} · {month.number:02d}/{month.year}" if month else one.target.name
    return Incoming((*one.target.key, month), label, one.record.row, one.record.values)


def _covered(source: Source, accepted: Sequence[Accepted], month: Month | None) -> dict[Key, str]:
    named = {one.target.school_id for one in accepted if one.target.school_id}
    if month is None or len(accepted) < 2:
        return {}
    rows = source.rows("last_covered", month=month.first, school_ids=sorted(named))
    return {("id", row["school_id"], month): str(row["name"]) for row in rows}


def _school_changes(register: Register, accepted: Sequence[Accepted]) -> tuple[Changes, int]:
    incoming = [Incoming(one.target.key, one.target.name, one.record.row, one.record.values) for one in accepted]
    current: dict[Key, dict[str, Value]] = {
        ("id", school_id): school_values(row) for school_id, row in register.by_id.items()
    }
    named = {one.target.school_id for one in accepted if one.target.school_id}
    # a list of a few schools does not claim to be the whole register
    whole = len(named) > 1 and len(named) * 2 > len(current)
    covered: dict[Key, str] = {
        ("id", row["id"]): str(row["name"]) for row in register.by_id.values() if whole and not row["closed_on"]
    }
    return compare("schools", incoming, current, covered=covered), max(len(covered), len(named))
