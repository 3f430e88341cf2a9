"""What is built as a Vietnamese syllable, and what is not."""

from __future__ import annotations

import pytest

from dashboard.intake.syllables import is_syllable, reads, without_eth
from tests.school_rows import SYLLABLES

OTHERS = """
Müller für Größe élève très où côte niño señor João på går Trờng nhgĩa trưong ngưòi họcc thôc Ḥa Mỹller bộté hôì
tiêng1 xg ng tr
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_vietnamese_word_is_a_syllable_in_any_case(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", OTHERS.split())
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_rimes_that_end_in_a_stop_have_two_tones_only() -> None:
    assert [tone for tone in ("cac", "càc", "các", "cảc", "cãc", "cạc") if is_syllable(tone)] == ["các", "cạc"]


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Trường", True),
        ("ĐV", True),
        ("QĐ", True),
        ("Hà\u00a0Nam", True),
        ("Truong", False),
        ("M¨ng", False),
        ("–", False),
    ],
)
def test_a_text_reads_as_vietnamese_if_it_needs_vietnamese_letters_and_no_others(
    text: str, *, vietnamese: bool
) -> None:
    assert reads(text) is vietnamese


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Ðảng", "Đảng"), ("QÐ-UBND", "QĐ-UBND"), ("ðã", "đã"), ("Guðrún", "Guðrún"), ("BLAÐ", "BLAÐ"), ("að", "að")],
)
def test_eth_is_corrected_where_a_syllable_or_an_abbreviation_comes_of_it(written: str, meant: str) -> None:
    assert without_eth(written) == meant
