"""A formula that an object makes of itself, with `_repr_latex_`."""

from __future__ import annotations

from notewright.examples.output import Output
from notewright.examples.place import Place
from notewright.examples.rich import rich_text

RANK = 30


def of(value: object, salt: str) -> tuple[Output, ...] | None:
    """What the object says of itself."""
    text = rich_text(value, "_repr_latex_")
    return None if text is None else (Output("latex", text.strip().strip("$").strip()),)


def render(output: Output, place: Place) -> str:
    """The formula, rendered by the site."""
    return f'<div class="notewright-latex">{place.math(output.text, True)}</div>'
