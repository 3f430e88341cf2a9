"""Whom a heading counts: staff and members are split by the same words, and only the words around tell which."""

from __future__ import annotations

import re
from functools import cache

from dashboard.definitions import datasets
from dashboard.intake.variants import variants

_PARTS = ("managers", "teachers", "other", "women", "ethnic_minority", "religious", "youth_union")
_NAMED = {
    "staff": re.compile(r"\b(?:staff|cbgvnv|cb gv nv|cbvc|vien chuc|can bo giao vien nhan vien)\b"),
    "members": re.compile(r"\b(?:members?|dang vien|dv)\b"),
}


_OTHERS = frozenset({"outstanding", "sympathizer", "admitted", "transferred", "restored", "died"})


_OTHER_PEOPLE = re.compile(
    r"\b(?:hoc sinh|hoc vien|tre|chau|lop|doan vien|doi vien|cong doan|quan chung|phu huynh|hop dong|chi tieu|dan so)\b"
)
_PERSON = re.compile(r"ho (?:va )?ten(?: dang vien| quan chung| nguoi vao dang)?|hoten|ho (?:va )?(?:ten )?dem")


def subject_of(field: str) -> str:
    """Return whom a field counts: ``staff``, ``members``, some other people, or nothing for what counts none."""
    subject = field.partition("_")[0]
    return subject if subject in _NAMED or subject in _OTHERS else ""


def other_people(key: str) -> str:
    """Return a subject of its own for an unknown heading that counts other people or things, such as pupils."""
    return "others" if _OTHER_PEOPLE.search(key) else ""


def lists_people(key: str) -> bool:
    """Tell whether a heading is that of a list of people, whose rows are no schools."""
    return _PERSON.fullmatch(key) is not None or key in _people_keys()


@cache
def _people_keys() -> frozenset[str]:
    """Return the keys of headings over people's names."""
    known = (variants(code).items() for code, dataset in datasets().items() if dataset.lists_people)
    return frozenset(key for items in known for key, fields in items if "full_name" in fields)


def leaves_open(field: str, key: str) -> bool:
    """Tell whether a heading names a part of the people (``GV``, ``Nữ``) without saying of whom."""
    subject, _, part = field.partition("_")
    return subject in _NAMED and part in _PARTS and not _NAMED[subject].search(key)


def twin_of(field: str) -> str:
    """Return the field that counts the same part of the other people; a dataset need not have it."""
    subject, _, part = field.partition("_")
    return f"{'members' if subject == 'staff' else 'staff'}_{part}"
