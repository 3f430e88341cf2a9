"""Seeing what several tables would do one after the other, each of them whole or not at all, and nothing is written."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from dashboard.actions.importing import Outcome, rehearse
from dashboard.errors import DashboardError

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from dashboard.actions.plan import Options
    from dashboard.domain.principal import Principal
    from dashboard.intake.tables import Received, Table
    from dashboard.storage import Database, Writer

    File = tuple[Received, Table]


class Rehearsal:
    """A block in which tables are taken as if they were written; ``taken`` are those that would be, in order.

    The engine cannot take back a part of a transaction. So when a table must leave nothing behind, all of it is taken
    back, and the tables that stay are taken once more before the next one.
    """

    def __init__(self, database: Database, principal: Principal, options: Options, now: datetime) -> None:
        self._database, self._principal, self._options, self._now = database, principal, options, now
        self._transaction = ExitStack()
        self._writer: Writer | None = None
        self.taken: tuple[File, ...] = ()

    def __enter__(self) -> Self:
        """Begin; the transaction opens with the first table."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take everything back."""
        self._transaction.close()

    def take(self, file: File) -> Outcome:
        """Return what writing a table would do after the tables taken so far; one that fails leaves nothing behind."""
        writer = self._writer or self._begin()
        try:
            outcome = rehearse(writer, file, self._options)
        except DashboardError:
            self._take_back()
            raise
        if outcome.committed:
            self.taken += (file,)
        return outcome

    def back_to(self, taken: tuple[File, ...]) -> None:
        """Go on as if only these tables had been taken, which are the first of those that were."""
        if len(taken) < len(self.taken):
            self.taken = taken
            self._take_back()

    def _take_back(self) -> None:
        self._transaction.close()
        self._writer = None

    def _begin(self) -> Writer:
        writer = self._transaction.enter_context(self._database.rehearsing(self._principal, self._now))
        for file in self.taken:
            rehearse(writer, file, self._options)
        self._writer = writer
        return writer
