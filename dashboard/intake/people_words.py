"""Words that people write of people: names, sex, positions, who introduced them, why they left, how they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.definitions.stages import exits
from dashboard.domain.capitals import readable
from dashboard.domain.schools import split_level_words
from dashboard.domain.text import fold
from dashboard.intake.readings import Reading
from dashboard.intake.words import parse_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_NAME = 80
"""Longer than any name; the rest is a note beside it."""
LONGEST_REMARK = 4_000
"""A remark that is longer is a document in the wrong cell."""
OFFICIAL, PROBATIONARY, ACTIVE = "official", "probationary", "active"
"""How a member stands, beside the exits; ``active`` does not say which of the first two."""

# All patterns are for folded text.
_NO_PERSON = re.compile(r"(?:chi|dang) bo\b.*|danh sach\b.*")
_SEXES = {"nu": "female", "female": "female", "f": "female", "nam": "male", "male": "male", "m": "male"}
_YES = frozenset({"x", "v", "co", "yes", "y", "true", "1", "da", "phai", "dung", "la doan vien", "la cong doan vien"})
_YES_NAMED = frozenset({"doan vien", "cong doan vien", "dv"})
_NO = frozenset({"khong", "ko", "k", "no", "n", "false", "0", "chua", "khong phai", "het tuoi doan"})
_MARKS = frozenset({"✓", "✔", "☑", "☒"})
_POSITIONS = (
    ("manager", re.compile(r"\b(?:manager|cbql|bgh|ban giam hieu|hieu (?:truong|pho)|p?ht|can bo quan ly|giam doc)\b")),
    (
        "teacher",
        re.compile(
            r"\b(?:teacher|gvcn|gv\w*|(?:giao|giang) vien|t[tp]cm|tpt\w*|tong phu trach|chu nhiem lop"
            r"|to (?:truong|pho)(?! (?:to )?(?:van phong|hanh chinh|bao ve|nuoi)))\b"
        ),
    ),
    (
        "other",
        re.compile(
            r"\b(?:other|nv\w*|nhan vien|ke toan|van thu|thu (?:quy|vien)|y te|y si|bao ve|thiet bi|(?:phuc|tap) vu"
            r"|cap duong|nau an|nha bep|lai xe|(?:to )?(?:van phong|hanh chinh))\b"
        ),
    ),
)
_INTRODUCERS = (
    ("trade_union", re.compile(r"(?:bch |ban chap hanh )?(?:cong doan|cdcs|trade union)\b.*")),
    ("youth_union", re.compile(r"(?:bch |ban chap hanh )?(?:(?:chi )?doan\b(?! vien$)|dtn|tncs|youth union).*")),
    ("branch", re.compile(r"(?:chi (?:bo|uy)|dang vien|branch|cap uy)\b.*")),
)
_EXITS = {
    "deceased": r"(?:da )?(?:tu tran|qua doi|chet|mat|hy sinh)(?: (?:ngay|nam|do|vi) .*)?",
    "struck_off_probation": r"(?:bi )?xoa ten (?:.* )?(?:du bi|dvdb|db)\b.*",
    "struck_off": r"(?:bi )?xoa ten\b.*",
    "admission_cancelled": r"(?:huy(?: bo)?|thu hoi) (?:quyet dinh|qd)\b.*",
    "expelled": r"(?:bi )?khai tru\b.*",
    "left_party": r"(?:xin |cho )?ra (?:khoi )?dang\b.*",
    "removed_from_list": r"(?:dua|loai|rut|ra) (?:ten )?(?:ra )?khoi danh sach\b.*|khong con du (?:tieu|dieu)\b.*",
    "withdrawn": r"(?:xin )?(?:thoi|ngung|dung|khong) (?:tiep tuc )?phan dau\b.*|xin (?:thoi|rut)\b.*"
    r"|khong (?:con |co )?nguyen vong\b.*",
    "rejected": r"khong (?:duoc )?(?:.* )?(?:dong y|tan thanh|chap thuan|thong qua)\b.*|bi tu choi\b.*",
    "transferred_out": r"chuyen (?!den\b|tiep\b|chinh\b|du\b|buoc\b).+|(?:thuyen|luan) chuyen\b.*"
    r"|(?:duoc )?(?:dieu dong|biet phai)\b.*",
    "left_staff": r"(?:xin |da )?(?:nghi (?:viec|huu|lam)|thoi (?:viec|lam)|bo viec|huu tri)\b.*"
    r"|(?:het|cham dut|thoi) (?:hop dong|hd)\b.*",
}
_STATUSES = {
    OFFICIAL: r"(?:(?:da )?(?:dang vien|dv) )?chinh thuc|dvct|ct|official",
    PROBATIONARY: r"(?:(?:dang )?(?:dang vien|dv) )?du bi|dvdb|db|probationary",
    ACTIVE: r"(?:dang )?sinh hoat(?: dang)?|dang vien|dang cong tac|co mat|(?:duoc )?mien sinh hoat\b.*|active",
}


def parse_person(text: str) -> Reading:
    """Return a person's name, readable where it was typed in full capitals and without ``Đ/c`` before it.

    Breaks ``person_name_unclear`` for what is no name: with figures, or the name of a school or of a branch.
    """
    reading = parse_text(text)
    if not isinstance(reading.value, str):
        return reading
    name = readable(" ".join(_without_title(reading.value.split())), (), ())
    if len(name) > LONGEST_NAME or any(map(str.isdigit, name)) or split_level_words(name)[0]:
        return Reading(rule="person_name_unclear")
    return Reading(rule="person_name_unclear") if _NO_PERSON.fullmatch(fold(name)) else Reading(name)


def _without_title(words: Sequence[str]) -> Sequence[str]:
    """Leave out "comrade"; Đồng may also be a family name, so its two words count only before a whole name."""
    if len(words) > 2 and fold(words[0]) in {"d c", "dc"}:
        return words[1:]
    return words[2:] if len(words) > 4 and fold(" ".join(words[:2])) == "dong chi" else words


def parse_sex(text: str) -> Reading:
    """Return ``female`` or ``male``; else ``sex_unknown``."""
    sex = _SEXES.get(fold(text))
    return Reading(sex) if sex else Reading(rule="sex_unknown")


def parse_yes_no(text: str) -> Reading:
    """Return whether a cell says yes, by a word or a cross; else ``yes_no_unknown``."""
    word = fold(text)
    if text in _MARKS or word in _YES | _YES_NAMED:
        return Reading(value=True)
    return Reading(value=False) if word in _NO else Reading(rule="yes_no_unknown")


def parse_position(text: str) -> Reading:
    """Return ``manager``, ``teacher`` or ``other``, by what stands first; else ``position_unknown``."""
    words = fold(text)
    found = [(place.start(), code) for code, pattern in _POSITIONS if (place := pattern.search(words))]
    return Reading(min(found)[1]) if found else Reading(rule="position_unknown")


def parse_introduced_by(text: str) -> Reading:
    """Return which organisation introduced somebody; else ``introduced_by_unknown``."""
    words = fold(text)
    found = next((code for code, pattern in _INTRODUCERS if pattern.fullmatch(words)), None)
    return Reading(found) if found else Reading(rule="introduced_by_unknown")


def parse_exit(text: str) -> Reading:
    """Return the way out that words name; else ``exit_unknown``.

    "Xóa tên" alone is ``struck_off``, also where it is said of a probationary member.
    """
    found = _exit(fold(text))
    return Reading(found) if found else Reading(rule="exit_unknown")


def parse_status(text: str) -> Reading:
    """Return how a member stands (official, probationary, active, or out by an exit); else ``status_unknown``."""
    words = fold(text)
    found = _among(_STATUSES, words) or _exit(words)
    return Reading(found) if found else Reading(rule="status_unknown")


def _exit(words: str) -> str | None:
    named = next((code for code in exits() if fold(code) == words), None)
    return named or _among(_EXITS, words)


def _among(patterns: Mapping[str, str], words: str) -> str | None:
    return next((code for code, pattern in patterns.items() if re.fullmatch(pattern, words)), None)


def parse_remark(text: str) -> Reading:
    """Return longer text as it is; else ``text_too_long``."""
    if len(text) > LONGEST_REMARK:
        return Reading(rule="text_too_long", values={"letters": len(text), "most": LONGEST_REMARK})
    return Reading(text)
