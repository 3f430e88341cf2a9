"""What a heading that nobody knows may mean, and what stands under it, so that the user can tell."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from dashboard.intake.readings import plain
from dashboard.intake.variants import heading_key, variants

if TYPE_CHECKING:
    from collections.abc import Collection

    from dashboard.definitions import Dataset
    from dashboard.intake.tables import Table

LIKELY = 62
"""Below this a likeness is chance (measured on real headings; 80 and more is nearly always right)."""
_SHOWN = 3
_LONGEST_SAMPLE = 60


def suggestions(header: str, dataset: Dataset, free: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Return up to three of the free fields that a heading is like, with the score (62 to 99), the likest first.

    The score is the mean of the token sort and token set ratios; 100 is kept for headings that are known.
    """
    key, scores = heading_key(header), dict[str, float]()
    for variant, fields in variants(dataset.code).items():
        score = (fuzz.token_sort_ratio(key, variant) + fuzz.token_set_ratio(key, variant)) / 2
        for field in free if score >= LIKELY else ():
            if field in fields:
                scores[field] = max(score, scores.get(field, 0))
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:_SHOWN]
    return tuple((field, min(99, round(score))) for field, score in ranked)


def samples(table: Table, index: int) -> tuple[str, ...]:
    """Return the first three different values of a column, shortened."""
    values = dict.fromkeys(plain(row[index]) for row in table.rows[1:200] if row[index].strip())
    return tuple(islice((_shortened(value) for value in values if value), _SHOWN))


def counts_rows(table: Table, index: int) -> bool:
    """Tell whether most cells of a column, if it has any, are whole numbers, as those that number the rows are."""
    column = table.columns[index]
    counts = np.bincount(column.codes, minlength=len(column.values))
    cells = [(cell.strip(), int(count)) for cell, count in zip(column.values, counts, strict=True) if cell.strip()]
    return not cells or 2 * sum(count for cell, count in cells if cell.isdigit()) > sum(count for _, count in cells)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1]}…"
