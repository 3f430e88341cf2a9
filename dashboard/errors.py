"""The few kinds of error that a user may meet; everything else is a bug and stays loud."""

from __future__ import annotations

from typing import ClassVar


class DashboardError(Exception):
    """Something the user can act on; ``key`` names the sentence in the catalogues, ``values`` fills it.

    ``code`` is the stable word that ``chibo --json`` prints.
    """

    code: ClassVar[str] = "error"

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return f"{self.key} {self.values}"


class UnreadableFile(DashboardError, ValueError):  # noqa: N818 (the public name of read_table's error)
    """A file, or what should be one, that cannot be read as a table."""

    code = "unreadable"


class StorageBusy(DashboardError):  # noqa: N818 (reads as the state it reports)
    """Another process holds the database file."""

    code = "busy"


class StorageDamaged(DashboardError):  # noqa: N818
    """The database file cannot be opened or does not hold what it should."""

    code = "damaged"


class Conflict(DashboardError):  # noqa: N818
    """Somebody changed the same rows in the meantime, or an undo would overwrite a later change."""

    code = "conflict"


class NotFound(DashboardError):  # noqa: N818
    """What was asked for is not there, or not for this principal."""

    code = "not_found"


class InvalidInput(DashboardError):  # noqa: N818
    """An argument, filter or form value that cannot be used."""

    code = "invalid"


class Forbidden(DashboardError):  # noqa: N818
    """The principal may not do this."""

    code = "forbidden"


class StepRefused(DashboardError):  # noqa: N818
    """A step that the rules do not allow, or for which something is not recorded.

    ``values["objections"]`` are what speaks against it; if none is final, it may be recorded as an old record.
    """

    code = "refused"
