"""What every command is given: the office's settings, the moment, the language, and who acts."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.domain.principal import LOCAL_ADMINISTRATOR, Principal
from dashboard.errors import InvalidInput
from dashboard.intake.messages import told
from dashboard.storage import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from dashboard.errors import DashboardError
    from dashboard.i18n import Translator
    from dashboard.settings import Settings


@dataclass(frozen=True)
class Context:
    """The circumstances of one command; ``now`` is read once, so that a command has one time."""

    settings: Settings
    now: datetime
    t: Translator
    as_json: bool
    principal: Principal = LOCAL_ADMINISTRATOR

    @property
    def today(self) -> date:
        """The day to take as today."""
        return self.now.date()

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the district's file for as long as the block lasts.

        Raises ``StorageBusy`` while another process holds it, ``StorageDamaged`` when it is no database of ours, and
        ``InvalidInput`` when the data directory cannot be used.
        """
        try:
            self.settings.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidInput("errors.data_directory", path=self.settings.data, why=error.strerror) from error
        opened = Database(self.settings.database, self.settings, self.now)
        try:
            yield opened
        finally:
            opened.close()

    def sentence(self, error: DashboardError) -> str:
        """Return what an error says, in the language of this command."""
        return told(error, self.t)

    def told(self, error: DashboardError) -> dict[str, str]:
        """Return an error as it stands in JSON: its stable code and its sentence."""
        return {"code": error.code, "message": self.sentence(error)}
