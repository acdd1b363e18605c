"""`#topic`, `#topic/part`: a tag. It follows white space, and is not a number."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "#"
GUARD = r"(?<!\S#)(?=[^\s#])"

# Letters, digits, emoji and `_ - /`: all but white space, punctuation and the control and punctuation blocks.
# Of the last, `々〆〇` are letters.
_PUNCTUATION = (
    r"!-,.:-@\[-^`{-~\x00-\x1f\xa1\xa7\xab\xb6\xbb\xbf\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020"
    r"\u3030\u303d-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65"
)
_NAME = rf"[^\s{_PUNCTUATION}]"
_TAG = re.compile(rf"#(?=[^\s]*[^\d\s])({_NAME}+)")
_NAME_ONLY = re.compile(rf"{_NAME}+")


@token
class Tag(Token):
    """A tag; `name` is without the `#`."""

    name: str


def match(text: str, at: int, end: int) -> Tag | None:
    """The tag at `at`."""
    if at and not text[at - 1].isspace():
        return None
    found = _TAG.match(text, at, end)
    if found is None or not is_tag_name(found[1]):
        return None
    name = found[1].rstrip("/")
    return Tag(span_of((at, at + 1 + len(name))), name.lstrip("/"))


def is_tag_name(name: str) -> bool:
    """Whether a tag may have this name (without the `#`)."""
    return bool(_NAME_ONLY.fullmatch(name)) and not name.isdigit() and name.strip("/") != ""
