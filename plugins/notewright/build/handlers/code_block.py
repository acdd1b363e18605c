"""Indented code: shown as fenced code is."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.vault.token import CodeBlock

TOKEN = CodeBlock


def handle(token: CodeBlock, draft: Draft) -> str:
    """The code."""
    return write_code("", token.code, draft)
