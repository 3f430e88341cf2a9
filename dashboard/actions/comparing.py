"""What the accepted rows meet in the database: the known rows under their keys, and whom the file claims to cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dashboard.actions.recognising import known_school
from dashboard.definitions import datasets
from dashboard.intake.columnar import Column, Numbers
from dashboard.intake.compare import Incoming, compare
from dashboard.intake.facts import Known, counted
from dashboard.intake.records import MISSING
from dashboard.intake.tables import KnownSchool

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from dashboard.actions.plan import AcceptedRows, Source, Target
    from dashboard.actions.recognising import Recognised, Register
    from dashboard.domain.months import Month
    from dashboard.intake.changes import Changes
    from dashboard.intake.columnar import Mask, Places
    from dashboard.intake.records import Cell, Records

_EPOCH = 1970 * 12
"""The month from which ``numpy`` counts, as ``facts.counted`` counts months."""
_SPAN = 12 * 10_000
"""More than the months of any year."""
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


def facts_of(source: Source, register: Register, dataset: str, records: Records, recognised: Recognised) -> Known:
    """Return what is known beside the cells of each row."""
    if dataset == "schools":
        return _known_schools(register, recognised)
    months = records.columns.get("period", Column.alike(None, len(records))).numbers(counted)
    ids = recognised.targets.numbers(lambda target: target.school_id if target else None)
    about = np.flatnonzero(ids.known & months.known)
    schools = recognised.targets.mapped(lambda target: _known_school(register, target))
    without = Column[KnownSchool | None].alike(None, len(records))
    school = schools.over(without, ~(ids.known & months.known))
    wanted = _wanted(about, ids.values[about], months.values[about])
    found = source.table("known_reports", wanted) if len(about) else wanted[:0]
    before = source.table("reports_before", wanted) if len(about) else wanted[:0]
    previous, previous_month = _last_before(before, wanted, len(records))
    return Known(school, stored_counts(found, len(records)), previous, previous_month)


def _known_schools(register: Register, recognised: Recognised) -> Known:
    rows = len(recognised.targets)
    known = recognised.targets.mapped(lambda target: register.by_id.get(target.school_id or 0) if target else None)
    stored: dict[str, Column[Cell]] = {
        field: known.mapped(_in_register(column)) for field, column in REGISTER_COLUMNS.items()
    }
    school = recognised.targets.mapped(lambda target: _known_school(register, target))
    return Known(school, stored, Numbers.unknown(rows), Numbers.unknown(rows))


def _in_register(column: str) -> Callable[[Mapping[str, Any] | None], Cell]:
    return lambda row: row[column] if row else MISSING


def _known_school(register: Register, target: Target | None) -> KnownSchool | None:
    return known_school(register.by_id[target.school_id]) if target and target.school_id else None


def standing_reports(source: Source, school_ids: Places, months: Places) -> pa.Table:
    """Return what stands in the database for schools and counted months, by their places; see ``known_reports``."""
    return source.table("known_reports", _wanted(np.arange(len(months)), school_ids, months))


def _wanted(places: Places, school_ids: Places, months: Places) -> pa.Table:
    """Return rows with a place among the records, a school's id and the first day of a month."""
    return pa.table({"place": places, "school_id": school_ids, "month": first_days(months)})


def first_days(months: Places) -> pa.Array:
    """Return the first day of counted months."""
    return pa.array((months - _EPOCH).astype("datetime64[M]").astype("datetime64[D]"), pa.date32())


def _counted(column: pa.ChunkedArray) -> Places:
    """Return days as counted months."""
    days = column.cast(pa.int32()).to_numpy().astype("datetime64[D]")
    months: Places = days.astype("datetime64[M]").astype(np.int64) + _EPOCH
    return months


def _last_before(reports: pa.Table, wanted: pa.Table, rows: int) -> tuple[Numbers, Numbers]:
    """Return for the wanted rows how many members their school stated last before, and the month of its last report.

    ``reports`` are in the order of schools and months.
    """
    unknown = Numbers.unknown(rows)
    if not reports.num_rows:
        return unknown, unknown
    schools, months = reports["school_id"].to_numpy().astype(np.int64), _counted(reports["month"])
    own, own_months = wanted["school_id"].to_numpy(), _counted(wanted["month"])
    last = np.searchsorted(schools * _SPAN + months, own * _SPAN + own_months) - 1
    totals = placed(reports["members_total"], np.arange(len(schools)), len(schools))
    stated = np.maximum.accumulate(np.where(totals.known, np.arange(len(schools)), -1))[last]
    has_report, has_total = ((at >= 0) & (schools[at] == own) for at in (last, stated))
    places = wanted["place"].to_numpy()
    return (
        unknown.put(places, totals.values[stated], has_report & has_total),
        unknown.put(places, months[last], has_report),
    )


def stored_counts(found: pa.Table, rows: int) -> dict[str, Column[Cell]]:
    """Return the counts of standing reports by field, ``MISSING`` in rows without one; no field if none stands."""
    places = found["place"].to_numpy()
    stands = placed(found["id"], places, rows).known if found.num_rows else np.zeros(rows, np.bool_)
    if not stands.any():
        return {}
    nothing: Column[Cell] = Column([None, MISSING], np.where(stands, 0, 1).astype(np.int32))
    return {
        field: nothing if column.null_count == len(column) else _stored(placed(column, places, rows), stands)
        for field, column in ((field, found[field]) for field in COUNTS)
    }


def placed(column: pa.ChunkedArray, places: Places, rows: int) -> Numbers:
    """Return the integers of an answer at the places of their rows."""
    values = column.cast(pa.int64()).fill_null(0).to_numpy()
    return Numbers.unknown(rows).put(places, values, column.is_valid().to_numpy())


def _stored(numbers: Numbers, stands: Mask) -> Column[Cell]:
    """Return integers from 0 as a column of cells, missing where no report stands."""
    most = int(numbers.values.max(initial=0))
    codes = np.where(numbers.known, numbers.values + 2, 0)
    return Column([None, MISSING, *range(most + 1)], np.where(stands, codes, 1).astype(np.int32))


def changes_of(
    source: Source,
    register: Register,
    dataset: str,
    accepted: AcceptedRows,
    stored: Mapping[str, Column[Cell]],
    month: Month | None,
) -> tuple[Changes, int]:
    """Return what the accepted rows would do to what is stored, and how many known rows the file speaks for."""
    named = {target.school_id for target in accepted.targets.take(slice(None)).values if target.school_id}
    known = accepted.targets.where(lambda target: target.school_id)
    if dataset == "schools":
        covered = _covered_schools(register, named)
        speaks_for = max(len(covered), len(named))
    else:
        present = stored.get(COUNTS[0])
        known &= present.where(lambda cell: cell is not MISSING) if present else False
        covered = _covered_reports(source, named, month) if len(accepted) > 1 else {}
        speaks_for = max(len(covered), int(known.sum()))
    incoming = Incoming(accepted.records, known, stored, accepted.targets, accepted.called)
    absent = tuple(label for school_id, label in covered.items() if school_id not in named)
    return compare(dataset, incoming, absent), speaks_for


def _covered_reports(source: Source, named: Collection[int], month: Month | None) -> dict[int, str]:
    rows = source.rows("last_covered", month=month.first, school_ids=sorted(named)) if month else ()
    return {int(row["school_id"]): str(row["name"]) for row in rows}


def _covered_schools(register: Register, named: Collection[int]) -> dict[int, str]:
    # a list of a few schools does not claim to be the whole register
    whole = len(named) > 1 and len(named) * 2 > len(register.by_id)
    return {int(row["id"]): str(row["name"]) for row in register.by_id.values() if whole and not row["closed_on"]}
