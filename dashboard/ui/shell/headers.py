"""What the browser may do with our pages, said with every response."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit
from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'self'",
    # blob: is how Streamlit loads the script of a component written in the app.
    "script-src": "'self' blob: {inline}",
    # Streamlit and Plotly write their styles into the page as they go.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "font-src": "'self' data:",
    # 'self' includes the websocket of the same host and port.
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_UNUSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb",
)  # fmt: skip


@cache
def security_headers() -> dict[str, str]:
    """Return the headers of every response, by name."""
    return {
        "content-security-policy": content_policy(),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        # Addresses hold filters, which nobody else needs to know.
        "referrer-policy": "no-referrer",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


def content_policy() -> str:
    """Return the content policy, with the hashes of the scripts inside Streamlit's own page shell."""
    shell = Path(streamlit.__file__).parent / "static" / "index.html"
    inline = " ".join(script_hashes(shell.read_text("utf-8")))
    return "; ".join(f"{name} {sources}".format(inline=inline) for name, sources in _POLICY.items())


def script_hashes(html: str) -> list[str]:
    """Return a policy source for each inline script, as they stand in the page to the byte."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode("utf-8")).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests]


class SecurityHeaders:
    """Set the security headers on every HTTP response, and keep data out of the browser's store."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on; the answer gets the headers."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(security_headers())
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, send_secured if scope["type"] == "http" else send)
