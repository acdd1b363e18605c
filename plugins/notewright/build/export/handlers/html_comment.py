"""`<!-- … -->`: gone, but a `verify:` comment leaves the verdict on its formula in words."""

from __future__ import annotations

from notewright.build.badge import SIGNS, words_of
from notewright.build.draft import Draft
from notewright.build.export.escape import escape
from notewright.vault.syntax.html_comment import HtmlComment

TOKEN = HtmlComment


def handle(token: HtmlComment, draft: Draft) -> str:
    """The verdict, if the comment asks for one."""
    if draft.tags_are_text:
        return draft.plain(draft.written(token))
    verdict = draft.project.verdict(draft.note.path, token.span)
    if verdict is None or verdict.state not in SIGNS:
        return ""
    return f"*{SIGNS[verdict.state]} {escape(words_of(verdict))}*"
