"""`#topic`: a link to the page that lists the notes of the tag."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.literal import in_attributes
from notewright.build.tags import write_tag
from notewright.vault.syntax.tag import Tag

TOKEN = Tag


def handle(token: Tag, draft: Draft) -> str:
    """The link; an id among attributes stays what it is, and in the text of a link a tag is text."""
    if in_attributes(token.span, draft):
        return draft.written(token)
    if draft.in_link:
        return draft.plain(f"#{token.name}")
    return write_tag(token.name, draft, hash_sign=True)
