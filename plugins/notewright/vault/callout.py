"""A callout: a quote whose first line begins with its kind, `> [!warning]- Title`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notewright.text import span_of
from notewright.vault.block import Block, Kind, Quote, block_of
from notewright.vault.token import Token, token

# A round bracket behind it would make a link of it; `#` before the title makes the title larger.
_HEAD = re.compile(
    r"\[!(?=\s*+[^\s\[\]|])(?P<kind>[^\[\]|]++)(?:\|(?P<metadata>[^\[\]]*+))?+\](?!\()(?P<fold>[-+]?+)[ \t]*+"
    r"(?:(?P<level>#{1,6})(?:[ \t]++|$))?+"
)


@token
class Callout(Token):
    """What stands before a callout's title. `kind` is in lower case; `fold` is empty, `-` (closed) or `+` (open)."""

    kind: str
    metadata: str
    fold: str
    level: int
    """Of a title that is written as a heading (but is none); else 0."""


def split_callouts(text: str, blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks, where the first line of a callout is a block of its own."""
    return _split(text, blocks) if "[!" in text else blocks


def _split(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if not (block.containers and text.startswith("[!", block.lines[0].start) and _is_callout(text, block)):
            yield block
            continue
        kind, containers, (head, *text_lines), blank_before, level, closed = block
        yield block_of((Kind.CALLOUT, containers, (head,), blank_before, level, closed))
        if text_lines:
            yield block_of((kind, containers, tuple(text_lines), False, level, closed))


def match(text: str, at: int, end: int) -> Callout | None:
    """The head of a callout at `at`."""
    found = _HEAD.match(text, at, end)
    if found is None:
        return None
    kind, metadata = found["kind"].strip().lower(), " ".join((found["metadata"] or "").split())
    return Callout(span_of(found.span()), kind, metadata, found["fold"], len(found["level"] or ""))


def _is_callout(text: str, block: Block) -> bool:
    """Whether text stands on the first line of a quote, right after its sign, and begins as a callout does."""
    start, end = block.lines[0]
    quote = block.containers[-1]
    if block.kind is not Kind.PARAGRAPH or not isinstance(quote, Quote) or "\n" in text[quote.start : start]:
        return False
    return _HEAD.match(text, start, end) is not None
