"""Files that cannot be read: tried once while they lie in the uploader, and told in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import streamlit as st

from dashboard.errors import UnreadableFile
from dashboard.ui.values import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from dashboard.ui.session import Here

R = TypeVar("R")
_KNOWN = "upload.refused"


class Refusal(NamedTuple):
    """A file by its name, and the sentence that says why it cannot be read."""

    name: str
    sentence: str


def tried_once(sha256: str, read: Callable[[], R]) -> R:
    """Return what ``read`` makes of a file; raises ``UnreadableFile``, at once if the file was refused before.

    Who hands the file over anew has it tried anew: a computer that was out of breath may have been the reason.
    """
    known = _known().get(sha256)
    if known is not None:
        key, values = known
        raise UnreadableFile(key, **values)
    try:
        return read()
    except UnreadableFile as error:
        # the error itself would hold on to the bytes of the file
        _known()[sha256] = error.key, error.values
        raise


def keep_only(hashes: Collection[str]) -> None:
    """Forget the files that are no longer there."""
    for sha256 in [sha256 for sha256 in _known() if sha256 not in hashes]:
        del _known()[sha256]


def _known() -> dict[str, tuple[str, dict[str, object]]]:
    known: dict[str, tuple[str, dict[str, object]]] = st.session_state.setdefault(_KNOWN, {})
    return known


def announce(here: Here, refused: Sequence[Refusal]) -> None:
    """Say over the tables that there are refused files below them."""
    if refused:
        st.warning(here.t("upload.files.refused_below", count=here.t.count(len(refused))))


def tell(here: Here, refused: Sequence[Refusal]) -> None:
    """List the files that cannot be read, one line each."""
    if refused:
        title = here.t("upload.files.refused", count=here.t.count(len(refused)))
        lines = "\n".join(f"- **{plain(one.name)}**: {one.sentence}" for one in refused)
        st.error(f"**{title}**\n\n{lines}")
