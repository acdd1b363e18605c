"""`<u>`, `</u>`, `<https://example.org>`: a tag or an address in angle brackets; nothing inside is Markdown.

What stands between `<script>` and `</script>`, or between those of a style, is no text: it is a part of the tag.
"""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "<"
GUARD = r"(?=[A-Za-z/])"

_TAG = re.compile(
    r"""<(?i:(?P<raw>script|style))(?=[\s>])[^<>]*+>(?:[^<]++|<(?!/?(?i:script|style)[\s>]))*+</(?i:(?P=raw))\s*+>"""
    r"""|</?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:@][\w.:@-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?>"""
    r"""|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>"""
)

_OPENING = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)[\s/>]")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@token
class HtmlTag(Token):
    """One tag, an address between angle brackets, or a script with its end."""

    def nesting(self, text: str) -> int:
        """By how much it changes the depth of what follows: 1 for `<u>`, -1 for `</u>`, 0 for `<br>`."""
        found = _OPENING.match(text, *self.span)
        if found is None or found[2].lower() in _VOID or text.endswith("/>", *self.span):
            return 0
        return -1 if found[1] else 1


def match(text: str, at: int, end: int) -> HtmlTag | None:
    """The tag at `at`."""
    found = _TAG.match(text, at, end)
    return HtmlTag(span_of(found.span())) if found else None
