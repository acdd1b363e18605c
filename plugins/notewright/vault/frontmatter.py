"""The properties at the top of a note, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from frontmatter.default_handlers import YAMLHandler

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault import yaml12
from notewright.vault.plain_properties import plain_properties


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Properties as YAML gives them. `end` is the offset of the body; `places` has the span of each key."""

    data: Mapping[str, object]
    end: int
    places: Mapping[str, Span] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


class _Handler(YAMLHandler):
    """Finds the block as Obsidian does: three hyphens on the very first line, and on a later one."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


_HANDLER = _Handler()
# Obsidian writes links in quotes; without them YAML reads `[[X]]` as a list in a list.
_PROPERTY = re.compile(r"[A-Za-z][\w -]*:(?: |$)")
_BARE_LINK = re.compile(r"!?\[\[[^\[\]\n]+\]\]")


def read_frontmatter(source: Source) -> FrontMatter:
    """The properties of a note; a note without any, or whose YAML is wrong, has none."""
    text = source.text
    if not text.startswith("---") or not _HANDLER.detect(text):
        return FrontMatter({}, 0)
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        return FrontMatter({}, 0, diagnostics=tuple(_unclosed(source)))
    end = len(text) - len(body) + (1 if body.startswith("\n") else 0)
    start = text.index("\n") + 1
    if (plain := plain_properties(text, start, start + len(block) - 1)) is not None:
        return FrontMatter(plain.data, end, plain.places)
    try:
        data, node = yaml12.load(block.removeprefix("\n"))
    except yaml12.WrongYamlError as error:
        return FrontMatter({}, end, diagnostics=(_wrong_yaml(source, start, error),))
    if data is None:
        return FrontMatter({}, end)
    if not isinstance(data, dict):
        return FrontMatter({}, 0)  # text between two rules
    places = {key: _span(start, place) for key, place, _ in yaml12.keys(node)}
    return FrontMatter(data, end, places, tuple(_check(source, start, node)))


def _unclosed(source: Source) -> Iterator[Diagnostic]:
    """A rule at the top is a rule, unless a property stands right below it."""
    if _PROPERTY.match(source.line(2)):
        message = "these properties are never closed, so they are text; add a line --- below the last of them"
        yield Diagnostic.at(source, Span(0, 3), "NOTE013", Severity.WARNING, message)


def _span(start: int, node: yaml.Node) -> Span:
    return Span(start + node.start_mark.index, start + node.end_mark.index)


def _wrong_yaml(source: Source, start: int, error: yaml12.WrongYamlError) -> Diagnostic:
    place = Span(start + error.offset, start + error.offset + 1)
    return Diagnostic.at(source, place, "NOTE001", Severity.ERROR, f"the properties are not valid YAML: {error}")


def _check(source: Source, start: int, node: yaml.Node | None) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for key, place, value in yaml12.keys(node):
        if key in seen:
            message = f"the property `{key}` stands here a second time, and this value replaces the first; remove one"
            yield Diagnostic.at(source, _span(start, place), "NOTE003", Severity.WARNING, message)
        seen.add(key)
        for bare in _bare_links(source.text, start, value):
            link = source.text[bare.start : bare.end]
            message = f'the link in `{key}` needs quotes, else YAML reads it as a list: "{link}"'
            yield Diagnostic.at(source, bare, "NOTE004", Severity.WARNING, message)


def _bare_links(text: str, start: int, node: yaml.Node) -> Iterator[Span]:
    if isinstance(node, yaml.SequenceNode):
        found = _BARE_LINK.match(text, start + node.start_mark.index)
        if found:
            yield Span(*found.span())
        for item in node.value if not found else ():
            yield from _bare_links(text, start, item)
