"""Whom a heading counts: staff and members are split by the same words, and only the words around tell which."""

from __future__ import annotations

import re

_PARTS = ("managers", "teachers", "other", "women", "ethnic_minority", "religious", "youth_union")
_NAMED = {
    "staff": re.compile(r"\b(?:staff|cbgvnv|cb gv nv|cbvc|vien chuc|can bo giao vien nhan vien)\b"),
    "members": re.compile(r"\b(?:members?|dang vien|dv)\b"),
}


def subject_of(field: str) -> str:
    """Return whom a field counts: ``staff``, ``members``, or nothing for other fields."""
    subject = field.partition("_")[0]
    return subject if subject in _NAMED else ""


def leaves_open(field: str, key: str) -> bool:
    """Tell whether a heading names a part of the people (``GV``, ``Nữ``) without saying of whom."""
    subject, _, part = field.partition("_")
    return subject in _NAMED and part in _PARTS and not _NAMED[subject].search(key)


def twin_of(field: str) -> str:
    """Return the field that counts the same part of the other people; a dataset need not have it."""
    subject, _, part = field.partition("_")
    return f"{'members' if subject == 'staff' else 'staff'}_{part}"
