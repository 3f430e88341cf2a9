"""Any Vietnamese sentence comes back from every encoding, and any bytes give text or a refusal."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import UnreadableFile
from dashboard.intake.encodings import ENCODINGS
from dashboard.intake.letters import sample_of
from dashboard.intake.text import decode
from tests.legacy_files import VARIANTS, without_marked_capitals
from tests.school_rows import FAMILIES, NAMES, NOTES, POSITIONS, SYLLABLES

words = st.sampled_from([*SYLLABLES.split(), *FAMILIES, *NAMES, *" ".join(POSITIONS).split()])
cased = st.builds(lambda word, change: change(word), words, st.sampled_from([str, str.lower, str.title, str.upper]))
sentences = st.lists(cased, min_size=1, max_size=30).map(" ".join)
BEYOND_WESTERN = [name for name in VARIANTS if name != "cp1252"]


@given(sentences, st.sampled_from(BEYOND_WESTERN))
def test_a_sentence_comes_back_from_an_encoding_that_is_known(sentence: str, name: str) -> None:
    meant = without_marked_capitals(sentence) if "tcvn3" in name else sentence
    assert decode(VARIANTS[name](meant), name) == (meant, name)


@given(sentences)
def test_unicode_is_never_taken_for_something_else(sentence: str) -> None:
    assert decode(sentence.encode()) == (sentence, "utf-8")


@given(sentences, st.sampled_from(BEYOND_WESTERN))
def test_a_sentence_among_others_comes_back_from_every_encoding(sentence: str, name: str) -> None:
    text = f"{'; '.join(NOTES[:5])}\nđảng viên, học sinh, trường tiểu học, hội nghị\n{sentence}\n"
    meant = without_marked_capitals(text) if "tcvn3" in name else text
    assert decode(VARIANTS[name](meant)) == (meant, name)


@given(st.binary(max_size=300), st.sampled_from([None, *ENCODINGS]))
def test_any_bytes_are_text_or_refused(content: bytes, encoding: str | None) -> None:
    with contextlib.suppress(UnreadableFile):
        assert decode(content, encoding).encoding in ENCODINGS


@given(st.text("aé \n", max_size=400).map(lambda text: text * 2_000))
def test_a_sample_of_a_long_text_is_short_and_has_letters_beyond_ascii_if_the_text_has(text: str) -> None:
    sample = sample_of(text)
    assert len(sample) <= 201_000
    assert sample.isascii() == text.isascii()
