"""The text of an answer: in a line as it is, or, where it holds blocks, rendered by itself."""

from __future__ import annotations

from dataclasses import replace

from notewright.build.balance import is_balanced
from notewright.build.draft import Draft
from notewright.build.nesting import DEEPEST
from notewright.build.passages import places, write_passages
from notewright.build.public_answer import public_text
from notewright.build.stash import Excerpt, Inset
from notewright.text import Source
from notewright.vault import Note, read_note
from notewright.vault.block import Kind

_EACH = 1_000  # what such a text costs a page, in characters, if it shows next to nothing


def answer_text(text: str, draft: Draft, origin: str = "", holder: str = "notewright-script") -> str:
    """Markdown for a text from the note `origin`; `holder` is the class of what holds its blocks, if anything is to."""
    text = public_text(text, draft)
    note = _note(origin or draft.note.path, text)
    trail = draft.nesting.trail or ((draft.note.path, ""),)
    size = _EACH + len(text)
    if _is_line(note) or len(trail) > DEEPEST or not draft.nesting.room.take(size):
        return draft.answer(text, origin)
    number = next(draft.nesting.numbers)
    inner = draft.embedding(note, draft.nesting.within((*trail, (draft.note.path, f"script-{number}"))))
    is_answer = origin not in draft.project.vault.notes
    inner = replace(inner, is_answer=is_answer, blocks_are_code=True, tags_are_text=not is_balanced(text))
    markdown = inner.joined(write_passages(note.passages, places(note, named=False), inner))
    return draft.stash.put(Inset(Excerpt(markdown, inner.stash, size), f"script-{number}:", holder))


def holds_blocks(text: str) -> bool:
    """Whether a text is more than a paragraph."""
    return not _is_line(_note("", text))


def _note(path: str, text: str) -> Note:
    # Lines between `---` at the very beginning would be properties.
    return read_note(Source(path, f"\n{text}"))


def _is_line(note: Note) -> bool:
    """Whether a text is at most one paragraph."""
    blocks = [passage.block for passage in note.passages]
    return not blocks or (len(blocks) == 1 and blocks[0].kind is Kind.PARAGRAPH and not blocks[0].containers)
