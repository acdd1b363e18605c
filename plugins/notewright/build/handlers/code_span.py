"""`` `code` ``: stays as it is, but for `` `= expression` ``, which is a query."""

from __future__ import annotations

import html

from notewright.build.draft import Draft
from notewright.build.queries import answer_inline
from notewright.build.scripts import show_inline_script
from notewright.build.stash import cleaned
from notewright.build.table import in_table
from notewright.vault.syntax.code_span import CodeSpan

TOKEN = CodeSpan


def handle(token: CodeSpan, draft: Draft) -> str:
    """The answer of a query, or the code as it is written."""
    query = None if draft.is_answer else draft.project.preferences.prefixes.read(token.code)
    if query is not None:
        if query.kind == "script":
            return show_inline_script(query.text, token.span, draft)
        return answer_inline(query.text, token.span, draft)
    written = draft.written(token)
    if "\\|" in written and in_table(draft.note, token.span):
        # In a table a pipe has to be escaped from the table, also in code; GFM takes the escape away.
        return draft.stash.inline(f"<code>{html.escape(token.code, quote=False)}</code>")
    return cleaned(written)
