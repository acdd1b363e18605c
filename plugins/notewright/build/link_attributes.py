"""Attributes behind a link into the vault, where the site reads them: `[text](Note.md){ .md-button }`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from notewright.text import Span
from notewright.vault.outlink import outlink_of
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.redacted import unveiled
from notewright.vault.token import Prose, Token

# What attributes look like: `{ .class }`, `{#id}`, `{ key=value }`, `{: … }`.
_VALUE = r"(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s{}\"']++)"
_ATTRIBUTE = rf"(?:[.#][^\s{{}}=]++|[\w:.@-]++={_VALUE})"
ATTRIBUTES = re.compile(rf"\{{:?[ \t]*+{_ATTRIBUTE}(?:[ \t]++{_ATTRIBUTE})*+[ \t]*+\}}")
"""A list of attributes."""
_ONE = re.compile(rf"(?P<sign>[.#])(?P<name>[^\s{{}}=]++)|(?P<key>[\w:.@-]++)=(?P<value>{_VALUE})")
_OURS = frozenset({"alt", "href", "src"})
_CLASS = re.compile(r' class="([^"]*)"')


def with_attributes(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """The tokens, where links into the vault have the attributes that directly follow them."""
    ahead = list(tokens)
    done = 0
    for token, after in zip_longest(ahead, ahead[1:]):
        found = _behind(token, after, text) if isinstance(token, MarkdownLink) else None
        if found is not None:
            yield replace(token, span=Span(token.span.start, found.end()))
            done = found.end()
        elif token.span.start >= done:
            yield token
        elif token.span.end > done:
            yield Prose(Span(done, token.span.end))


def _behind(link: MarkdownLink, after: Token | None, text: str) -> re.Match[str] | None:
    """The attributes directly behind a link; an address of the web keeps its own for whoever renders the page."""
    if not isinstance(after, Prose) or after.span.start != link.span.end or outlink_of(link) is None:
        return None
    return ATTRIBUTES.match(text, link.span.end)


def attributes_of(link: MarkdownLink, text: str) -> str:
    """The attributes of a link as HTML; the caller must see to it that they do no harm."""
    if not text.endswith("}", *link.span):
        return ""
    values: dict[str, str] = {}
    written = unveiled(text[text.rfind("{", *link.span) : link.span.end])
    for found in _ONE.finditer(written):
        if found["sign"] == ".":
            values["class"] = f"{values.get('class', '')} {found['name']}".strip()
        elif found["sign"]:
            values["id"] = found["name"]
        elif found["key"].lower() not in _OURS:
            values[found["key"].lower()] = found["value"].strip("\"'")
    return "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())


def with_class(name: str, attributes: str) -> str:
    """Attributes with one class more."""
    found = _CLASS.search(attributes)
    others = f" {found[1]}" if found else ""
    return f' class="{name}{others}"{_CLASS.sub("", attributes, count=1)}'
