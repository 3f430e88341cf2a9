"""Every figure passes Plotly's own check, which is left out when a page draws because it takes so long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
import pytest

from tests.chart_frames import CHARTS, EN, VI

if TYPE_CHECKING:
    from dashboard.i18n import Translator


@pytest.mark.parametrize("t", [VI, EN], ids=["vi", "en"])
@pytest.mark.parametrize("kind", CHARTS)
def test_plotly_knows_every_property_and_value_of_a_figure(kind: str, t: Translator) -> None:
    frame, draw, _ = CHARTS[kind]
    parts = draw(frame, t).to_dict()
    assert go.Figure(parts).to_dict() == parts


def test_plotly_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="Invalid"):
        go.Figure({"data": [{"type": "bar", "colour": "red"}]})
