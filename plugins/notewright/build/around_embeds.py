"""Paragraphs in which notes are embedded: each becomes several, with the notes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from notewright.build.emphasis import apart
from notewright.build.lines import Part
from notewright.build.stash import PLACE, Embed, Stash
from notewright.vault.block import Indented, Kind
from notewright.vault.scan import Passage
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.wikilink import WikiLink

_TASK = re.compile(r"\[.\]")


def holds_blocks(passage: Passage, text: str) -> bool:
    """Whether a note may be embedded in a passage: not between two tags of HTML, which cannot be taken apart."""
    depth = 0
    for token in passage.tokens:
        if isinstance(token, HtmlTag):
            depth += token.nesting(text)
        elif depth > 0 and isinstance(token, WikiLink | MarkdownLink):
            return False
    return True


def around_embeds(part: Part, stash: Stash) -> Iterator[Part]:
    """The paragraph in pieces; itself, when nothing is embedded in it."""
    places = [found.span() for found in PLACE.finditer(part.text) if isinstance(stash.pieces[int(found[1])], Embed)]
    if not places:
        yield part
        return
    for index, text in enumerate(apart(part.text, places)):
        if index:
            place = part.text[slice(*places[index - 1])]
            yield Part(Kind.HTML, part.containers, place, part.blank_before or index > 1)
        yield from _text(part, text, stash, is_first=index == 0, is_last=index == len(places))


def _text(part: Part, text: str, stash: Stash, *, is_first: bool, is_last: bool) -> Iterator[Part]:
    nothing = stash.inline("")
    if not is_first and (text or (is_last and _is_footnote(part))):
        # What stands behind an embed begins no list, whatever its first sign. A footnote ends with text, since the
        # link back is put into its last paragraph.
        yield replace(part, text=nothing + text, blank_before=True)
    elif text:
        # A task without a text of its own is one all the same.
        yield replace(part, text=f"{text} {nothing}" if _TASK.fullmatch(text) else text)


def _is_footnote(part: Part) -> bool:
    return any(isinstance(outer, Indented) and outer.opener for outer in part.containers)
