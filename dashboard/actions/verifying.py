"""Holding the database against its own rules, and the audit against its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.errors import Conflict
from dashboard.storage.writer import audit_hash

if TYPE_CHECKING:
    from dashboard.storage import Reader, Writer


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


def refuse_if_broken(writer: Writer, key: str) -> None:
    """Take the transaction back, with the sentence of ``key``, when what it wrote breaks a rule of the database."""
    broken = writer.rows("violations")
    if broken:
        raise Conflict(key, rule=broken[0]["rule"], subject=broken[0]["subject"])
