"""Data that defines: the fields of the datasets with their headings, the checks, the indicators.

Each file is parsed into frozen values and validated as a whole; a fault in one names the file and the entry.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = frozenset(
    {"text", "name", "count", "percent", "month", "date", "levels", "ownership", "branch_status"}
    | {"person", "birth", "sex", "yes_no", "position", "introduced_by", "exit", "status", "remark"}
)
INDICATOR_KINDS = frozenset({"schools", "stock", "movement", "ratio", "movement_ratio", "change"})


@dataclass(frozen=True)
class Field:
    """One field of a dataset: the kind of its values, what it is about, and its headings as written.

    ``crosses`` are headings of columns that state the field together by a cross in one of them, with the value of each;
    ``family`` and ``given`` those of two columns that hold a name in two parts. A merged cell of a ``shared`` field
    speaks for all its rows. ``also`` is the field that a cell of this one may state too.
    """

    code: str
    kind: str
    group: str
    variants: tuple[str, ...]
    numerator: str | None = None
    denominator: str | None = None
    crosses: Mapping[str, str] = field(default_factory=dict)
    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    shared: bool = False
    also: str | None = None


@dataclass(frozen=True)
class Dataset:
    """A kind of table: it is one if it has all required fields (``a|b``: either) and one of a telling group.

    A list of people need not name the school that it is from.
    """

    code: str
    fields: Mapping[str, Field]
    required: tuple[tuple[str, ...], ...]
    telling: frozenset[str]

    @property
    def lists_people(self) -> bool:
        """Tell whether a row is about a person."""
        return "full_name" in self.fields

    @property
    def recognised_by(self) -> tuple[tuple[str, ...], ...]:
        """The required fields without which a table is none of these."""
        return tuple(one for one in self.required if not (self.lists_people and "school_name" in one))

    @property
    def counts(self) -> tuple[str, ...]:
        """The fields that hold counts of people, in order."""
        return tuple(field.code for field in self.fields.values() if field.kind == "count")

    @property
    def stored(self) -> tuple[str, ...]:
        """The fields that are kept; what is recomputed is only compared."""
        return tuple(field.code for field in self.fields.values() if field.group != "recomputed")


@dataclass(frozen=True)
class Identity:
    """A figure that is the sum of others: ``whole`` by ``parts``, each with its sign."""

    whole: str
    parts: Mapping[str, int]

    @property
    def fields(self) -> frozenset[str]:
        """All the figures that it is about."""
        return frozenset({self.whole, *self.parts})

    def sum(self, row: Mapping[str, object]) -> int:
        """Return what the parts that are known add up to."""
        parts = ((sign, row.get(field)) for field, sign in self.parts.items())
        return sum(sign * value for sign, value in parts if isinstance(value, int))

    def holds(self, row: Mapping[str, object]) -> bool:
        """Tell whether it holds in a row in which all its figures are known."""
        return row[self.whole] == self.sum(row)


@dataclass(frozen=True)
class Check:
    """Something that must hold in every row; ``broken`` is the SQL condition under which it does not."""

    code: str
    dataset: str
    severity: str
    fields: tuple[str, ...]
    broken: str

    @property
    def identity(self) -> Identity | None:
        """The sum that the check is about; ``None`` for a check that states no sum of several parts."""
        left, _, right = self.broken.partition(" <> ")
        words = f"+ {right}".split()
        parts = {field: 1 if sign == "+" else -1 for sign, field in zip(words[::2], words[1::2], strict=False)}
        return Identity(left.split()[-1], MappingProxyType(parts)) if len(parts) > 1 else None


@dataclass(frozen=True)
class Indicator:
    """A figure that is shown; see ``indicators.toml`` for the kinds."""

    code: str
    kind: str
    good: str
    sources: tuple[str, ...]
    numerator: str | None = None
    denominator: str | None = None
    months: int = 0

    @property
    def unit(self) -> str:
        """``percent`` for ratios, ``count`` for the rest."""
        return "percent" if self.kind.endswith("ratio") else "count"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__name__) / name).read_text("utf-8"))


@cache
def datasets() -> Mapping[str, Dataset]:
    """Return the datasets by code."""
    return MappingProxyType(
        {code: _dataset(code, entry) for code, entry in _read("datasets.toml").items() if "fields" in entry}
    )


def _dataset(code: str, entry: dict[str, Any]) -> Dataset:
    fields = {name: Field(name, **_frozen(one)) for name, one in entry["fields"].items()}
    if unknown := {field.kind for field in fields.values()} - KINDS:
        raise ValueError(f"datasets.toml, {code}: no kind {unknown}")
    required = tuple(tuple(alternatives.split("|")) for alternatives in entry["required"])
    return Dataset(code, MappingProxyType(fields), required, frozenset(entry["telling"]))


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


@cache
def ambiguous_headings() -> tuple[str, ...]:
    """Return the headings that are never settled by themselves."""
    return tuple(_read("datasets.toml")["ambiguous"]["variants"])


@cache
def doubts() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return headings that mean something else beside others, each time with the words of these others."""
    entries = _read("datasets.toml")["doubt"]["entries"]
    return tuple((tuple(entry["headings"]), tuple(entry["beside"])) for entry in entries)


@cache
def row_number_headings() -> tuple[str, ...]:
    """Return the headings of columns that only number the rows."""
    return tuple(_read("datasets.toml")["row_number"]["variants"])


@cache
def capitals() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the abbreviations and the phrases by which names in full capitals become readable."""
    read = _read("capitals.toml")
    return frozenset(read["abbreviations"]), tuple(read["phrases"])


@cache
def checks() -> Mapping[str, Check]:
    """Return the checks by code."""
    found = {
        code: Check(code, **entry | {"fields": tuple(entry["fields"])}) for code, entry in _read("checks.toml").items()
    }
    for check in found.values():
        if check.dataset not in datasets() or check.severity not in {"error", "question", "warning"}:
            raise ValueError(f"checks.toml, {check.code}: {check.dataset}, {check.severity}")
    return MappingProxyType(found)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return the indicators by code, in the order in which they are shown."""
    found = {
        code: Indicator(code, **entry | {"sources": tuple(entry["sources"])})
        for code, entry in _read("indicators.toml").items()
    }
    if wrong := [one.code for one in found.values() if one.kind not in INDICATOR_KINDS]:
        raise ValueError(f"indicators.toml: no such kind at {wrong}")
    return MappingProxyType(found)
