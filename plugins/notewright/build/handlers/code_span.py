"""`` `code` ``: stays as it is, but for `` `= expression` ``, which is a query."""

from __future__ import annotations

import html
import re

from notewright.build.app_only import inline_script
from notewright.build.draft import Draft
from notewright.build.queries import answer_inline
from notewright.build.stash import cleaned
from notewright.vault.syntax.code_span import CodeSpan

TOKEN = CodeSpan

# `==`, `=>` and a lone `=` are code that happens to begin with the sign.
_QUERY = re.compile(r"=(?![=>])\s*(?=\S)")
_SCRIPT = re.compile(r"\$=\s*(?=\S)")


def handle(token: CodeSpan, draft: Draft) -> str:
    """The answer of a query, or the code as it is written."""
    if query := _QUERY.match(token.code):
        return answer_inline(token.code[query.end() :], token.span, draft)
    if _SCRIPT.match(token.code):
        return inline_script(token.span, draft)
    if "\\|" in token.code and draft.project.in_table(draft.note, token.span):
        # In a table a pipe has to be escaped from the table, also in code; GFM takes the escape away.
        return draft.stash.inline(f"<code>{html.escape(token.code.replace(chr(92) + '|', '|'), quote=False)}</code>")
    return cleaned(draft.written(token))
