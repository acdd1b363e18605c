"""`[text](target "title")`, and with `!` before it an image."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = ("[", "![")

# Every repetition is possessive: what one took, no other tries again, so a link that never ends costs one look.
_SPACE = r"[ \t]*+(?:\n[ \t]*+)?+"
_EMBED = r"!\[\[(?:[^\[\]\n]++|\](?!\]))++\]\]"
_PAIR = r"\[(?:[^\[\]\\]++|\\[\s\S])*+\]"
TEXT = rf"(?P<text>(?:[^\[\]\\`!]++|\\[\s\S]|`[^`\n]*+`|`|{_EMBED}|!{_PAIR}(?:\([^()\n]*+\))?+|!|{_PAIR}(?!\())*+)"
"""The text of a link, which may hold code, images, embeds and brackets in pairs, but no other link."""
TITLE = (
    r"""(?:[ \t\n]++(?:"(?P<double>(?:[^"\\]++|\\[\s\S])*+)"|'(?P<single>(?:[^'\\]++|\\[\s\S])*+)'"""
    r"""|\((?P<round>[^()]*+)\)))?+"""
)
"""The title behind a link's target, if there is one."""
_LINK = re.compile(
    rf"!?\[{TEXT}\]\({_SPACE}(?:<(?P<angled>[^<>\n]*+)>|(?P<plain>(?:[^\s<>()\\]++|\\[^\s]|\([^\s()]*+\))*+))"
    rf"{TITLE}{_SPACE}\)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@token
class MarkdownLink(Token):
    """A link or image. `text` is Markdown; `target` is as written, without escapes."""

    text: str
    target: str
    title: str
    image: bool


def match(text: str, at: int, end: int) -> MarkdownLink | None:
    """The link at `at`."""
    found = _LINK.match(text, at, end)
    if found is None:
        return None
    words, angled, plain, double, single, rounded = found.groups("")
    title = double or single or rounded
    return MarkdownLink(span_of((at, found.end())), words, unescaped(angled or plain), title, text[at] == "!")


def unescaped(target: str) -> str:
    """A target without the backslashes that protect its signs."""
    return _ESCAPE.sub(r"\1", target) if "\\" in target else target


def is_external(target: str) -> bool:
    """Whether a link's target is an address with a scheme, or one of another host."""
    return _SCHEME.match(target) is not None
