"""Matplotlib figures: all that are open after a cell, each for light pages and for dark ones."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from typing import Any

from notewright.examples.draw import close_figures, draw, open_figures
from notewright.examples.output import Output
from notewright.examples.place import Place

RANK = 5


def of(value: object, salt: str) -> tuple[Output, ...] | None:
    """A figure that is not open any more, drawn; for other parts of a figure, which plotting returns, nothing."""
    figure_module: Any = sys.modules.get("matplotlib.figure")
    if figure_module and isinstance(value, figure_module.Figure):
        is_open = any(figure is value for figure in open_figures())
        return () if is_open else (draw(value, f"{salt}/value"),)
    return () if _is_part(value) else None


def collect(salt: str) -> tuple[Output, ...]:
    """The open figures, in order, and close them."""
    try:
        return tuple(draw(figure, f"{salt}/{number}") for number, figure in enumerate(open_figures(), 1))
    finally:
        close_figures()


def render(output: Output, place: Place) -> str:
    """Both pictures: Material shows one by the ends of their addresses, other themes by their classes."""
    light, dark = output.assets
    alt = place.options.alt + (f" ({place.number} of {place.count})" if place.count > 1 and place.options.alt else "")
    size = f'width="{output.facts["width"]}" height="{output.facts["height"]}"'
    images = "".join(
        f'<img class="notewright-{scheme}" src="{escape(place.assets + asset.name)}#only-{scheme}"'
        f' alt="{escape(alt)}" {size} loading="lazy">'
        for asset, scheme in ((light, "light"), (dark, "dark"))
    )
    is_last = place.number == place.count
    caption = f"<figcaption>{escape(place.options.caption)}</figcaption>" if is_last and place.options.caption else ""
    return f'<figure class="notewright-figure">{images}{caption}</figure>'


def _is_part(value: object, depth: int = 3) -> bool:
    """Whether a value is what plotting functions return: artists, or artists among other things."""
    if type(value).__module__.partition(".")[0] in ("matplotlib", "mpl_toolkits"):
        return True
    if depth == 0:
        return False
    if isinstance(value, dict):
        value = list(value.values())
    numpy: Any = sys.modules.get("numpy")
    if numpy and isinstance(value, numpy.ndarray) and value.dtype.hasobject:
        value = value.ravel().tolist()  # the axes of `plt.subplots(2, 2)`
    return isinstance(value, list | tuple) and any(_is_part(each, depth - 1) for each in _first(value))


def _first(values: Iterable[object]) -> list[object]:
    """The first few: a list of a million numbers is no picture."""
    return [value for _, value in zip(range(8), values, strict=False)]
