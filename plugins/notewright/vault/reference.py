"""`[text][name]` and `[name]: Note.md`: links whose targets stand elsewhere in the note.

Only those that lead to a file of the vault are tokens; for addresses of the web Python-Markdown knows what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from notewright.text import Span, span_of
from notewright.vault.block import Block, Kind
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.markdown_link import TEXT, TITLE, MarkdownLink, is_external, unescaped
from notewright.vault.syntax.redacted import NOTHING
from notewright.vault.syntax.redacted import match as match_redacted
from notewright.vault.token import Prose, Token, token
from notewright.vault.uncommented import COMMENT

_LABEL = r"(?:[^\[\]\\]|\\[\s\S])"
_DEFINITION = re.compile(
    rf"\[(?!\^)(?P<label>(?=[^\]]*\S){_LABEL}{{1,999}}+)\]:[ \t]*+\n?[ \t]*+"
    rf"(?:<(?P<angled>[^<>\n]*+)>|(?P<plain>[^\s<]\S*+)){TITLE}[ \t]*+(?=\n|$)"
)
# A bracket before the last one is no part of a name, unless a backslash protects it.
_BEHIND_NAME = re.compile(r"\]:(?:(?<=[^\[\]]\]:)|(?<=\\[\[\]]\]:))")
_REFERENCE = re.compile(rf"!?\[{TEXT}\](?:\[(?P<label>{_LABEL}{{0,999}}+)\])?")


@token
class Definition(Token):
    """What a name stands for; it is not shown."""

    label: str
    target: str
    title: str


References = Mapping[str, Definition]


def definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    """The definitions at the beginning of a text, in order; what was redacted does not end them."""
    while found := _DEFINITION.match(text, start := _after_redactions(text, start, end), end):
        target = unescaped(found["plain"] if found["angled"] is None else found["angled"])
        title = found["double"] or found["single"] or found["round"] or ""
        yield Definition(Span(start, found.end()), found["label"], target, title)
        start = min(found.end() + 1, end)


def definition_tokens(text: str, definition: Definition) -> list[Token]:
    """The tokens of a definition. One of an address is text, of which comments in the title are no part."""
    if not is_external(definition.target):
        return [definition]
    start, end = definition.span
    at = text.find("%%", end - len(definition.title) - 2, end) if "%%" in definition.title else end
    comments = [Comment(span_of(found.span())) for found in COMMENT.finditer(text, at, end)]
    edges = [start, *(edge for comment in comments for edge in comment.span), end]
    prose = [Prose(span_of((one, other))) for one, other in zip(edges[::2], edges[1::2], strict=True) if one < other]
    return sorted([*prose, *comments], key=lambda token: token.span.start)


def references(texts: Iterable[str]) -> References:
    """What each name stands for, of those that stand for a file of the vault; of two with one name the first counts."""
    found: dict[str, Definition] = {}
    for text in texts:
        for definition in definitions(text, 0, len(text)):
            found.setdefault(_folded(definition.label), definition)
    return {label: definition for label, definition in found.items() if not is_external(definition.target)}


def may_hold_definitions(text: str) -> bool:
    """Whether a definition could stand in a text."""
    return _BEHIND_NAME.search(text) is not None


def may_define(text: str, block: Block) -> bool:
    """Whether a block could begin with a definition."""
    if block.kind is not Kind.PARAGRAPH:
        return False
    start = block.lines[0].start
    return text.startswith(("[", NOTHING), start) and not text.startswith("[[", start)


def match_reference(text: str, at: int, end: int, known: References) -> MarkdownLink | None:
    """The link at `at` whose target is defined elsewhere."""
    found = _REFERENCE.match(text, at, end) if known else None
    if found is None:
        return None
    definition = known.get(_folded(found["label"] or found["text"]))
    if definition is None:
        return None
    return MarkdownLink(Span(*found.span()), found["text"], definition.target, definition.title, text[at] == "!")


def _after_redactions(text: str, start: int, end: int) -> int:
    """The place after the redactions at `start`, each of whole lines."""
    while text.startswith(NOTHING, start, end) and (redacted := match_redacted(text, start, end)):
        start = redacted.span.end
    return start


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
