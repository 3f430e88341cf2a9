"""Typing in one school's month, or correcting it: judged by the same rules as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.actions.importing import Outcome
from dashboard.actions.plan import Options, Plan
from dashboard.actions.planning import plan_records
from dashboard.actions.recording import Incoming, record_upload
from dashboard.errors import Forbidden
from dashboard.intake.records import Record
from dashboard.intake.tables import Matching, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dashboard.actions.plan import Source
    from dashboard.domain.months import Month
    from dashboard.domain.principal import Principal
    from dashboard.intake.tables import Value
    from dashboard.storage import Database


def plan_report(source: Source, school_id: int, month: Month, counts: Mapping[str, Value], now: datetime) -> Plan:
    """Return what recording these counts for a school and month would do, with every problem; nothing is written.

    ``counts`` holds the fields that were on the form; an empty one is ``None`` and means unknown.
    """
    form = Table(rows=[[]], numbers=[1], header_row=1)
    plan = Plan("", "", form, Matching("branch_report", (), ()), month=month)
    record = Record(row=1, values={**counts, "period": month})
    return plan_records(source, plan, [record], Options(schools={1: school_id}), now.date())


def record_report(
    database: Database,
    principal: Principal,
    school_id: int,
    month: Month,
    counts: Mapping[str, Value],
    now: datetime,
) -> Outcome:
    """Record or correct one school's month if it breaks no rule, else return the plan with its problems.

    Raises ``Forbidden`` for a school that is not the principal's.
    """
    if not principal.may_write(school_id):
        raise Forbidden("errors.not_your_school")
    plan = plan_report(database.reader(principal), school_id, month, counts, now)
    if not plan.may_commit(Options()):
        return Outcome(plan)
    with database.writing(principal, "record_report", now) as (writer, detail):
        plan = plan_report(writer, school_id, month, counts, now)
        upload_id = record_upload(writer, Incoming(plan, kind="form"))
        detail.update({"upload_id": upload_id, "school_id": school_id, "month": str(month)})
    return Outcome(plan, upload_id)
