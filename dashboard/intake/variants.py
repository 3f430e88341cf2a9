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

_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNITS = frozenset({"nguoi", "dong chi", "d c", "dc", "truong", "people", "persons"})
_FILLERS = re.compile(r"\b(?:trong do|chia ra|bao gom|gom co)\b")


def heading_key(heading: str) -> str:
    """Return the key of a heading: folded, without ``(*)`` and units; ``%`` counts as a word, ``#`` stays itself."""
    named = _BRACKETS.sub(lambda found: " " if fold(found[1]) in _UNITS else found[0], heading)
    return fold(named.replace("%", " phan tram ")) or heading.strip()


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
