"""Headings: other generators give them ids of their own, so links find ours in anchors beside those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markdown import Markdown

from notewright.build.export.pieces import anchor
from notewright.build.lines import Part
from notewright.build.stash import PLACE, Anchor, Stash
from notewright.vault.block import Kind

# Of such words every generator makes the same id, whatever extensions it has.
_SIMPLE = re.compile(r"#+ [A-Za-z0-9 ,.?!'-]*")


def named(parts: Sequence[Part], stash: Stash) -> Iterator[Part]:
    """The parts; a heading whose id is not the one that generators make of its words has an anchor."""
    headings = [PLACE.sub("", part.text) for part in parts if part.kind is Kind.HEADING]
    ids = iter(_automatic_ids(headings))
    for part in parts:
        if part.kind is not Kind.HEADING:
            yield part
            continue
        automatic, words = next(ids), PLACE.sub("", part.text)
        found = PLACE.search(part.text)
        piece = stash.pieces[int(found[1])] if found else None
        if isinstance(piece, Anchor) and not (piece.id == automatic and _SIMPLE.fullmatch(words)):
            sign, _, rest = words.partition(" ")
            words = f"{sign} {anchor(piece.id)}{rest}"
        yield replace(part, text=words)


def _automatic_ids(headings: Sequence[str]) -> list[str]:
    """The ids that Python-Markdown gives to headings; it is asked, since it numbers those of the same words."""
    reader = Markdown(extensions=["toc"])
    reader.convert("\n\n".join(headings))
    found = list(_ids(getattr(reader, "toc_tokens", [])))
    return found if len(found) == len(headings) else [""] * len(headings)


def _ids(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        yield token["id"]
        yield from _ids(token["children"])
