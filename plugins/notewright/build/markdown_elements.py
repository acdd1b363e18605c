"""Elements with the attribute `markdown`, which Python-Markdown reads as a whole: `<div class="grid" markdown>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notewright.text import Span
from notewright.vault.block import Kind
from notewright.vault.scan import Passage
from notewright.vault.token import HtmlBlock

_OPENING = re.compile(r"<([A-Za-z][\w-]*)\b[^<>]*\smarkdown(?=[\s=/>])[^<>]*>")


def markdown_elements(passages: Sequence[Passage]) -> frozenset[Span]:
    """The blocks of HTML that begin, end or stand in such an element."""
    return frozenset(_inside(passages))


def _inside(passages: Sequence[Passage]) -> Iterator[Span]:
    name, depth = "", 0
    for passage in passages:
        token = passage.tokens[0] if passage.block.kind is Kind.HTML else None
        if not isinstance(token, HtmlBlock):
            continue
        if depth == 0 and (found := _OPENING.search(token.html)):
            name = found[1]
        elif depth == 0:
            continue
        yield token.span
        depth = max(0, depth + _balance(name, token.html))


def _balance(name: str, html: str) -> int:
    """How many more elements of the name begin than end."""
    begun: list[str] = re.findall(rf"<(/?){re.escape(name)}(?=[\s/>])", html, re.IGNORECASE)
    return len(begun) - 2 * sum(sign == "/" for sign in begun)
