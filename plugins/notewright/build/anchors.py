"""The places of named blocks, to which links lead: each stands where its block begins."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from notewright.build.stash import PLACE
from notewright.vault import Note
from notewright.vault.block import Item, Kind
from notewright.vault.index import block_anchor
from notewright.vault.named_block import NamedBlock
from notewright.vault.scan import Passage
from notewright.vault.task import Task


def anchors(note: Note) -> Mapping[int, Sequence[NamedBlock]]:
    """The named blocks of a note by the number of the passage that they begin with."""
    found: dict[int, list[NamedBlock]] = {}
    for block in note.named_blocks.values():
        found.setdefault(block.first, []).append(block)
    return found


def anchor(block: NamedBlock, *, alone: bool = False) -> str:
    """The place of a block as HTML; one that stands `alone` is no part of a text."""
    tag = "div" if alone else "span"
    return f'<{tag} class="notewright-anchor" id="{html.escape(block_anchor(block.name))}"></{tag}>'


def begins_with_text(block: NamedBlock, passage: Passage) -> bool:
    """Whether the place of a block can stand in the text with which it begins; else it needs one of its own."""
    containers = passage.block.containers
    is_item = isinstance(block.holder, Item) and not block.is_list and block.depth == len(containers) - 1
    return passage.block.kind in {Kind.PARAGRAPH, Kind.HEADING} and (is_item or block.holder is None)


def depth_of(block: NamedBlock, passage: Passage) -> int:
    """In how many of a passage's containers the place of its own stands."""
    if block.holder is None:
        return block.depth - 1 if passage.block.kind is Kind.PARAGRAPH and block.depth else block.depth
    return block.depth + (isinstance(block.holder, Item) and not block.is_list)


def with_place(text: str, place: str, passage: Passage) -> str:
    """A text with a place at its beginning, but behind the box of a task."""
    box = PLACE.match(text) if isinstance(next(iter(passage.tokens), None), Task) else None
    at = box.end() if box else 0
    return text[:at] + place + text[at:]
