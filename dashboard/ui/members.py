"""The two faces of the members page: all schools side by side, and one school in depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import queries
from dashboard.domain.ratios import percent_of, standing
from dashboard.ui import address, cards, columns, exhibits, navigate, pictures, tables, tasks
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from dashboard.ui.session import Here

VIEWS = ("ranked", "funnel", "table")
GROUPINGS = ("level", "commune", "ownership")
FEW = 10
MANY = 60
"""On a phone fifty rows are long: the lowest come first, the rest on request; from ``MANY`` on, everywhere."""
OF_ONE_SCHOOL = ("party_ratio", "members_total", "staff_total", "admitted_year", "outstanding_total")
REPORT_FIELDS = (
    "staff_total",
    "members_total",
    "members_official",
    "members_probationary",
    "admitted",
    "transferred_in",
    "transferred_out",
    "outstanding_total",
    "sympathizer_total",
)


def all_schools(here: Here) -> None:
    """Draw every chosen school in the view that the viewer picked; a click opens a school."""
    t = here.t
    rows = here.load(queries.standing, here.asked)
    if rows.empty:
        st.info(t("members.no_school"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = _switch(here, "view", VIEWS, VIEWS[0])
        few = view == "ranked" and len(rows) > FEW and _how_many(here, len(rows)) == "few"
    if (known := int(rows["schools"].iloc[0])) > len(rows):
        st.caption(t("members.shown", shown=t.count(len(rows)), all=t.count(known)))
    if view == "table":
        _table(here)
    elif view == "ranked":
        exhibits.show(here, pictures.ranked, FEW if few else None)
    else:
        exhibits.show(here, pictures.funnel_plot)


def _switch(here: Here, name: str, options: tuple[str, ...], default: str) -> str:
    chosen = st.segmented_control(
        here.t(f"members.{name}"),
        options,
        default=default,
        required=True,
        format_func=lambda one: here.t(f"members.{name}s.{one}", few=FEW),
        key=f"members.{name}",
        persist_state="session",
    )
    return str(chosen)


def _how_many(here: Here, schools: int) -> str:
    return _switch(here, "amount", ("few", "all"), "all" if schools <= MANY else "few")


def _table(here: Here) -> None:
    t, rows = here.t, here.load(queries.standing, here.asked)
    chosen = tables.draw(t, "members", rows, columns.standing(t), clickable=True)
    tables.downloads(here, "members", t("members.title"), rows, columns.standing(t))
    if chosen is not None:
        navigate.to_school(str(rows["code"].iloc[chosen]))


def comparisons(here: Here) -> None:
    """Draw the ratio by groups of schools and by groups of people."""
    by = _switch(here, "grouping", GROUPINGS, GROUPINGS[0])
    exhibits.show(here, pictures.by_group, by)
    exhibits.show(here, pictures.position_groups)
    exhibits.show(here, pictures.official_probationary)


def school(here: Here, code: str) -> None:
    """Draw one school in depth, or say that there is none."""
    t = here.t
    st.button(
        t("members.all_schools"), key="members.back", type="tertiary", on_click=address.choose_school, args=(None,)
    )
    card = here.load(queries.school_card, code, here.today)
    if card is None:
        st.warning(t("members.unknown_school", code=plain(code)))
        return
    st.header(plain(str(card["name"])), anchor=False)
    st.caption(plain(" · ".join(_register(here, card))))
    _freshness(here)
    cards.headline(here, OF_ONE_SCHOOL)
    _against_all(here)
    tasks.brief(here)
    exhibits.show(here, pictures.members_trend)
    exhibits.show(here, pictures.position_groups)
    exhibits.show(here, pictures.official_probationary)
    _reports(here)


def _register(here: Here, card: dict[str, object]) -> list[str]:
    t = here.t
    status = t(f"labels.branch_status.{card['branch_status']}") if card["branch_status"] else t("labels.unknown")
    branch = f"{card['branch_name']} ({status})" if card["branch_name"] else status
    told = [
        t("members.card.code", code=card["code"]) if card["code"] else None,
        t("members.card.level", level=pictures.group_label(here, "level", card["level"])),
        t("members.card.commune", commune=card["commune"] or t("labels.unknown")),
        t("members.card.ownership", ownership=pictures.group_label(here, "ownership", card["ownership"])),
        t("members.card.branch", branch=branch),
        t("members.card.closed", day=t.day(card["closed_on"])) if card["closed_on"] else None,  # type: ignore[arg-type]
        t("members.card.merged_from", names=_joined(card["merged_from"])) if card["merged_from"] else None,
        t("members.card.former_names", names=_joined(card["former_names"])) if card["former_names"] else None,
    ]
    return [line for line in told if line]


def _joined(names: object) -> str:
    return ", ".join(map(str, names)) if isinstance(names, list) else ""


def _freshness(here: Here) -> None:
    rows = here.load(queries.standing, here.asked)
    if not rows.empty and bool(rows["carried"].fillna(value=False).all()):
        st.info(here.t("members.card.carried", month=here.t.month(rows["report_month"].iloc[0])))


def _against_all(here: Here) -> None:
    """Say how the school stands to the overall ratio once its size is taken into account."""
    t = here.t
    own = here.load(queries.figures, here.asked)["party_ratio"]
    overall = here.load(queries.figures, here.asked.of_school(None))["party_ratio"]
    if own.numerator is None or not own.denominator or overall.numerator is None or not overall.denominator:
        return
    verdict = standing(own.numerator, own.denominator, overall.numerator / overall.denominator)
    st.write(
        t(
            f"members.card.standing_{verdict}",
            ratio=cards.text(t, own),
            overall=t.percent(percent_of(overall.numerator, overall.denominator)),
            staff=t.count(own.denominator),
        )
    )


def _reports(here: Here) -> None:
    t = here.t
    rows = here.load(queries.school_reports, here.asked)
    st.header(t("members.history"), anchor=False)
    if rows.empty:
        st.write(t("members.no_reports", month=t.month(here.month.first)))
        return
    tables.with_downloads(here, "reports", t("members.history"), rows, columns.reports(t, REPORT_FIELDS))
