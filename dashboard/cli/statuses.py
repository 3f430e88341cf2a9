"""The exit statuses of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.errors import Conflict

if TYPE_CHECKING:
    from dashboard.errors import DashboardError

DONE, REFUSED, UNUSABLE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 70, 130
"""Done; understood but refused; cannot be used; a fault of the program; stopped by the user."""


def status_of(error: DashboardError) -> int:
    """Return the exit status of an error: a conflict was understood and refused, the rest cannot be used."""
    return REFUSED if isinstance(error, Conflict) else UNUSABLE
