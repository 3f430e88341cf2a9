"""What may be written on the command line, and sentences for what may not."""

from __future__ import annotations

import argparse
import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from dashboard.domain.months import Month
from dashboard.errors import InvalidInput
from dashboard.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dashboard.cli.context import Context
    from dashboard.i18n import Translator

    Run = Callable[[Context, argparse.Namespace], int]

FIRST_YEAR, LAST_YEAR = 1900, 2200
_COMPLAINTS = {
    "required": re.compile(r"the following arguments are required: (?P<what>.*)"),
    "unknown": re.compile(r"unrecognized arguments: (?P<what>.*)"),
    "value_missing": re.compile(r"argument (?P<what>.*): expected .*argument.*"),
    "no_value": re.compile(r"argument (?P<what>.*): ignored explicit argument .*"),
    "ambiguous": re.compile(r"ambiguous option: (?P<what>\S+) could match .*"),
    "choice": re.compile(r"argument (?P<what>.*): invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)"),
    "value": re.compile(r"argument (?P<what>.*): invalid (?P<kind>\S+) value: (?P<value>.*)"),
}
"""What ``argparse`` complains about, by the key of our own sentence."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors with a sentence, and whose help is in one language."""

    def __init__(self, t: Translator, *, prog: str, about: str) -> None:
        self.t = t
        super().__init__(prog=prog, description=about, add_help=False, allow_abbrev=False)
        self._positionals.title = t("cli.help.arguments")
        self._optionals.title = t("cli.help.options")
        self.add_argument("-h", "--help", action="help", help=t("cli.help.help"))
        _add_everywhere(self, t)

    def error(self, message: str) -> NoReturn:
        """Raise ``InvalidInput`` with the sentence for what is wrong."""
        for name, pattern in _COMPLAINTS.items():
            if found := pattern.fullmatch(message):
                values = found.groupdict()
                accepted = self.t(f"cli.accepted.{values['kind']}") if "kind" in values else ""
                raise InvalidInput(f"errors.argument_{name}", command=self.prog, accepted=accepted, **values)
        raise InvalidInput("errors.argument_other", command=self.prog, why=message)

    def format_usage(self) -> str:
        """Return the usage line under its heading in our language."""
        return self._translated(super().format_usage())

    def format_help(self) -> str:
        """Return the help under headings in our language."""
        return self._translated(super().format_help())

    def _translated(self, text: str) -> str:
        return text.replace("usage: ", f"{self.t('cli.help.usage')}: ", 1)


def _add_everywhere(parser: Parser, t: Translator) -> None:
    """Add the options that stand before or after the command; one that is not given leaves no trace."""
    options, absent = parser.add_argument_group(t("cli.help.everywhere")), argparse.SUPPRESS
    options.add_argument("--data", metavar="DIR", default=absent, help=t("cli.help.data"))
    options.add_argument(
        "--as-of", dest="today", metavar="YYYY-MM-DD", type=day, default=absent, help=t("cli.help.as_of")
    )
    options.add_argument("--lang", choices=LANGUAGES, default=absent, help=t("cli.help.lang"))
    options.add_argument("--json", dest="as_json", action="store_true", default=absent, help=t("cli.help.json"))


class Commands:
    """The commands that modules add themselves to."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self.parser = Parser(t, prog="chibo", about=t("cli.help.about"))
        self._added = self.parser.add_subparsers(
            metavar=t("cli.help.command"), title=t("cli.help.commands"), required=True, parser_class=Parser
        )

    def add(self, name: str, run: Run) -> Parser:
        """Add a command and what runs it; return its parser for its own arguments."""
        about = self.t(f"cli.{name}.about")
        parser = self._added.add_parser(name, help=about, t=self.t, prog=f"chibo {name}", about=about)
        parser.set_defaults(run=run)
        return parser


def day(text: str) -> str:
    """Return a day as it was written if it is one, of a year that people and schools can be recorded in."""
    found = date.fromisoformat(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(text)
    return found.isoformat()


def month(text: str) -> Month:
    """Read a month such as ``2026-10``."""
    return Month.parse(text)


def mapped(text: str) -> tuple[str, str]:
    """Read ``Header=field``; a heading may hold the sign itself, a field never does."""
    header, sign, field = text.rpartition("=")
    if not sign or not header.strip():
        raise ValueError(text)
    return header, field.strip()


def wants_json(written: Sequence[str]) -> bool:
    """Tell whether JSON was asked for, also where the rest cannot be understood."""
    return "--json" in written


def language(written: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language in which to speak before the settings are read; the first known one that is named."""
    after = [word for before, word in pairwise(written) if before == "--lang"]
    joined = [word.removeprefix("--lang=") for word in written if word.startswith("--lang=")]
    named = [*after, *joined, environment.get("CHIBO_LANG", "")]
    return next((code for code in named if code in LANGUAGES), LANGUAGES[0])
