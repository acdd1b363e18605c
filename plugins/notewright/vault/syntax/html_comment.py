"""`<!-- text -->`: an HTML comment; `<!-- verify: … -->` binds the formula before it to a function."""

from __future__ import annotations

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "<!--"
CLOSER = "-->"


@token
class HtmlComment(Token):
    """A comment. `text` is what stands inside, without white space around it."""

    text: str


def match(text: str, at: int, end: int) -> HtmlComment | None:
    """The comment at `at`, if it ends."""
    closing = text.find(CLOSER, at + len("<!"), end)  # `<!-->` is a comment too
    if closing < 0:
        return None
    return HtmlComment(span_of((at, closing + len(CLOSER))), text[at + len(OPENER) : closing].strip())
