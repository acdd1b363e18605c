"""`<% command %>`: what the plugin Templater would have replaced; nothing inside is Markdown."""

from __future__ import annotations

from notewright.text import Span
from notewright.vault.token import Token, token

OPENER = "<%"
CLOSER = "%>"


@token
class TemplateTag(Token):
    """A command for Templater."""


def match(text: str, at: int, end: int) -> TemplateTag | None:
    """The command at `at`, if it ends."""
    closing = text.find(CLOSER, at + len(OPENER), end)
    return TemplateTag(Span(at, closing + len(CLOSER))) if closing >= 0 else None
