"""Which columns the tables of this page show, under which headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.documents.sheets import Column, Kind
from dashboard.queries.pipeline import LATER

if TYPE_CHECKING:
    from dashboard.i18n import Translator


def _of(t: Translator, *names: tuple[str, str, Kind]) -> list[Column]:
    return [Column(name, t(key), kind) for name, key, kind in names]


def stages(t: Translator) -> list[Column]:
    """The columns of the stages with their people and times."""
    return _of(
        t,
        ("stage_label", "pipeline.table.stage", "text"),
        ("waiting", "pipeline.table.waiting", "count"),
        ("reached", "pipeline.table.reached", "count"),
        ("went_on", "pipeline.table.went_on", "count"),
        ("share", "pipeline.table.share", "percent"),
        ("left", "pipeline.table.left", "count"),
        ("median_days", "pipeline.table.median", "count"),
        ("longest_days", "pipeline.table.longest", "count"),
    )


def exits(t: Translator) -> list[Column]:
    """The columns of who left at which stage, and how."""
    return _of(
        t,
        ("stage_label", "pipeline.table.stage", "text"),
        ("exit_label", "pipeline.table.exit", "text"),
        ("people", "pipeline.table.people", "count"),
    )


def cohorts(t: Translator) -> list[Column]:
    """The columns of the cohorts by quarter of introduction."""
    first = _of(
        t, ("quarter_label", "pipeline.table.quarter", "text"), ("people", "pipeline.table.introduced", "count")
    )
    return first + [
        Column(
            f"after_{later}",
            t("pipeline.table.after" if later else "pipeline.table.same_quarter", later=later),
            "count",
        )
        for later in LATER
    ]


def schools(t: Translator) -> list[Column]:
    """The columns of admitted against introduced by school."""
    return _of(
        t,
        ("name", "table.school", "text"),
        ("code", "table.code", "text"),
        ("commune", "table.commune", "text"),
        ("introduced", "pipeline.table.introduced", "count"),
        ("admitted", "pipeline.table.admitted", "count"),
        ("share", "pipeline.table.admitted_share", "percent"),
    )


def quiet_schools(t: Translator, kind: str) -> list[Column]:
    """The columns of a short list of schools; staff and members where these are why the school is in it."""
    first = _of(t, ("name", "table.school", "text"), ("commune", "table.commune", "text"))
    if kind == "nobody_left":
        return first + _of(t, ("staff_total", "fields.staff_total.label", "count"))
    return first + _of(t, ("last_on", "pipeline.schools.last_on", "date"))


def helpers(t: Translator) -> list[Column]:
    """The columns of who helps many."""
    return _of(
        t,
        ("masked", "pipeline.helpers.helper", "text"),
        ("people", "pipeline.helpers.people", "count"),
        ("name", "table.school", "text"),
    )


def people(t: Translator) -> list[Column]:
    """The columns of the list of people; names are initials."""
    return _of(
        t,
        ("masked", "pipeline.people.name", "text"),
        ("days_left", "pipeline.people.days_left", "count"),
        ("due", "pipeline.people.due", "text"),
        ("stage_label", "pipeline.people.stage", "text"),
        ("due_on", "pipeline.people.due_on", "date"),
        ("name", "table.school", "text"),
        ("since", "pipeline.people.since", "date"),
        ("days", "pipeline.people.days", "count"),
        ("open", "pipeline.people.problems", "text"),
    )
