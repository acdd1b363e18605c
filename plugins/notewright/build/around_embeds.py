"""Paragraphs in which notes are embedded: each becomes several, with the notes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from notewright.build.lines import Part
from notewright.build.stash import CLOSE, OPEN, Embed, Stash
from notewright.vault.block import Indented, Kind
from notewright.vault.scan import Passage
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.wikilink import WikiLink

# Emphasis that holds nothing but an embed has nothing to stress.
_STRESSED_PLACE = re.compile(rf"(?P<mark>[*_]{{1,3}}|==|~~|)(?P<place>{OPEN}(?P<number>[0-9]+){CLOSE})(?P=mark)")
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
    start = 0
    for found in _STRESSED_PLACE.finditer(part.text):
        if isinstance(stash.pieces[int(found["number"])], Embed):
            yield from _text(part, start, found.start(), stash)
            yield Part(Kind.HTML, part.containers, found["place"], part.blank_before or start > 0)
            start = found.end()
    if start == 0:
        yield part
    else:
        yield from _text(part, start, len(part.text), stash)


def _text(part: Part, start: int, end: int, stash: Stash) -> Iterator[Part]:
    text = part.text[start:end].strip()
    nothing = stash.inline("")
    if start > 0 and (text or (end == len(part.text) and _is_footnote(part))):
        # What stands behind an embed begins no list, whatever its first sign. A footnote ends with text, since the
        # link back is put into its last paragraph.
        yield replace(part, text=nothing + text, blank_before=True)
    elif text:
        # A task without a text of its own is one all the same.
        yield replace(part, text=f"{text} {nothing}" if _TASK.fullmatch(text) else text)


def _is_footnote(part: Part) -> bool:
    return any(isinstance(outer, Indented) and outer.opener for outer in part.containers)
