"""`<!-- … -->`: nothing of it reaches the page, but a `verify:` comment leaves the verdict on its formula."""

from __future__ import annotations

from notewright.build.badge import badge
from notewright.build.draft import Draft
from notewright.build.stash import Badge
from notewright.vault.syntax.html_comment import HtmlComment

TOKEN = HtmlComment


def handle(token: HtmlComment, draft: Draft) -> str:
    """The badge of the formula before it, if it says how to verify one."""
    if draft.tags_are_text:
        return draft.plain(draft.written(token))
    verdict = draft.project.verdict(draft.note.path, token.span)
    shown = badge(verdict, draft) if verdict else ""
    return draft.stash.put(Badge(shown)) if shown else ""
