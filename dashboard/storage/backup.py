"""Copies of the file that were proved by opening them, and the way back from one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb

from dashboard.errors import InvalidInput, StorageBusy, StorageDamaged
from dashboard.storage.connection import connect, told_plainly
from dashboard.storage.database import table_counts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dashboard.settings import Settings
    from dashboard.storage.database import Database


def backup(database: Database, destination: Path, settings: Settings) -> Mapping[str, int]:
    """Copy the file under the writer lock, open the copy and compare its counts; return them by table.

    Raises ``InvalidInput`` when the destination is there already or cannot be written, ``StorageDamaged`` when the
    copy does not hold what the original holds.
    """
    if destination.exists():
        raise InvalidInput("errors.backup_exists", path=destination)
    unproved = destination.with_name(destination.name + ".part")
    try:
        with database.standing_still() as cursor:
            counts = table_counts(cursor)
            shutil.copyfile(database.path, unproved)
        if verified_counts(unproved, settings) != counts:
            raise StorageDamaged("errors.backup_differs", path=destination)
        unproved.replace(destination)
    except OSError as error:
        raise InvalidInput("errors.backup_path", path=destination, why=error.strerror) from error
    finally:
        unproved.unlink(missing_ok=True)
    return counts


def verified_counts(path: Path, settings: Settings) -> dict[str, int]:
    """Open a copy and return its counts by table; raise ``StorageDamaged`` when it is no database of ours."""
    connection = connect(path, settings)
    try:
        with told_plainly(path):
            counts = table_counts(connection)
    finally:
        connection.close()
    if "audit" not in counts or "school" not in counts:
        raise StorageDamaged("errors.storage_damaged", path=path)
    return counts


def restore(source: Path, target: Path, settings: Settings) -> Mapping[str, int]:
    """Put a proved backup in the place of the district's file; what stood there is kept beside it as ``.replaced``.

    The present file may be damaged. Raises ``StorageBusy`` while another process holds it, ``InvalidInput`` when
    there is no such backup, ``StorageDamaged`` when the backup itself cannot be read.
    """
    if not source.is_file():
        raise InvalidInput("errors.no_such_file", path=source)
    _refuse_if_busy(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming = target.with_name(target.name + ".incoming")
    try:
        shutil.copyfile(source, incoming)
        counts = verified_counts(incoming, settings)
        _step_aside(target)
        incoming.replace(target)
    finally:
        incoming.unlink(missing_ok=True)
    return counts


def _refuse_if_busy(target: Path) -> None:
    if not target.exists():
        return
    try:
        with told_plainly(target):
            duckdb.connect(str(target)).close()
    except StorageBusy:
        raise
    except (StorageDamaged, duckdb.Error):
        return


def _step_aside(target: Path) -> None:
    journal = target.with_name(target.name + ".wal")
    if target.exists():
        target.replace(target.with_name(target.name + ".replaced"))
    journal.unlink(missing_ok=True)
