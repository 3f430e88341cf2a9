"""Initials say who is meant to those who know, and nobody's name to anybody else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.masking import masked

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắấéíóúýAĂÂBCDĐEÊ"
words = st.text(LETTERS, min_size=1, max_size=8)


def test_a_name_becomes_its_initials() -> None:
    assert masked("Lò Thị Suối") == "L. T. S."
    assert masked("  đinh  văn ") == "Đ. V."
    assert masked("(Lò) Suối - 2") == "L. S. 2."
    assert masked("") == ""


@given(st.lists(words, min_size=1, max_size=6))
def test_of_each_word_one_letter_is_left(name: list[str]) -> None:
    assert masked(" ".join(name)).split() == [f"{word[0].upper()}." for word in name]


@given(st.text(max_size=40))
def test_whatever_is_written_no_word_comes_through(name: str) -> None:
    assert all(len(part) <= 4 and part.endswith(".") for part in masked(name).split())
