"""Vietnamese text as data."""

from __future__ import annotations

import unicodedata

import pytest

from dashboard.domain.text import fold, slug, tidy


def test_decomposed_letters_are_put_together() -> None:
    apart = unicodedata.normalize("NFD", "Trường Tiểu học Suối Mây")
    assert tidy(apart) == "Trường Tiểu học Suối Mây"


def test_spaces_of_all_kinds_become_one() -> None:
    assert tidy("  Trường\u00a0 Mầm\tnon \n Hoa Sim ") == "Trường Mầm non Hoa Sim"


def test_the_letter_eth_that_looks_like_the_vietnamese_one_is_corrected() -> None:
    assert tidy("Ðồng Ða") == "Đồng Đa"
    assert tidy("ðồng ða") == "đồng đa"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Đồng Đăng", "dong dang"),
        ("ĐỒNG ĐĂNG", "dong dang"),
        ("Ðồng Ðăng", "dong dang"),
        ("Hòa Bình", "hoa binh"),
        ("Hoà Bình", "hoa binh"),
        ("TH-THCS (cơ sở 2)", "th thcs co so 2"),
        ("  Nguyễn   Thị…Ứng ", "nguyen thi ung"),
        ("", ""),
        ("—", ""),
    ],
)
def test_two_spellings_meet_under_one_key(written: str, key: str) -> None:
    assert fold(written) == key
    assert fold(unicodedata.normalize("NFD", written)) == key


def test_folding_twice_changes_nothing() -> None:
    assert fold(fold("Trường PTDTBT Trà Don")) == fold("Trường PTDTBT Trà Don")


def test_an_address_carries_the_key_with_hyphens() -> None:
    assert slug("Xã Tà Lương") == "xa-ta-luong"
