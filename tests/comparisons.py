"""Rows that meet what is known of their schools, as ``compare`` takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dashboard.intake.columnar import Column
from dashboard.intake.compare import Incoming
from dashboard.intake.records import MISSING, Record, Records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.intake.tables import Value


def incoming(rows: Sequence[tuple[int, Mapping[str, Value]]], known: Mapping[int, Mapping[str, Value]]) -> Incoming:
    """Return rows of some schools; each is called by its school's number, which is also its row."""
    schools = [school for school, _ in rows]
    fields = dict.fromkeys(field for values in known.values() for field in values)
    return Incoming(
        records=Records.of([Record(school, values) for school, values in rows]),
        known=np.array([school in known for school in schools], np.bool_),
        stored={field: Column.of(known.get(school, {}).get(field, MISSING) for school in schools) for field in fields},
        targets=Column.of(schools),
        called=lambda place: ((schools[place],), str(schools[place])),
    )
