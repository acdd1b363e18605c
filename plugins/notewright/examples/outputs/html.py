"""HTML that an object makes of itself, with `_repr_html_`: a data frame, say."""

from __future__ import annotations

from notewright.examples.output import Output
from notewright.examples.place import Place
from notewright.examples.rich import rich_text

RANK = 10


def of(value: object, salt: str) -> tuple[Output, ...] | None:
    """What the object says of itself."""
    text = rich_text(value, "_repr_html_")
    return None if text is None else (Output("html", text),)


def render(output: Output, place: Place) -> str:
    """The HTML as it is: whoever may write cells may write HTML."""
    return f'<div class="notewright-html">{output.text}</div>'
