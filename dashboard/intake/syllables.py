"""What reads as Vietnamese: a word is one syllable of an onset, a rime from a fixed list, and at most one tone."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_OPEN_RIMES = (
    "a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eng eo ê êm ên ênh êu i ia iêm iên iêng iêu im in "
    "inh iu o oa oai oam oan oang oanh oao oay oăm oăn oăng oe oen oeo oi om on ong oong ô ôi ôm ôn ông ơ ơi ơm ơn u "
    "ua uân uâng uây uê uênh ui um un ung uôi uôm uôn uông uơ uy uya uyên uyn uynh uyu ư ưa ưi ưng ưu ươi ươm ươn "
    "ương ươu y yêm yên yêng yêu ym yn ynh"
)
_STOPPED_RIMES = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich iêc iêp iêt ip it oac oach oap oat oăc oăt oc oet ooc op ot "
    "ôc ôp ôt ơp ơt uât uc uêch uôc uôt up ut uych uyêt uyp uyt ưc ưt ươc ươp ươt ych yêt yt"
)
_FOREIGN_STOPS = "ak ăk âk"
"""Place names of the highlands: Đắk Lắk, also written Đăk Lăk."""

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_VOWELS = frozenset("aeiouy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?=[A-ZĐ]*Đ)[B-DĐF-HJ-NP-TV-XZ]{1,8}")
_SIGN = re.compile("[\u0080-\u009f\u00a1-\u00bf×÷\ufffd]")
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]")
_ETH = str.maketrans("Ðð", "Đđ")
_WORD_WITH_ETH = re.compile(r"(?<![^\W\d_])[A-Z]{0,5}[Ðð][^\W\d_]{0,7}(?![^\W\d_])")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word in NFC, in capitals or not, is built as a Vietnamese syllable is.

    The tone may stand where the old and the new rule put it (``hòa``, ``hoà``); rimes that end in c, ch, p or t take
    only the acute and the dot, as they do in speech.
    """
    lower = word.lower()
    return any(lower[:cut] in _onsets() and lower[cut:] in _toned_rimes() for cut in range(4))


@cache
def _onsets() -> frozenset[str]:
    return frozenset(["", *_ONSETS.split()])


@cache
def _toned_rimes() -> frozenset[str]:
    level = ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
    kinds = ((_OPEN_RIMES, level), (_STOPPED_RIMES, (_ACUTE, _DOT)), (_FOREIGN_STOPS, ("", _ACUTE, _DOT)))
    return frozenset().union(
        *(_toned(rime, tone) for rimes, tones in kinds for rime, tone in product(rimes.split(), tones))
    )


def _toned(rime: str, tone: str) -> list[str]:
    marked = [place for place, letter in enumerate(rime, start=1) if letter in _MARKED_VOWELS]
    places = marked[-1:] or ([1, 2] if rime[:2] in {"oa", "oe", "oo", "uy"} else [1])
    return [unicodedata.normalize("NFC", rime[:place] + tone + rime[place:]) for place in places]


def reads(text: str) -> bool:
    """Tell whether a text of a word or two reads as Vietnamese that only Vietnamese letters can write.

    Some word has a letter beyond ASCII; every word is a syllable or an abbreviation such as ``ĐV``; and no sign that
    fonts before Unicode used in the place of a letter stands among them.
    """
    words = _WORD.findall(text)
    if _SIGN.search(text) or all(map(str.isascii, words)):
        return False
    return all(is_syllable(word) or _ABBREVIATION.fullmatch(word) for word in words)


def needs_unicode(text: str) -> bool:
    """Tell whether a text has a letter of Vietnamese that Western code pages lack: it is no letter of an old font."""
    return _ONLY_UNICODE.search(text) is not None


def companions(text: str) -> tuple[int, int]:
    """Return how many words of plain ASCII a text has, and how many of them could be Vietnamese.

    Single letters, and words without a vowel as abbreviations are, say nothing.
    """
    found = {word.lower() for word in _WORD.findall(text) if word.isascii() and len(word) > 1}
    words = {word for word in found if not _VOWELS.isdisjoint(word)}
    return len(words), sum(map(is_syllable, words))


def without_eth(text: str) -> str:
    """Return the text with Đ where Eth (U+00D0, U+00F0), which looks the same, stands for it; Icelandic stays."""
    if "Ð" not in text and "ð" not in text:
        return text
    return _WORD_WITH_ETH.sub(_corrected, text)


def _corrected(found: re.Match[str]) -> str:
    word = found[0].translate(_ETH)
    return word if is_syllable(word) or _ABBREVIATION.fullmatch(word) else found[0]
