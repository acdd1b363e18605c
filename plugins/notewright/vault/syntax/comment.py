"""`%%text%%`: a comment that no reader sees. A comment over several lines is a block of its own."""

from __future__ import annotations

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "%%"
CLOSER = "%%"


@token
class Comment(Token):
    """What the author wrote for nobody else. `closed` is false when it runs to the end of the note."""

    closed: bool = True


def match(text: str, at: int, end: int) -> Comment | None:
    """The comment at `at`, if it ends on the line it begins on."""
    closing = text.find("%%", at + 2, end)
    if closing < 0 or "\n" in text[at:closing]:
        return None
    return Comment(span_of((at, closing + 2)))
