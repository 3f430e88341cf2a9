"""A text is the same table in whatever letters it came, and by whichever process it was read."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import UnreadableFile
from dashboard.intake.handing import Handed, handed_refusal, handed_table, opened
from dashboard.intake.reading_text import table_of
from dashboard.intake.rows import Rows
from dashboard.intake.tables import Refusal, Table
from dashboard.intake.text import decode
from dashboard.intake.texts import Texts
from tests.files import read_text
from tests.large_texts import HEAD, ROWS, carefully, quoted, text_of, the_same
from tests.legacy_files import VARIANTS


def handed_over(handed: Handed) -> Table:
    sink = io.BytesIO()
    handed.write(sink)
    assert len(sink.getvalue()) == handed.size()
    return opened(sink.getvalue())


def by_column(content: bytes, encoding: str | None = None) -> Table:
    found = table_of(decode(content, encoding), encoding, None, HEAD)
    assert the_same(found, carefully(content, encoding))
    return found


@pytest.mark.parametrize("name", sorted(VARIANTS.keys() - {"cp1252", "utf-8+cp1252"}))
@pytest.mark.parametrize("in_quotes", [False, True])
def test_a_plain_text_in_any_letters_is_the_table_that_care_finds(name: str, *, in_quotes: bool) -> None:
    lines = text_of(above=("ĐẢNG ỦY XÃ BẾN ĐÁ;;;",), below=(";Tổng cộng;9999;999",))
    content = VARIANTS[name]("\r\n".join(quoted(lines) if in_quotes else lines))

    assert isinstance(by_column(content).rows, Rows) == (name not in {"utf-8", "utf-8-sig"})


@pytest.mark.parametrize(
    "odd", ["1;Tr\u0111\u00f0ờng;2;3", "\ufeff1;Trường;2;3", "1;2", '1;"Trường;2;3', "1;Tru\u031b;2;3"]
)
@pytest.mark.parametrize("name", ["utf-16-le", "utf-8"])
def test_a_text_of_which_something_would_change_is_read_with_care(odd: str, name: str) -> None:
    lines = text_of()
    lines[2_000] = odd

    by_column("\n".join(lines).encode(name), name)


def test_the_last_sign_of_old_systems_is_no_letter() -> None:
    content = VARIANTS["tcvn3"]("\n".join(text_of())) + b"\x1a"

    assert by_column(content).rows[-1][0] == str(ROWS)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
TEXTS = st.lists(st.lists(CELL, min_size=3, max_size=3).map(";".join), min_size=1, max_size=12).map("\n".join)


@settings(max_examples=200)
@given(text=TEXTS)
def test_a_table_is_the_same_on_the_other_side(text: str) -> None:
    table = read_text("Trường;Xã;ĐV\n1;2;3\n" + text)

    found = handed_over(handed_table(table))

    assert the_same(found, table)
    assert [list(column) for column in found.columns] == [list(column) for column in table.columns]


def test_a_refusal_comes_over_with_what_it_says() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        handed_over(handed_refusal(UnreadableFile("errors.encoding_unknown", encoding="Đ", known="utf-8")))

    assert refusal.value.key == "errors.encoding_unknown"
    assert refusal.value.values == {"encoding": "Đ", "known": "utf-8"}


def test_many_different_texts_and_rows_with_gaps_come_over() -> None:
    table = carefully(("a;b\n" + "\n".join(f"{number};{number % 7}" for number in range(250_000))).encode())
    gaps = replace(table, numbers=[1, *range(3, 250_003)], refused=(Refusal(2, "row_damaged"),), above=("Biểu 1",))

    found = handed_over(handed_table(gaps))

    assert the_same(found, gaps)
    assert isinstance(found.columns[0].values, Texts)
    assert handed_over(handed_table(table)).numbers == range(1, 250_002)
