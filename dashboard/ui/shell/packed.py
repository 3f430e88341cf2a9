"""A response body that is compressed once and answered many times."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.datastructures import Headers

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


@dataclass(frozen=True)
class Packed:
    """One body in both forms; ``plain`` may be left out where only clients that take gzip are answered."""

    gzipped: bytes
    digest: str
    media_type: str
    cache_control: str
    plain: bytes = b""

    def respond(self, headers: Headers) -> Response:
        """Answer a GET or HEAD with these request headers: 304, else gzip, else the plain body."""
        compressed = accepts_gzip(headers)
        tag = f'"{self.digest}-gzip"' if compressed else f'"{self.digest}"'
        common = {"etag": tag, "vary": "Accept-Encoding", "cache-control": self.cache_control}
        if tag in known_tags(headers):
            return Response(status_code=304, headers=common)
        if compressed:
            common["content-encoding"] = "gzip"
        body = self.gzipped if compressed else self.plain
        return Response(body, media_type=self.media_type, headers=common)


def pack(body: bytes, media_type: str, cache_control: str) -> Packed:
    """Compress a body and name it by its content."""
    digest = hashlib.sha256(body).hexdigest()[:20]
    return Packed(gzip.compress(body, 6, mtime=0), digest, media_type, cache_control, body)


def accepts_gzip(headers: Headers) -> bool:
    """Tell whether ``Accept-Encoding`` allows gzip (RFC 9110 section 12.5.3; ``q=0`` forbids it)."""
    weights = dict(_weight(part) for part in ",".join(headers.getlist("accept-encoding")).split(","))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def known_tags(headers: Headers) -> set[str]:
    """Return the entity tags of ``If-None-Match``, compared weakly as RFC 9110 section 13.1.2 asks."""
    given = ",".join(headers.getlist("if-none-match")).split(",")
    return {tag.strip().removeprefix("W/") for tag in given}


def _weight(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    _, _, text = parameter.partition("=")
    try:
        weight = float(text) if text else 1.0
    except ValueError:
        weight = 0.0
    return name.strip().lower(), weight
