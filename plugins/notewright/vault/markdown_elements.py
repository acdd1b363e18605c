"""Elements with the attribute `markdown`, whose text is Markdown as a whole: `<div class="grid" markdown>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notewright.text import Span
from notewright.vault.block import Block, Kind

_OPENING = re.compile(r"<([A-Za-z][\w-]*)\b[^<>]*\smarkdown(?=[\s=/>])[^<>]*>")
# What is not to be read sign by sign: code between fences, and what a browser shows as it stands.
_OPAQUE = re.compile(r"^[ \t]*+(?:`{3}|~{3})|<(?:pre|textarea)[\s>]", re.MULTILINE | re.IGNORECASE)


def markdown_elements(text: str, blocks: Iterable[Block]) -> frozenset[Span]:
    """The blocks of HTML that begin, end or stand in such an element."""
    said = "markdown" in text and (" markdown" in text or "\nmarkdown" in text)
    return frozenset(_inside(text, blocks) if said else ())


def holds_inline(text: str, block: Block) -> bool:
    """Whether a block of HTML in such an element holds nothing but tags and text."""
    return _OPAQUE.search(_html(text, block)) is None


def _inside(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    name, depth = "", 0
    for block in blocks:
        if block.kind is not Kind.HTML:
            continue
        html = _html(text, block)
        if html.startswith("<!--"):
            continue
        if depth == 0 and (found := _OPENING.search(html)):
            name = found[1]
        elif depth == 0:
            continue
        yield block.span
        depth = max(0, depth + _balance(name, html))


def _html(text: str, block: Block) -> str:
    return "\n".join(text[line.start : line.end] for line in block.lines)


def _balance(name: str, html: str) -> int:
    """How many more elements of the name begin than end."""
    begun: list[str] = re.findall(rf"<(/?){re.escape(name)}(?=[\s/>])", html, re.IGNORECASE)
    return len(begun) - 2 * sum(sign == "/" for sign in begun)
