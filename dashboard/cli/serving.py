"""``chibo serve``: the dashboard in a browser on this computer, the same as ``streamlit run app.py``."""

from __future__ import annotations

import os
import runpy
import socket
import sys
from typing import TYPE_CHECKING

from dashboard.cli import answers
from dashboard.errors import InvalidInput
from dashboard.settings import site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from dashboard.cli.arguments import Commands
    from dashboard.cli.context import Context
    from dashboard.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The addresses that only this computer reaches; others are refused until there are accounts."""
PORTS = range(1, 65_536)


def add_to(commands: Commands) -> None:
    """Add the command."""
    serve = commands.add("serve", run)
    serve.add_argument("--host", default=LOOPBACK[0], metavar="HOST", help=commands.t("cli.serve.host"))
    serve.add_argument("--port", default=8501, type=int, metavar="PORT", help=commands.t("cli.serve.port"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Become the server and stay it; raise ``InvalidInput`` for an address that is not free or not ours alone."""
    _check(arguments.host, arguments.port)
    shown = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    answers.say(context.t("cli.serve.address", address=f"http://{shown}:{arguments.port}"))
    os.environ.update(environment(context.settings))
    # in this very process, so that its number and its signals are the server's on every system
    sys.argv = ["streamlit", *command(arguments.host, arguments.port)]
    runpy.run_module("streamlit", run_name="__main__")
    return 0


def command(host: str, port: int) -> list[str]:
    """Return what follows ``streamlit``; beside app.py it finds its configuration, wherever it is started."""
    return ["run", str(site() / "app.py"), "--server.address", host, "--server.port", str(port)]


def environment(settings: Settings) -> Mapping[str, str]:
    """Return what the server reads as its settings; the data directory stays that of the user's folder."""
    chosen = {"CHIBO_DATA": str(settings.data.absolute()), "CHIBO_LANG": settings.lang}
    return chosen | ({"CHIBO_TODAY": settings.today} if settings.today else {})


def _check(host: str, port: int) -> None:
    if host not in LOOPBACK:
        raise InvalidInput("errors.open_address", address=host)
    if port not in PORTS:
        raise InvalidInput("errors.port", port=port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise InvalidInput("errors.port_taken", port=port) from error
