"""Each cell of a file against the truth: right, told as a problem or asked about, or silently wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.domain.text import fold
from dashboard.intake.clean import clean
from dashboard.intake.match import match
from dashboard.intake.read import read_tables
from dashboard.intake.receive import receive_bytes
from tests.ugly.files import as_read
from tests.ugly.truth import Fault

if TYPE_CHECKING:
    from dashboard.intake.tables import Cleaned, Matching, Table
    from tests.ugly.files import UglyFile


@dataclass
class Verdict:
    """How many cells were right, how many were told of instead, and what was silently wrong."""

    right: int = 0
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def judge(file: UglyFile) -> Verdict:
    """Read, match and clean a file and compare every cell with the truth."""
    tables = read_tables(receive_bytes(file.name, file.content, 100))
    table = tables[0]
    matching = match(table)
    verdict = Verdict()
    if matching.dataset != file.sheet.dataset:
        cells = sum(map(len, file.sheet.truth.values()))
        found = verdict.told if matching.dataset is None else verdict.wrong
        found += [f"{file.name} ({file.how}): taken for {matching.dataset}: {table.headings}"] * cells
        return verdict
    _compare(file, table, matching, clean(table, matching), verdict)
    return verdict


def _compare(file: UglyFile, table: Table, matching: Matching, cleaned: Cleaned, verdict: Verdict) -> None:
    records = {record.row: record.values for record in cleaned.records}
    told = {(problem.row, problem.field) for problem in cleaned.problems}
    refused = {refusal.row for refusal in table.refused}
    known = {column.field for column in matching.columns}
    for row in records.keys() - file.sheet.truth.keys():
        verdict.wrong.append(f"{file.name} ({file.how}) row {row}: no row of data: {dict(records[row])}")
    for row, values in file.sheet.truth.items():
        for name, value in values.items():
            found = records.get(row, {}).get(name)
            where = f"{file.name} ({file.how}) row {row}, {name}: {value!r} read as {found!r}"
            if isinstance(value, Fault):
                _judge_fault(verdict, where, is_told=(row, name) in told)
                continue
            if _same(found, as_read(value, file.how)):
                verdict.right += 1
            elif row in refused or (row, name) in told or (row in records and found is None and name not in known):
                verdict.told.append(where)
            else:
                verdict.wrong.append(where)


def _judge_fault(verdict: Verdict, where: str, *, is_told: bool) -> None:
    if is_told:
        verdict.right += 1
    else:
        verdict.wrong.append(where)


def _same(found: object, value: object) -> bool:
    if isinstance(found, str) and isinstance(value, str):
        return found == value or fold(found) == fold(value) or _figure(found) == _figure(value) != None  # noqa: E711
    return found == value


def _figure(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
