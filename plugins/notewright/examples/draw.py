"""Matplotlib figures as SVG, the same bytes at every build. Runs in the process of a note."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, Any

from notewright.examples import style
from notewright.examples.output import Asset, Output

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LARGEST = 5_000_000
_PIXELS_PER_POINT = 4 / 3
_SIZE = re.compile(r'<svg [^>]*?viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')


def prepare() -> None:
    """Set Matplotlib up for cells, and draw once: fonts and formulas are loaded by drawing, not by importing."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(style.settings())
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.plot([0, 1], [0, 1], label=r"$x^2$")
    axes.legend()
    draw(figure, "warm")
    pyplot.close("all")


def open_figures() -> list[Figure]:
    """The figures that are open, in the order they were opened."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    return [pyplot.figure(number) for number in pyplot.get_fignums()] if pyplot else []


def close_figures() -> None:
    """Close all figures."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        pyplot.close("all")


def draw(figure: Figure, salt: str) -> Output:
    """The figure for light pages and for dark ones. `salt` makes the names of its parts its own."""
    light = _svg(figure, salt)
    if len(light) > _LARGEST:
        size = f"{len(light) / 1e6:.0f} MB"
        raise ValueError(f"the figure is {size} as SVG; draw fewer points, or pass rasterized=True to what has many")
    assets = tuple(Asset.of(svg.encode(), ".svg") for svg in (light, style.darken(light)))
    found = _SIZE.search(light)
    assert found, "Matplotlib states the size of an SVG, in points"
    facts = {side: str(round(float(found[side]) * _PIXELS_PER_POINT)) for side in ("width", "height")}
    return Output("figure", assets=assets, facts=facts)


def _svg(figure: Figure, salt: str) -> str:
    import matplotlib

    file = io.StringIO()
    # Glyphs as paths: a picture cannot use a page's fonts, and a reader's own have other widths.
    with matplotlib.rc_context({"svg.hashsalt": salt, "svg.fonttype": "path"}):
        figure.savefig(file, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    return file.getvalue()
