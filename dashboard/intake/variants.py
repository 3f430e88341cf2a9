"""The headings that are known, by the key under which spellings of a heading meet."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.definitions import ambiguous_headings, datasets, row_number_headings
from dashboard.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NOTE = re.compile(r"\W*\d{1,2}\W*")
_COMPUTED = re.compile(r"\(?\b\d{1,2}\)?\s*=[\s\d()+\-*/:x.,%]*$")
_MEASURED_IN = re.compile(r"(?:dvt|don vi(?: tinh)?) ")
_PEOPLE = frozenset({"nguoi", "dong chi", "d c", "dc", "truong", "people", "persons"})
_MEASURES = frozenset(
    {"hoc", "sinh", "lop", "chi", "bo", "tuoi", "nam", "thang", "ngay", "gio", "dong", "nghin", "ngan", "trieu", "ty"}
    | {"m", "mm", "cm", "km", "m2", "m3", "km2", "ha", "kg", "s", "h", "usd", "vnd"}
)
_SIGNS = frozenset({"%", "‰", "°C", "m", "s", "h", "V", "A", "W", "N", "K", "Hz", "Pa", "g", "l"})
_FILLERS = re.compile(r"\b(?:trong do|chia ra|bao gom|gom co)\b")


def heading_key(heading: str) -> str:
    """Return the key of a heading: folded, without marks of notes (``(1)``, ``[2]``, ``(*)``) and units of people.

    ``%`` counts as a word, ``#`` stays itself.
    """
    named = _BRACKETS.sub(lambda found: " " if _says_no_more(found[1]) else found[0], _COMPUTED.sub("", heading))
    return fold(named.replace("%", " phan tram ")) or fold(heading) or heading.strip()


def _says_no_more(words: str) -> bool:
    return bool(_NOTE.fullmatch(words)) or _MEASURED_IN.sub("", fold(words)) in _PEOPLE


def is_unit(text: str) -> bool:
    """Tell whether a text says in what something is counted: ``người``, ``%``, ``(ĐVT: người)``, ``[mm]``."""
    bare = text.strip("()[] ")
    key = _MEASURED_IN.sub("", fold(bare))
    if not key or bare in _SIGNS:
        return bare in _SIGNS
    in_brackets = len(bare) + 2 == len(text) and not any(map(str.isdigit, bare))
    return in_brackets or key in _PEOPLE or all(word in _MEASURES or word in _PEOPLE for word in key.split())


def shorter_key(key: str) -> str:
    """Return a key without the words that only say "of which", as upper rows of a heading do."""
    return " ".join(_FILLERS.sub(" ", key).split())


@cache
def variants(dataset: str) -> Mapping[str, tuple[str, ...]]:
    """Return the fields of a dataset by the keys of their headings; several fields where a heading is not clear."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for field in datasets()[dataset].fields.values():
        for key in sorted({heading_key(variant) for variant in field.variants}):
            found[key].append(field.code)
    return MappingProxyType({key: tuple(codes) for key, codes in found.items()})


@cache
def crosses(dataset: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return what a column of crosses may state, by the key of its heading: fields of a dataset with their values.

    A heading is a value of the field, alone or under one of the field's own headings.
    """
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for field in datasets()[dataset].fields.values():
        over = ["", *(f"{heading_key(variant)} " for variant in field.variants)]
        for heading, value in field.crosses.items():
            for key in sorted({f"{word}{heading_key(heading)}" for word in over}):
                found[key].append((field.code, value))
    return MappingProxyType({key: tuple(fields) for key, fields in found.items()})


@cache
def ambiguous_keys() -> frozenset[str]:
    """Return the keys of headings that are always asked about."""
    return frozenset(map(heading_key, ambiguous_headings()))


@cache
def row_number_keys() -> frozenset[str]:
    """Return the keys of headings of columns that only number the rows."""
    return frozenset(map(heading_key, row_number_headings()))


@cache
def known_keys() -> frozenset[str]:
    """Return every key that is a heading in some dataset."""
    return frozenset().union(ambiguous_keys(), row_number_keys(), *(variants(code) for code in datasets()))
