"""HTML that an object makes of itself, with `_repr_html_`: a data frame, say."""

from __future__ import annotations

import re
from html import unescape

from notewright.examples.output import Output
from notewright.examples.place import Place
from notewright.examples.rich import rich_text

RANK = 10

# LaTeX as notebooks typeset it, outside of what is shown letter by letter.
_FORMULA = re.compile(
    r"<(?P<raw>code|pre|script|style|textarea)\b.*?</(?P=raw)>"
    r"|\\\[(?P<display>[^<]{0,9999}?)\\\]"
    r"|\\\((?P<inline>[^<]{0,9999}?)\\\)",
    re.DOTALL | re.IGNORECASE,
)


def of(value: object, salt: str) -> tuple[Output, ...] | None:
    """What the object says of itself."""
    text = rich_text(value, "_repr_html_")
    return None if text is None else (Output("html", text),)


def render(output: Output, place: Place) -> str:
    """The HTML as it is, its formulas typeset: whoever may write cells may write HTML."""
    return f'<div class="notewright-html">{_typeset(output.text, place)}</div>'


def _typeset(html: str, place: Place) -> str:
    def formula(found: re.Match[str]) -> str:
        latex = found["display"] or found["inline"]
        return place.math(unescape(latex).strip(), found["display"] is not None) if latex else found[0]

    # Without a formula's end there is none to look for: an opening that nothing closes is not tried again and again.
    has_formula = r"\)" in html or r"\]" in html
    return _FORMULA.sub(formula, html) if has_formula else html
