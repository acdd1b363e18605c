"""One note to one page: a pass over its tokens, each written by its handler."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from notewright.build.backlinks import backlinks
from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.footnotes import footnote_parts, footnotes_of
from notewright.build.line_ends import write_lines
from notewright.build.lines import Part, write
from notewright.build.literal import gets_own_id
from notewright.build.problems import problem_box
from notewright.build.properties import properties
from notewright.build.stash import Anchor, Stash
from notewright.text import Diagnostic, Span
from notewright.vault.block import Kind
from notewright.vault.footnote import definition_depth
from notewright.vault.heading import slug, unique
from notewright.vault.scan import Passage

# Lines of text that Python-Markdown would take for the beginning of a list, a quote, a rule, a table, code or the like:
# a `#` that no space follows, or what is indented so far that it only goes on with the line before it.
_LEADING_HASH = re.compile(r"^(?=#)", re.MULTILINE)
_LIKE_A_BLOCK = re.compile(
    r"^(?=[ \t]*+(?:>|(?:[-+*]|\d++[.)])(?:[ \t]|$)|[-=:|][-=:| \t]*+$|([-*_])(?:[ \t]*+\1){2,}[ \t]*+$"
    r"|`{3}|~{3}|!!!|\?{3}|={3}|</?[A-Za-z]))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before Markdown is rendered: its text, the pieces kept out of it, and what is wrong in its note."""

    title: str
    markdown: str
    stash: Stash
    diagnostics: tuple[Diagnostic, ...] = ()


def compile_note(draft: Draft) -> Page:
    """The page of the draft's note."""
    footnotes = footnotes_of(draft.note.passages, draft)
    draft.stash.footnotes.update({footnote.name: number for number, footnote in enumerate(footnotes, 1)})
    part = partial(_part, {heading.span: heading.id for heading in draft.note.headings}, draft)
    text = (passage for passage in draft.note.passages if definition_depth(passage) is None)
    body = [written for passage in text if (written := part(passage)) is not None]
    body += footnote_parts(footnotes, part, draft)
    found = draft.project.diagnostics_of(draft.note.path, draft.diagnostics)
    shown = (problem_box(found, draft), properties(draft), _unread(draft))
    head = [Part(Kind.HTML, (), text) for text in shown if text]
    foot = [Part(Kind.HTML, (), text) for text in (backlinks(draft),) if text]
    if draft.note.headings and draft.note.headings[0].opens_note and body:
        parts = [body[0], *head, *body[1:], *foot]
    else:
        parts = [_title(draft), *head, *body, *foot]
    return Page(draft.note.title, write(parts, draft.stash), draft.stash, found)


def _part(ids: Mapping[Span, str], draft: Draft, passage: Passage) -> Part | None:
    """A passage as it is to be written; None where nothing of it is left."""
    block = passage.block
    text = _passage(passage, draft)
    if block.kind is Kind.HEADING:
        place = draft.stash.put(Anchor(ids[block.span]))
        if gets_own_id(text, draft):  # by which links of this page reach it; those of notes use ours
            place += draft.stash.inline(f'<span class="notewright-anchor" id="{html.escape(ids[block.span])}"></span>')
        text = _heading(text, block.level, place)
    elif not text.strip() and not block.containers:
        return None
    return Part(block.kind, block.containers, text, block.blank_before)


def _passage(passage: Passage, draft: Draft) -> str:
    if passage.block.kind is Kind.RULE:
        return "---"
    if passage.block.kind is Kind.PARAGRAPH:
        return _guarded(write_lines(passage.tokens, draft), draft)
    return draft.write(passage.tokens)


def _guarded(text: str, draft: Draft) -> str:
    """Text of which no line can pass for a block: nothing, kept as a piece, stands before it."""
    if _LIKE_A_BLOCK.search(text):
        text = _LIKE_A_BLOCK.sub(draft.stash.inline(""), text)
    return _LEADING_HASH.sub(r"\\", text)


def _unread(draft: Draft) -> str:
    """Properties that could not be read, as they are written: nothing of a note is lost."""
    front_matter = draft.note.front_matter
    written = draft.note.source.text[: front_matter.end].strip().strip("-").strip("\n")
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
