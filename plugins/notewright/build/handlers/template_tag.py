"""`<% command %>`: shown as it is written, since nobody is here to carry it out."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.text import Severity
from notewright.vault.syntax.template_tag import TemplateTag

TOKEN = TemplateTag


def handle(token: TemplateTag, draft: Draft) -> str:
    """The command as text."""
    message = "this command of Templater was never carried out, so it is shown; run it in Obsidian, or remove it"
    draft.report(token.span, "NOTE022", Severity.WARNING, message)
    return draft.plain(draft.written(token))
