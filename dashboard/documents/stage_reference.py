"""The page of ``docs/`` about the way to membership: a picture, and every stage, exit, paper and clock in tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.definitions.stages import backward_moves, clocks, exits, papers, stages
from dashboard.i18n import UNKNOWN, Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.definitions.stages import Clock

_HEAD = (
    "# The way to membership\n\n"
    "Stages, exits, papers and clocks are one table, `dashboard/definitions/stages.toml`; this page is made from it. "
    "The rules behind them, with their sources, stand in [rules.md](rules.md). Someone moves one stage at a time; "
    "stages in round brackets may be missing in old records, which are marked where others are missing too. What "
    "happened is a list of events that only grows: a wrong one is taken back by a further event with its reason.\n"
)


def stages_page() -> str:
    """Return the page in Markdown, in English, with the Vietnamese name of every stage."""
    t, vi = Translator("en"), Translator("vi")
    return "".join([_HEAD, _picture(t), _stages(t, vi), _exits(t), _papers(t), _clocks(t)])


def _picture(t: Translator) -> str:
    return "\n```mermaid\nstateDiagram-v2\n" + "".join(f"    {line}\n" for line in _lines(t)) + "```\n"


def _lines(t: Translator) -> Iterator[str]:
    yield "direction TB"
    codes = list(stages())
    for code in codes:
        name = t(f"people.stage.{code}")
        yield f"{code}: {f'({name})' if stages()[code].skippable else name}"
    yield f"[*] --> {codes[0]}"
    yield from (f"{first} --> {second}" for first, second in pairwise(codes))
    for move in backward_moves().values():
        yield from (f"{origin} --> {move.to}: {t(f'people.backward.{move.code}')}" for origin in move.origins)
    yield f"{codes[-1]} --> [*]"


def _stages(t: Translator, vi: Translator) -> str:
    rows = [
        [f"`{one.code}`", t(f"people.stage.{one.code}"), vi(f"people.stage.{one.code}"), *_entry(one.step, one.guards)]
        for one in stages().values()
    ]
    return "\n## Stages\n\n" + _table(("code", "stage", "in Vietnamese", "day of entry", "guards"), rows)


def _entry(step: str | None, guards: Sequence[str]) -> tuple[str, str]:
    return f"`{step}`" if step else UNKNOWN, ", ".join(f"`{guard}`" for guard in guards) or UNKNOWN


def _exits(t: Translator) -> str:
    rows = [
        [f"`{one.code}`", t(f"people.exit.{one.code}"), ", ".join(one.parts), ", ".join(one.returns) or UNKNOWN]
        for one in exits().values()
    ]
    return "\n## Exits\n\n" + _table(("code", "exit", "from", "may begin again at"), rows)


def _papers(t: Translator) -> str:
    rows = [
        [f"`{one.code}`", t(f"people.paper.{one.code}"), one.form or UNKNOWN, _code(one.life), _code(one.needed)]
        for one in papers().values()
    ]
    return "\n## Papers\n\n" + _table(("code", "paper", "form", "rule of its life", "needed for"), rows)


def _clocks(t: Translator) -> str:
    rows = [
        [f"`{one.code}`", t(f"people.clock.{one.code}"), f"`{one.rule}`", _since(one), ", ".join(one.stages)]
        for one in clocks().values()
    ]
    return "\n## Clocks\n\n" + _table(("code", "until", "rule", "counted from", "runs in"), rows)


def _since(clock: Clock) -> str:
    counted = clock.since or "the oldest of " + ", ".join(clock.papers)
    return f"{counted}, after `{clock.after}`" if clock.after else counted


def _code(code: str | None) -> str:
    return f"`{code}`" if code else UNKNOWN


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
