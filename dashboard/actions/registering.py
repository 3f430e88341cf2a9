"""The register of schools: rows of school, branch and succession as a file or a form gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.actions.merging import record_mergers
from dashboard.actions.recognising import Register
from dashboard.domain.mergers import Merger
from dashboard.domain.schools import BranchStatus
from dashboard.domain.text import fold, slug
from dashboard.intake.facts import NO_FACTS, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.actions.plan import Accepted, Target
    from dashboard.intake.facts import Place
    from dashboard.intake.records import Record
    from dashboard.intake.tables import Problem
    from dashboard.storage import Writer

SCHOOL_FIELDS = {
    "school_code": "code",
    "school_name": "name",
    "school_level": "level",
    "ownership": "ownership",
    "commune": "commune",
    "opened_on": "opened_on",
    "closed_on": "closed_on",
}
SCHOOL_COLUMNS = (
    "id",
    "code",
    "name",
    "search_key",
    "level",
    "ownership",
    "commune",
    "commune_key",
    "opened_on",
    "closed_on",
)


def school_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole row of the table school, its search keys made from its name and commune."""
    row: dict[str, Any] = {column: values.get(column) for column in SCHOOL_COLUMNS}
    row["search_key"] = fold(str(row["name"]))
    row["commune_key"] = slug(row["commune"]) if row["commune"] else None
    return row


def add_schools(writer: Writer, targets: Iterable[Target]) -> dict[tuple[object, ...], int]:
    """Add the targets that are new schools, each once; return the id of every target by its key."""
    found = {target.key: target for target in targets}
    new = [target for target in found.values() if target.school_id is None]
    ids = writer.new_ids("school", len(new)) if new else range(0)
    rows = [
        school_row(
            {"id": school_id, "code": target.code, "name": target.name}
            | {"level": target.level, "ownership": target.ownership, "commune": target.commune}
        )
        for school_id, target in zip(ids, new, strict=True)
    ]
    writer.put("school", rows)
    known = {key: target.school_id for key, target in found.items() if target.school_id is not None}
    return known | {target.key: school_id for school_id, target in zip(ids, new, strict=True)}


def record_register(writer: Writer, rows: Sequence[Accepted]) -> None:
    """Write the rows of a register file: schools, how they stand to branches, which took over which."""
    register = Register.read(writer, writer.now.date())
    ids = add_schools(writer, [one.target for one in rows])
    given = {ids[one.target.key]: _given(one) for one in rows}
    current = writer.images("school", list(given))
    writer.put("school", [school_row(current[school_id] | _school_part(values)) for school_id, values in given.items()])
    _record_branches(writer, register, given)
    _record_successions(writer, given)


def _given(one: Accepted) -> dict[str, Any]:
    # a blank cell never erases what the register knows
    return {field: value for field, value in one.record.values.items() if value is not None}


def _school_part(values: Mapping[str, Any]) -> dict[str, Any]:
    return {SCHOOL_FIELDS[field]: value for field, value in values.items() if field in SCHOOL_FIELDS}


def _record_branches(writer: Writer, register: Register, given: Mapping[int, Mapping[str, Any]]) -> None:
    told = {school_id: values for school_id, values in given.items() if _tells_branch(values)}
    wanted = {school_id: _wanted(values, register.by_id.get(school_id, {}), told) for school_id, values in told.items()}
    branches = _branches(writer, [one for one in wanted.values() if one["status"] != BranchStatus.NONE])
    rows = []
    for school_id, one in wanted.items():
        known = register.by_id.get(school_id, {})
        branch_id = branches.get(_branch_key(one)) if one["status"] != BranchStatus.NONE else None
        rows.append(
            {
                "id": known.get("school_branch_id"),
                "school_id": school_id,
                "branch_id": branch_id,
                "status": one["status"],
            }
            | {"from_on": given[school_id].get("opened_on"), "to_on": None}
        )
    writer.put_numbered("school_branch", rows)


def _tells_branch(values: Mapping[str, Any]) -> bool:
    return any(values.get(field) for field in ("branch_status", "branch_name", "org_code"))


def _wanted(
    values: Mapping[str, Any], known: Mapping[str, Any], told: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the branch as it should stand; a branch that several schools of the file name is a joint one."""
    name = values.get("branch_name") or known.get("branch_name")
    shared = sum(1 for other in told.values() if name and other.get("branch_name") == name) > 1
    status = values.get("branch_status") or known.get("branch_status") or ("joint" if shared else "own")
    return {"name": name, "org_code": values.get("org_code") or known.get("org_code"), "status": status}


def _branch_key(branch: Mapping[str, Any]) -> str:
    return str(branch["org_code"] or fold(str(branch["name"] or "")))


def _branches(writer: Writer, wanted: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    known = {_branch_key(row): int(row["id"]) for row in writer.rows("branches")}
    named = {_branch_key(branch): branch for branch in wanted if _branch_key(branch)}
    new = {key: branch for key, branch in named.items() if key not in known}
    empty = {"id": None, "term_start": None, "term_end": None}
    rows = [
        empty | {"name": one["name"], "org_code": one["org_code"], "kind": str(one["status"])} for one in new.values()
    ]
    writer.put_numbered("branch", rows)
    return known | {key: int(row["id"] or 0) for key, row in zip(new, rows, strict=True)}


def _record_successions(writer: Writer, given: Mapping[int, Mapping[str, Any]]) -> None:
    heirs = {school_id: values for school_id, values in given.items() if values.get("successor_code")}
    if not heirs:
        return
    register = Register.read(writer, writer.now.date())
    mergers = [
        Merger(school_id, register.id_of(str(values["successor_code"])), values["closed_on"])
        for school_id, values in heirs.items()
    ]
    record_mergers(writer, mergers)


def succession_problems(
    register: Register, dataset: str, records: Sequence[Record], places: Mapping[str, Place]
) -> list[Problem]:
    """Return the rows that name a successor nobody knows, or that do not say from which day."""
    if dataset != "schools":
        return []
    known = {str(row["code"]) for row in register.by_id.values()} | {
        str(one.values.get("school_code")) for one in records
    }
    rows = [
        Row(one.row, one.values, one.values, NO_FACTS, places) for one in records if one.values.get("successor_code")
    ]
    unknown = [
        row.error("successor_unknown", "successor_code") for row in rows if row.text("successor_code") not in known
    ]
    return unknown + [row.error("merger_without_day", "closed_on") for row in rows if not row.text("closed_on")]
