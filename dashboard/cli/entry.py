"""From the words on the command line to an exit status."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from dashboard import settings as office
from dashboard.cli import (
    answers,
    arguments,
    counting,
    exporting,
    following,
    history,
    importing,
    inventing,
    keeping,
    reading,
    ruling,
    serving,
)
from dashboard.cli.context import Context
from dashboard.cli.statuses import DONE, INTERRUPTED, OUR_FAULT, status_of
from dashboard.errors import DashboardError
from dashboard.i18n import Translator
from dashboard.intake.messages import told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_GROUPS = (serving, inventing, reading, importing, exporting, history, counting, following, ruling, keeping)
log = logging.getLogger("chibo")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` holds, by default the process's own, and return its exit status."""
    answers.speak_utf8()
    written = list(sys.argv[1:] if argv is None else argv)
    try:
        return _main(written)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read our output has had enough, as in `chibo table FILE | head`; nothing is left to flush to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:  # the last door: whatever comes here is a bug, told calmly and logged whole
        log.exception("chibo failed")
        return _end(OUR_FAULT, {"code": "internal", "message": _spoken(written)("errors.internal")}, written)


def _main(written: list[str]) -> int:
    t = _spoken(written)
    try:
        chosen = _parse(written, t)
        context = _context(chosen)
        t = context.t
        status: int = chosen.run(context, chosen)
    except DashboardError as error:
        answer = {"code": error.code, "message": told(error, t)}
        return _end(status_of(error), answer, written)
    return status


def _spoken(written: Sequence[str]) -> Translator:
    return Translator(arguments.language(written, os.environ))


def _parse(written: Sequence[str], t: Translator) -> argparse.Namespace:
    commands = arguments.Commands(t)
    for group in _GROUPS:
        group.add_to(commands)
    return commands.parser.parse_args(written)


def _context(chosen: argparse.Namespace) -> Context:
    given = {name: getattr(chosen, name, None) for name in ("data", "today", "lang")}
    settings = office.load(given)
    return Context(settings, settings.now(), Translator(settings.lang), as_json=getattr(chosen, "as_json", False))


def _end(status: int, error: dict[str, str], written: Sequence[str]) -> int:
    if arguments.wants_json(written):
        answers.document({"error": error})
    else:
        answers.warn(error["message"])
    return status
