"""Holding the database against its own rules, and the audit against its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.storage.writer import audit_hash

if TYPE_CHECKING:
    from dashboard.storage import Reader


def verify(reader: Reader) -> list[dict[str, Any]]:
    """Return every violation as rule, subject and how_many; an empty list means that all holds."""
    return [*reader.rows("violations"), *_broken_links(reader)]


def _broken_links(reader: Reader) -> list[dict[str, Any]]:
    broken, previous = [], ""
    for row in reader.rows("audit_trail"):
        if row["previous_hash"] != previous or row["hash"] != audit_hash(row):
            broken.append({"rule": "audit_chain_broken", "subject": str(row["id"]), "how_many": 1})
        previous = str(row["hash"])
    return broken
