"""``chibo figures``: the figures of a month, each with its parts and the schools it is known for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.cli import answers
from dashboard.cli.arguments import month
from dashboard.domain.filters import Filters
from dashboard.domain.months import last_full_month
from dashboard.errors import NotFound
from dashboard.queries.figure_texts import figure_text
from dashboard.queries.people import people_figures

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.domain.indicators import Figure, Figures
    from dashboard.domain.months import Month
    from dashboard.i18n import Translator
    from dashboard.queries.people import PeopleFigure
    from dashboard.storage import Reader

DISTRICT = "district"
"""The scope of figures that are about every school."""


@dataclass(frozen=True)
class Answer:
    """The figures of a scope, which is ``district`` or the code of a school, as of a day."""

    scope: str
    as_of: str
    figures: Figures
    people: Mapping[str, PeopleFigure]


def add_to(commands: Commands) -> None:
    """Add the command."""
    figures = commands.add("figures", run)
    figures.add_argument("--school", metavar="CODE", help=commands.t("cli.figures.school"))
    figures.add_argument("--period", type=month, metavar="YYYY-MM", help=commands.t("cli.figures.period"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Tell the figures of the district or of one school; raise ``NotFound`` for a school that is not there."""
    with context.database() as database:
        answer = _answer(context, database.reader(context.principal), arguments.school, arguments.period)
    if context.as_json:
        answers.document(_document(answer, context.t))
    else:
        _show(answer, context.t)
    return 0


def _answer(context: Context, reader: Reader, school: str | None, period: Month | None) -> Answer:
    if school is not None and queries.school_card(reader, school, context.today) is None:
        raise NotFound("errors.no_such_school", code=school)
    chosen = period or queries.latest_month(reader, context.today) or last_full_month(context.today)
    asked = queries.Asked.about(Filters(school=school), chosen, context.today, context.settings)
    scope, day = school or DISTRICT, context.today.isoformat()
    return Answer(scope, day, queries.figures(reader, asked), people_figures(reader, asked))


def _document(answer: Answer, t: Translator) -> dict[str, object]:
    coverage = answer.figures.coverage
    return {
        "scope": answer.scope,
        "period": str(answer.figures.month),
        "as_of": answer.as_of,
        "coverage": {
            "expected": coverage.expected,
            "reported": coverage.reported,
            "missing": list(coverage.missing),
        },
        "figures": {code: _figure(figure, t) for code, figure in answer.figures.by_code.items()}
        | {code: _counted(figure, t) for code, figure in answer.people.items()},
    }


def _counted(figure: PeopleFigure, t: Translator) -> dict[str, object]:
    return {
        "value": figure.value,
        "numerator": None,
        "denominator": None,
        "unit": "count",
        "text": t.count(figure.value),
        "coverage": {"known": figure.known, "expected": figure.expected},
    }


def _figure(figure: Figure, t: Translator) -> dict[str, object]:
    is_ratio = figure.indicator.unit == "percent"
    plain = str(figure.value) if is_ratio and figure.value is not None else figure.value
    return {
        "value": plain,
        "numerator": figure.numerator if is_ratio else None,
        "denominator": figure.denominator if is_ratio else None,
        "unit": figure.indicator.unit,
        "text": figure_text(figure, t),
        "coverage": {"known": figure.known, "expected": figure.expected},
    }


def _show(answer: Answer, t: Translator) -> None:
    figures, coverage = answer.figures, answer.figures.coverage
    answers.say(
        t("coverage.reported", day=t.day(figures.month.last), reported=coverage.reported, expected=coverage.expected)
    )
    answers.table(
        [t(f"cli.figures.{name}") for name in ("figure", "value", "known")],
        [
            (t(f"indicators.{code}.title"), figure_text(figure, t), f"{figure.known}/{figure.expected}")
            for code, figure in figures.by_code.items()
        ]
        + [
            (t(f"people.figure.{code}"), t.count(figure.value), f"{figure.known}/{figure.expected}")
            for code, figure in answer.people.items()
        ],
        numbers=(1, 2),
        folding=(0,),
    )
    if coverage.missing:
        answers.say(t("coverage.missing", names=", ".join(coverage.missing)))
