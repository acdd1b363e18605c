"""One note to one page: a pass over its tokens, each written by its handler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notewright.build.anchors import anchor, anchors, begins_with_text, depth_of, with_place
from notewright.build.backlinks import backlinks
from notewright.build.callout import write_title
from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.lines import Part, write
from notewright.build.mentions import mentions
from notewright.build.problems import problem_box
from notewright.build.properties import properties
from notewright.build.stash import Anchor, Stash
from notewright.build.table import write_table
from notewright.text import Diagnostic
from notewright.vault.block import Container, Kind
from notewright.vault.heading import slug, unique
from notewright.vault.named_block import stands_alone
from notewright.vault.scan import Passage
from notewright.vault.syntax.block_id import BlockId
from notewright.vault.syntax.redacted import unveiled

# A `#` that begins a line of text is a heading to Python-Markdown, whatever follows it.
_LEADING_HASH = re.compile(r"^(?=#)", re.MULTILINE)
# An extension of the site could make a callout of it where the note has none.
_LEADING_KIND = re.compile(r"\[![^\]\n]*+\](?!\()")


@dataclass(frozen=True, slots=True)
class Page:
    """A page before Markdown is rendered: its text, the pieces kept out of it, and what is wrong in its note."""

    title: str
    markdown: str
    stash: Stash
    diagnostics: tuple[Diagnostic, ...] = ()


def compile_note(draft: Draft) -> Page:
    """The page of the draft's note."""
    body = list(_body(draft))
    found = draft.project.diagnostics_of(draft.note.path, draft.diagnostics)
    shown = (problem_box(found, draft), properties(draft), _unread(draft))
    head = [Part(Kind.HTML, (), text) for text in shown if text]
    foot = [Part(Kind.HTML, (), text) for text in (backlinks(draft), mentions(draft)) if text]
    if draft.note.headings and draft.note.headings[0].opens_note:
        parts = [body[0], *head, *body[1:], *foot]
    else:
        parts = [_title(draft), *head, *body, *foot]
    return Page(draft.note.title, write(parts, draft.stash), draft.stash, found)


def _body(draft: Draft) -> Iterator[Part]:
    ids = iter(draft.note.headings)
    named = anchors(draft.note)
    holders: tuple[Container, ...] = ()
    for index, passage in enumerate(draft.note.passages):
        block, text = passage.block, _passage(passage, draft)
        for named_block in named.get(index, ()):
            if begins_with_text(named_block, passage):
                text = with_place(text, draft.stash.inline(anchor(named_block)), passage)
            else:
                place = draft.stash.block(anchor(named_block, alone=True))
                yield Part(Kind.HTML, block.containers[: depth_of(named_block, passage)], place, block.blank_before)
        if block.kind is Kind.HEADING:
            text = _heading(text, block.level, draft.stash.put(Anchor(next(ids).id)))
        elif not text.strip() and block.containers == holders[: len(block.containers)] and _adds_nothing(passage):
            continue
        holders = block.containers
        yield Part(block.kind, block.containers, text, block.blank_before)


def _adds_nothing(passage: Passage) -> bool:
    """Whether a passage without text can be left out: in a quote or list only the name of the block above it."""
    return not passage.block.containers or stands_alone(passage)


def _passage(passage: Passage, draft: Draft) -> str:
    if passage.block.kind is Kind.RULE:
        return "---"
    if passage.block.kind is Kind.CALLOUT:
        return write_title(passage, draft)
    if passage.block.kind is Kind.TABLE:
        return write_table(passage, draft)
    text = draft.write(passage.tokens)
    if passage.block.kind is Kind.PARAGRAPH:
        text = text.rstrip() if _is_named(passage) else text
        return _LEADING_HASH.sub(r"\\", f"\\{text}" if _LEADING_KIND.match(text) else text)
    return text


def _is_named(passage: Passage) -> bool:
    return any(isinstance(token, BlockId) for token in passage.tokens[-1:])


def _unread(draft: Draft) -> str:
    """Properties that could not be read, as they are written: nothing of a note is lost."""
    front_matter = draft.note.front_matter
    written = draft.note.source.text[: front_matter.end].strip().strip("-").strip("\n")
    written = unveiled(written)
    return write_code("yaml", written, draft) if front_matter.diagnostics and not front_matter.data and written else ""


def _title(draft: Draft) -> Part:
    """A heading for a note that does not begin with one: Obsidian shows the title of every note."""
    name = unique(slug(draft.note.title), dict.fromkeys((heading.id for heading in draft.note.headings), 0))
    words = draft.plain(draft.note.title)
    return Part(Kind.HEADING, (), _heading(words, 1, draft.stash.put(Anchor(name))))


def _heading(text: str, level: int, anchor: str) -> str:
    """A heading on one line. Python-Markdown would take `#` at its end for a part of the mark."""
    words = " ".join(text.split())
    if words.endswith("#"):
        words = words[:-1] + "\\#"
    return f"{'#' * level} {anchor}{words}"
