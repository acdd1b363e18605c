"""A paragraph in which notes are embedded: they stand between paragraphs of what is before and behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from notewright.build.lines import Part
from notewright.build.stash import PLACE, Embed, Stash
from notewright.vault.block import Kind


def around_embeds(part: Part, stash: Stash) -> Iterator[Part]:
    """The paragraph in pieces; itself, when nothing is embedded in it."""
    start = 0
    for found in PLACE.finditer(part.text):
        if isinstance(stash.pieces[int(found[1])], Embed):
            yield from _text(part, start, found.start(), stash)
            yield Part(Kind.HTML, part.containers, found[0], part.blank_before or start > 0)
            start = found.end()
    if start == 0:
        yield part
    else:
        yield from _text(part, start, len(part.text), stash)


def _text(part: Part, start: int, end: int, stash: Stash) -> Iterator[Part]:
    text = part.text[start:end].strip()
    if text and start > 0:
        # What stands behind an embed begins no list, whatever its first sign.
        yield replace(part, text=stash.inline("") + text, blank_before=True)
    elif text:
        yield replace(part, text=text)
