"""Text that an extension of the site would take for its own, although it is text to Obsidian."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.link_attributes import ATTRIBUTES
from notewright.build.stash import cleaned
from notewright.text import Span

# Other extensions read `{{`, `{%`, `{++`.
_OTHER = re.compile(r"\{[-+~=>{%]|\{:[ \t]")
_OTHER_END = frozenset("-+~=<}%")
_LINE_END = re.compile(r"[ \t]*+(?=\||\n|$)")
_REACH = 200
_BRACE = re.compile(r"[{}]")
# An emoji's name stands apart from words: `10:30:45` and `a:b:c` have none.
_COLON = re.compile(r"(?<=\w):(?=[\w+-]++:)")


def literal(span: Span, draft: Draft) -> str:
    """The text at a place; signs that mean nothing in Obsidian are kept from the extensions of the site."""
    extensions, text = draft.project.dialect.extensions, draft.note.source.text
    words = cleaned(text[span.start : span.end])
    if "attr_list" in extensions and ("{" in words or "}" in words):
        at = span.start

        def written(found: re.Match[str]) -> str:
            keeps = _opens if found[0] == "{" else _closes
            return found[0] if keeps(text, at + found.start()) else draft.plain(found[0])

        words = _BRACE.sub(written, words)
    if ":" in words and "pymdownx.emoji" in extensions:
        words = _COLON.sub(lambda _: draft.plain(":"), words)
    return words


def _opens(text: str, at: int) -> bool:
    """Whether a brace begins what an extension may read. A wiki link has no attributes; nor has text in a line."""
    if _OTHER.match(text, at):
        return True
    found = ATTRIBUTES.match(text, at)
    if found is None or text.endswith("]]", 0, at):
        return False
    stands_apart = (
        text[max(0, at - 1) : at] in {" ", "\t"} and text[max(0, at - _REACH) : at].rpartition("\n")[2].strip()
    )
    return not stands_apart or _LINE_END.match(text, found.end()) is not None


def _closes(text: str, at: int) -> bool:
    """Whether a brace ends what an extension may read: that looks for the last one of the line."""
    if text[max(0, at - 1) : at] in _OTHER_END or text.startswith("}}", at):
        return True
    opening = text.rfind("{", max(0, at - _REACH), at)
    if opening < 0 or not _opens(text, opening):
        return False
    found = ATTRIBUTES.match(text, opening)
    return found is None or found.end() == at + 1


def in_attributes(span: Span, draft: Draft) -> bool:
    """Whether what stands at a place, `#name`, is an id among attributes: `{ .class #name }`."""
    if "attr_list" not in draft.project.dialect.extensions:
        return False
    text = draft.note.source.text
    opening = text.rfind("{", max(0, span.start - _REACH), span.start)
    found = ATTRIBUTES.match(text, opening) if opening >= 0 else None
    return found is not None and found.end() > span.end
