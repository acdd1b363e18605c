"""The footnotes of a note: what they say, and what refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault.block import Indented, is_footnote
from notewright.vault.scan import Passage, scan_inline
from notewright.vault.syntax.footnote_reference import FootnoteReference
from notewright.vault.syntax.inline_footnote import InlineFootnote
from notewright.vault.syntax.redacted import unveiled
from notewright.vault.token import Token


@dataclass(frozen=True, slots=True)
class Definition:
    """What a footnote says. `depth` is how many quotes and lists hold it; `span` is its `[^label]:`."""

    label: str
    span: Span
    depth: int
    passages: tuple[Passage, ...]


def fold(label: str) -> str:
    """The form in which labels are compared: case does not count."""
    return label.casefold()


def definition_depth(passage: Passage) -> int | None:
    """How many quotes and lists hold the definition that a passage belongs to; None if it belongs to none."""
    for depth, container in enumerate(passage.block.containers):
        if is_footnote(container):
            return depth
    return None


def definitions(passages: Sequence[Passage]) -> Iterator[Definition]:
    """Every definition, in order, also of a label that was defined before."""
    found: dict[Indented, tuple[int, list[Passage]]] = {}
    for passage in passages:
        if (depth := definition_depth(passage)) is not None:
            container = passage.block.containers[depth]
            assert isinstance(container, Indented)
            found.setdefault(container, (depth, []))[1].append(passage)
    for container, (depth, held) in found.items():
        place = Span(container.start, container.start + len(container.opener))
        yield Definition(fold(container.opener[2:-2]), place, depth, tuple(held))


def first_definitions(passages: Sequence[Passage]) -> Mapping[str, Definition]:
    """The definitions by label; of several the first holds."""
    found: dict[str, Definition] = {}
    for definition in definitions(passages):
        found.setdefault(definition.label, definition)
    return found


def footnote_uses(tokens: Iterable[Token]) -> Iterator[FootnoteReference | InlineFootnote]:
    """What asks for a footnote."""
    return (token for token in tokens if isinstance(token, FootnoteReference | InlineFootnote))


def inner_tokens(footnote: InlineFootnote) -> list[Token]:
    """The tokens of a footnote between brackets; their places are those in its text."""
    return scan_inline(footnote.text, 0, len(footnote.text))


def footnote_problems(source: Source, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """References that lead nowhere, definitions that nothing needs, and labels that are defined twice."""
    known = first_definitions(passages)
    used: set[str] = set()
    for label, place in _references(passages):
        used.add(label)
        if label not in known:
            message = f"no footnote has this label; write `{unveiled(source.text[slice(*place)])}:` and what it says"
            yield Diagnostic.at(source, place, "NOTE018", Severity.WARNING, message)
    for definition in definitions(passages):
        if known[definition.label].span != definition.span:
            message = "a footnote of this label was defined before, which holds; give one of them another label"
            yield Diagnostic.at(source, definition.span, "NOTE020", Severity.WARNING, message)
        elif definition.label not in used:
            message = "nothing refers to this footnote, so it is not shown; refer to it or remove it"
            yield Diagnostic.at(source, definition.span, "NOTE019", Severity.INFO, message)


def _references(passages: Sequence[Passage]) -> Iterator[tuple[str, Span]]:
    for passage in passages:
        for token in footnote_uses(passage.tokens):
            if isinstance(token, FootnoteReference):
                yield fold(token.label), token.span
            else:
                for inner in footnote_uses(inner_tokens(token)):
                    if isinstance(inner, FootnoteReference):
                        yield fold(inner.label), token.span
