"""Copies of the file that were proved by opening them, and the way back from one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import duckdb

from dashboard.errors import InvalidInput, StorageBusy, StorageDamaged
from dashboard.storage.connection import connect, told_plainly
from dashboard.storage.database import Contents, table_contents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dashboard.settings import Settings
    from dashboard.storage.database import Database


def backup(database: Database, destination: Path, settings: Settings) -> Mapping[str, int]:
    """Copy the file under the writer lock, open the copy and compare what it holds; return the counts by table.

    Raises ``InvalidInput`` when the destination is there already or cannot be written, ``StorageDamaged`` when the
    copy does not hold what the original holds.
    """
    if destination.exists():
        raise InvalidInput("errors.backup_exists", path=destination)
    unproved = destination.with_name(destination.name + ".part")
    try:
        with database.standing_still() as cursor:
            held = table_contents(cursor)
            shutil.copyfile(database.path, unproved)
        if verified_contents(unproved, settings) != held:
            raise StorageDamaged("errors.backup_differs", path=destination)
        unproved.replace(destination)
    except OSError as error:
        raise InvalidInput("errors.backup_path", path=destination, why=error.strerror) from error
    finally:
        _discard(unproved)
    return _counts(held)


def _counts(held: Mapping[str, Contents]) -> dict[str, int]:
    return {name: contents.rows for name, contents in held.items()}


def verified_contents(path: Path, settings: Settings) -> dict[str, Contents]:
    """Read a copy whole and return what it holds by table; raise ``StorageDamaged`` when it is no database of ours."""
    connection = connect(path, settings)
    try:
        with told_plainly(path):
            held = table_contents(connection)
    finally:
        connection.close()
    if "audit" not in held or "school" not in held:
        raise StorageDamaged("errors.storage_damaged", path=path)
    return held


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
        held = verified_contents(incoming, settings)
        _step_aside(target)
        incoming.replace(target)
    except StorageDamaged as error:
        raise StorageDamaged("errors.backup_unreadable", path=source) from error
    except OSError as error:
        raise InvalidInput("errors.backup_path", path=target, why=error.strerror) from error
    finally:
        _discard(incoming)
    return _counts(held)


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


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
