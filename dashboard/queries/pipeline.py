"""Who is on the way to membership, how long each stage takes, where people leave, and what each school makes of it.

All of it is counted from the events of the people recorded, on a day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.definitions.stages import stages as all_stages
from dashboard.domain.deadlines import months_after
from dashboard.domain.months import Month
from dashboard.domain.survival import Waits, median_days
from dashboard.domain.text import fold

if TYPE_CHECKING:
    from datetime import date

    from dashboard.queries.asked import Asked
    from dashboard.storage import Reader

MOVEMENTS = ("introduced", "recognised", "class_attended", "certified", "proposed", "admitted", "officialised")
"""The codes of the figures that count steps of the year."""
LAST = "official"
PAGE = 50
MOST_HELPED = 2
"""More people than one member can help well."""
QUIET_YEARS = 3
LATER = (0, 1, 2, 4, 6, 8, 12)
"""After how many quarters it is asked how many of a cohort are admitted."""
COHORTS = 16
SCHOOLS = 1000


def pipeline_figures(reader: Reader, asked: Asked, day: date) -> dict[str, int]:
    """Return the counts of people by code, of the year up to the day where they are movements.

    Codes: recorded, on_the_way, probationary, without_helper, introduced, recognised, class_attended, certified,
    proposed, admitted, officialised, schools_expected, schools_recorded.
    """
    rows = reader.rows("pipeline_figures", day=day, **asked.choice)
    return {str(row["code"]): _int(row["people"]) for row in rows}


def pipeline_stages(reader: Reader, asked: Asked, day: date) -> pd.DataFrame:
    """Return the stages in their order: who waits there, who ever came, who went on, and how long it takes.

    Columns: stage, waiting, reached, went_on (people, each once), left (stays that ended otherwise), median_days
    (unknown while fewer than half have moved on), longest_days. Of the last stage only how many came in the last year.
    """
    rows = reader.rows("pipeline_stays", day=day, since=months_after(day, -12), **asked.choice)
    by_stage: dict[str, list[dict[str, Any]]] = {code: [] for code in all_stages()}
    for row in rows:
        by_stage[str(row["stage"])].append(row)
    frame = pd.DataFrame([{"stage": code, **_stage(code, found)} for code, found in by_stage.items()])
    return frame.astype(dict.fromkeys(frame.columns[1:], "Int64"))


def _stage(code: str, rows: list[dict[str, Any]]) -> dict[str, int | None]:
    """Return the figures of one stage from its stays by their length, less those of people who came again."""
    lengths = [row for row in rows if row["days"] is not None]
    again = next((row for row in rows if row["days"] is None), {"moved": 0, "stays": 0})
    moved, waiting, others = (sum(row[name] for row in lengths) for name in ("moved", "waiting", "others"))
    waits = [Waits(row["days"], row["moved"], row["waiting"] + row["others"]) for row in lengths]
    return {
        "waiting": waiting,
        "reached": again["stays"] if code == LAST else moved + waiting + others - again["stays"],
        "went_on": moved - again["moved"],
        "left": others,
        "median_days": median_days(waits),
        "longest_days": max((one.days for one in waits), default=None),
    }


def pipeline_exits(reader: Reader, asked: Asked, day: date) -> pd.DataFrame:
    """Return how many left at each stage before they were official, and by which exit: stage, exit, people."""
    return reader.frame("pipeline_exits", day=day, **asked.choice)


def pipeline_cohorts(reader: Reader, asked: Asked, day: date) -> pd.DataFrame:
    """Return the people introduced in each of the last quarters, and how many were admitted by so many quarters later.

    Columns: quarter (its first day), people, and ``after_<n>`` for each of ``LATER``; unknown until that quarter ends.
    """
    first = _quarter(day).plus(-3 * (COHORTS - 1))
    rows = reader.rows("pipeline_cohorts", day=day, since=first.first, **asked.choice)
    counts: dict[Month, list[tuple[Month | None, int]]] = {}
    for row in rows:
        admitted = row["admitted_in"]
        pair = (Month.of(admitted) if admitted else None, _int(row["people"]))  # type: ignore[arg-type]
        counts.setdefault(Month.of(row["quarter"]), []).append(pair)  # type: ignore[arg-type]
    frame = pd.DataFrame([_cohort(quarter, found, day) for quarter, found in sorted(counts.items())], columns=_COHORT)
    return frame.astype(dict.fromkeys(_COHORT[1:], "Int64"))


_COHORT = ["quarter", "people", *(f"after_{later}" for later in LATER)]


def _quarter(day: date) -> Month:
    return Month(day.year, (day.month - 1) // 3 * 3 + 1)


def _cohort(quarter: Month, found: list[tuple[Month | None, int]], day: date) -> dict[str, object]:
    row: dict[str, object] = {"quarter": quarter.first, "people": sum(people for _, people in found)}
    for later in LATER:
        last = quarter.plus(3 * later + 2)
        by_then = sum(people for admitted, people in found if admitted is not None and admitted <= last)
        row[f"after_{later}"] = by_then if last.last <= day else None
    return row


def pipeline_schools(reader: Reader, asked: Asked, day: date) -> pd.DataFrame:
    """Return how many people each school introduced up to the day, and how many of these are admitted.

    Columns: school_id, code, name, commune, introduced, admitted, and over all schools: schools, all_introduced,
    all_admitted. At most a thousand schools, those that introduced most.
    """
    return reader.frame("pipeline_schools", day=day, limit=SCHOOLS, **asked.choice)


def pipeline_quiet_schools(reader: Reader, asked: Asked, day: date) -> pd.DataFrame:
    """Return the schools without an admission for years, without anybody on the way, or with nobody left to admit.

    Columns: kind (no_admission, no_source, nobody_left), code, name, commune, last_on (the last ceremony), has_people
    (somebody is recorded), staff_total, members_total, schools (how many of the kind); at most fifty of each.
    """
    since = months_after(day, -12 * QUIET_YEARS)
    return reader.frame("pipeline_quiet_schools", day=day, since=since, limit=PAGE, **asked.choice)


def pipeline_helpers(reader: Reader, asked: Asked, day: date) -> pd.DataFrame:
    """Return who helps more people than one can help well: code, name, helper_name, people, helpers (how many)."""
    return reader.frame("pipeline_helpers", day=day, most=MOST_HELPED, limit=PAGE, **asked.choice)


@dataclass(frozen=True)
class Wanted:
    """Which people on the way to list: by typed words, at one stage, only who is late, only who has no helper."""

    text: str = ""
    stage: str | None = None
    overdue: bool = False
    unhelped: bool = False
    page: int = 0

    def at(self, page: int) -> Wanted:
        """Want the same on another page."""
        return replace(self, page=page)


def pipeline_people(reader: Reader, asked: Asked, day: date, wanted: Wanted) -> tuple[pd.DataFrame, int, int]:
    """Return a page of the people on the way, the most urgent first, with how many there are and how many are late.

    Columns: person_id, full_name, code, name (the school's), stage, since, days, due_on, days_left, clock, problems
    (codes joined by a space).
    """
    rows = reader.frame(
        "pipeline_people",
        day=day,
        words=fold(wanted.text).split(),
        stage=wanted.stage,
        overdue=wanted.overdue,
        unhelped=wanted.unhelped,
        limit=PAGE,
        skip=wanted.page * PAGE,
        **asked.choice,
    )
    ids = [int(person) for person in rows["person_id"]]
    known = {row["person_id"]: row["problems"] for row in reader.rows("pipeline_problems", day=day, people=ids)}
    counts = (0, 0) if rows.empty else (int(rows["people"].iloc[0]), int(rows["late"].iloc[0]))
    return rows.assign(problems=[str(known.get(person, "")) for person in ids]), *counts


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
