"""A second, slow way to what is said of people: plain Python over the rows of the tables, with the numbers written out.

It follows the events one by one and knows nothing of the definitions, the rules or the SQL. The numbers are those of
all regulations since 2021.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dashboard.definitions.days import exchanged_days

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

STAGES = (
    *("source", "outstanding", "sympathizer", "class_enrolled", "class_certified", "dossier", "verification"),
    *("branch_voted", "submitted", "admission_decided", "probationary", "official_voted", "official"),
)
INTRODUCTIONS = ("member_introduction", "youth_union_resolution", "trade_union_resolution", "opinions")
Row = dict[str, Any]


def months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_days() -> Callable[[date, int], date]:
    """Return what finds the working day number so many after a day."""
    from holidays import country_holidays  # noqa: PLC0415 (it takes a moment)

    known = country_holidays("VN", years=range(2008, 2036))
    off = {*known, *(one.off for one in exchanged_days())}
    worked = {*known.weekend_workdays, *(one.worked for one in exchanged_days())}

    def after(day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            if day in worked or (day.weekday() < 5 and day not in off):
                count -= 1
        return day

    return after


@dataclass
class Told:
    """Where somebody stands on a day."""

    stage: str = ""
    exit: str | None = None
    since: date | None = None
    steps: dict[str, Row] = field(default_factory=dict)

    @property
    def place(self) -> int:
        return STAGES.index(self.stage)


def told(events: Sequence[Row], day: date) -> Told | None:
    """Follow the events of a person up to a day."""
    taken_back = {event["reverses"] for event in events}
    then = [
        event
        for event in events
        if event["kind"] != "reverse" and event["id"] not in taken_back and event["on_day"] <= day
    ]
    then.sort(key=lambda event: (event["on_day"], event["position"], STAGES.index(event["stage"]), event["id"]))
    found = Told()
    for event in then:
        if event["kind"] == "exit":
            found.exit = event["exit"]
        else:
            place = STAGES.index(event["stage"])
            for stage in list(found.steps):
                later = STAGES.index(stage) > place
                again = stage == event["stage"] and found.exit is not None
                if later or again:
                    del found.steps[stage]
            if event["stage"] not in found.steps:
                found.steps[event["stage"]] = event
            found.stage, found.exit = event["stage"], None
        found.stage, found.since = event["stage"], event["on_day"]
    return found if then else None


@dataclass(frozen=True)
class People:
    """All rows about people, by table."""

    rows: Mapping[str, Sequence[Row]]
    working_day: Callable[[date, int], date]

    @cached_property
    def by_person(self) -> dict[str, dict[int, list[Row]]]:
        found: dict[str, dict[int, list[Row]]] = {}
        for table in ("stage_event", "paper", "vote", "helper", "helper_review"):
            own = found.setdefault(table, {})
            for row in self.rows[table]:
                own.setdefault(row["person_id"], []).append(row)
        return found

    def about(self, table: str, person: int) -> list[Row]:
        return self.by_person[table].get(person, [])

    def told(self, person: int, day: date) -> Told | None:
        return told(self.about("stage_event", person), day)

    def dues(self, person: int, day: date) -> list[tuple[str, date]]:
        """Return the clocks that run for a person with their last days, the earliest first."""
        here = self.told(person, day)
        if here is None or here.exit is not None:
            return []
        papers = [row for row in self.about("paper", person) if row["dated_on"] <= day]
        latest = {row["form"]: row["dated_on"] for row in sorted(papers, key=lambda row: row["dated_on"])}
        return sorted(self._clocks(here, latest, day), key=lambda due: (due[1], due[0]))

    def _clocks(self, here: Told, latest: Mapping[str, date], day: date) -> list[tuple[str, date]]:
        found: list[tuple[str, date]] = []
        steps = {stage: row["on_day"] for stage, row in here.steps.items()}
        if here.stage in STAGES[4:7] and "class_certified" in steps:
            found.append(("certificate", months_on(steps["class_certified"], 60)))
        introduced = [latest[form] for form in INTRODUCTIONS if form in latest]
        if here.stage in STAGES[5:7] and introduced:
            found.append(("introductions", months_on(min(introduced), 12)))
        if here.stage in STAGES[7:9] and "branch_voted" in steps:
            found.append(("admission_decision", self.working_day(steps["branch_voted"], 60)))
        if here.stage == "admission_decided":
            issued, received = steps["admission_decided"], here.steps["admission_decided"]["received_on"]
            start = received if received and issued < date(2026, 7, 26) else issued
            found.append(("ceremony", self.working_day(start, 30)))
        if here.stage in STAGES[10:12] and "probationary" in steps and "member_history" not in latest:
            found.append(("personal_file", self.working_day(steps["probationary"], 30)))
        if here.stage == "probationary":
            over = months_on(steps["probationary"], 12)
            found.append(("probation", over))
            if over <= day:
                found.append(("recognition_meeting", self.working_day(over, 30)))
        if here.stage == "official_voted":
            found.append(("recognition_decision", self.working_day(steps["official_voted"], 30)))
        return found

    def helper(self, person: int, day: date) -> Row | None:
        return next(
            (
                row
                for row in self.about("helper", person)
                if row["from_on"] <= day and (row["to_on"] is None or row["to_on"] > day)
            ),
            None,
        )

    def problems(self, row: Row, day: date) -> list[str]:
        """Return the codes of what is open about a person, in the order of the alphabet."""
        here = self.told(row["id"], day)
        if here is None or here.exit is not None:
            return []
        found = ["record_gap"] if any(step["has_gap"] for step in here.steps.values()) else []
        helper = self.helper(row["id"], day)
        if helper is None and STAGES.index("sympathizer") <= here.place < STAGES.index("official"):
            found.append("helper_missing")
        if helper and here.stage != "official" and helper["helper_person_id"]:
            theirs = self.told(helper["helper_person_id"], day)
            if theirs and (theirs.exit or theirs.stage != "official"):
                found.append("helper_unfit")
        found += self._age(row, here, day) + self._ballots(row["id"], here, day)
        return sorted(found)

    def _age(self, row: Row, here: Told, day: date) -> list[str]:
        born = row["birth_date"]
        if here.place >= STAGES.index("branch_voted"):
            return []
        if born is None and row["birth_year"] is None:
            return ["birth_unknown"]
        months = [born.year * 12 + born.month] if born else [row["birth_year"] * 12 + month for month in (1, 12)]
        ages = [day.year * 12 + day.month - month for month in months]
        if all(age < 18 * 12 for age in ages):
            return ["too_young"]
        return ["too_old"] if all(age > 60 * 12 for age in ages) else []

    def _ballots(self, person: int, here: Told, day: date) -> list[str]:
        if here.stage not in STAGES[10:12] or "probationary" not in here.steps:
            return []
        since = here.steps["probationary"]["on_day"]
        held = [
            vote
            for vote in self.about("vote", person)
            if vote["about"] in ("recognition", "striking_off") and since <= vote["held_on"] <= day
        ]
        bases = [vote["official_total"] - vote["transferred_away"] - vote["exempt_absent"] for vote in held]
        carried = [3 * vote["in_favour"] >= 2 * base for vote, base in zip(held, bases, strict=True)]
        return ["ballots_used"] if len(held) >= 3 and not any(carried) else []
