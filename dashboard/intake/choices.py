"""What users say of headings: under which key a choice is kept and found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dashboard.definitions import datasets
from dashboard.domain.text import tidy
from dashboard.errors import InvalidInput
from dashboard.intake.variants import heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.intake.tables import Table

_LETTER = re.compile(r" \[[A-Z]{1,3}\]$")


def choice_key(table: Table, index: int) -> str:
    """Return the key under which ``chosen`` settles a column: its heading, with its letter where two are alike."""
    heading, keys = tidy(table.headings[index]), list(map(heading_key, table.headings))
    return f"{heading} [{table.letter(index)}]" if keys.count(keys[index]) > 1 else heading


def heading_of_choice(heading: str) -> str:
    """Return a choice's heading as it is compared: folded, its column's letter apart."""
    heading = tidy(heading)
    found = _LETTER.search(heading)
    return f"{heading_key(heading[: found.start()])}{found[0]}" if found else heading_key(heading)


def checked(dataset: str | None, choices: Mapping[str, str]) -> Mapping[str, str]:
    """Return choices; raises ``InvalidInput`` for a dataset or a field that does not exist."""
    if dataset is not None and dataset not in datasets():
        raise InvalidInput("errors.dataset_unknown", dataset=dataset, known=", ".join(datasets()))
    known = {field for code in ([dataset] if dataset else datasets()) for field in datasets()[code].fields}
    if unknown := sorted(set(choices.values()) - known - {""}):
        raise InvalidInput("errors.field_unknown", field=unknown[0], known=", ".join(sorted(known)))
    return choices


class Choices(NamedTuple):
    """Fields by heading, as the user chose them for this file and as they were chosen before."""

    now: Mapping[str, str]
    before: Mapping[str, str]
