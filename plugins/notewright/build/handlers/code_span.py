"""`` `code` ``: stays as it is, but for `` `= expression` ``, which is a query."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.queries import answer_inline
from notewright.build.stash import cleaned
from notewright.vault.syntax.code_span import CodeSpan

TOKEN = CodeSpan

# `==`, `=>` and a lone `=` are code that happens to begin with the sign.
_QUERY = re.compile(r"=(?![=>])\s*(?=\S)")


def handle(token: CodeSpan, draft: Draft) -> str:
    """The answer of a query, or the code as it is written."""
    if query := _QUERY.match(token.code):
        return answer_inline(token.code[query.end() :], token.span, draft)
    return cleaned(draft.note.source.text[token.span.start : token.span.end])
