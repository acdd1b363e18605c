"""`#topic`: a link to the page that lists the notes of the tag."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.literal import in_attributes
from notewright.build.tags import tag_link
from notewright.vault.syntax.tag import Tag

TOKEN = Tag


def handle(token: Tag, draft: Draft) -> str:
    """The link; an id among attributes stays what it is."""
    if in_attributes(token.span, draft):
        return draft.note.source.text[token.span.start : token.span.end]
    return draft.stash.inline(tag_link(token.name, draft, hash_sign=True))
