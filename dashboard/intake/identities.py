"""Which rows mean one school, as numbers that can be compared a million at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from dashboard.intake.names import code_key, place_key, school_name

if TYPE_CHECKING:
    from dashboard.intake.columnar import Column
    from dashboard.intake.records import Records
    from dashboard.intake.tables import KnownSchool

Keys: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Names:
    """What says which school each row means, as numbers that equal schools share; -1 where it does not say.

    ``school`` is the recognised one; ``code`` and ``name`` (with the commune) are told of every row that has them,
    ``bare`` is the name alone.
    """

    school: Keys
    code: Keys
    name: Keys
    bare: Keys

    @classmethod
    def of(cls, records: Records, schools: Column[KnownSchool | None]) -> Names:
        """Return the numbers of all rows."""
        codes, names = records.texts("school_code"), records.texts("school_name")
        bare = names.mapped(school_name)
        places = records.texts("commune").mapped(place_key).numbered()
        both = bare.numbered() * (places.max(initial=0) + 1) + places
        return cls(
            school=np.where(schools.where(bool), schools.mapped(lambda one: one and one.id).numbered(), -1),
            code=np.where(codes.where(bool), codes.mapped(code_key).numbered(), -1),
            name=np.where(names.where(bool), both, -1),
            bare=np.where(names.where(bool), bare.numbered(), -1),
        )

    @cached_property
    def first(self) -> Keys:
        """The first of them that each row has, as in ``Row.identities``."""
        most = max(int(self.school.max(initial=0)), int(self.code.max(initial=0))) + 1
        unnamed = np.where(self.name >= 0, self.name + 2 * most, -1)
        return np.where(self.school >= 0, self.school, np.where(self.code >= 0, self.code + most, unnamed))
