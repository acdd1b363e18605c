"""The text of a note, or a part of it, with the footnotes that it asks for."""

from __future__ import annotations

from collections.abc import Sequence

from notewright.build.draft import Draft
from notewright.build.footnotes import footnote_parts, footnotes_of
from notewright.build.lines import Part
from notewright.build.passages import write_passages
from notewright.vault.footnote import definition_depth
from notewright.vault.scan import Passage


def body(passages: Sequence[Passage], draft: Draft) -> list[Part]:
    """Passages of the draft's note as they are to be written; those that define footnotes stand where they are used."""
    footnotes = footnotes_of(passages, draft)
    draft.stash.footnotes.update({footnote.key: number for number, footnote in enumerate(footnotes, 1)})
    known = draft.project.places(draft.note, named=not draft.is_embedded)
    text = (passage for passage in passages if definition_depth(passage) is None)
    return [*write_passages(text, known, draft), *footnote_parts(footnotes, known, draft)]
