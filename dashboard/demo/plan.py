"""How one district of 51 schools is made up, slot by slot; other sizes repeat it or take its first slots."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from dashboard.demo.names import (
    CONTINUING,
    KINDERGARTEN,
    LOWER_AND_UPPER,
    LOWER_SECONDARY,
    PRESCHOOL,
    PRIMARY,
    PRIMARY_AND_LOWER,
    UPPER_SECONDARY,
    SchoolType,
)
from dashboard.domain.schools import Ownership

STATED_SCHOOLS, STATED_STAFF, STATED_MEMBERS = 51, 1844, 810
"""What the roundtable of 23/9/2016 stated for a whole district (source document S3); 810 of 1.844 is 43,93 %."""


class Role(Enum):
    """What is special about a slot; most schools are ordinary."""

    ORDINARY = auto()
    SURELY_LOW = auto()
    SURELY_HIGH = auto()
    NO_BRANCH = auto()
    JOINT_FIRST = auto()
    JOINT_SECOND = auto()
    MERGED = auto()
    RENAMED = auto()
    MISSING = auto()
    MISSING_TWICE = auto()
    LATE = auto()
    BLANK_GROUPS = auto()
    BLANK_MOVEMENTS = auto()


class Slot(NamedTuple):
    """One school of the plan: its type, about how many people work there, what is special, and who owns it."""

    kind: SchoolType
    staff: int
    role: Role = Role.ORDINARY
    ownership: Ownership = Ownership.PUBLIC

    @property
    def is_still(self) -> bool:
        """Tell whether the school is so small that its figures stay as they are."""
        return self.role in {Role.NO_BRANCH, Role.JOINT_FIRST, Role.JOINT_SECOND}


DISTRICT: tuple[Slot, ...] = (
    Slot(PRIMARY, 37),
    Slot(LOWER_SECONDARY, 43),
    Slot(PRESCHOOL, 31),
    Slot(PRIMARY, 33, Role.LATE),
    Slot(KINDERGARTEN, 22),
    Slot(LOWER_SECONDARY, 38),
    Slot(PRIMARY, 41, Role.RENAMED),
    Slot(UPPER_SECONDARY, 72, Role.SURELY_HIGH),
    Slot(PRESCHOOL, 27, Role.MISSING),
    Slot(PRESCHOOL, 6, Role.NO_BRANCH, Ownership.PRIVATE),
    Slot(PRIMARY, 29),
    Slot(KINDERGARTEN, 10, Role.JOINT_FIRST),
    Slot(PRESCHOOL, 9, Role.JOINT_SECOND, Ownership.PRIVATE),
    Slot(PRIMARY, 48, Role.MERGED),
    Slot(LOWER_SECONDARY, 46, Role.SURELY_LOW),
    Slot(PRIMARY_AND_LOWER, 49),
    Slot(PRESCHOOL, 35),
    Slot(PRIMARY, 44, Role.SURELY_HIGH),
    Slot(LOWER_SECONDARY, 51, Role.MISSING),
    Slot(PRESCHOOL, 24, Role.SURELY_LOW, Ownership.PRIVATE),
    Slot(PRIMARY, 31),
    Slot(CONTINUING, 26),
    Slot(PRESCHOOL, 33),
    Slot(LOWER_SECONDARY, 35),
    Slot(PRIMARY, 39),
    Slot(KINDERGARTEN, 19),
    Slot(PRIMARY, 27, Role.LATE),
    Slot(LOWER_SECONDARY, 47, Role.SURELY_HIGH),
    Slot(PRESCHOOL, 38, Role.SURELY_LOW),
    Slot(PRIMARY, 35),
    Slot(LOWER_AND_UPPER, 63),
    Slot(PRIMARY, 25, Role.BLANK_MOVEMENTS),
    Slot(PRESCHOOL, 29),
    Slot(LOWER_SECONDARY, 33),
    Slot(PRIMARY, 42),
    Slot(PRESCHOOL, 26),
    Slot(PRIMARY, 30, Role.MISSING_TWICE),
    Slot(KINDERGARTEN, 17),
    Slot(LOWER_SECONDARY, 41, Role.LATE),
    Slot(PRIMARY, 36),
    Slot(PRESCHOOL, 32, Role.BLANK_GROUPS),
    Slot(PRIMARY_AND_LOWER, 45),
    Slot(PRIMARY, 28),
    Slot(LOWER_SECONDARY, 37),
    Slot(PRESCHOOL, 30, Role.SURELY_HIGH),
    Slot(UPPER_SECONDARY, 68),
    Slot(PRIMARY, 34),
    Slot(PRESCHOOL, 28),
    Slot(PRIMARY, 40),
    Slot(LOWER_SECONDARY, 39),
    Slot(PRESCHOOL, 34),
)


def slots(schools: int) -> list[Slot]:
    """Return the slots of a district with that many schools; a joint branch whose partner is cut off becomes ordinary.

    Small districts thus begin with ordinary schools, and every further 51 schools bring the same special cases.
    """
    chosen = [DISTRICT[index % len(DISTRICT)] for index in range(schools)]
    if chosen and chosen[-1].role is Role.JOINT_FIRST:
        chosen[-1] = Slot(KINDERGARTEN, 20)
    return chosen
