"""Streamlit's own words: the catalogues know them to the letter, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from dashboard.i18n import LANGUAGES, catalogue

STREAMLIT = Path(st.__file__).parent
# Put together by Streamlit from smaller pieces, so that no script holds them whole; the browser tests meet most.
COMPOSED = {
    "chart_saved",
    "enter_to_apply",
    "enter_to_submit",
    "input_pattern",
    "keys_to_apply",
    "keys_to_submit",
    "list_count_many",
    "list_count_one",
    "list_limit_many",
    "list_limit_one",
    "number_above",
    "number_below",
    "number_outside",
    "search_many_at",
    "upload_add_icon",
}


def words(language: str) -> dict[str, str]:
    prefix = "shell.chrome."
    return {key.removeprefix(prefix): text for key, text in catalogue(language).items() if key.startswith(prefix)}


def placeholders(language: str) -> dict[str, set[str]]:
    return {key: set(re.findall(r"\{\w+\}", text)) for key, text in words(language).items()}


def test_streamlit_writes_every_sentence_that_is_translated() -> None:
    scripts = "".join(path.read_text("utf-8") for path in (STREAMLIT / "static" / "static" / "js").glob("*.js"))
    # In Python a long sentence stands on several lines.
    written = scripts + re.sub(r'"\s*"', "", (STREAMLIT / "elements" / "exception.py").read_text("utf-8"))
    longest = {key: max(re.split(r"\{\w+\}", text), key=len).strip(" :,.") for key, text in words("en").items()}
    assert {key for key, piece in longest.items() if piece not in written} == COMPOSED


def test_no_two_sentences_are_the_same_in_english() -> None:
    assert len(set(words("en").values())) == len(words("en"))


def test_translations_say_what_was_caught() -> None:
    assert {language: placeholders(language) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, placeholders("en"))
