"""Indented code: shown as fenced code is."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.queries import answer_code
from notewright.vault.token import CodeBlock

TOKEN = CodeBlock


def handle(token: CodeBlock, draft: Draft) -> str:
    """The code, or the answer if it is a query."""
    return answer_code(token.code, draft) or write_code("", token.code, draft)
