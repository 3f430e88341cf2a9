"""What a school can be, and the words for it."""

from __future__ import annotations

import pytest

from dashboard.domain.schools import LEVEL_WORDS, Level, join_levels, name_key, parse_levels, split_level_words
from dashboard.domain.text import fold


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Mầm non", "preschool"),
        ("MN", "preschool"),
        ("Mẫu giáo", "kindergarten"),
        ("Nhà trẻ", "nursery"),
        ("Tiểu học", "primary"),
        ("TH", "primary"),
        ("THCS", "lower_secondary"),
        ("Trung học cơ sở", "lower_secondary"),
        ("THPT", "upper_secondary"),
        ("Trung học phổ thông", "upper_secondary"),
        ("GDTX", "continuing"),
        ("GDNN-GDTX", "continuing"),
        ("Chuyên biệt", "special"),
        ("Khác", "other"),
        ("TH-THCS", "primary+lower_secondary"),
        ("TH&THCS", "primary+lower_secondary"),
        ("THCS và TH", "primary+lower_secondary"),
        ("TH-THCS-MG", "kindergarten+primary+lower_secondary"),
        ("PTDTBT TH-THCS", "primary+lower_secondary"),
        ("lower_secondary+primary", "primary+lower_secondary"),
        ("primary", "primary"),
    ],
)
def test_levels_are_read_in_any_order_and_written_in_one(written: str, code: str) -> None:
    assert parse_levels(written) == code


@pytest.mark.parametrize("written", ["", "Đại học", "TH Hoa Sim", "primary+college", "+"])
def test_what_names_no_level_or_something_else_too_is_not_guessed(written: str) -> None:
    assert parse_levels(written) is None


def test_a_level_twice_counts_once() -> None:
    assert join_levels([Level.PRIMARY, Level.NURSERY, Level.PRIMARY]) == "nursery+primary"


def test_the_longer_word_wins_over_the_shorter_one_inside_it() -> None:
    levels, rest = split_level_words("Trung học cơ sở Suối Mây")
    assert levels == [Level.LOWER_SECONDARY]
    assert rest == ["suoi", "may"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trường TH Suối Mây", "Tiểu học Suối Mây"),
        ("Trường Mẫu giáo Hoà Sim", "MG Hòa Sim"),
        ("TRƯỜNG TH&THCS ĐỒNG TÂM", "Trường THCS và TH Đồng Tâm"),
    ],
)
def test_spellings_of_one_school_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("TH Suối Mây", "THCS Suối Mây"), ("TH Suối Mây 1", "TH Suối Mây 2"), ("TH Suối Mây", "TH Suối May Đen")],
)
def test_two_schools_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_every_level_has_a_word_and_every_word_is_folded() -> None:
    assert set(LEVEL_WORDS.values()) == set(Level)
    assert [word for word in LEVEL_WORDS if fold(word) != word] == []
