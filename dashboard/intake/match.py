"""Which column holds which field: by known headings and the user's choices, never by position and never by part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.definitions import datasets
from dashboard.domain.text import tidy
from dashboard.intake.choices import Choices, checked, heading_of_choice
from dashboard.intake.crosses import crossed_columns
from dashboard.intake.doubts import doubted_columns
from dashboard.intake.name_parts import field_parts
from dashboard.intake.proving import proved_fields
from dashboard.intake.subjects import leaves_open, lists_people, other_people, subject_of, twin_of
from dashboard.intake.suggest import counts_rows, samples, suggestions
from dashboard.intake.tables import MatchedColumn, Matching, OpenColumn
from dashboard.intake.variants import ambiguous_keys, heading_key, row_number_keys, shorter_key, variants

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from dashboard.definitions import Dataset
    from dashboard.intake.crosses import Cross
    from dashboard.intake.tables import Table

SURE = 100
SCORES = {"known": SURE, "chosen": SURE, "crossed": SURE, "joined": SURE, "remembered": 98, "proved": 95}
"""How sure a column is, by how it was recognised."""
_WEIGHTS = {"chosen": 2, "known": 1, "crossed": 1, "joined": 1, "remembered": 0}
_NOTHING: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def match(
    table: Table,
    dataset: str | None = None,
    chosen: Mapping[str, str] | None = None,
    given: Collection[str] = (),
    remembered: Mapping[str, Mapping[str, str]] = _NOTHING,
) -> Matching:
    """Return which dataset a table is and what its columns hold; see ``Matching``.

    ``chosen`` maps a heading (see ``choice_key``) to a field, or to ``""`` to ignore the column; headings that the
    table does not have do no harm. ``remembered`` are earlier choices by dataset and ``heading_of_choice``; they only
    speak where a heading is not known or not clear. ``given`` are fields that the caller knows for every row. Raises
    ``InvalidInput`` for a dataset or a field that does not exist.
    """
    choices = checked(dataset, {heading_of_choice(heading): field for heading, field in (chosen or {}).items()})
    doubted = doubted_columns(table)
    tried = [
        _Attempt.make(table, datasets()[code], Choices(choices, remembered.get(code, {})), doubted)
        for code in ([dataset] if dataset else datasets())
    ]
    if dataset is not None:
        return tried[0].matching(table)
    fitting = [attempt for attempt in tried if attempt.fits(given)]
    most = max((attempt.known for attempt in fitting), default=0)
    best = [attempt for attempt in fitting if attempt.known == most]
    return best[0].matching(table) if len(best) == 1 else _unrecognised(table, best or tried)


@dataclass(frozen=True)
class _Claim:
    """What one heading says: the fields it may mean.

    ``asked`` when that is unclear; ``how`` is that of ``MatchedColumn``.
    """

    index: int
    header: str
    fields: tuple[str, ...]
    how: str = "known"
    asked: bool = False
    ignored: bool = False
    crossed: str = ""
    part: str = ""

    @property
    def chosen(self) -> bool:
        """Tell whether the user says so, now or at an earlier file."""
        return self.how in {"chosen", "remembered"}


@dataclass(frozen=True)
class _Attempt:
    """A table read as one dataset."""

    dataset: Dataset
    claims: tuple[_Claim, ...]

    @classmethod
    def make(cls, table: Table, dataset: Dataset, choices: Choices, doubted: Collection[int]) -> _Attempt:
        crossed, parts = crossed_columns(table, dataset), field_parts(table, dataset)
        named = [index for index, heading in enumerate(table.headings) if heading.strip() or index in parts]
        claims = [_claim(table, index, dataset, choices, doubted) for index in named]
        claims = [_in_part(_crossed(claim, crossed.get(claim.index)), parts) for claim in claims]
        return cls(dataset, tuple(_proved(table, dataset, list(_unclear_subject(_one_each(claims), dataset)))))

    @property
    def possible(self) -> set[str]:
        """The fields that the table has, or may have once the questions are answered."""
        return {field for claim in self.claims for field in claim.fields}

    @property
    def known(self) -> int:
        """How many columns hold, or may hold, one of the fields."""
        return sum(bool(claim.fields) for claim in self.claims)

    def fits(self, given: Collection[str]) -> bool:
        """Tell whether the table has what every table of the dataset has, and something that only these have."""
        people = any(lists_people(heading_key(claim.header)) for claim in self.claims if not claim.chosen)
        if people and not self.dataset.lists_people:
            return False
        have = self.possible.union(given)
        # of people, only what is clear tells: their headings have other meanings beside each other
        telling = (claim for claim in self.claims if not (claim.asked and self.dataset.lists_people))
        groups = {self.dataset.fields[field].group for claim in telling for field in claim.fields}
        return all(not have.isdisjoint(group) for group in self.dataset.recognised_by) and bool(
            groups & self.dataset.telling
        )

    def matching(self, table: Table) -> Matching:
        """Return the result, with suggestions for what is open."""
        settled = [claim for claim in self.claims if len(claim.fields) == 1 and not claim.asked]
        columns = tuple(
            MatchedColumn(
                claim.index, claim.header, claim.fields[0], SCORES[claim.how], claim.how, claim.crossed, claim.part
            )
            for claim in settled
        )
        free = [field for field in self.dataset.fields if field not in {column.field for column in columns}]
        still_open = (_open(table, claim, self.dataset, free) for claim in self.claims if claim not in settled)
        return Matching(self.dataset.code, columns, tuple(still_open))


def _claim(table: Table, index: int, dataset: Dataset, choices: Choices, doubted: Collection[int]) -> _Claim:
    header = tidy(table.headings[index])
    key = heading_key(header)
    keys = (f"{key} [{table.letter(index)}]", key)
    if (choice := _made(choices.now, keys, dataset)) is not None:
        return _chosen(index, header, choice, "chosen")
    if key in row_number_keys() and (key not in ambiguous_keys() or counts_rows(table, index)):
        return _Claim(index, header, (), ignored=True)
    known = variants(dataset.code)
    fields = known.get(key) or known.get(shorter_key(key)) or ()
    unclear = key in ambiguous_keys() or len(fields) != 1 or index in doubted
    if unclear and (choice := _made(choices.before, keys, dataset)) is not None:
        return _chosen(index, header, choice, "remembered")
    return _Claim(index, header, fields, asked=unclear and bool(fields or key in ambiguous_keys()))


def _crossed(claim: _Claim, cross: Cross | None) -> _Claim:
    if cross is None or claim.chosen:
        return claim
    return _Claim(claim.index, claim.header, (cross.field,), "crossed", crossed=cross.value)


def _in_part(claim: _Claim, parts: Mapping[int, tuple[str, str]]) -> _Claim:
    if claim.index not in parts or claim.chosen:
        return claim
    field, part = parts[claim.index]
    return _Claim(claim.index, claim.header, (field,), "joined", part=part)


def _made(choices: Mapping[str, str], keys: Sequence[str], dataset: Dataset) -> str | None:
    choice = next((choices[key] for key in keys if key in choices), None)
    return choice if choice is not None and choice in {"", *dataset.fields} else None


def _chosen(index: int, header: str, choice: str, how: str) -> _Claim:
    return _Claim(index, header, (choice,) if choice else (), how, ignored=not choice)


def _one_each(claims: Sequence[_Claim]) -> list[_Claim]:
    """Let each field be one column's: the one that was chosen, else all that claim it are asked about."""
    rivals: defaultdict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        if len(claim.fields) == 1 and not claim.asked:
            rivals[claim.fields[0]].append(claim)
    return [_against(claim, rivals[claim.fields[0]]) if len(claim.fields) == 1 else claim for claim in claims]


def _against(claim: _Claim, rivals: Sequence[_Claim]) -> _Claim:
    strongest = max((_WEIGHTS[rival.how] for rival in rivals), default=0)
    winners = [rival for rival in rivals if _WEIGHTS[rival.how] == strongest]
    if claim in rivals and (winners == [claim] or all(rival.crossed or rival.part for rival in rivals)):
        return claim
    yields = len(winners) == 1 and (claim in rivals or winners[0].how == "chosen")
    return replace(claim, fields=(), ignored=True) if yields else replace(claim, asked=True)


def _unclear_subject(claims: Sequence[_Claim], dataset: Dataset) -> Iterator[_Claim]:
    """Ask about a heading such as ``GV`` or ``Nữ`` after figures of other people than those it is known for.

    The column before never settles what a heading means, but it casts doubt.
    """
    before = ""
    for claim in claims:
        settled, subject = len(claim.fields) == 1 and not claim.asked, _subject(claim)
        doubt = bool(subject) and before not in {"", subject}
        if settled and doubt and not claim.chosen and leaves_open(claim.fields[0], heading_key(claim.header)):
            twin = twin_of(claim.fields[0])
            yield replace(claim, asked=True, fields=(*claim.fields, *([twin] if twin in dataset.fields else [])))
        else:
            before = subject or before
            yield claim


def _subject(claim: _Claim) -> str:
    """Return whom a column counts, by its field, or by the heading of one that is no field of ours."""
    if not claim.fields:
        return other_people(heading_key(claim.header))
    return "" if claim.asked or len(claim.fields) > 1 else subject_of(claim.fields[0])


def _proved(table: Table, dataset: Dataset, claims: Sequence[_Claim]) -> Iterator[_Claim]:
    """Settle what is unclear where the figures leave only one reading."""
    sure = {claim.fields[0]: claim.index for claim in claims if len(claim.fields) == 1 and not claim.asked}
    unclear = {claim.index: _may_mean(claim, dataset) for claim in claims if claim.asked and not claim.chosen}
    found = proved_fields(table, dataset.code, sure, unclear) if unclear else {}
    for claim in claims:
        proved = found.get(claim.index)
        yield replace(claim, fields=(proved,), asked=False, how="proved") if proved else claim


def _may_mean(claim: _Claim, dataset: Dataset) -> list[str]:
    twins = [twin_of(field) for field in claim.fields if leaves_open(field, heading_key(claim.header))]
    return [*dict.fromkeys([*claim.fields, *(twin for twin in twins if twin in dataset.fields)])]


def _open(table: Table, claim: _Claim, dataset: Dataset, free: Sequence[str]) -> OpenColumn:
    likely = tuple((field, SURE) for field in claim.fields)
    if not likely and not claim.ignored:
        likely = suggestions(claim.header, dataset, free)
    return OpenColumn(claim.index, claim.header, likely, claim.asked, samples(table, claim.index))


def _unrecognised(table: Table, attempts: Sequence[_Attempt]) -> Matching:
    """Return a matching without a dataset; its candidates are the datasets with known headings, most first."""
    named = [index for index, heading in enumerate(table.headings) if heading.strip()]
    columns = (OpenColumn(index, tidy(table.headings[index]), samples=samples(table, index)) for index in named)
    likely = sorted((one for one in attempts if one.possible), key=lambda one: -len(one.possible))
    return Matching(None, (), tuple(columns), tuple(one.dataset.code for one in likely))
