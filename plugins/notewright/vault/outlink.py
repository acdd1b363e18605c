"""The links that a note makes, in its text and in its properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from notewright.text import Source, Span
from notewright.vault.frontmatter import FrontMatter
from notewright.vault.scan import Passage, scan_inline
from notewright.vault.syntax.inline_footnote import InlineFootnote
from notewright.vault.syntax.markdown_link import MarkdownLink, is_external
from notewright.vault.syntax.markdown_link import match as match_markdown_link
from notewright.vault.syntax.redacted import Redacted
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.syntax.wikilink import match as match_wikilink
from notewright.vault.token import Mark, Prose, Token

_OPENINGS = ("[", "![")
_WITHOUT_LINKS = frozenset({Prose, Mark})


@dataclass(frozen=True, slots=True)
class Outlink:
    """A link to a file of the vault, as written. `property` names the property that holds it."""

    target: str
    fragment: str
    display: str | None
    embed: bool
    span: Span
    property: str | None = None


def outlinks(source: Source, front_matter: FrontMatter, passages: Sequence[Passage]) -> Iterator[Outlink]:
    """The links of the properties, then those of the text, each in order."""
    for key, value in front_matter.data.items():
        if not _may_link(value):
            continue
        place = front_matter.places.get(key, Span(0, 0))
        at = place.end
        for text in _texts(value):
            for link in _property_link(source, front_matter, key, place, text, at):
                at = max(at, link.span.end)
                yield link
    for passage in passages:
        yield from links_of(passage.tokens)


def links_of(tokens: Sequence[Token], place: Span | None = None) -> Iterator[Outlink]:
    """The links among tokens; those inside the text of another link stand at its place."""
    for token in tokens:
        if type(token) in _WITHOUT_LINKS:
            continue
        if isinstance(token, WikiLink):
            yield Outlink(token.target, token.fragment, token.display, token.embed, place or token.span)
        elif isinstance(token, MarkdownLink):
            if (link := outlink_of(token)) is not None:
                yield link if place is None else Outlink(link.target, link.fragment, link.display, link.embed, place)
            if "[" in token.text:
                yield from links_of(scan_inline(token.text, 0, len(token.text)), place or token.span)
        elif isinstance(token, Redacted) and "[" in token.display:
            yield from links_of(scan_inline(token.display, 0, len(token.display)), place or token.span)
        elif isinstance(token, InlineFootnote):
            yield from links_of(scan_inline(token.text, 0, len(token.text)), place or token.span)


def outlink_of(token: MarkdownLink) -> Outlink | None:
    """The link to a file that a Markdown link makes; None for an address of the web."""
    if not token.target or is_external(token.target):
        return None
    path, _, fragment = token.target.partition("#")
    # A `#` that was encoded is a sign of the heading and parts nothing.
    words = "#".join(unquote(part).replace("#", " ") for part in fragment.split("#"))
    return Outlink(unquote(path), words, token.text or None, token.image, token.span)


def _may_link(value: object) -> bool:
    return "[" in value if isinstance(value, str) else isinstance(value, list | dict)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _property_link(
    source: Source, front_matter: FrontMatter, key: str, place: Span, text: str, at: int
) -> Iterator[Outlink]:
    """The link that a property's text is, if it is one and nothing else; it is looked for from `at` on."""
    words = text.strip()
    if words.startswith(_OPENINGS) and (link := whole_link(words)) is not None:
        found = source.text.find(words, at, front_matter.end)
        span = Span(found, found + len(words)) if found >= 0 else place
        yield Outlink(link.target, link.fragment, link.display, link.embed, span, key)


def whole_link(text: str) -> Outlink | None:
    """The link that a text is, if it is one to a file of the vault and nothing else."""
    token = _whole(text.strip())
    return next(links_of([token] if token else []), None)


def _whole(words: str) -> WikiLink | MarkdownLink | None:
    """The link that takes up all the words."""
    for match in (match_wikilink, match_markdown_link) if words.startswith(_OPENINGS) else ():
        token = match(words, 0, len(words))
        if token is not None and token.span.end == len(words):
            return token
    return None
