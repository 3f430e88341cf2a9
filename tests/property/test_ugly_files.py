"""Hundreds of ugly files with the truth beside them: nearly every cell is right, and none is wrong without a word."""

from __future__ import annotations

import pytest

from tests.ugly.files import ugly_file
from tests.ugly.judging import judge

FILES_A_TEST = 50


@pytest.mark.parametrize("first", range(0, 300, FILES_A_TEST))
def test_ugly_files_are_understood_or_told_of_and_never_silently_wrong(first: int) -> None:
    verdicts = [judge(ugly_file(seed)) for seed in range(first, first + FILES_A_TEST)]
    assert [line for verdict in verdicts for line in verdict.wrong] == []
    right = sum(verdict.right for verdict in verdicts)
    told = sum(len(verdict.told) for verdict in verdicts)
    assert 1000 * right >= 995 * (right + told)
