"""One note to one page: a pass over its tokens, each written by its handler."""

from __future__ import annotations

import html
from dataclasses import dataclass

from notewright.build.backlinks import backlinks
from notewright.build.body import body
from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.lines import Part, write
from notewright.build.mentions import mentions
from notewright.build.passages import heading_line
from notewright.build.problems import problem_box
from notewright.build.properties import properties
from notewright.build.silent import without_comments
from notewright.build.stash import Anchor, Stash
from notewright.text import Diagnostic
from notewright.vault.block import Kind
from notewright.vault.heading import slug, unique
from notewright.vault.syntax.redacted import unveiled


@dataclass(frozen=True, slots=True)
class Page:
    """A page before Markdown is rendered: its text, the pieces kept out of it, and what is wrong in its note."""

    title: str
    markdown: str
    stash: Stash
    diagnostics: tuple[Diagnostic, ...] = ()


def compile_note(draft: Draft) -> Page:
    """The page of the draft's note."""
    text = body(draft.note.passages, draft)
    found = draft.project.diagnostics_of(draft.note.path, draft.diagnostics)
    shown = (problem_box(found, draft), properties(draft), unread(draft))
    head = [Part(Kind.HTML, (), box) for box in shown if box]
    foot = [Part(Kind.HTML, (), box) for box in (backlinks(draft), mentions(draft)) if box]
    if draft.note.headings and draft.note.headings[0].opens_note and text:
        parts = [text[0], *_classed([*head, *text[1:], *foot], draft)]
    else:
        parts = [_title(draft), *_classed([*head, *text, *foot], draft)]
    return Page(draft.note.title, write(parts, draft.stash), draft.stash, found)


def _classed(parts: list[Part], draft: Draft) -> list[Part]:
    """The parts, in an element with the classes that the note asks for."""
    classes = " ".join(draft.note.css_classes)
    if not classes:
        return parts
    opening = draft.stash.block(f'<div class="{html.escape(classes)}">')
    return [Part(Kind.HTML, (), opening), *parts, Part(Kind.HTML, (), draft.stash.block("</div>"))]


def unread(draft: Draft) -> str:
    """Properties that could not be read, as they are written: nothing of a note is lost."""
    front_matter = draft.note.front_matter
    written = draft.note.source.text[: front_matter.end].strip().strip("-").strip("\n")
    written = without_comments(unveiled(written))
    return write_code("yaml", written, draft) if front_matter.diagnostics and not front_matter.data and written else ""


def _title(draft: Draft) -> Part:
    """A heading for a note that does not begin with one: Obsidian shows the title of every note."""
    name = unique(slug(draft.note.title), dict.fromkeys((heading.id for heading in draft.note.headings), 0))
    words = draft.plain(draft.note.title)
    return Part(Kind.HEADING, (), heading_line(words, 1, draft.stash.put(Anchor(name))))
