"""What is proved of the quotes of a text at once is what two readers find of them line by line."""

from __future__ import annotations

import csv

import pyarrow as pa
import pyarrow.csv
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.intake.plainness import lines_close


def by_arrow(line: str, width: int) -> list[str]:
    names = [str(index) for index in range(width)]
    table = pyarrow.csv.read_csv(
        pa.py_buffer(line.encode()),
        pyarrow.csv.ReadOptions(column_names=names),
        pyarrow.csv.ParseOptions(delimiter=";", quote_char='"', ignore_empty_lines=False),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )
    return [column[0].as_py() for column in table.columns]


@settings(max_examples=1_000)
@given(line=st.text(st.sampled_from('"";; aé'), max_size=14), end=st.sampled_from(["\n", "\r\n"]))
@example(line='"a""b";"";""""', end="\n")
@example(line='"a";"b;"', end="\r\n")
def test_a_line_that_closes_its_quotes_reads_the_same_to_everybody(line: str, end: str) -> None:
    if lines_close((line + end).encode(), ";"):
        (cells,) = csv.reader([line + end], delimiter=";", strict=True) if line else [[""]]
        assert by_arrow(line + end, len(cells)) == cells


@pytest.mark.parametrize("line", ['"a";"b"', '"a""b";c', '"";""', 'a;"b;c"', '"""a""";""""', "a;b", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_cells_in_quotes_are_proved_to_close(line: str, end: str) -> None:
    assert lines_close(f"{line}{end}".encode(), ";")


@pytest.mark.parametrize("line", ['"a"b;c', 'a"b"', '"a;b', 'a; "b"', '"a" ;b', '"a\nb"', '"a","b"'])
def test_quotes_that_may_mean_something_else_are_left_to_care(line: str) -> None:
    assert not lines_close(f"x;y\n{line}\n1;2\n".encode(), ";")


def test_many_blocks_of_lines_are_looked_at_to_the_last() -> None:
    rows = '"Trường";"Xã";"12"\n'.encode() * 500_000

    assert lines_close(rows, ";")
    assert not lines_close(rows + b'"a"b;c\n', ";")
    assert not lines_close(b'"' + b"x" * 9_000_000 + b'"\n', ";")
