"""How many of the invented people stood where at the end of each month, for the reports.

The convention of the reports: outstanding staff are those who were introduced and not yet recognised; sympathizers are
all who were recognised and not yet admitted, up to those who wait for the ceremony. Who has left counts nowhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dashboard.definitions.stages import CANDIDATE, stages
from dashboard.demo.reports import Census
from dashboard.domain.histories import Event, Kind, standing_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dashboard.demo.people import Household
    from dashboard.demo.people_lives import Life
    from dashboard.demo.people_scene import Scene
    from dashboard.demo.strength import Counts

OUTSTANDING = frozenset({"outstanding"})
SYMPATHIZERS = frozenset(
    code for code, stage in stages().items() if stage.part == CANDIDATE and stage.place >= stages()["sympathizer"].place
)
FIELDS = {"outstanding_total": OUTSTANDING, "sympathizer_total": SYMPATHIZERS}


def census(scene: Scene, people: Iterable[Household]) -> Census:
    """Return what the reports say of people: a row a month and a column a school.

    Until schools merged, the people of the one that took over are those of both, half of them each.
    """
    counts = {field: np.zeros((scene.window.months, scene.players.size), dtype=np.int32) for field in FIELDS}
    for household in people:
        for life in household.lives:
            _add(counts, scene, life)
    if scene.players.merger is not None:
        for rows in counts.values():
            _split(rows[: scene.players.merger], scene)
    return Census(counts, _recorded(scene))


def _add(counts: dict[str, Counts], scene: Scene, life: Life) -> None:
    for stage, since, until in _stays(life):
        field = next((field for field, codes in FIELDS.items() if stage in codes), None)
        first, end = max(0, scene.index(since)), scene.index(until) if until else scene.window.months
        if field and end > first:
            counts[field][first:end, life.plot.school] += 1


def _stays(life: Life) -> Iterator[tuple[str, date, date | None]]:
    """Yield where the person was from which day to which; from the day of an exit nowhere."""
    events = standing_events(
        Event(place, one.kind, one.stage, one.on_day, one.turn, reverses=one.reverses)
        for place, one in enumerate(life.events)
    )
    for one, following in pairwise([*events, None]):
        if one is not None and one.kind is Kind.ENTER:
            yield one.stage, one.on_day, following.on_day if following else None


def _split(rows: Counts, scene: Scene) -> None:
    whole, (first, second) = scene.players.successors, scene.players.predecessors
    rows[:, first], rows[:, second] = (rows[:, whole] + 1) // 2, rows[:, whole] // 2


def _recorded(scene: Scene) -> list[int]:
    """Return the rows of the schools that have people recorded, with those that merged into them."""
    taken_over = [place for place, row in enumerate(scene.players.successors.tolist()) if row in scene.covered]
    first, second = (rows.tolist() for rows in scene.players.predecessors)
    return [*scene.covered, *(rows[place] for rows in (first, second) for place in taken_over)]
