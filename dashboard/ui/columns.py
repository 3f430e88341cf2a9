"""Which columns the table behind each chart shows, under which headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.documents.sheets import Column, Kind

if TYPE_CHECKING:
    from dashboard.i18n import Translator

_COUNTS = (
    "staff_total",
    "members_total",
    "members_official",
    "members_probationary",
    "outstanding_total",
    "sympathizer_total",
    "admitted",
)


def _of(t: Translator, *names: tuple[str, str, Kind]) -> list[Column]:
    return [Column(name, t(key), kind) for name, key, kind in names]


def _counts(t: Translator, *codes: str) -> list[Column]:
    return [Column(code, t(f"fields.{code}.label"), "count") for code in codes]


def _ratio(t: Translator) -> Column:
    return Column("party_ratio", t("table.ratio"), "percent")


def _school(t: Translator) -> list[Column]:
    return _of(t, ("name", "table.school", "text"), ("code", "table.code", "text"))


def standing(t: Translator) -> list[Column]:
    """The columns of a list of schools."""
    place = _of(t, ("commune", "table.commune", "text"))
    figures = [*_counts(t, *_COUNTS[:2]), _ratio(t), *_counts(t, *_COUNTS[2:6])]
    return [*_school(t), *place, *figures, *_of(t, ("report_month", "table.report_month", "month"))]


def lowest(t: Translator) -> list[Column]:
    """The columns of the schools furthest below."""
    return [*_school(t), *_counts(t, *_COUNTS[:2]), _ratio(t), *_of(t, ("report_month", "table.report_month", "month"))]


def trend(t: Translator) -> list[Column]:
    """The columns of a development over months."""
    months = _of(t, ("month", "table.month", "month"))
    coverage = _of(t, ("reported", "table.reported", "count"), ("expected", "table.expected", "count"))
    return [*months, *_counts(t, *_COUNTS[:2]), _ratio(t), *_counts(t, "admitted"), *coverage]


def groups(t: Translator) -> list[Column]:
    """The columns of a comparison of groups of schools."""
    first = _of(t, ("group", "table.group", "text"), ("schools", "table.schools", "count"))
    return [*first, *_counts(t, *_COUNTS[:2]), _ratio(t), *_of(t, ("reported", "table.reported", "count"))]


def people(t: Translator) -> list[Column]:
    """The columns of a comparison of groups of people."""
    return [
        *_of(
            t,
            ("group", "table.group", "text"),
            ("staff", "table.staff", "count"),
            ("members", "table.members", "count"),
        ),
        _ratio(t),
    ]


def parts(t: Translator) -> list[Column]:
    """The columns of the parts of a whole: each with its share of all members."""
    return [
        *_of(t, ("group", "table.group", "text"), ("members", "table.members", "count")),
        Column("party_ratio", t("table.share"), "percent"),
    ]


def calendar(t: Translator) -> list[Column]:
    """The columns of who reported what."""
    return [*_school(t), *_of(t, ("month", "table.month", "month"), ("state_label", "table.state", "text"))]


def report_counts(t: Translator) -> list[Column]:
    """The columns of how many reports came when."""
    states = ("on_time", "late", "missing", "not_due")
    return [*_of(t, ("month", "table.month", "month")), *(Column(one, t(f"table.{one}"), "count") for one in states)]


def reports(t: Translator, codes: tuple[str, ...]) -> list[Column]:
    """The columns of one school's own reports."""
    return [*_of(t, ("month", "table.month", "month")), *_counts(t, *codes)]
