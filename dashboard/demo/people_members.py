"""The way from the ceremony to official membership, old records that lack something, and members of long standing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.demo.people_lives import Life, ballot, decision_number, shortly
from dashboard.demo.people_paths import between, path, worked, worked_after
from dashboard.demo.people_plots import Oddity
from dashboard.demo.people_steps import walk
from dashboard.domain.cases import RECOGNITION
from dashboard.domain.deadlines import months_after

if TYPE_CHECKING:
    from datetime import date

    import numpy as np

OLD_AFTER_DAYS = 1150
"""Of admissions that long ago, papers and ballots are mostly not recorded any more."""
LACKS_PAPERS, FROM_THE_ROSTER = 0.5, 0.8
GAPS = frozenset({"dossier", "verification", "branch_voted", "official_voted"})
"""The steps that lack a helper, papers or a ballot in such a record."""
NOT_RECORDED = frozenset({"source", "class_enrolled", "submitted"})
BALLOTS_AFTER_DAYS = (3, 19, 36)
LEFT_BECAUSE = {
    "transferred_out": "Chuyển công tác sang trường khác",
    "struck_off_probation": "Không bảo đảm tư cách đảng viên sau 12 tháng dự bị",
}


def tell_member(random: np.random.Generator, life: Life, pace: float) -> None:
    """Write down the way of somebody who was admitted; an old record may lack papers, or the whole way."""
    way = random.random() if (life.scene.today - life.plot.day).days > OLD_AFTER_DAYS else 1.0
    days = path(random, "probationary", life.plot.day, pace, {})
    if way < LACKS_PAPERS:
        _bare(random, life, {stage: day for stage, day in days.items() if stage not in NOT_RECORDED})
    elif way < FROM_THE_ROSTER:
        _bare(random, life, {stage: days[stage] for stage in ("admission_decided", "probationary")})
    else:
        walk(random, life, days)
        _first_year(random, life)
        _recognition(random, life)


def _bare(random: np.random.Generator, life: Life, days: dict[str, date]) -> None:
    over_on = months_after(life.plot.day, 12)
    recognised = {
        "official_voted": worked_after(over_on + timedelta(1)),
        "official": worked_after(over_on + timedelta(3)),
    }
    is_whole = "dossier" in days
    days |= recognised if is_whole else {"official": recognised["official"]}
    first = next(iter(days))
    for stage, day in days.items():
        number = decision_number(random, day) if stage in {"admission_decided", "official"} else None
        life.enter(stage, day, number=number, has_gap=stage in GAPS or (not is_whole and stage == first))
    _become_official(random, life)


def _first_year(random: np.random.Generator, life: Life) -> None:
    """File the personal file within 30 working days, mostly, and the certificate of the class for new members."""
    if random.random() < 0.9:
        life.file("member_history", shortly(random, life.plot.day, 8, 38))
    if random.random() < 0.8:
        life.file(
            "new_member_certificate", shortly(random, life.plot.day, 60, 250), f"{between(random, 1, 400):04d}/GCN"
        )


def _recognition(random: np.random.Generator, life: Life) -> None:
    over_on = months_after(life.plot.day, 12)
    if life.plot.exit and life.plot.left_on:
        life.leave(life.plot.exit, life.plot.left_on, LEFT_BECAUSE[life.plot.exit])
    elif life.plot.oddity is Oddity.THREE_BALLOTS:
        for days in BALLOTS_AFTER_DAYS:
            ballot(random, life, RECOGNITION, over_on + timedelta(days), carried=False)
    elif life.plot.oddity is not Oddity.OVERDUE:
        _voted(random, life, over_on)


def _voted(random: np.random.Generator, life: Life, over_on: date) -> None:
    """Recognise: the meeting soon after the twelve months, sometimes with a second ballot, and the decision."""
    fails_first = random.random() < 0.07
    voted_on = worked_after(shortly(random, over_on, *((4, 4) if fails_first else (0, 3))))
    for form in ("self_review", "helper_remarks", "official_opinions"):
        life.file(form, shortly(random, over_on, -2, 0))
    if fails_first:
        ballot(random, life, RECOGNITION, over_on, carried=False)
    if voted_on > life.scene.today:
        return
    ballot(random, life, RECOGNITION, voted_on)
    life.enter("official_voted", voted_on, number=life.votes[-1].number)
    decided_on = worked_after(shortly(random, voted_on, 1, 3))
    life.enter("official", decided_on, number=decision_number(random, decided_on))
    _become_official(random, life)


def _become_official(random: np.random.Generator, life: Life) -> None:
    if life.events[-1].stage == "official":
        life.about.card = card(random)
        life.about.theory_level = "Sơ cấp"


def card(random: np.random.Generator) -> str:
    """Return the number of a party card, of no real province."""
    return f"00.{between(random, 100000, 999999)}"


def tell_of_long_standing(random: np.random.Generator, life: Life) -> None:
    """Write down an official member as a roster has them: decision, ceremony and recognition, nothing before."""
    held_on = life.plot.day
    days = {"admission_decided": worked(shortly(random, held_on, -30, -12)), "probationary": held_on}
    _bare(random, life, days)
    life.about.theory_level = ("Sơ cấp", "Trung cấp", "Trung cấp", "Cao cấp")[between(random, 0, 3)]


def move_away(life: Life, day: date) -> None:
    """Write down that an official member went to another place and holds no office here any more."""
    life.about.party_position = None
    life.leave("transferred_out", day, LEFT_BECAUSE["transferred_out"])
