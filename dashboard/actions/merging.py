"""Writing which school goes into which: one successor a school, open on that day, and never in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.actions.recognising import Register
from dashboard.domain.mergers import is_closed_by, successors
from dashboard.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.domain.mergers import Merger
    from dashboard.storage import Writer

    Rows = list[dict[str, Any]]


def record_mergers(writer: Writer, mergers: Sequence[Merger]) -> None:
    """Write which schools go into which; a successor that was named before is replaced, and stays in the images.

    Raises ``InvalidInput`` when a school would go into itself, ``Conflict`` when the successor is closed on that day
    or goes into the school in its turn. A merger that stands already is left as it is.
    """
    known = _known(writer)
    new = [merger for merger in mergers if not _stands(merger, known.get(merger.predecessor, []))]
    heirs = {school: int(rows[-1]["successor_id"]) for school, rows in known.items()}
    heirs |= {merger.predecessor: merger.successor for merger in mergers}
    register = Register.read(writer, writer.now.date())
    for merger in new:
        _refuse_unsound(merger, register, heirs)
    superseded = [row["id"] for merger in new for row in known.get(merger.predecessor, [])[:-1]]
    writer.remove("school_succession", superseded)
    writer.put_numbered("school_succession", [_row(merger, known.get(merger.predecessor, [])) for merger in new])


def _known(writer: Writer) -> dict[int, Rows]:
    """Return the mergers of each school that went into another, the one that counts last."""
    found: dict[int, Rows] = {}
    for row in writer.rows("successions"):
        if row["kind"] == "merger":
            found.setdefault(row["predecessor_id"], []).append(row)
    return found


def _stands(merger: Merger, known: Rows) -> bool:
    return [(row["successor_id"], row["effective_on"]) for row in known] == [(merger.successor, merger.day)]


def _refuse_unsound(merger: Merger, register: Register, heirs: Mapping[int, int]) -> None:
    if merger.predecessor == merger.successor:
        raise InvalidInput("errors.merger_with_itself")
    school, successor = register.by_id[merger.predecessor], register.by_id[merger.successor]
    names = {"name": school["name"], "successor": successor["name"]}
    if merger.predecessor in successors(merger.successor, heirs):
        raise Conflict("errors.merger_in_a_circle", **names)
    if is_closed_by(successor["closed_on"], merger.day):
        days = {"closed": f"{successor['closed_on']:%d/%m/%Y}", "day": f"{merger.day:%d/%m/%Y}"}
        raise Conflict("errors.successor_closed", **names, **days)


def _row(merger: Merger, known: Rows) -> dict[str, Any]:
    ends = {"predecessor_id": merger.predecessor, "successor_id": merger.successor}
    row_id = known[-1]["id"] if known else None
    return {"id": row_id, **ends, "kind": "merger", "effective_on": merger.day, "former_name": None}
