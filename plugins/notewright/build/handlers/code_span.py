"""`` `code` ``: stays as it is, but for `` `= expression` ``, which is a query."""

from __future__ import annotations

import html

from notewright.build.draft import Draft
from notewright.build.queries import answer_inline
from notewright.build.scripts import show_inline_script
from notewright.build.stash import cleaned
from notewright.vault.syntax.code_span import CodeSpan

TOKEN = CodeSpan


def handle(token: CodeSpan, draft: Draft) -> str:
    """The answer of a query, or the code as it is written."""
    query = None if draft.is_answer else draft.project.preferences.prefixes.read(token.code)
    if query is not None:
        if query.kind == "script":
            in_table = "\\|" in query.text and draft.project.in_table(draft.note, token.span)
            script = query.text.replace("\\|", "|") if in_table else query.text
            return show_inline_script(script, token.span, draft)
        return answer_inline(query.text, token.span, draft)
    if "\\|" in token.code and draft.project.in_table(draft.note, token.span):
        # In a table a pipe has to be escaped from the table, also in code; GFM takes the escape away.
        return draft.stash.inline(f"<code>{html.escape(token.code.replace(chr(92) + '|', '|'), quote=False)}</code>")
    return cleaned(draft.written(token))
