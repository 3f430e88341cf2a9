"""What a row states beside the steps: helper, ballot and papers, against the rows that are stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.actions.people_known import name_key
from dashboard.domain.cases import ADMISSION
from dashboard.domain.text import fold
from dashboard.intake.changes import FieldChange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dashboard.actions.people_stated import Stated

Row = dict[str, Any]
_BALLOT: Mapping[str, int | None] = {"transferred_away": 0, "exempt_absent": 0, "present": None, "against": None}


@dataclass
class Beside:
    """The rows of one table as they would be, those of them to write, the changed fields, and what is to be said.

    ``told`` are rules of warnings with the field that each is about. New rows have no id.
    """

    rows: list[Row]
    written: list[Row] = field(default_factory=list)
    fields: list[FieldChange] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, stored: Sequence[Mapping[str, Any]]) -> Beside:
        """Return the stored rows, of which nothing is written yet."""
        return cls([dict(row) for row in stored])

    def put(self, row: Row) -> None:
        """Add a row, or replace the stored one of the same id, unless it is already so."""
        at = next((at for at, one in enumerate(self.rows) if row["id"] is not None and one["id"] == row["id"]), None)
        if at is None:
            self.rows.append(row)
        elif self.rows[at] == row:
            return
        else:
            self.rows[at] = row
        self.written = [one for one in self.written if one["id"] is None or one["id"] != row["id"]] + [row]

    def change(self, name: str, before: Any, after: Any) -> None:  # noqa: ANN401 (values of any field)
        """Note that a field changes, if it does."""
        if after is not None and before != after:
            self.fields.append(FieldChange(name, before, after))


def papers(stored: Sequence[Mapping[str, Any]], stated: Stated) -> Beside:
    """Return the papers with their days as stated; another day corrects the latest paper of its kind."""
    found = Beside.of(stored)
    for form, day in stated.papers().items():
        own = [row for row in found.rows if row["form"] == form]
        if all(row["dated_on"] != day for row in own):
            latest = max(own, key=lambda row: row["dated_on"], default={"id": None, "form": form, "document_no": None})
            found.change(_FIELD_OF_PAPER[form], latest.get("dated_on"), day)
            found.put({**latest, "dated_on": day})
    return found


_FIELD_OF_PAPER = {
    "application": "applied_on",
    "personal_history": "history_on",
    "verification_answer": "verification_on",
}


def votes(stored: Sequence[Mapping[str, Any]], stated: Stated, before: date | None, after: date | None) -> Beside:
    """Return the ballots; the one of the branch's resolution is held on its day, which may be corrected."""
    found = Beside.of(stored)
    own = [row for row in found.rows if row["about"] == ADMISSION]
    latest = max(own, key=lambda row: (row["held_on"], row["id"]), default=None)
    total, in_favour = stated.count("votes_total"), stated.count("votes_for")
    if latest is not None and before is not None and after is not None and latest["held_on"] == before:
        latest = latest | {"held_on": after}
        found.put(latest)
    if total is None and in_favour is None:
        return found
    if total is None or in_favour is None or after is None:
        rule, name = ("votes_incomplete", "votes_for") if after else ("votes_without_day", "branch_resolution_on")
        found.told.append((rule, name))
        return found
    known = (base_of(latest), latest["in_favour"]) if latest else (None, None)
    if known != (total, in_favour):
        found.change("votes_total", known[0], total)
        found.change("votes_for", known[1], in_favour)
        same = latest if latest and latest["held_on"] == after else {"id": None, "about": ADMISSION, "held_on": after}
        number = stated.text("branch_resolution_no") or (latest or {}).get("document_no")
        figures = {"official_total": total, "in_favour": in_favour, "document_no": number}
        found.put({**same, **_BALLOT, **figures})
    return found


def base_of(vote: Mapping[str, Any]) -> int:
    """Return of how many a ballot was."""
    return int(vote["official_total"] - vote["transferred_away"] - vote["exempt_absent"])


def helpers(stored: Sequence[Mapping[str, Any]], stated: Stated, today: date, known_id: int | None) -> Beside:
    """Return who helps from when to when; a new helper ends the help of the one before.

    Without a day somebody new helps from the day of the list. ``known_id`` is the id of the helper, if known.
    """
    found = Beside.of(stored)
    current = max(found.rows, key=lambda row: (row["from_on"], row["id"]), default=None)
    name = stated.text("helper") or (current["helper_name"] if current else None)
    day, number = stated.day("helper_assigned_on"), stated.text("helper_no")
    if name is None:
        if day or number:
            found.told.append(("helper_without_name", "helper"))
        return found
    same = _same(found.rows, current, name, day)
    if same is not None:
        _correct(found, same, day, number)
        return found
    if day is None:
        found.told.append(("helper_day_missing", "helper"))
    who = {"helper_name": name, "helper_key": fold(name), "helper_person_id": known_id}
    _assign(found, who | {"from_on": day or today, "document_no": number}, current)
    return found


def _same(rows: Sequence[Row], current: Row | None, name: str, day: date | None) -> Row | None:
    """Return the assignment that a row speaks of: the present one of that name, or an earlier one of that day."""
    named = [row for row in rows if name_key(row["helper_name"]) == name_key(name)]
    exact = next((row for row in named if row["from_on"] == day), None)
    return exact or (current if current in named else None)


def _correct(found: Beside, row: Row, day: date | None, number: str | None) -> None:
    corrected = row | {"from_on": day or row["from_on"], "document_no": number or row["document_no"]}
    found.change("helper_assigned_on", row["from_on"], day)
    found.change("helper_no", row["document_no"], number)
    for other in [one for one in found.rows if one["to_on"] == row["from_on"] and one is not row]:
        found.put(other | {"to_on": max(corrected["from_on"], other["from_on"])})
    found.put(corrected)


def _assign(found: Beside, given: Row, current: Row | None) -> None:
    day = given["from_on"]
    for row in [one for one in found.rows if one["from_on"] <= day and (one["to_on"] is None or one["to_on"] > day)]:
        found.put(row | {"to_on": day})
    later = [row["from_on"] for row in found.rows if row["from_on"] > day]
    found.put({"id": None, "to_on": min(later, default=None)} | given)
    found.change("helper", current["helper_name"] if current else None, given["helper_name"])
    found.change("helper_assigned_on", current["from_on"] if current else None, day)
    found.change("helper_no", current["document_no"] if current else None, given["document_no"])


def end_help(found: Beside, day: date) -> None:
    """End the help of somebody who leaves on a day."""
    for row in [one for one in found.rows if one["to_on"] is None]:
        ended = row | {"to_on": max(day, row["from_on"])}
        if row["id"] is None:
            found.rows[found.rows.index(row)] = ended
            found.written[found.written.index(row)] = ended
        else:
            found.put(ended)
