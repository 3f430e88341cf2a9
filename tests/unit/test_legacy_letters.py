"""The tables of old fonts, against a second source and against phrases that every old document has."""

from __future__ import annotations

import unicodedata

import pytest
from viparse.normalize.tcvn3 import TCVN3 as OTHER_TCVN3
from viparse.normalize.vni import VNI as OTHER_VNI

from dashboard.intake.legacy import CP1252, CP1258, TCVN3, VNI, surface, tcvn3_letters, vni_letters
from tests.legacy_files import in_cp1258, in_tcvn3, in_vni, read_as_cp1252

VOWELS = "aăâeêioôơuưy"
ALPHABET = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *"\u0300\u0301\u0309\u0303\u0323")
)


def test_tcvn3_is_the_table_that_others_found_in_documents_of_offices() -> None:
    assert tcvn3_letters() == dict(OTHER_TCVN3.pairs)


def test_vni_holds_the_table_that_others_found_in_documents_of_offices() -> None:
    letters = vni_letters()
    assert {signs: letters.get(signs) for signs, _ in OTHER_VNI.pairs} == dict(OTHER_VNI.pairs)


def test_vni_adds_what_those_documents_happened_not_to_hold() -> None:
    others = {signs.lower() for signs, _ in OTHER_VNI.pairs}
    assert {signs: letter for signs, letter in vni_letters().items() if signs.lower() not in others} == {
        "aú": "ẳ", "Aú": "Ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ",
    }  # fmt: skip


def test_every_small_letter_can_be_written_in_each_font() -> None:
    assert set(ALPHABET) - {letter for letter in ALPHABET if letter.isascii()} <= set(tcvn3_letters().values())
    direct = {"ì", "í"}
    assert set(ALPHABET) - {letter for letter in ALPHABET if letter.isascii()} - direct <= set(vni_letters().values())


@pytest.mark.parametrize("text", [ALPHABET + "đ", (ALPHABET + "đ").upper()])
def test_the_whole_alphabet_comes_back(text: str) -> None:
    assert VNI.convert(in_vni(text)) == text
    assert CP1258.convert(surface(in_cp1258(text))) == text
    assert CP1252.convert(read_as_cp1252(text)) == text
    if text.islower():
        assert TCVN3.convert(in_tcvn3(text)) == text


def test_capitals_without_a_tone_are_in_tcvn3() -> None:
    assert TCVN3.convert("¡ ¢ £ ¤ ¥ ¦ §") == "Ă Â Ê Ô Ơ Ư Đ"


def test_what_cannot_be_broken_unicode_stays() -> None:
    assert CP1252.convert("Trường é Ã ñ 小学 🎓") == "Trường é Ã ñ 小学 🎓"
    assert CP1252.convert("é Tiá»ƒu há»\x8dc 🎓") == "é Tiểu học 🎓"


def test_every_byte_shows_one_sign_and_no_two_the_same() -> None:
    shown = surface(bytes(range(256)))
    assert len(shown) == len(set(shown)) == 256
    assert shown.encode("cp1252", "ignore").decode("cp1252") == "".join(
        sign for sign in shown if sign not in "\x81\x8d\x8f\x90\x9d"
    )
