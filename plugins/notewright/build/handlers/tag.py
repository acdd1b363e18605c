"""`#topic`: a link to the page that lists the notes of the tag."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.tags import write_tag
from notewright.vault.syntax.tag import Tag

TOKEN = Tag


def handle(token: Tag, draft: Draft) -> str:
    """The link; in the text of another one, its own text."""
    if draft.in_link:
        return draft.plain(f"#{token.name}")
    return write_tag(token.name, draft, hash_sign=True)
