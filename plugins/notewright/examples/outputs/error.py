"""An error that a cell was to raise, and did."""

from __future__ import annotations

from html import escape

from notewright.examples.output import Output
from notewright.examples.place import Place

RANK = 100


def render(output: Output, place: Place) -> str:
    """The exception's name and message."""
    return f'<pre class="notewright-error"><code>{escape(output.text, quote=False)}</code></pre>'
