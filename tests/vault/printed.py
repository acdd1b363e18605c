"""What a note is made of, as lines of text: the form in which the cases beside this file state it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

from notewright.text import Source
from notewright.vault import Note, read_note
from notewright.vault.block import Block, Container, Item, Kind, Quote
from notewright.vault.part import part
from notewright.vault.sentence import citing_sentence
from notewright.vault.token import Mark, Token


def _tokens(note: Note) -> Iterator[str]:
    for token in note.tokens:
        if not isinstance(token, Mark):
            yield _token(note.source.text, token)


def _token(text: str, token: Token) -> str:
    values = {field.name: getattr(token, field.name) for field in fields(token)}
    told = [f"{name}={value!r}" for name, value in values.items() if name not in {"span", "code_start"} and value]
    return " ".join([type(token).__name__, repr(text[token.span.start : token.span.end]), *told])


def _blocks(note: Note) -> Iterator[str]:
    for passage in note.passages:
        yield _block(note.source.text, passage.block)


def _block(text: str, block: Block) -> str:
    kind = block.kind.name.lower() + (str(block.level) if block.kind is Kind.HEADING else "")
    lines = " | ".join(text[line.start : line.end] for line in block.lines)
    held = " > ".join(map(_container, block.containers))
    return " ".join(part for part in (f"{held}:" if held else "", kind, repr(lines), _unclosed(block)) if part)


def _unclosed(block: Block) -> str:
    return "" if block.closed else "(not closed)"


def _container(container: Container) -> str:
    if isinstance(container, Quote):
        return "quote"
    if isinstance(container, Item):
        return f"item {container.number}{container.delimiter}" if container.ordered else f"item {container.delimiter}"
    return f"indented {container.opener}".strip()


def _links(note: Note) -> Iterator[str]:
    for link in note.outlinks:
        place = "{}:{}".format(*note.source.position(link.span.start))
        target = f"{link.target}#{link.fragment}" if link.fragment else link.target
        shown = f" shown {link.display!r}" if link.display else ""
        embed, held = "embed " if link.embed else "", f" in {link.property}" if link.property else ""
        yield f"{place} {embed}{target!r}{shown}{held}"


def _properties(note: Note) -> Iterator[str]:
    for key, value in note.properties.items():
        place = note.front_matter.places[key]
        yield "{}:{} {} = {!r}".format(*note.source.position(place.start), key, value)


def _headings(note: Note) -> Iterator[str]:
    for heading in note.headings:
        yield f"h{heading.level} {heading.text} ({heading.id})"


def _part(note: Note, fragment: str) -> Iterator[str]:
    found = part(note, fragment)
    if found is None:
        yield "nothing"
    for passage in found or ():
        yield _block(note.source.text, passage.block)


def _sentences(note: Note) -> Iterator[str]:
    text = note.source.text
    for link in note.outlinks:
        tokens = citing_sentence(text, note.passages, link.span)
        yield repr("".join(text[token.span.start : token.span.end] for token in tokens))


def _tags(note: Note) -> Iterator[str]:
    for use in note.tag_uses:
        yield "{}:{} {}".format(*note.source.position(use.span.start), use.name)


def _diagnostics(note: Note) -> Iterator[str]:
    for found in sorted(note.diagnostics, key=lambda diagnostic: diagnostic.order):
        yield f"{found.line}:{found.column} {found.severity} {found.code} {found.message}"


PRINTERS: dict[str, Callable[[Note], Iterator[str]]] = {
    "tokens": _tokens,
    "blocks": _blocks,
    "links": _links,
    "properties": _properties,
    "headings": _headings,
    "sentences": _sentences,
    "tags": _tags,
    "diagnostics": _diagnostics,
}


def printed(view: str, text: str) -> str:
    """One view of a note, a thing a line; `part FRAGMENT` is the view of its blocks that the fragment names."""
    note = read_note(Source("note.md", text))
    name, _, fragment = view.partition(" ")
    lines = _part(note, fragment) if name == "part" else PRINTERS[name](note)
    return "".join(f"{line}\n" for line in lines)
