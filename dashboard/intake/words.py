"""Words that stand for a value: levels, ownership, how a school stands to a branch; and free text made tidy."""

from __future__ import annotations

import re

from dashboard.definitions import capitals
from dashboard.domain.capitals import readable
from dashboard.domain.schools import BranchStatus, Ownership, parse_levels
from dashboard.domain.text import fold
from dashboard.intake.readings import Reading

LONGEST_TEXT = 300
"""A name or a code that is longer is a paragraph in the wrong cell."""

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+\d{1,3}", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}", re.IGNORECASE)
_AS_ABOVE = frozenset({"nhu tren", "n t", "nt"})

OWNERSHIP_WORDS: dict[str, Ownership] = {
    "public": Ownership.PUBLIC,
    "cong lap": Ownership.PUBLIC,
    "cl": Ownership.PUBLIC,
    "truong cong lap": Ownership.PUBLIC,
    "private": Ownership.PRIVATE,
    "ngoai cong lap": Ownership.PRIVATE,
    "ncl": Ownership.PRIVATE,
    "ngoai cl": Ownership.PRIVATE,
    "tu thuc": Ownership.PRIVATE,
    "tt": Ownership.PRIVATE,
    "dan lap": Ownership.PRIVATE,
    "dl": Ownership.PRIVATE,
    "truong tu thuc": Ownership.PRIVATE,
    "truong dan lap": Ownership.PRIVATE,
    "truong ngoai cong lap": Ownership.PRIVATE,
}
"""Words for who owns a school, folded (public, and the forms of what is not public; domain notes, section 5)."""

BRANCH_STATUS_WORDS: dict[str, BranchStatus] = {
    "own": BranchStatus.OWN,
    "doc lap": BranchStatus.OWN,
    "chi bo doc lap": BranchStatus.OWN,
    "rieng": BranchStatus.OWN,
    "chi bo rieng": BranchStatus.OWN,
    "co chi bo": BranchStatus.OWN,
    "co chi bo rieng": BranchStatus.OWN,
    "co chi bo doc lap": BranchStatus.OWN,
    "joint": BranchStatus.JOINT,
    "ghep": BranchStatus.JOINT,
    "chi bo ghep": BranchStatus.JOINT,
    "sinh hoat ghep": BranchStatus.JOINT,
    "sinh hoat chung": BranchStatus.JOINT,
    "none": BranchStatus.NONE,
    "chua co": BranchStatus.NONE,
    "chua co chi bo": BranchStatus.NONE,
    "chua thanh lap": BranchStatus.NONE,
    "chua thanh lap chi bo": BranchStatus.NONE,
    "khong co": BranchStatus.NONE,
    "khong co chi bo": BranchStatus.NONE,
}
"""Words for how a school stands to a branch, folded. A bare yes or no is not among them: it depends on the heading."""


def parse_level_words(text: str) -> Reading:
    """Return the levels as one code (``primary+lower_secondary``) from words in any order; else ``level_unknown``."""
    levels = parse_levels(text)
    return Reading(levels) if levels else Reading(rule="level_unknown")


def parse_ownership(text: str) -> Reading:
    """Return who owns a school, as its code; else ``ownership_unknown``."""
    word = OWNERSHIP_WORDS.get(fold(text))
    return Reading(word.value) if word else Reading(rule="ownership_unknown")


def parse_branch_status(text: str) -> Reading:
    """Return how a school stands to a branch, as its code; else ``branch_status_unknown``."""
    word = BRANCH_STATUS_WORDS.get(fold(text))
    return Reading(word.value) if word else Reading(rule="branch_status_unknown")


def parse_name(text: str) -> Reading:
    """Return the name of a school, a place or a branch, readable where it was typed in full capitals."""
    reading = parse_text(text)
    return Reading(readable(reading.value, *capitals())) if isinstance(reading.value, str) else reading


def parse_text(text: str) -> Reading:
    """Return tidy text; else the rule that says why it is none.

    ``text_too_long``; ``text_is_error`` (``#N/A``); ``text_is_rounded`` (``7,9E+10``: Excel kept only the first digits
    of a code); ``text_is_date`` (Excel made a day of a code such as ``3-10``); ``text_says_nothing`` (``"``, ``như
    trên``, ``?``), because what stands above is not for a program to repeat.
    """
    if len(text) > LONGEST_TEXT:
        return Reading(rule="text_too_long", values={"letters": len(text), "most": LONGEST_TEXT})
    rule = _broken_rule(text)
    return Reading(rule=rule) if rule else Reading(text)


def _broken_rule(text: str) -> str | None:
    if _ERROR.fullmatch(text):
        return "text_is_error"
    if not any(map(str.isalnum, text)) or fold(text) in _AS_ABOVE:
        return "text_says_nothing"
    if _ROUNDED.fullmatch(text):
        return "text_is_rounded"
    return "text_is_date" if _DAY.fullmatch(text) else None
