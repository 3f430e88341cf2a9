"""People in bulk for the benchmarks: eight events each, written by column with what is derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from dashboard.definitions.stages import stages
from dashboard.domain.principal import LOCAL_ADMINISTRATOR
from tests.factories import EVENT_COLUMNS, NOW, PERSON_COLUMNS

if TYPE_CHECKING:
    from dashboard.storage import Database

EVENTS = 8
AT_ONCE = 50_000
_CODES = list(stages())
_WAYS: dict[float, list[str]] = {
    0.3: [one for one in _CODES if one not in ("source", "class_enrolled", "submitted", "official_voted", "official")],
    0.02: [_CODES[place] for place in (1, 2, 4, 5, 7, 5, 6, 7)],
}
"""Ways of some parts of the people: one to the ceremony, one sent back once. The others take eight stages in a row."""
_BACK_FROM, _BACK_TO = 4, 5
"""The places on the second of these ways of the step that was undone and of the one gone back to."""
_NEVER = np.datetime64("NaT")


def make_crowd(database: Database, *, people: int, schools: int, seed: int = 1) -> None:
    """Put so many people with eight events each into the first so many schools, some thousands at a time."""
    for first in range(1, people + 1, AT_ONCE):
        ids = np.arange(first, min(first + AT_ONCE, people + 1), dtype=np.int32)
        numbers = np.random.default_rng([seed, first])
        homes = numbers.integers(1, schools + 1, len(ids), dtype=np.int32)
        with database.writing(LOCAL_ADMINISTRATOR, "make_crowd", NOW) as (writer, _):
            writer.insert("person", _people(ids, homes))
            writer.insert("stage_event", _events(ids, homes, numbers))
            writer.insert("helper", _helpers(ids, homes, numbers))
            writer.taken("person", int(ids[-1]))
            writer.taken("stage_event", int(ids[-1]) * EVENTS)


def _people(ids: np.ndarray, homes: np.ndarray) -> pa.Table:
    names = [f"Lò Thị Suối {number}" for number in ids]
    given = {"id": ids, "school_id": homes, "full_name": names, "search_key": [f"lo thi suoi {one}" for one in ids]}
    return _table(given | {"birth_year": np.full(len(ids), 1990, np.int32)}, PERSON_COLUMNS, len(ids))


def _events(ids: np.ndarray, homes: np.ndarray, numbers: np.random.Generator) -> pa.Table:
    """Return the events: a tenth of the people leaves with the last of them."""
    count = len(ids)
    place, wavers = _places(count, numbers)
    leaves = (numbers.random(count) < 0.1) & ~wavers
    kind = np.full((count, EVENTS), "enter", dtype=object)
    kind[leaves, -1] = "exit"
    place[leaves, -1] = place[leaves, -2]
    start = numbers.integers(0, 1200, count)[:, None] + np.datetime64("2021-01-01").astype(int)
    days = (start + numbers.integers(10, 200, (count, EVENTS)).cumsum(axis=1)).astype("datetime64[D]")
    lapsed = np.full((count, EVENTS), _NEVER, dtype="datetime64[D]")
    lapsed[wavers, _BACK_FROM] = days[wavers, _BACK_TO]
    step = kind == "enter"
    step[wavers, _BACK_TO] = False
    until = np.concatenate([days[:, 1:], np.full((count, 1), _NEVER)], axis=1)
    event = np.repeat(ids.astype(np.int64) - 1, EVENTS) * EVENTS + np.tile(np.arange(1, EVENTS + 1), count)
    rows = count * EVENTS
    given = {
        "id": event,
        "person_id": np.repeat(ids, EVENTS),
        "school_id": np.repeat(homes, EVENTS),
        "kind": kind.ravel(),
        "stage": np.array(_CODES)[place.ravel()],
        "exit": pa.array(["withdrawn" if one == "exit" else None for one in kind.ravel()]),
        "on_day": days.ravel(),
        "position": event,
        "document_no": [f"{number}-NQ/CB" for number in numbers.integers(1, 400, rows)],
        "has_gap": np.zeros(rows, bool),
        "recorded_at": np.full(rows, np.datetime64(NOW)),
        "recorded_by": np.full(rows, "administrator", object),
        "upload_id": np.ones(rows, np.int32),
        "is_reversed": np.zeros(rows, bool),
        "until_on": until.ravel(),
        "is_step": step.ravel(),
        "lapsed_on": lapsed.ravel(),
    }
    return _table(given, EVENT_COLUMNS, rows)


def _places(count: int, numbers: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the stages of everybody, and who was sent back once."""
    place = numbers.integers(0, 6, count)[:, None] + np.arange(EVENTS)
    drawn = numbers.random(count)
    for part, way in _WAYS.items():
        place[drawn < part] = [_CODES.index(code) for code in way]
    return place, drawn < min(_WAYS)


def _helpers(ids: np.ndarray, homes: np.ndarray, numbers: np.random.Generator) -> pa.Table:
    """Return who helps: somebody for nine in ten."""
    helped = numbers.random(len(ids)) < 0.9
    chosen, places = ids[helped], homes[helped]
    names = [f"Vàng A Núi {number % 30}" for number in chosen]
    given = {"id": chosen, "person_id": chosen, "school_id": places, "helper_name": names}
    given |= {
        "helper_key": [name.lower() for name in names],
        "from_on": np.full(len(chosen), np.datetime64("2021-01-01")),
    }
    columns = ("helper_person_id", "to_on", "document_no")
    return _table(given | {"upload_id": np.ones(len(chosen), np.int32)}, (*given, *columns, "upload_id"), len(chosen))


def _table(given: dict[str, object], columns: tuple[str, ...], rows: int) -> pa.Table:
    return pa.table({name: pa.array(given[name]) if name in given else pa.nulls(rows) for name in columns})
