"""A real server in a process of its own, for tests that need the whole way."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

ROOT = Path(__file__).resolve().parents[2]
REAL_APP = ROOT / "app.py"
ZOO_APP = ROOT / "tests" / "browser" / "zoo" / "app.py"
_PATIENCE = 90


@dataclass(frozen=True)
class Reply:
    """One HTTP answer, as it came over the wire."""

    status: int
    headers: Message
    body: bytes


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    log: Path
    address: str = ""

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Send one request; ``accept_encoding="gzip"`` is the header ``accept-encoding``."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=_PATIENCE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def said(self) -> str:
        """Return what it has logged so far."""
        return self.log.read_text("utf-8")


@contextmanager
def serving(app: Path, data: Path, log: Path, *arguments: str) -> Iterator[Server]:
    """Run ``streamlit run`` on a free port until the block ends; it answers when the block begins."""
    with log.open("w", encoding="utf-8") as stderr, _started(app, data, stderr.fileno(), *arguments) as process:
        server = Server(process, log)
        try:
            server.address = _announced(server)
            if server.ask("/chibo/health").status != 200:
                raise RuntimeError(f"not healthy:\n{server.said()}")
            yield server
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _started(app: Path, data: Path, stderr: int, *arguments: str) -> subprocess.Popen[str]:
    # The zoo is not beside the package, and the package need not be installed.
    environment = os.environ | {"CHIBO_DATA": str(data), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", "0", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True)


def _announced(server: Server) -> str:
    # The address is printed once the port is bound; requests then wait until the application is up.
    for line in server.process.stdout or ():
        name, _, address = line.strip().partition(": ")
        if name == "URL":
            return address
    raise RuntimeError(f"the server did not start:\n{server.said()}")
