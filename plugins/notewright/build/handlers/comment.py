"""`%%…%%`: nothing of it reaches the page."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.vault.syntax.comment import Comment

TOKEN = Comment


def handle(token: Comment, draft: Draft) -> str:
    """Nothing."""
    return ""
