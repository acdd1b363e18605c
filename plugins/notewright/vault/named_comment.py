"""`<!-- … --> ^name`: a comment on a line of its own that ends with the name of the block above it."""

from __future__ import annotations

from notewright.text import Span, span_of
from notewright.vault.syntax.block_id import match as match_name
from notewright.vault.syntax.html_comment import match as match_comment
from notewright.vault.token import Prose, Token


def named_comment(text: str, place: Span) -> list[Token]:
    """A comment with the name of the block above it on its last line; none for any other HTML."""
    start, end = place
    comment = match_comment(text, start, end) if text.startswith("<!--", start) else None
    if comment is None or "^" not in text[comment.span.end : end]:
        return []
    at = text.index("^", comment.span.end)
    name = None if text[comment.span.end : at].strip() else match_name(text, at, end)
    return [comment, Prose(span_of((comment.span.end, at))), name] if name else []
