"""Text: what a cell printed, and, as the last resort, the `repr` of its value."""

from __future__ import annotations

from html import escape

from notewright.examples.output import Output
from notewright.examples.place import Place

RANK = 90


def of(value: object, salt: str) -> tuple[Output, ...]:
    """The value as Python writes it."""
    return (Output("text", f"{value!r}\n"),)


def render(output: Output, place: Place) -> str:
    """The text as it is."""
    return f'<pre class="notewright-text"><code>{escape(output.text, quote=False)}</code></pre>'
