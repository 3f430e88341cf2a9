"""The whole invented district as tables, ready to be written in bulk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from dashboard.demo.cast import cast
from dashboard.demo.history import history
from dashboard.demo.people import households
from dashboard.demo.people_counts import census
from dashboard.demo.people_scene import Scene
from dashboard.demo.people_tables import tables as people_tables
from dashboard.demo.register import register
from dashboard.demo.reports import NOBODY, Timing, reports
from dashboard.demo.school_year import Window
from dashboard.demo.strength import strength

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pyarrow as pa

    from dashboard.domain.months import Month


@dataclass(frozen=True)
class District:
    """An invented district: each field is a table with all columns of the table of that name in the schema.

    ``people`` are such tables by name; there are none where no people were wanted.
    """

    schools: pa.Table
    successions: pa.Table
    branches: pa.Table
    school_branches: pa.Table
    reports: pa.Table
    people: Mapping[str, pa.Table] = field(default_factory=dict)


def invent(  # noqa: PLR0913 (an invented district is described by all of these)
    *,
    last: Month,
    due_day: int,
    schools: int = 51,
    months: int = 24,
    people: int = 0,
    seed: int = 1,
    today: date | None = None,
) -> District:
    """Return a district with that many schools open in ``last`` and up to that many reports of each before it.

    With 51 schools the last reports sum to 1.844 staff and 810 members, 43,93 %, as the roundtable of 23/9/2016
    stated (source document S3); other sizes keep the ratio. The same arguments give the same bytes. No report is
    recorded after ``today``. There are about as many people as wanted: no fewer than the reports need, and no more
    than the schools have staff for. Raises ``ValueError`` for less than one school or month, or people below none.
    """
    if schools < 1 or months < 1 or people < 0:
        raise ValueError(f"{schools} schools, {months} months, {people} people")
    random, window = np.random.default_rng(seed), Window(months, last)
    players = cast(schools, window)
    end = strength(random, players.slots)
    tables = register(random, players, window)
    past = history(random, end, players, window)
    scene = Scene(window, today or last.last, past, players, people)
    found = households(scene, seed) if people else []
    counted = census(scene, found) if people else NOBODY
    written = reports(random, past, players, window, Timing(due_day, today), counted)
    whole = people_tables(found, scene.today) if found else {}
    return District(tables.schools, tables.successions, tables.branches, tables.school_branches, written, whole)
