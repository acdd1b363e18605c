"""Text that an extension of the site would take for its own, although it is text to Obsidian."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.stash import cleaned
from notewright.text import Span

# What attributes look like: `{ .class }`, `{#id}`, `{ key=value }`, `{: … }`; other extensions read `{{`, `{%`, `{++`.
_VALUE = r"(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s{}\"']++)"
_ATTRIBUTE = rf"(?:[.#][^\s{{}}=]++|[\w:.@-]++={_VALUE})"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*+{_ATTRIBUTE}(?:[ \t]++{_ATTRIBUTE})*+[ \t]*+\}}")
_OTHER = re.compile(r"\{[-+~=>{%]|\{:[ \t]")
_REACH = 200
# An emoji's name stands apart from words: `10:30:45` and `a:b:c` have none.
_COLON = re.compile(r"(?<=\w):(?=[\w+-]++:)")


def literal(span: Span, draft: Draft) -> str:
    """The text at a place; signs that mean nothing in Obsidian are kept from the extensions of the site."""
    extensions, text = draft.project.dialect.extensions, draft.note.source.text
    words = cleaned(text[span.start : span.end])
    if "{" in words and "attr_list" in extensions:
        braces = [span.start + found.start() for found in re.finditer(r"\{", words)]
        kept = {at - span.start for at in braces if _ATTRIBUTES.match(text, at) or _OTHER.match(text, at)}
        words = re.sub(r"\{", lambda found: "{" if found.start() in kept else draft.plain("{"), words)
    if ":" in words and "pymdownx.emoji" in extensions:
        words = _COLON.sub(lambda _: draft.plain(":"), words)
    return words


def in_attributes(span: Span, draft: Draft) -> bool:
    """Whether what stands at a place, `#name`, is an id among attributes: `{ .class #name }`."""
    if "attr_list" not in draft.project.dialect.extensions:
        return False
    text = draft.note.source.text
    opening = text.rfind("{", max(0, span.start - _REACH), span.start)
    found = _ATTRIBUTES.match(text, opening) if opening >= 0 else None
    return found is not None and found.end() > span.end
