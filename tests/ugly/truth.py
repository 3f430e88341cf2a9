"""What a file means to say: rows of values by field, invented and consistent with themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from dashboard.demo.names import FIRST_SYLLABLES, LAST_SYLLABLES, SECOND_SYLLABLES
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True)
class Fault:
    """A cell that nobody can understand as it is written: it must be told of, whatever else is done with it."""

    written: str


Words: TypeAlias = dict[str, tuple[str, ...]]
Values: TypeAlias = dict[str, str | int | date | Month | Fault | None]

LEVELS: Words = {
    "preschool": ("Mầm non", "MN"),
    "primary": ("Tiểu học", "TH"),
    "lower_secondary": ("THCS", "Trung học cơ sở"),
    "upper_secondary": ("THPT", "Trung học phổ thông"),
    "primary+lower_secondary": ("Tiểu học và THCS", "TH&THCS", "THCS, TH"),
}
OWNERSHIPS: Words = {"public": ("Công lập", "CL", "công lập"), "private": ("Ngoài công lập", "NCL", "Tư thục")}
STATUSES: Words = {
    "own": ("Độc lập", "Có chi bộ"),
    "joint": ("Ghép", "Sinh hoạt ghép"),
    "none": ("Chưa có", "Không có chi bộ"),
}
REPORT_PARTS = {
    "staff": ("staff_total", "staff_managers", "staff_teachers", "staff_other"),
    "kinds": ("members_official", "members_probationary"),
    "parts": ("members_managers", "members_teachers", "members_other"),
    "of_them": ("members_women", "members_ethnic_minority"),
    "ratio": ("party_ratio",),
    "pool": ("outstanding_total", "sympathizer_total"),
}
COUNT_FAULTS = ("16,5", "12 lớp", "mười hai", "-3", "3 + 4", "03 - 05", "1..2", "#REF!", "12/10/2026", "1.84")
DAY_FAULTS = ("31/02/2019", "12/31/2019", "00/00/1985", "03.10.22", "tháng 9", "1/1/20026", "32/1/2001", "2019-13-01")
WORD_FAULTS = ("Hạng nhất", "xyz", "12", "?")
SCHOOL_PARTS = {
    "code": ("school_code",),
    "level": ("school_level",),
    "ownership": ("ownership",),
    "branch": ("branch_name", "branch_status"),
    "days": ("opened_on",),
}


def fields_of(random: Random, dataset: str) -> list[str]:
    """Return the fields that a file of a dataset has, in the order of its columns."""
    parts = REPORT_PARTS if dataset == "branch_report" else SCHOOL_PARTS
    chosen = [field for group in parts.values() if random.random() < 0.55 for field in group]
    if dataset == "schools":
        return ["school_name", *(chosen or ["school_level"]), "commune"]
    own = [field for field in ("school_code", "commune") if random.random() < 0.4]
    staff = [field for field in chosen if field.startswith("staff")]
    rest = [field for field in chosen if field not in staff]
    if "party_ratio" in rest and not staff:
        rest.remove("party_ratio")
    return ["school_name", *own, *staff, "members_total", *rest]


def rows_of(random: Random, dataset: str, fields: list[str], count: int) -> list[Values]:
    """Return so many rows with every field; a figure is unknown here and there."""
    names: set[str] = set()
    rows: list[Values] = []
    while len(rows) < count:
        row = {**_school(random, len(rows)), **(_figures(random) if dataset == "branch_report" else {})}
        if row["school_name"] not in names:
            names.add(str(row["school_name"]))
            rows.append({field: row[field] for field in fields})
    for row in rows:
        for field in ("outstanding_total", "sympathizer_total", "school_code", "ownership", "opened_on"):
            if field in row and random.random() < 0.1:
                row[field] = None
    for row in rows if random.random() < 0.3 else []:
        _spoil(random, row)
    return rows


def _spoil(random: Random, row: Values) -> None:
    """Put what nobody can understand into some of the cells."""
    for field, value in row.items():
        if random.random() < 0.1 and value is not None:
            if isinstance(value, int):
                row[field] = Fault(random.choice(COUNT_FAULTS))
            elif isinstance(value, date):
                row[field] = Fault(random.choice(DAY_FAULTS))
            elif field in {"school_level", "ownership", "branch_status"}:
                row[field] = Fault(random.choice(WORD_FAULTS))


def _school(random: Random, number: int) -> Values:
    level = random.choice(list(LEVELS))
    place = f"{random.choice(FIRST_SYLLABLES)} {random.choice(SECOND_SYLLABLES)}"
    name = f"Trường {LEVELS[level][0]} {place} {random.choice(LAST_SYLLABLES)}"
    commune = f"{random.choice(['Xã', 'Phường', 'Thị trấn'])} {random.choice(FIRST_SYLLABLES)} Hoà"
    return {
        "school_name": name,
        "school_code": f"{random.choice(['0', '7', 'T'])}{number:03d}",
        "school_level": level,
        "ownership": random.choice(list(OWNERSHIPS)),
        "commune": commune,
        "branch_name": f"Chi bộ {name}",
        "branch_status": random.choice(list(STATUSES)),
        "opened_on": date(1965, 1, 1) + timedelta(days=random.randrange(20_000)),
    }


def _figures(random: Random) -> Values:
    staff = [random.randrange(1, 5), random.randrange(8, 70), random.randrange(0, 9)]
    if random.random() < 0.05:
        staff[1] = random.randrange(1_000, 3_000)
    members = [random.randrange(0, figure + 1) for figure in staff]
    total, probationary = sum(members), random.randrange(0, sum(members) // 4 + 1)
    return {
        **dict(zip(("staff_managers", "staff_teachers", "staff_other"), staff, strict=True)),
        **dict(zip(("members_managers", "members_teachers", "members_other"), members, strict=True)),
        "staff_total": sum(staff),
        "members_total": total,
        "members_official": total - probationary,
        "members_probationary": probationary,
        "members_women": random.randrange(0, total + 1),
        "members_ethnic_minority": random.randrange(0, total + 1),
        "party_ratio": f"{10_000 * total / sum(staff) / 100:.2f}",
        "outstanding_total": random.randrange(0, 6),
        "sympathizer_total": random.randrange(0, 9),
    }
