"""The properties at the top of a note, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from frontmatter.default_handlers import YAMLHandler

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault import yaml12


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
_BARE_LINK = re.compile(r"!?\[\[[^\[\]\n]+\]\]")


def read_frontmatter(source: Source) -> FrontMatter:
    """The properties of a note; a note without any, or whose YAML is wrong, has none."""
    text = source.text
    if not text.startswith("---") or not _HANDLER.detect(text):
        return FrontMatter({}, 0)
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        return FrontMatter({}, 0)  # a rule at the top, which nothing closes
    end = len(text) - len(body) + (1 if body.startswith("\n") else 0)
    try:
        data, node = yaml12.load(block.removeprefix("\n"))
    except yaml.YAMLError as error:
        return FrontMatter({}, end, diagnostics=(_wrong_yaml(source, error),))
    if data is None:
        return FrontMatter({}, end)
    if not isinstance(data, dict):
        return FrontMatter({}, 0)  # text between two rules
    start = text.index("\n") + 1
    places = {key: _span(start, place) for key, place, _ in yaml12.keys(node)}
    return FrontMatter(
        {str(key): value for key, value in data.items()}, end, places, tuple(_check(source, start, node))
    )


def _span(start: int, node: yaml.Node) -> Span:
    return Span(start + node.start_mark.index, start + node.end_mark.index)


def _wrong_yaml(source: Source, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = source.offset(mark.line + 2, mark.column + 1) if mark else 0
    problem = getattr(error, "problem", None) or " ".join(str(error).split())
    message = f"the properties are not valid YAML: {problem}; mend this line, or quote its value"
    return Diagnostic.at(source, Span(offset, offset + 1), "NOTE001", Severity.ERROR, message)


def _check(source: Source, start: int, node: yaml.Node | None) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for key, place, value in yaml12.keys(node):
        if key in seen:
            message = f"the property `{key}` stands here a second time, and this value replaces the first; remove one"
            yield Diagnostic.at(source, _span(start, place), "NOTE003", Severity.WARNING, message)
        seen.add(key)
        span = _span(start, value)
        if isinstance(value, yaml.SequenceNode) and (bare := _BARE_LINK.match(source.text, span.start)):
            message = f'the link in `{key}` needs quotes, else YAML reads it as a list: "{bare[0]}"'
            yield Diagnostic.at(source, Span(*bare.span()), "NOTE004", Severity.WARNING, message)
