"""What must hold for any bytes and any cells, not only for those that somebody thought of."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.definitions import datasets
from dashboard.errors import UnreadableFile
from dashboard.i18n import LANGUAGES, Translator, formats
from dashboard.intake.clean import clean
from dashboard.intake.days import parse_date, parse_month
from dashboard.intake.dialect import DELIMITERS
from dashboard.intake.match import match
from dashboard.intake.messages import describe
from dashboard.intake.numbers import Commas, parse_count, parse_percent
from dashboard.intake.period import find_months
from dashboard.intake.read import read_tables
from dashboard.intake.readings import plain, states_nothing
from dashboard.intake.receive import receive_bytes
from tests.files import read_text, xls, xlsx

CLEAN = [
    ["STT", "Tên trường", "Tổng số CBGVNV", "Đảng viên", "Tỷ lệ"],
    *([str(n), f"TH Số {n}", f"{1000 + n:,}".replace(",", "."), str(n % 30), f"{n % 30},5%"] for n in range(1, 41)),
]
WORKBOOKS = (xlsx(CLEAN), xls(CLEAN))

bits = st.sampled_from(
    [b"\n", b"\r\n", b";", b",", b"\t", b'"', b"\xef\xbb\xbf", b"\xff\xfe", b"1.844", "Trường".encode()]
)
almost_text = st.lists(bits | st.binary(max_size=8), max_size=60).map(b"".join)
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def read_all(content: bytes) -> None:
    """Take bytes as far as they go; every problem must have its sentence in both languages."""
    for table in read_tables(receive_bytes("x", content, 1)):
        assert {len(row) for row in table.rows} == {len(table.headings)}
        assert table.numbers == sorted(set(table.numbers))
        assert table.numbers[0] == table.header_row
        for dataset in (None, *datasets()):
            matching = match(table, dataset)
            find_months(table, matching)
            for problem in clean(table, matching).problems:
                assert all(describe(problem, Translator(language)) for language in LANGUAGES)


@settings(max_examples=400, deadline=None)
@given(st.binary(min_size=1, max_size=300) | almost_text.filter(bool))
@example(b"\n")
@example(b'"')
@example(b"\xff\xfe")
def test_only_a_refusal_leaves_the_reader_whatever_the_bytes_are(content: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        read_all(content)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(WORKBOOKS), st.data())
def test_only_a_refusal_leaves_the_reader_when_a_workbook_is_damaged(content: bytes, data: st.DataObject) -> None:
    damaged = bytearray(content)
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1)
    ):
        damaged[place] = byte
    with contextlib.suppress(UnreadableFile):
        read_all(bytes(damaged[: data.draw(st.sampled_from([len(damaged), len(damaged) // 2]))]))


@given(st.lists(st.tuples(cells, cells, cells), max_size=20), st.sampled_from(DELIMITERS))
def test_cells_come_back_as_they_were_written(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("Tên trường", "Đảng viên", "Dự bị"), *rows])
    table = read_text(out.getvalue(), delimiter)
    normal = [[plain(cell) for cell in row] for row in rows if any(cell and not cell.isspace() for cell in row)]
    assert [[plain(cell) for cell in row] for row in table.rows[1:]] == normal


@given(st.integers(0, 999_999_999))
def test_a_count_is_read_back_from_the_form_in_which_it_is_shown(value: int) -> None:
    assert parse_count(formats.count(value, "vi")).value == value
    assert parse_count(formats.count(value, "en"), Commas.GROUPS).value == value


@given(st.integers(0, 999_999_999))
def test_a_count_in_english_form_is_right_or_a_question(value: int) -> None:
    reading = parse_count(formats.count(value, "en"))
    assert value in {reading.value, reading.values.get("whole")}


@given(st.integers(0, 10_000))
def test_a_percentage_is_read_back_from_the_form_in_which_it_is_shown(hundredths: int) -> None:
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    for language in LANGUAGES:
        assert parse_percent(formats.percent(text, language)).value == text


@given(cells)
def test_a_cell_is_a_count_nothing_or_a_problem_and_never_two_of_them(text: str) -> None:
    reading = parse_count(text)
    assert (reading.value is None) or (reading.rule is None and isinstance(reading.value, int) and reading.value >= 0)
    assert (reading.rule is None and reading.value is None) == (states_nothing(plain(text).removeprefix("'")))


@given(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
)
def test_a_day_is_read_back_from_every_form(day: date, form: str) -> None:
    text = day.strftime(form)
    assert parse_date(text).value == day
    assert str(parse_month(text).value) == f"{day:%Y-%m}"
