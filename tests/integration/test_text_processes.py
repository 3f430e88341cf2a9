"""Large texts that ask for care are read by a process of their own, as the server would read them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from dashboard.errors import UnreadableFile
from dashboard.intake.children import Children
from dashboard.intake.read import LARGE_TEXT, read_tables
from dashboard.intake.reading_text import table_of
from dashboard.intake.receive import receive_bytes
from dashboard.intake.rows import Rows
from dashboard.intake.text import decode
from dashboard.intake.text_apart import TEXTS, too_large
from dashboard.intake.watch import Limits
from tests.files import read_text
from tests.large_texts import carefully, text_of, the_same
from tests.legacy_files import VARIANTS

if TYPE_CHECKING:
    from dashboard.intake.tables import Table

NOTHING_KNOWN = {"encoding": None, "delimiter": None}
NOTE = "Chưa có " * 40
SMALL = "Trường;ĐV\nTH Suối Đá;17\n"


def large(odd: str = '1;"Trường\nTHCS";2;3;') -> bytes:
    """Return a text of long lines that asks for care because of one of them."""
    heading, *lines = text_of()
    rows = "\n".join(f"{one};{NOTE}" for one in lines)
    return "\n".join([f"{heading};Ghi chú", rows, rows, odd, rows]).encode()


def read(content: bytes, encoding: str | None = None, delimiter: str | None = None) -> Table:
    return read_tables(receive_bytes("tệp.csv", content, 100), None, encoding, delimiter)[0]


@pytest.mark.parametrize("odd", ['1;"Trường\nTHCS";2;3;', '1;"Trường";"2;3;', "Trường\n;;;;\n5;TH;1"])
def test_a_large_text_is_the_table_that_the_server_would_find(odd: str) -> None:
    content = large(odd)
    assert len(content) > LARGE_TEXT
    found = read(content)
    assert isinstance(found.rows, Rows)
    assert the_same(found, carefully(content))


def test_a_large_text_in_old_letters_is_the_table_that_the_server_would_find() -> None:
    content = VARIANTS["tcvn3"](large("1;TH;2;3;").decode() * 2)
    assert len(content) > LARGE_TEXT
    assert the_same(read(content), carefully(content))


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        (large(), "ebcdic", None),
        (large(), None, "x"),
        (large("\0"), None, None),
        (large() + b"\xff", None, None),
        (b" \n" * 2_000 + b" " * LARGE_TEXT, None, None),
        (large('"TH A;1\n' * 1_000), None, None),
    ],
)
def test_a_refusal_is_the_one_that_the_server_would_give(
    content: bytes, encoding: str | None, delimiter: str | None
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(content, encoding, delimiter)
    with pytest.raises(UnreadableFile) as careful:
        table_of(decode(content, encoding), encoding, delimiter)
    assert (refusal.value.key, refusal.value.values) == (careful.value.key, careful.value.values)


def test_the_server_goes_on_while_a_large_text_is_read() -> None:
    done: list[Table] = []
    reading = threading.Thread(target=lambda: done.append(read(large())))
    reading.start()
    answered = 0
    while reading.is_alive():
        assert read_text(SMALL).rows[1] == ["TH Suối Đá", "17"]
        answered += 1
    assert len(done[0].rows) > 11_000
    assert answered > 20


@pytest.mark.parametrize("limits", [Limits(seconds=0.3), Limits(memory=60_000_000)])
def test_a_text_that_takes_too_much_is_refused_and_its_process_is_ended(limits: Limits) -> None:
    texts = Children(TEXTS, limits)
    with pytest.raises(UnreadableFile) as refusal:
        texts.ask(large(), NOTHING_KNOWN)
    assert (refusal.value.key, refusal.value.values) == (too_large().key, too_large().values)
    assert texts.idle() == ()


def test_a_process_reads_many_texts_until_a_large_one_or_a_refusal_wears_it() -> None:
    texts = Children(TEXTS)
    for _ in range(2):
        assert texts.ask(SMALL.encode(), NOTHING_KNOWN).rows[1] == ["TH Suối Đá", "17"]
    (kept,) = texts.idle()
    with pytest.raises(UnreadableFile):
        texts.ask(b"a\0b", NOTHING_KNOWN)
    assert (kept.files, kept.alive, texts.idle()) == (3, False, ())
    texts.ask(large(), NOTHING_KNOWN)
    assert texts.idle() == ()
