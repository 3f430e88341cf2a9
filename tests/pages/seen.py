"""What stands on a page: its words, its headings, its figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from streamlit.testing.v1.element_tree import Block, HeadingBase

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

_SPOKEN = ("markdown", "caption", "header", "subheader", "title", "error", "warning", "info", "success", "toast")


def written(at: AppTest) -> str:
    """Return all sentences of the page as they are written, with the marks that keep names from being formatted."""
    return "\n".join(
        str(element.value) for kind in _SPOKEN for element in at.get(kind) if not isinstance(element, Block)
    )


def words(at: AppTest) -> str:
    """Return all that the page says in sentences, as people read it."""
    return written(at).replace("\\", "")


def headings(at: AppTest) -> list[str]:
    """Return the headings from the top down as ``h1``, ``h2``, …"""
    return [node.tag for node in at.main if isinstance(node, HeadingBase)]


def metrics(at: AppTest) -> dict[str, str]:
    """Return the headline figures by their titles."""
    return {metric.label: metric.value for metric in at.metric}


def charts(at: AppTest) -> list[Any]:
    """Return what the page hands to the browser for each chart: ``spec``, ``alt``, ``config``."""
    return [chart.proto for chart in at.get("plotly_chart")]


def figure(at: AppTest, position: int) -> dict[str, Any]:
    """Return a chart of the page as Plotly gets it."""
    spec: dict[str, Any] = json.loads(charts(at)[position].spec)
    return spec


def labels(at: AppTest) -> list[str]:
    """Return what stands on the buttons."""
    return [button.label for button in at.button]
