"""Names under which no school is added by itself: sums and notes among the rows, and several schools in one cell."""

from __future__ import annotations

import re

from dashboard.domain.schools import split_level_words
from dashboard.domain.text import fold
from dashboard.intake.names import school_name

_BULLETS = ("-", "+", "*", "•", "–", "→", "(")
_BETWEEN = re.compile(r"[,;+/&\n]")
_NUMBERING = re.compile(r"^(?:[ivxlc]{1,8}|[a-h]|\d{1,3}) (?=\w)")
# First words of what a school is called: Trường, Nhóm trẻ, Lớp mẫu giáo, Trung tâm, Chi bộ, Cơ sở, Phân hiệu.
_A_SCHOOL = frozenset({"truong", "nhom", "lop", "trung", "chi", "co", "phan"})
_KINDS = frozenset({"ptdtbt", "ptdtnt", "pho", "thong", "dan", "toc", "ban", "noi", "tru", "lien", "cap"})
_KINDS_ALONE = frozenset({"", "khoi", "cap", "bac", "nganh", "cac", "cap hoc", "bac hoc", "nganh hoc", "x"})

# For folded text. Places and people begin with some of these words too (Cộng Hòa, Tăng Bạt Hổ), so they count only
# with what a sum or a note says next.
_NO_NAME = re.compile(
    r"tong(?: .*)?|cong(?: (?:don|chung|toan|cac|khoi|truong|xa|phuong|thi tran|nhom|muc|phan|bac|cap|i{1,3})\b.*)?"
    r"|toan (?:huyen|xa|thi xa|quan|phuong|thanh pho|tp|tinh|nganh|dang bo|khoi|cum|truong|doan)\b.*"
    r"|(?:(?:so )?binh quan|trung binh(?: cong| chung| moi)?|t[yi] le|trong do|chia ra|bao gom|so voi|luy ke|con lai"
    r"|cung ky|chi tieu|ke hoach|chenh lech|ghi chu|luu y|danh sach|phu luc|tinh den|so lieu|cac (?:truong|don vi)"
    r"|nguoi lap|da duyet|xac nhan|so dien thoai|dien thoai|lien he|noi nhan|bang chu|nhu tren)\b.*"
    r"|(?:tang|giam)(?: (?:them|so|trong|tang|giam|\d)\b.*)?|(?:bieu|bang|mau)(?: so)? \d.*"
    r"|(?:thang|ngay|nam|quy|ky) (?:\d|[ivx]+\b).*|(?:khoi|cum|diem truong|diem le)\b.*|(?:ngoai )?cong lap|chi bo \d+"
    r"|(?:nghi (?:huu|viec|om|thai san)|chuyen (?:den|di|sinh hoat)|tu tran|bo sung|dieu chinh|khong (?:co|tinh))\b.*"
    r"|(?:(?:dang vien|dv|so) )?(?:nu|nam|dan toc(?: thieu so)?|dtts|ton giao|chinh thuc|du bi|ket nap)"
    r"|(?:can bo quan ly|cbql|bgh|ban giam hieu|giao vien|gv|nhan vien|nv|dang vien|hop dong|bien che)"
)


def names_no_school(text: str) -> bool:
    """Tell whether a text is a sum, a note, a month, a bare level or a bare number rather than a school's name."""
    if text.lstrip().startswith(_BULLETS):
        return True
    words = _NUMBERING.sub("", fold(text))
    return not re.search("[a-z]", words) or school_name(words).bare in _KINDS_ALONE or bool(_NO_NAME.fullmatch(words))


def names_several(text: str) -> bool:
    """Tell whether a text names two schools; ``TH, THCS Hòa Bình`` is one of two levels, for only one part is named."""
    parts = (part for half in _BETWEEN.split(text) for part in fold(half).split(" va "))
    return sum(map(_is_named, parts)) > 1


def is_called_a_school(text: str) -> bool:
    """Tell whether a text says by itself that it is a school: a level stands in it, or it begins as such names do."""
    levels, rest = split_level_words(text)
    return bool(levels) or (bool(rest) and rest[0] in _A_SCHOOL)


def _is_named(part: str) -> bool:
    name = school_name(part)
    return bool(name.levels and set(name.bare.split()) - _KINDS)
