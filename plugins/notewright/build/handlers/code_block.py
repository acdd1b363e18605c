"""Indented code: written between fences, since indentation means a list's content to Python-Markdown."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.fence import fenced
from notewright.vault.token import CodeBlock

TOKEN = CodeBlock


def handle(token: CodeBlock, draft: Draft) -> str:
    """The code between fences."""
    return fenced("", token.code)
