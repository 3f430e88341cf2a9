"""Bringing a file in: the plan is made again inside the transaction that writes it, so nothing changes in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.actions.people_recording import record_people
from dashboard.actions.planning import plan_table
from dashboard.actions.recording import Incoming, record_upload
from dashboard.actions.remembering import remember
from dashboard.errors import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from dashboard.actions.plan import Options, Plan
    from dashboard.domain.principal import Principal
    from dashboard.intake.tables import Received, Table
    from dashboard.storage import Database, Writer


@dataclass(frozen=True)
class Outcome:
    """What became of a table: its plan, and the upload if it was written."""

    plan: Plan
    upload_id: int | None = None

    @property
    def committed(self) -> bool:
        """Tell whether it was written."""
        return self.upload_id is not None


def import_table(
    database: Database,
    principal: Principal,
    file: tuple[Received, Table],
    options: Options,
    now: datetime,
    *,
    seen: Plan | None = None,
) -> Outcome:
    """Write a table's plan if it may be written, all of it in one transaction, else only return the plan.

    ``seen`` is the plan that the user looked at; raises ``Conflict`` when the database has changed since then.
    """
    plan = plan_table(database.reader(principal), *file, options, now.date())
    if seen is not None and seen.changes != plan.changes:
        raise Conflict("errors.changed_since_preview")
    if not plan.may_commit(options):
        return Outcome(plan)
    with database.writing(principal, "import", now) as (writer, detail):
        outcome = rehearse(writer, file, options)
        if outcome.plan.changes != plan.changes:
            raise Conflict("errors.changed_since_preview")
        detail.update(
            {"upload_id": outcome.upload_id, "file": plan.name, "dataset": plan.dataset} | plan.changes.counts()
        )
    return outcome


def rehearse(writer: Writer, file: tuple[Received, Table], options: Options) -> Outcome:
    """Do the same inside a transaction that somebody else keeps or takes back."""
    plan = plan_table(writer, *file, options, writer.now.date())
    if not plan.may_commit(options):
        return Outcome(plan)
    upload_id = record_upload(writer, Incoming(plan, kind="file"))
    if plan.people:
        record_people(writer, plan.people, upload_id)
    remember(writer, plan, options)
    return Outcome(plan, upload_id)
