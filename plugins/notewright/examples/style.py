"""How figures look: one set of colours for light pages, and for each of them one for dark pages.

A figure is drawn once, in the light colours. Each of them is a colour that nobody picks by chance, so the dark
figure is the same file with the colours exchanged; what the author coloured on purpose stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

_FOREGROUND, _FOREGROUND_DARK = "#22272f", "#d5d9e0"
_FAINT, _FAINT_DARK = "#cbd0d8", "#474e5b"
_PANEL, _PANEL_DARK = "#fcfdfe", "#1d2129"

_SERIES = {
    "#1f6cb3": "#6fb3f2",
    "#c4560f": "#f3a35d",
    "#217f47": "#63c88b",
    "#bd3138": "#f38d91",
    "#7750b0": "#bb9dee",
    "#0e7a86": "#57c7d1",
    "#b33d88": "#ef95cc",
    "#865728": "#d0a574",
}

_DARK = {
    _FOREGROUND: _FOREGROUND_DARK,
    _FAINT: _FAINT_DARK,
    _PANEL: _PANEL_DARK,
    # Matplotlib's own default for what no style reaches, and what authors mean by "k".
    "#000000": _FOREGROUND_DARK,
    **_SERIES,
}

_COLOUR = re.compile(r"(?P<property>(?:fill|stroke|stop-color): ?)(?P<colour>#[0-9a-f]{6})")


def settings() -> dict[Any, Any]:
    """Matplotlib's settings for a cell: no background, thin frames, our colours."""
    from cycler import cycler

    return {
        **dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor", "savefig.edgecolor"), "none"),
        **dict.fromkeys(("text.color", "axes.labelcolor", "axes.titlecolor", "axes.edgecolor"), _FOREGROUND),
        **dict.fromkeys(("xtick.color", "ytick.color", "hatch.color", "patch.edgecolor"), _FOREGROUND),
        **dict.fromkeys((f"boxplot.{part}.color" for part in _BOX_PARTS), _FOREGROUND),
        "boxplot.flierprops.markeredgecolor": _FOREGROUND,
        "legend.facecolor": _PANEL,
        "legend.edgecolor": _FAINT,
        "grid.color": _FAINT,
        "axes.prop_cycle": cycler(color=list(_SERIES)),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "figure.figsize": (6.4, 4.0),
        "lines.linewidth": 1.8,
    }


_BOX_PARTS = ("boxprops", "whiskerprops", "capprops", "flierprops")


def darken(svg: str) -> str:
    """The figure for dark pages."""
    changed = _COLOUR.sub(lambda found: found["property"] + _DARK.get(found["colour"], found["colour"]), svg)
    # Matplotlib leaves black fills out, since black is what SVG fills with when nothing is said.
    return changed.replace("<svg ", f'<svg fill="{_FOREGROUND_DARK}" ', 1)
