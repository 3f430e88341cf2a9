"""Who has reported: the matrix of schools and months, and how many reports came in time, late or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from dashboard.charts import months, theme
from dashboard.charts.labels import hover, records, short_names
from dashboard.charts.rows import beside, room
from dashboard.domain.ratios import percent_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.i18n import Translator

ROW = 24
_AROUND = 120
COUNTS_HEIGHT = 400
CALENDAR, COUNTS = "charts.names.calendar", "charts.names.report_counts"
"""The keys of what the two charts are called."""
LONGEST_NAME = 22
_AWAY = "\N{NO-BREAK SPACE}" * 2
"""Keeps a name clear of a symbol in the first month."""


@dataclass(frozen=True)
class Look:
    """How a state is shown: its words, its symbol in the calendar, the light fill of its cell, its bar."""

    words: str
    symbol: str
    size: int
    colour: str
    outline: str
    light: str
    bar: str
    number: str


STATES = {
    "on_time": Look(
        "charts.reports.on_time", "circle", 7, theme.NEUTRAL, theme.NEUTRAL, "#d6e8f5", theme.NEUTRAL, theme.WHITE
    ),
    "late": Look("charts.reports.late", "diamond", 10, theme.GOLD, theme.OUTLINE, "#fbeccb", theme.GOLD, theme.TEXT),
    "missing": Look(
        "charts.reports.missing",
        "circle-open",
        10,
        theme.ATTENTION,
        theme.ATTENTION,
        "#f9dde1",
        theme.WHITE,
        theme.TEXT,
    ),
    "not_due": Look(
        "charts.reports.not_due", "line-ew-open", 6, theme.GREY, theme.GREY, "#f0f0f0", "#e3e3e3", theme.TEXT
    ),
}
"""The states in the order of the key and of the bars; hollow means missing in both figures."""


@dataclass(frozen=True)
class Cell:
    """What is expected of one school for one month, and the row it stands in."""

    row: int
    school_id: int
    code: str | None
    name: str
    month: str
    words: str
    state: str


def report_calendar(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return schools down, months across, a symbol in each cell; a click hands over code, month (ISO) and id.

    Columns: school_id, code, name, month, state (on_time, late, missing, not_due, not_expected). Cells in which
    nothing is expected stay empty. Schools stand in the order of the frame.
    """
    rows = records(frame)
    names = {row["school_id"]: (row["name"], row["code"]) for row in rows}
    cells = _cells(rows, list(names), t)
    if not cells:
        return theme.nothing(t, CALENDAR)
    traces = [_fills(cells, len(names))]
    traces += [_symbols(state, [cell for cell in cells if cell.state == state], t) for state in STATES]
    short = short_names([name for name, _ in names.values()], [(code,) for _, code in names.values()], LONGEST_NAME)
    shown, across = [f"{escape(name, quote=False)}{_AWAY}" for name in short], months.axis(rows)
    traces.append(beside(shown, across["range"][0], "left"))
    layout = {
        "xaxis": across | {"side": "top"},
        "yaxis": {"range": [len(names) - 0.5, -0.5], "visible": False},
        "margin": {"l": room(shown)},
    }
    return theme.figure(traces, layout, t, height=len(names) * ROW + _AROUND)


def _cells(rows: Sequence[months.Row], order: Sequence[int], t: Translator) -> list[Cell]:
    """Write each month and find each row once, because there are as many cells as schools times months."""
    written = {row["month"]: (months.iso(row), t.month(row["month"])) for row in {r["month"]: r for r in rows}.values()}
    places = {school: at for at, school in enumerate(order)}
    return [
        Cell(places[row["school_id"]], row["school_id"], row["code"], row["name"], *written[row["month"]], row["state"])
        for row in rows
        if row["state"] in STATES
    ]


def _fills(cells: Sequence[Cell], count: int) -> dict[str, Any]:
    """Colour the cells with one heatmap, which fills them at every width and costs little for many schools."""
    column = {month: at for at, month in enumerate(sorted({cell.month for cell in cells}))}
    codes = {state: number for number, state in enumerate(STATES)}
    colours: list[list[int | None]] = [[None] * len(column) for _ in range(count)]
    for cell in cells:
        colours[cell.row][column[cell.month]] = codes[cell.state]
    return {
        "type": "heatmap",
        "x": list(column),
        "y": list(range(count)),
        "z": colours,
        "zmin": -0.5,
        "zmax": len(STATES) - 0.5,
        "colorscale": _steps(),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _steps() -> list[list[Any]]:
    """Return a scale of plain steps, one colour a state."""
    return [[(at + side) / len(STATES), look.light] for at, look in enumerate(STATES.values()) for side in (0, 1)]


def _symbols(state: str, cells: Sequence[Cell], t: Translator) -> dict[str, Any]:
    look, words = STATES[state], t(STATES[state].words)
    line = {"color": look.outline, "width": 2}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words,
        "showlegend": bool(cells),
        "x": [cell.month for cell in cells],
        "y": [cell.row for cell in cells],
        "marker": {"symbol": look.symbol, "color": look.colour, "size": look.size, "line": line},
        "customdata": [[cell.code, cell.month, cell.school_id] for cell in cells],
        "hovertext": [hover(cell.name, f"{cell.words}: {words}") for cell in cells],
        "hovertemplate": theme.HOVER,
        "cliponaxis": False,
    }


def report_calendar_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return how many schools have reported for the last month that is due everywhere, and how many have not."""
    rows = [row for row in records(frame) if row["state"] in STATES]
    if not rows:
        return theme.empty(t, CALENDAR)
    waiting = {row["month"] for row in rows if row["state"] == "not_due"}
    over = {row["month"] for row in rows} - waiting
    month = max(over or waiting)
    states = [row["state"] for row in rows if row["month"] == month]
    counts = {state: states.count(state) for state in STATES}
    came = counts["on_time"] + counts["late"]
    numbers = {"came": came, "expected": sum(counts.values()), "late": counts["late"], "missing": counts["missing"]}
    return t(_calendar_key(counts), month=t.month(month), **{name: t.count(value) for name, value in numbers.items()})


def _calendar_key(counts: Mapping[str, int]) -> str:
    if counts["missing"]:
        return "charts.reports.sentence_missing"
    return "charts.reports.sentence_late" if counts["late"] else "charts.reports.sentence"


def report_counts(frame: pd.DataFrame, t: Translator) -> go.Figure:
    """Return the number of reports of each state by month, stacked; columns: month, on_time, late, missing, not_due."""
    rows = records(frame)
    if not rows:
        return theme.nothing(t, COUNTS)
    layout = {
        "barmode": "stack",
        "xaxis": months.each(rows),
        "yaxis": {"tickformat": ",d", "rangemode": "tozero", "nticks": 6},
        "uniformtext": {"mode": "hide", "minsize": 14},
    }
    traces = [_stack(state, rows, t) for state in STATES if any(row[state] for row in rows)]
    return theme.figure(traces, layout, t, height=COUNTS_HEIGHT)


def _stack(state: str, rows: Sequence[months.Row], t: Translator) -> dict[str, Any]:
    look = STATES[state]
    return {
        "type": "bar",
        "name": t(look.words),
        "showlegend": True,
        "x": [months.iso(row) for row in rows],
        "y": [row[state] or None for row in rows],
        "width": months.BAR,
        "text": [t.count(row[state]) if row[state] else "" for row in rows],
        "textposition": "inside",
        "textangle": 0,
        "insidetextanchor": "middle",
        "insidetextfont": {"color": look.number},
        "marker": {"color": look.bar, "line": {"color": look.outline, "width": 2}},
        "customdata": [[months.iso(row), state] for row in rows],
        "hovertext": [hover(t.month(row["month"]), f"{t(look.words)}: {t.count(row[state])}") for row in rows],
        "hovertemplate": theme.HOVER,
    }


def report_counts_sentence(frame: pd.DataFrame, t: Translator) -> str:
    """Return how many of the reports that were due came in time over the months shown."""
    rows = records(frame)
    due = sum(row[state] or 0 for row in rows for state in ("on_time", "late", "missing"))
    if not due:
        return theme.empty(t, COUNTS)
    on_time = sum(row["on_time"] or 0 for row in rows)
    return t(
        "charts.reports.sentence_counts",
        first=t.month(rows[0]["month"]),
        last=t.month(rows[-1]["month"]),
        on_time=t.count(on_time),
        due=t.count(due),
        percent=t.percent(percent_of(on_time, due)),
    )
