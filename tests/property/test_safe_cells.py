"""No text whatever that a school writes can run in the spreadsheet that opens our CSV."""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.documents.sheets import Column, safe_cell, to_csv

TRIGGERS = "=+-@|＝＋－＠"
nasty = st.text(st.sampled_from(TRIGGERS + "\t\r\n\0 \u00a0\u200b\ufeff'\"0129,.%;aĐ"), max_size=12) | st.text()


def seen(text: str) -> str:
    """The text from the first character on that a person would see."""
    while text and (text[0].isspace() or unicodedata.category(text[0]) in ("Cc", "Cf")):
        text = text[1:]
    return text


@given(nasty)
@example("\u200b=1+1")
@example("\x1c=1")
def test_what_starts_like_a_formula_is_a_number_or_has_an_apostrophe(text: str) -> None:
    safe = safe_cell(text)
    assert safe in (text, f"'{text}")
    if seen(safe)[:1] in tuple(TRIGGERS):
        number = safe.strip(" ")[1:]
        assert number[:1].isdecimal()
        assert set(number) <= set("0123456789.,%")


@given(nasty)
def test_defusing_twice_changes_nothing_more(text: str) -> None:
    assert safe_cell(safe_cell(text)) == safe_cell(text)


@given(st.text(st.characters(categories=["L", "N"])))
def test_words_are_left_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(nasty, min_size=1, max_size=5))
def test_a_csv_gives_back_each_cell_in_its_place(values: list[str]) -> None:
    frame = pd.DataFrame({"a": values, "b": values})
    data = to_csv(frame, [Column("a", "A", "text"), Column("b", "B", "text")], language="vi")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [["A", "B"], *([safe_cell(value)] * 2 for value in values)]
