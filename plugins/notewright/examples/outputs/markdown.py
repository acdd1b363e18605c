"""Markdown that an object makes of itself, with `_repr_markdown_`."""

from __future__ import annotations

from notewright.examples.output import Output
from notewright.examples.place import Place
from notewright.examples.rich import rich_text

RANK = 20


def of(value: object, salt: str) -> tuple[Output, ...] | None:
    """What the object says of itself."""
    text = rich_text(value, "_repr_markdown_")
    return None if text is None else (Output("markdown", text),)


def render(output: Output, place: Place) -> str:
    """The Markdown, rendered by the site."""
    return f'<div class="notewright-markdown">{place.markdown(output.text)}</div>'
