"""Who asks or acts: every query and every action is given one, so nothing is shown or written by accident."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """Somebody with a name for the audit and the schools that are theirs; ``None`` means every school."""

    name: str
    school_ids: frozenset[int] | None

    @property
    def sees_everything(self) -> bool:
        """Tell whether no school is hidden from this principal."""
        return self.school_ids is None

    def may_write(self, school_id: int) -> bool:
        """Tell whether this principal may change the figures of a school."""
        return self.school_ids is None or school_id in self.school_ids


LOCAL_ADMINISTRATOR = Principal("administrator", None)
"""The one person at this computer, until accounts exist."""
