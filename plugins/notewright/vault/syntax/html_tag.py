"""`<u>`, `</u>`, `<https://example.org>`: a tag or an address in angle brackets; nothing inside is Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault.token import Token

OPENER = "<"
GUARD = r"(?=[A-Za-z/])"

_TAG = re.compile(
    r"""</?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:@][\w.:@-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?>"""
    r"""|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>"""
)


@dataclass(frozen=True, slots=True)
class HtmlTag(Token):
    """One tag, or an address between angle brackets."""


def match(text: str, at: int, end: int) -> HtmlTag | None:
    """The tag at `at`."""
    found = _TAG.match(text, at, end)
    return HtmlTag(Span(*found.span())) if found else None
