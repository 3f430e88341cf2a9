"""Who helps whom, from when to when, and what was said of it month by month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.demo.people_lives import Helped, Life, Remark, branch_number, shortly
from dashboard.demo.people_paths import between
from dashboard.demo.people_plots import Oddity
from dashboard.domain.months import Month

if TYPE_CHECKING:
    from datetime import date

    import numpy as np

HELPED_BY_ONE = 3
"""How many people one member helps on the average."""
WITHOUT_HELPER = 0.16
CHANGED, CHANGED_AT_CEREMONY = 0.08, 0.3
WITHOUT_NUMBER = 0.06
BEFORE_DOSSIER = frozenset({"sympathizer", "class_enrolled", "class_certified"})
REMARKED_MONTHS = 24
DILIGENCE = (0.96, 0.9, 0.75, 0.35)
"""How many of the months have a remark, by the branch's habit."""

STRENGTHS = (
    "Hoàn thành tốt nhiệm vụ chuyên môn, được phụ huynh tín nhiệm",
    "Tích cực tham gia phong trào của nhà trường, có trách nhiệm với học sinh",
    "Lối sống giản dị, hòa đồng, chủ động học hỏi đồng nghiệp",
    "Gương mẫu trong các đợt thi đua, nói đi đôi với làm",
)
WEAKNESSES = (
    "Còn ngại phát biểu ý kiến trong các buổi sinh hoạt",
    "Việc tự nghiên cứu Điều lệ Đảng chưa đều",
    "Sắp xếp thời gian cho công tác đoàn thể còn bị động",
)
COMMENTS = (
    "Chi bộ thống nhất tiếp tục giúp đỡ, giao thêm nhiệm vụ để thử thách",
    "Chi bộ đề nghị mạnh dạn hơn trong tự phê bình và phê bình",
    "Chi bộ ghi nhận sự cố gắng, cần giữ vững trong tháng tới",
)


def helpers_needed(lives: list[Life]) -> int:
    """Return how many helpers the people of one school need: those of today, or a single one for times gone by."""
    helped = [life for life in lives if _starts(life) is not None]
    now = sum(_ends(life) is None for life in helped)
    return max(1, round(now / HELPED_BY_ONE)) if helped else 0


def assign(random: np.random.Generator, lives: list[Life], helpers: int) -> None:
    """Write down who helped the people of one school; the first helpers have more to do than the others.

    Who is helped by somebody who left has a helper of their own, the last one.
    """
    for life in lives:
        starts = _starts(life)
        alone = life.plot.oddity is None and not life.plot.exit and life.events[-1].stage in BEFORE_DOSSIER
        if starts is None or (alone and random.random() < WITHOUT_HELPER):
            continue
        from_on, to_on = shortly(random, starts, 2, 12), _ends(life)
        if from_on > life.scene.today or (to_on and to_on <= from_on):
            continue
        shared = helpers - any(one.plot.oddity is Oddity.HELPER_LEFT for one in lives)
        chosen = helpers - 1 if life.plot.oddity is Oddity.HELPER_LEFT else _draw(random, shared)
        _help(random, life, shared, Helped(chosen, from_on, to_on, _number(random)))
        _remark(random, life)


def _draw(random: np.random.Generator, helpers: int) -> int:
    return int(helpers * random.random() ** 1.7)


def _number(random: np.random.Generator) -> str | None:
    return branch_number(random) if random.random() >= WITHOUT_NUMBER else None


def _starts(life: Life) -> date | None:
    """Return when help became due: with the recognition as a sympathizer; old records say nothing of it."""
    return None if any(event.has_gap for event in life.events) else life.since("sympathizer")


def _ends(life: Life) -> date | None:
    if life.plot.oddity is Oddity.HELPER_GONE:
        return life.scene.today - timedelta(life.plot.days)
    return life.plot.left_on or life.since("official")


def _help(random: np.random.Generator, life: Life, helpers: int, whole: Helped) -> None:
    """Write down one assignment, or two where the helper was replaced on the way or at the ceremony."""
    ceremony = life.since("probationary")
    until = whole.to_on or life.scene.today
    middle = whole.from_on + (until - whole.from_on) / 2 if random.random() < CHANGED else None
    changed = ceremony if ceremony and random.random() < CHANGED_AT_CEREMONY else middle
    if changed is None or helpers < 2 or not whole.from_on < changed < until:
        life.helps.append(whole)
        return
    after = (whole.helper + 1) % helpers
    life.helps.append(whole._replace(to_on=changed))
    life.helps.append(Helped(after, changed, whole.to_on, _number(random)))


def _remark(random: np.random.Generator, life: Life) -> None:
    """Write down what was said month by month in the last two years; the month that goes on is mostly still open."""
    this_month = Month.of(life.scene.today)
    diligence = DILIGENCE[between(random, 0, len(DILIGENCE) - 1)]
    for one in life.helps:
        month = max(Month.of(one.from_on), this_month.plus(-REMARKED_MONTHS))
        while month <= Month.of(one.to_on or life.scene.today):
            if random.random() < diligence * (0.4 if month == this_month else 1) and _is_free(life, month):
                life.remarks.append(_said(random, month, one.helper))
            month = month.plus(1)


def _is_free(life: Life, month: Month) -> bool:
    """Tell whether nothing was said yet of a month in which the helper changed."""
    return not life.remarks or life.remarks[-1].month != month.first


def _said(random: np.random.Generator, month: Month, helper: int) -> Remark:
    strengths, weaknesses, comment = (
        texts[between(random, 0, len(texts) - 1)] if random.random() < chance else None
        for texts, chance in ((STRENGTHS, 1.0), (WEAKNESSES, 0.85), (COMMENTS, 0.9))
    )
    return Remark(month.first, helper, strengths, weaknesses, comment)
