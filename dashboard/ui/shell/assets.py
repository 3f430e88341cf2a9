"""Our own few files for the browser: the icon, boot script, Streamlit's words in our languages, charts, uploader."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dashboard.i18n import LANGUAGES, catalogue
from dashboard.ui.shell.packed import FOREVER, REVALIDATE, Packed, pack

STATIC = Path(__file__).parent / "static"
PREFIX = "/chibo/"
SCRIPT = "text/javascript; charset=utf-8"


@dataclass(frozen=True)
class Asset:
    """One file by the name under which it is served below ``/chibo/``."""

    name: str
    media_type: str
    body: bytes

    @cached_property
    def packed(self) -> Packed:
        """The file, compressed."""
        return pack(self.body, self.media_type, REVALIDATE)

    @cached_property
    def lasting(self) -> Packed:
        """The same, for an address that names the content."""
        return replace(self.packed, cache_control=FOREVER)


def address(asset: Asset) -> str:
    """Return the path of a file, with its content's hash, so that it may be kept for ever."""
    return f"{PREFIX}{asset.name}?v={asset.packed.digest}"


@cache
def translator_script(default: str = "vi") -> Asset:
    """Return ``chrome.js`` with the words of every language but Streamlit's English in it.

    ``default`` is the language of a page whose address names none.
    """
    words = {language: _words(language) for language in LANGUAGES if language != "en"}
    return _script("chrome.js", {"default": default, "words": words})


@cache
def enlarging_script() -> Asset:
    """Return ``enlarge.js`` with what the button that fills the screen is called in every language."""
    keys = {"fill": "shell.chrome.fullscreen", "leave": "shell.chrome.fullscreen_close"}
    return _script("enlarge.js", {name: {one: catalogue(one)[key] for one in LANGUAGES} for name, key in keys.items()})


def _script(name: str, given: dict[str, Any]) -> Asset:
    facts = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    source = (STATIC / name).read_text("utf-8")
    return Asset(name, SCRIPT, source.replace("__FACTS__", facts, 1).encode("utf-8"))


def _words(language: str) -> dict[str, dict[str, str]]:
    return {"chrome": pairs(language, "shell.chrome."), "parts": pairs(language, "shell.parts.")}


def pairs(language: str, prefix: str) -> dict[str, str]:
    """Return Streamlit's English sentences under ``prefix`` and what they are in ``language``, in their order."""
    english, own = catalogue("en"), catalogue(language)
    return {text: own[key] for key, text in english.items() if key.startswith(prefix)}


def _file(name: str, media_type: str) -> Asset:
    return Asset(name, media_type, (STATIC / name).read_bytes())


BOOT = _file("boot.js", SCRIPT)
ENLARGED = _file("enlarge.css", "text/css; charset=utf-8")
UPLOADER = _file("uploader.css", "text/css; charset=utf-8")
ICON = _file("icon.png", "image/png")
