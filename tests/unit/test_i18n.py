"""The catalogues of both languages, and the forms of numbers and dates."""

from __future__ import annotations

import ast
import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest

import dashboard
from dashboard import errors
from dashboard.definitions import checks, datasets, indicators
from dashboard.definitions.rules import GROUPS, Confidence, regulations, rules
from dashboard.definitions.stages import backward_moves, clocks, exits, papers, stages
from dashboard.domain.cases import ADMISSION, RECOGNITION, STRIKING_OFF
from dashboard.domain.moves import Way
from dashboard.domain.problems import Problem
from dashboard.domain.reporting import ReportState
from dashboard.domain.schools import BranchStatus, Level, Ownership
from dashboard.i18n import LANGUAGES, Translator, catalogue
from dashboard.i18n.formats import separators
from dashboard.intake.encodings import AS_THEY_ARE, EIGHT_BIT, LETTERS, UNICODE
from dashboard.queries.people import STEPS

PACKAGE = Path(dashboard.__file__).parent
CODE = sorted([*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "pages").glob("*.py"), PACKAGE.parent / "app.py"])
SPEAKERS = {"t", "HEADINGS", *(name for name, one in vars(errors).items() if isinstance(one, type))}
"""What takes a key first: a translator, the headings of templates in both languages, the kinds of error."""

TASKS = ["helper_missing", "helper_unfit", "too_old", "ballots_used", "remarks_missing", "report_missing"]
TASKS += ["branch_small", "figures_differ", "upload_open"]
"""The kinds of tasks beside the clocks."""

FIELDS = sorted({field for dataset in datasets().values() for field in dataset.fields})
FAMILIES: dict[str, list[str]] = {
    "labels.level.{}": list(Level),
    "labels.ownership.{}": list(Ownership),
    "labels.branch_status.{}": list(BranchStatus),
    "labels.dataset.{}": sorted(datasets()),
    "labels.encoding.{}": [AS_THEY_ARE, *(name.replace("-", "_") for name in (*UNICODE, *EIGHT_BIT))],
    "labels.letters.{}": list(LETTERS),
    "fields.{}.label": FIELDS,
    "fields.{}.help": FIELDS,
    "indicators.{}.title": sorted(indicators()),
    "indicators.{}.meaning": sorted(indicators()),
    "indicators.{}.formula": sorted(indicators()),
    "checks.{}.title": sorted(checks()),
    "checks.{}.message": sorted(checks()),
    "rules.rule.{}.title": sorted({rule.code for rule in rules()}),
    "rules.rule.{}.meaning": sorted({rule.code for rule in rules()}),
    "rules.regulation.{}": sorted(regulations()),
    "rules.group.{}": list(GROUPS),
    "rules.mark.{}": list(Confidence),
    "rules.starts.{}": sorted({rule.starts for rule in rules() if rule.starts}),
    "rules.note.{}": sorted({note for rule in rules() for note in (rule.note, rule.regulation.note) if note}),
    "rules.many.{}": sorted({rule.unit for rule in rules()} - {"choice", "fraction"}),
    "rules.one.{}": sorted({rule.unit for rule in rules() if rule.value == 1}),
    "rules.choice.{}": sorted({rule.value for rule in rules() if isinstance(rule.value, str)}),
    "people.stage.{}": list(stages()),
    "people.stage_short.{}": list(stages()),
    "people.exit.{}": list(exits()),
    "pipeline.exit_short.{}": list(exits()),
    "people.paper.{}": list(papers()),
    "people.clock.{}": list(clocks()),
    "people.way.{}": list(Way),
    "people.backward.{}": list(backward_moves()),
    "people.about.{}": [ADMISSION, RECOGNITION, STRIKING_OFF],
    "people.problem.{}": list(Problem),
    "people.figure.{}": list(STEPS),
    "tasks.text.{}": [*clocks(), *TASKS],
    "tasks.kind.{}": [*clocks(), *TASKS],
    "table.{}": sorted(set(ReportState) - {ReportState.NOT_EXPECTED}),
}
"""Keys made of a code: each code of the list must have its words, since no code names them one by one."""

DYNAMIC = {
    "shell.chrome.": "sent whole to the browser, where chrome.js finds Streamlit's own words by their English form",
    "shell.parts.": "names of months, sent with them",
}
"""Prefixes under which the code does not spell the keys, each with the reason."""

JOINING = {"labels.and"}
"""Words that stand between two others, with their spaces."""


@cache
def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in CODE]


def nodes() -> list[ast.AST]:
    return list(chain.from_iterable(ast.walk(tree) for tree in trees()))


def constants() -> set[str]:
    return {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def pattern(made: ast.JoinedStr) -> str:
    """An f-string as a regular expression with anything in its gaps."""
    return "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+" for one in made.values)


def made_keys() -> set[str]:
    """The patterns of all f-strings that begin like a key."""
    subjects = {key.split(".")[0] for key in catalogue("vi")}
    made = {pattern(node) for node in nodes() if isinstance(node, ast.JoinedStr)}
    return {one for one in made if one.split("\\.")[0] in subjects}


def spoken() -> list[tuple[str, set[str] | None]]:
    """The keys that the code speaks, each with the names of the values beside it (``None``: handed on as a whole)."""
    found = []
    for node in nodes():
        if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS:
            given = None if any(one.arg is None for one in node.keywords) else {str(one.arg) for one in node.keywords}
            found += [(key, given) for key in _keys(node.args[0])]
    return found


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _keys(first: ast.expr) -> list[str]:
    return [one.value for one in _branches(first) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _branches(first: ast.expr) -> list[ast.expr]:
    return _branches(first.body) + _branches(first.orelse) if isinstance(first, ast.IfExp) else [first]


def spoken_patterns() -> set[str]:
    """The patterns of the keys that the code puts together where it speaks them."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS]
    return {pattern(one) for call in calls for one in _branches(call.args[0]) if isinstance(one, ast.JoinedStr)}


def placeholders(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def test_both_languages_have_the_same_keys() -> None:
    assert sorted(catalogue("vi")) == sorted(catalogue("en"))


def test_both_languages_have_the_same_placeholders() -> None:
    vietnamese, english = catalogue("vi"), catalogue("en")
    differing = [key for key in vietnamese if placeholders(vietnamese[key]) != placeholders(english.get(key, ""))]
    assert differing == []


def test_both_languages_have_the_same_files() -> None:
    assert len({tuple(sorted(path.name for path in (PACKAGE / "i18n" / one).iterdir())) for one in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_text_is_in_nfc_and_says_something(language: str) -> None:
    for path in (PACKAGE / "i18n" / language).iterdir():
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), path
    assert [key for key, text in catalogue(language).items() if text != text.strip() and key not in JOINING] == []
    assert [key for key, text in catalogue(language).items() if not text.strip()] == []


def test_the_letter_eth_is_not_taken_for_the_vietnamese_one() -> None:
    assert [key for key, text in catalogue("vi").items() if set(text) & set("Ðð")] == []


def test_every_key_that_the_code_speaks_exists() -> None:
    assert sorted({key for key, _ in spoken() if key not in catalogue("vi")}) == []


def test_every_sentence_is_given_what_it_has_a_place_for() -> None:
    known = catalogue("vi")
    lacking = {
        (key, name)
        for key, given in spoken()
        if given is not None and key in known
        for name in set(placeholders(known[key])) - given
    }
    assert sorted(lacking) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_has_its_words(family: str) -> None:
    assert [code for code in FAMILIES[family] if family.format(code) not in catalogue("vi")] == []


def test_every_key_that_the_code_puts_together_finds_some_words() -> None:
    keys = list(catalogue("vi"))
    assert [made for made in sorted(spoken_patterns()) if not any(re.fullmatch(made, key) for key in keys)] == []


def test_every_key_is_used() -> None:
    named, made = constants(), sorted(made_keys())
    spelled = {key for key in catalogue("vi") if key in named or any(re.fullmatch(one, key) for one in made)}
    assert [key for key in catalogue("vi") if key not in spelled and not key.startswith(tuple(DYNAMIC))] == []


def test_every_dynamic_prefix_has_words() -> None:
    assert [prefix for prefix in DYNAMIC if not any(key.startswith(prefix) for key in catalogue("vi"))] == []


def test_every_rule_that_has_words_is_a_rule() -> None:
    rules = {key.split(".")[1] for key in catalogue("vi") if key.startswith(("problems.", "checks."))}
    made = [pattern(node) for node in nodes() if isinstance(node, ast.JoinedStr)]
    known = constants() | set(checks())
    assert [
        rule for rule in sorted(rules) if rule not in known and not any(re.fullmatch(one, rule) for one in made)
    ] == []


def test_every_violation_that_is_looked_for_has_words() -> None:
    sql = (PACKAGE / "storage" / "queries" / "violations.sql").read_text("utf-8")
    rules = {*re.findall(r"SELECT '(\w+)'", sql), "audit_chain_broken"}
    worded = {key.removeprefix("cli.violations.") for key in catalogue("vi") if key.startswith("cli.violations.")}
    assert rules == worded


def test_a_language_that_is_not_there_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        catalogue("fr")


def test_a_key_that_is_not_there_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        Translator("vi")("no.such.key")
    assert not Translator("vi").has("no.such.key")


@pytest.mark.parametrize(("language", "expected"), [("vi", "1.844"), ("en", "1,844")])
def test_counts_have_the_thousands_mark_of_the_language(language: str, expected: str) -> None:
    assert Translator(language).count(1844) == expected


@pytest.mark.parametrize(("language", "expected"), [("vi", "43,93%"), ("en", "43.93%")])
def test_percentages_keep_their_two_decimals(language: str, expected: str) -> None:
    assert Translator(language).percent(Decimal("43.93")) == expected
    assert Translator(language).percent("43.93") == expected


def test_a_change_shows_its_sign_and_none_shows_none() -> None:
    t = Translator("vi")
    assert [t.count(value, signed=True) for value in (1200, -3, 0)] == ["+1.200", "-3", "0"]
    assert [t.percent(value, signed=True) for value in ("1.50", "-0.25", "0.00")] == ["+1,50%", "-0,25%", "0,00%"]


def test_large_numbers_are_grouped_throughout() -> None:
    assert Translator("vi").count(1234567) == "1.234.567"
    assert Translator("vi").percent("1234.5") == "1.234,50%"


def test_the_unknown_is_a_dash_and_zero_is_not() -> None:
    t = Translator("vi")
    assert [t.count(None), t.percent(None), t.day(None)] == ["—", "—", "—"]
    assert [t.count(0), t.percent("0.00")] == ["0", "0,00%"]


def test_days_and_months_are_written_as_people_do() -> None:
    assert Translator("vi").day(date(2026, 3, 7)) == "07/03/2026"
    assert Translator("en").month(date(2026, 3, 1)) == "03/2026"


def test_charts_get_the_decimal_mark_first() -> None:
    assert [separators(language) for language in LANGUAGES] == [",.", ".,"]
