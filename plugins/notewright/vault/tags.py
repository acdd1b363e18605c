"""The tags that a note bears."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault.frontmatter import FrontMatter
from notewright.vault.property_form import property_values
from notewright.vault.scan import Passage, scan_inline
from notewright.vault.syntax.inline_footnote import InlineFootnote
from notewright.vault.syntax.tag import Tag, is_tag_name
from notewright.vault.token import Mark, Prose

_WITHOUT_TAGS = frozenset({Prose, Mark})
_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag at a place; `name` is without `#`."""

    name: str
    span: Span


def tag_uses(source: Source, front_matter: FrontMatter, passages: Sequence[Passage]) -> Iterator[TagUse]:
    """The tags of the text, then those of the properties, which may have signs that a text's tag cannot: `C++`."""
    yield from text_tag_uses(passages)
    for _, place, name in _property_tags(front_matter):
        if not name.isdigit():
            at = source.text.find(name, place.end, front_matter.end)
            yield TagUse(name, Span(at, at + len(name)) if at >= 0 else place)


def text_tag_uses(passages: Sequence[Passage]) -> Iterator[TagUse]:
    """The tags of the text."""
    for passage in passages:
        for token in passage.tokens:
            if type(token) in _WITHOUT_TAGS:
                continue
            if isinstance(token, Tag):
                yield TagUse(token.name, token.span)
            elif isinstance(token, InlineFootnote) and "#" in token.text:
                inner = scan_inline(token.text, 0, len(token.text))
                yield from (TagUse(tag.name, token.span) for tag in inner if isinstance(tag, Tag))


def tag_problems(source: Source, front_matter: FrontMatter) -> Iterator[Diagnostic]:
    """Tags that Obsidian would not take as they stand."""
    for key, value in property_values(front_matter, "tags"):
        place = front_matter.places.get(key, Span(0, 1))
        if isinstance(value, str) and value.strip() and key.lower() == "tags":
            as_list = f"[{', '.join(_split(value))}]"
            message = f"`{key}` is a text, which Obsidian no longer splits into tags; write a list: {as_list}"
            yield Diagnostic.at(source, place, "NOTE007", Severity.WARNING, message)
        for _ in _mappings(value):
            message = f"a member of `{key}` is a mapping, which is no tag; write names only: {key}: [one, two/three]"
            yield Diagnostic.at(source, place, "NOTE008", Severity.WARNING, message)
        for member in value if isinstance(value, list) else ():
            if isinstance(member, str) and len(names := _split(member)) > 1:
                message = (
                    f"`{member.strip()}` in `{key}` is read as {len(names)} tags, since a tag has no space or comma"
                )
                yield Diagnostic.at(source, place, "NOTE008", Severity.WARNING, message)
    for key, place, name in _property_tags(front_matter):
        if name.isdigit():
            message = f"`{name}` in `{key}` is no tag, since it is a number; give it a letter, such as y{name}"
            yield Diagnostic.at(source, place, "NOTE008", Severity.WARNING, message)
        elif not is_tag_name(name):
            message = (
                f"`{name}` in `{key}` cannot be written as a tag in a text: that has letters, digits, `_`, `-`, `/`"
            )
            yield Diagnostic.at(source, place, "NOTE008", Severity.WARNING, message)


def ancestors(tag: str) -> list[str]:
    """A tag and those above it, the tag first: `a/b` gives `a/b` and `a`."""
    if "/" not in tag:
        return [tag]
    parts = tag.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _split(text: str) -> list[str]:
    return [part.removeprefix("#") for part in _SEPARATOR.split(text) if part]


def _property_tags(front_matter: FrontMatter) -> Iterator[tuple[str, Span, str]]:
    for key, value in property_values(front_matter, "tags"):
        place = front_matter.places.get(key, Span(0, 1))
        for name in _names(value):
            yield key, place, name


def _mappings(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield value
    for member in value if isinstance(value, list) else ():
        yield from _mappings(member)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        # A level without a name above or below all others is none.
        yield from (name for part in _split(value) if (name := part.strip("/")))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif value is not None and not isinstance(value, dict):
        yield str(value).lower() if isinstance(value, bool) else str(value)  # as YAML writes it
