"""The steps on the way to the ceremony, each with the papers and ballots that it needs, and the odd ways."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.demo.people_lives import Life, ballot, branch_number, decision_number, shortly
from dashboard.demo.people_paths import between, path, worked
from dashboard.demo.people_plots import Oddity
from dashboard.domain.cases import ADMISSION
from dashboard.domain.deadlines import months_after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    import numpy as np

    from dashboard.demo.people_paths import Path

YOUTH_UNTIL = 30
WITHDRAWN_BECAUSE = "Hoàn cảnh gia đình, xin tạm dừng phấn đấu"
EXIT_REASONS = {
    "withdrawn": ("Hoàn cảnh gia đình chưa cho phép", "Tự nguyện xin thôi phấn đấu"),
    "removed_from_list": (
        "Qua rà soát, chưa giữ được ý thức phấn đấu",
        "Hai quý liền chưa hoàn thành nhiệm vụ được giao",
    ),
    "rejected": ("Biểu quyết không đủ số phiếu cần thiết", "Cấp ủy đề nghị bồi dưỡng, thử thách thêm"),
    "transferred_out": ("Chuyển công tác sang trường khác",),
    "left_staff": ("Hết hợp đồng", "Nghỉ việc theo nguyện vọng"),
    "deceased": ("Bệnh nặng",),
}
WRONG_DATE_BECAUSE = "Ghi nhầm ngày trên giấy chứng nhận"
WRONG_MOVE_BECAUSE = "Ghi nhầm sang người cùng trường"


def tell(random: np.random.Generator, life: Life, pace: float) -> None:
    """Write down the way up to the goal, and how the person left if they did."""
    plot = life.plot
    odd_way = ODD_WAYS.get(plot.oddity) if plot.oddity else None
    (odd_way or _straight)(random, life, pace)
    if plot.exit and plot.left_on:
        if plot.exit == "rejected" and plot.goal == "verification":
            ballot(random, life, ADMISSION, plot.left_on, carried=False)
        reasons = EXIT_REASONS[plot.exit]
        life.leave(plot.exit, plot.left_on, reasons[between(random, 0, len(reasons) - 1)])


def _straight(random: np.random.Generator, life: Life, pace: float) -> None:
    walk(random, life, path(random, life.plot.goal, life.plot.day, pace, life.plot.fixed))


def walk(random: np.random.Generator, life: Life, days: Path) -> None:
    """Write down the steps of a path with what each of them needs."""
    for stage, day in days.items():
        STEPS.get(stage, _plain)(random, life, stage, day)


def _plain(_: np.random.Generator, life: Life, stage: str, day: date) -> None:
    life.enter(stage, day)


def _outstanding(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    is_young = (day - life.about.born).days < YOUTH_UNTIL * 365
    union = "youth_union" if is_young else "trade_union"
    life.enter(stage, day, introduced_by=union if random.random() < 0.93 else "branch")


def _sympathizer(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    life.enter(stage, day, number=branch_number(random))


def _class(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    life.enter(stage, day, ends_on=shortly(random, day, 2, 4))


def _certified(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    life.enter(stage, day, number=f"{between(random, 1, 990):04d}/GCN")


def _dossier(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    life.enter(stage, day)
    life.file("application", shortly(random, day, 2, 8))
    life.file("personal_history", shortly(random, day, 9, 17))
    if life.plot.oddity is Oddity.INTRODUCTIONS_END and life.plot.goal == stage:
        introduce(random, life, life.scene.today - timedelta(life.plot.days))


def _verification(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    life.enter(stage, day)
    if life.plot.goal == stage and life.plot.oddity is Oddity.INTRODUCTIONS_END:
        introduce(random, life, life.scene.today - timedelta(life.plot.days))
    elif life.plot.goal == stage and life.plot.oddity is not Oddity.LATE:
        if random.random() < 0.5:
            introduce(random, life, shortly(random, day, 3, 12))
        if random.random() < 0.3 or life.plot.exit:
            life.file("verification_answer", shortly(random, day, 18, 24))


def introduce(random: np.random.Generator, life: Life, day: date) -> None:
    """Write down one member's introduction with a union's resolution, or those of two members."""
    is_young = (day - life.about.born).days < YOUTH_UNTIL * 365
    life.file("member_introduction", day)
    if random.random() < 0.85:
        union, letters = ("youth_union", "ĐTN") if is_young else ("trade_union", "CĐ")
        life.file(f"{union}_resolution", shortly(random, day, 0, 9), f"{between(random, 1, 40):02d}-NQ/{letters}")
    else:
        life.file("member_introduction", shortly(random, day, 0, 6))


def _voted(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    introduce(random, life, shortly(random, day, -38, -24))
    life.file("verification_answer", shortly(random, day, -14, -10))
    life.file("opinions", shortly(random, day, -9, -3))
    if life.plot.oddity is Oddity.FAILED_ONCE:
        ballot(random, life, ADMISSION, shortly(random, day, -22, -20), carried=False)
    ballot(random, life, ADMISSION, day)
    life.enter(stage, day, number=life.votes[-1].number)


def _decided(random: np.random.Generator, life: Life, stage: str, day: date) -> None:
    received = shortly(random, day, 1, 6)
    number = decision_number(random, day)
    life.enter(stage, day, number=number, received_on=received if received <= life.scene.today else None)


STEPS: Mapping[str, Callable[[np.random.Generator, Life, str, date], None]] = {
    "outstanding": _outstanding,
    "sympathizer": _sympathizer,
    "class_enrolled": _class,
    "class_certified": _certified,
    "dossier": _dossier,
    "verification": _verification,
    "branch_voted": _voted,
    "admission_decided": _decided,
}


def _returned(random: np.random.Generator, life: Life, pace: float) -> None:
    """Withdraw once, and begin again when introduced anew."""
    again = life.plot.day - timedelta(between(random, 60, 120))
    withdrew = again - timedelta(between(random, 200, 400))
    walk(random, life, path(random, "sympathizer", worked(withdrew - timedelta(90)), pace, {}))
    life.leave("withdrawn", withdrew, WITHDRAWN_BECAUSE)
    walk(random, life, {"outstanding": again, "sympathizer": life.plot.day})


def _studied_again(random: np.random.Generator, life: Life, pace: float) -> None:
    """Go back when the certificate has run out, and take another."""
    ended = life.plot.day - timedelta(between(random, 90, 160))
    first = months_after(ended, -60) - timedelta(1)
    walk(random, life, path(random, "class_certified", first, pace, {}))
    walk(random, life, {"sympathizer": ended, "class_enrolled": life.plot.day - timedelta(8)})
    walk(random, life, {"class_certified": life.plot.day})


def _papers_returned(random: np.random.Generator, life: Life, pace: float) -> None:
    """Get the dossier back from the committee."""
    submitted = worked(life.plot.day - timedelta(between(random, 30, 50)))
    walk(random, life, path(random, "submitted", submitted, pace, {}))
    life.enter("dossier", life.plot.day, reason="Cấp ủy trả hồ sơ để bổ sung giấy tờ")


def _wrong_date(random: np.random.Generator, life: Life, pace: float) -> None:
    """Correct the day of a certificate: the wrong step is taken back, the right one takes its place."""
    days = path(random, "class_certified", life.plot.day, pace, {})
    walk(random, life, days | {"class_certified": life.plot.day + timedelta(30)})
    wrong = life.take_back(WRONG_DATE_BECAUSE)
    life.enter("class_certified", life.plot.day, number=wrong.number)
    life.events[-1] = life.events[-1]._replace(turn=wrong.turn)


def _wrong_move(random: np.random.Generator, life: Life, pace: float) -> None:
    """Be taken for somebody else, which is taken back."""
    _straight(random, life, pace)
    life.enter("class_enrolled", life.scene.today - timedelta(6))
    life.take_back(WRONG_MOVE_BECAUSE)


ODD_WAYS: Mapping[Oddity, Callable[[np.random.Generator, Life, float], None]] = {
    Oddity.RETURNED: _returned,
    Oddity.STUDIED_AGAIN: _studied_again,
    Oddity.PAPERS_RETURNED: _papers_returned,
    Oddity.WRONG_DATE: _wrong_date,
    Oddity.WRONG_MOVE: _wrong_move,
}
