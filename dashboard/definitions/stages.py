"""The way to membership as data: stages, exits, lawful backward moves, papers and clocks; see ``stages.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.definitions.rules import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

CANDIDATE, PROBATION, OFFICIAL = "candidate", "probation", "official"
"""The parts of the way that an exit ends."""


@dataclass(frozen=True)
class Stage:
    """A stage: ``place`` is its place on the way from 0, ``step`` and ``number`` are columns of a list of candidates.

    ``rule`` places the step after the one before; ``guards`` must hold to enter. A ``skippable`` stage may be missing
    in old records.
    """

    code: str
    place: int
    group: str
    step: str | None = None
    number: str | None = None
    rule: str | None = None
    guards: tuple[str, ...] = ()
    skippable: bool = False

    @property
    def part(self) -> str:
        """The part of the way that an exit from here ends."""
        if self.group == CANDIDATE:
            return CANDIDATE
        return OFFICIAL if self.code == "official" else PROBATION


@dataclass(frozen=True)
class Backward:
    """A lawful move back, from each of several stages to one, and the rule that it follows from."""

    code: str
    origins: tuple[str, ...]
    to: str
    rule: str


@dataclass(frozen=True)
class Exit:
    """A way out: the parts of the way that it ends, and the stages at which the same person may begin again."""

    code: str
    parts: tuple[str, ...]
    returns: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True)
class Paper:
    """A document of a dossier; ``stage`` is the step whose document it is, ``needed`` the one that waits for it."""

    code: str
    form: str | None = None
    catalogue: int | None = None
    stage: str | None = None
    life: str | None = None
    needed: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class Clock:
    """A time that runs in some stages since a step, or since the oldest of some papers, until a paper is there."""

    code: str
    rule: str
    stages: tuple[str, ...]
    since: str | None = None
    papers: tuple[str, ...] = ()
    after: str | None = None
    done: str | None = None


@cache
def stages() -> Mapping[str, Stage]:
    """Return the stages by code, from the first to the last."""
    entries = _file()["stages"].items()
    found = [Stage(code=code, place=place, **_frozen(entry)) for place, (code, entry) in enumerate(entries)]
    return _by_code(found)


@cache
def backward_moves() -> Mapping[str, Backward]:
    """Return the lawful moves back by code."""
    return _by_code(
        [
            Backward(code, tuple(entry["from"]), entry["to"], entry["rule"])
            for code, entry in _file()["backward"].items()
        ]
    )


@cache
def exits() -> Mapping[str, Exit]:
    """Return the exits by code."""
    return _by_code(
        [
            Exit(code, tuple(entry["from"]), tuple(entry.get("returns", ())), entry.get("rule"))
            for code, entry in _file()["exits"].items()
        ]
    )


@cache
def papers() -> Mapping[str, Paper]:
    """Return the papers by code, in the order in which they come."""
    return _by_code([Paper(code, **entry) for code, entry in _file()["papers"].items()])


@cache
def clocks() -> Mapping[str, Clock]:
    """Return the clocks by code."""
    return _by_code(
        [Clock(code, stages=tuple(entry.pop("while")), **_frozen(entry)) for code, entry in _file()["clocks"].items()]
    )


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


def _by_code(found: list[T]) -> Mapping[str, T]:
    return MappingProxyType({str(getattr(one, "code")): one for one in found})  # noqa: B009 (each kind has a code)


def _file() -> dict[str, Any]:
    read = tomllib.loads((files(__package__) / "stages.toml").read_text("utf-8"))
    _check(read)
    return read


def _check(read: dict[str, Any]) -> None:
    """Raise ``ValueError`` where an entry names a stage, paper or rule that there is not."""
    known = {"stage": set(read["stages"]), "paper": set(read["papers"]), "rule": {rule.code for rule in rules()}}
    for section, entries in read.items():
        for code, entry in entries.items():
            wrong = [value for kind, values in _named(section, entry).items() for value in values - known[kind]]
            if wrong:
                raise ValueError(f"stages.toml, {section}.{code}: {wrong}")


def _named(section: str, entry: dict[str, Any]) -> dict[str, set[str]]:
    single = {"rule": ("rule", "life", "after"), "paper": ("done",), "stage": ("stage", "needed", "since", "to")}
    found = {kind: {entry[name] for name in names if name in entry} for kind, names in single.items()}
    found["stage"] |= set(entry.get("while", ())) | set(entry.get("returns", ()))
    found["stage"] |= set(entry["from"]) if section == "backward" else set()
    found["paper"] |= set(entry.get("papers", ()))
    return found
