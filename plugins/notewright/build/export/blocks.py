"""Blocks as plain Markdown that Python-Markdown and CommonMark read alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from notewright.build.export.footnote import scope_footnotes
from notewright.build.export.heading import named
from notewright.build.export.pieces import NOTHING, fill, is_indented
from notewright.build.lines import Part, write
from notewright.build.stash import PLACE, Stash
from notewright.vault.block import Container, Indented, Kind


def write_parts(parts: Iterable[Part], stash: Stash) -> str:
    """Blocks as text in which nothing is kept aside any more."""
    filled = [replace(part, text=_filled(part, stash, bool(part.containers))) for part in parts]
    return PLACE.sub(NOTHING, write(_parted(_begun(named(filled, stash))), Stash()))


def part_footnotes(parts: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    """The blocks that are text, and those that footnotes hold."""
    text: list[Part] = []
    footnotes: list[Part] = []
    for part in parts:
        (footnotes if any(map(_opens_footnote, part.containers[:1])) else text).append(part)
    return text, footnotes


def _opens_footnote(container: Container) -> bool:
    return isinstance(container, Indented) and bool(container.opener)


def write_embedded(parts: Iterable[Part], stash: Stash, scope: str) -> str:
    """Blocks of a note as other notes show them: its headings are no headings there, and `scope` names its footnotes.

    A list may hold the embed, so its code is indented.
    """
    scoped = (replace(part, containers=tuple(_scoped(outer, scope) for outer in part.containers)) for part in parts)
    filled = [_without_heading(replace(part, text=_filled(part, stash, True))) for part in scoped]
    return PLACE.sub(NOTHING, write(_parted(_begun(filled)), Stash())).strip("\n")


def _scoped(container: Container, scope: str) -> Container:
    if isinstance(container, Indented) and _opens_footnote(container):
        return container._replace(opener=scope_footnotes(container.opener, scope))
    return container


def _without_heading(part: Part) -> Part:
    """A heading as strong words: it is none of the host, whose own headings keep their ids."""
    if part.kind is not Kind.HEADING:
        return part
    words = PLACE.sub("", part.text).lstrip("#").strip()
    return replace(part, kind=Kind.PARAGRAPH, text=f"**{words}**" if words else NOTHING)


def _filled(part: Part, stash: Stash, held: bool) -> str:
    """The text of a part. A marker that nothing follows would underline what stands above it."""
    text = fill(part.text, stash, held)
    return NOTHING if part.containers and not text.strip() else text


def _begun(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts; a callout's title and the text below it are one, as other readers of callouts expect."""
    title: Part | None = None
    for part in parts:
        if title is not None and part.kind is Kind.PARAGRAPH and part.containers == title.containers:
            part = replace(title, kind=Kind.PARAGRAPH, text=f"{title.text}\n{part.text}")
        elif title is not None:
            yield title
        title = part if part.kind is Kind.CALLOUT else None
        if title is None:
            yield part
    if title is not None:
        yield title


def _parted(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with something invisible before code that would belong to the code or the list above it."""
    before: Part | None = None
    for part in parts:
        if before is not None and is_indented(part.text) and _would_take(before, part):
            yield Part(Kind.HTML, part.containers, NOTHING)
        yield part
        before = part


def _would_take(before: Part, part: Part) -> bool:
    depth = len(part.containers)
    if before.containers[:depth] != part.containers:
        return False
    return len(before.containers) > depth or is_indented(before.text)
