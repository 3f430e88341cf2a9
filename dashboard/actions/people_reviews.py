"""Monthly remarks on people who are helped: a row of a list against what is stored of the month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.actions.people_beside import Beside
from dashboard.actions.people_subject import Draft
from dashboard.intake.readings import plain

if TYPE_CHECKING:
    from dashboard.actions.people_subject import Subject

_COLUMNS = {
    "helper": "helper_name",
    "strengths": "strengths",
    "weaknesses": "weaknesses",
    "branch_comment": "branch_comment",
}


def draft_review(subject: Subject) -> Draft:
    """Return what a row of remarks would do; the person must be known, and the month must have begun."""
    made, month = Draft(subject), subject.stated.month
    if subject.known is None:
        made.refuse("person_unknown", "full_name", name=subject.stated.name)
    elif month is None:
        made.refuse("review_month_missing", "month")
    elif month.first > subject.law.today:
        made.refuse("review_month_ahead", "month", month=month)
    else:
        found = Beside.of(subject.about("helper_review"))
        empty = {"id": None, "month": month.first} | dict.fromkeys(_COLUMNS.values())
        row = next((one for one in found.rows if one["month"] == month.first), empty)
        for field, column in _COLUMNS.items():
            value = subject.stated.text(field)
            if value is not None and plain(row[column] or "") != value:
                found.change(field, row[column], value)
                row = row | {column: value}
        if found.fields:
            found.put(row)
        made.rows, made.fields = {"helper_review": found.written} if found.written else {}, found.fields
    return made
