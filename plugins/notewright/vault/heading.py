"""The headings of a note and the ids by which links reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault.block import Kind
from notewright.vault.plain import plain_text
from notewright.vault.scan import Passage
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `text` is what a reader sees, `id` is unique in the note."""

    level: int
    text: str
    id: str
    span: Span
    opens_note: bool
    """Whether it is of level 1 and nothing but comments stands before it."""


def headings(text: str, passages: Sequence[Passage]) -> Iterator[Heading]:
    """The headings of a note, in order."""
    taken: set[str] = set()
    first = True
    for passage in passages:
        if passage.block.kind is Kind.HEADING:
            shown = plain_text(text, passage.tokens)
            name = unique(slug(shown), taken)
            level = passage.block.level
            yield Heading(level, shown, name, passage.block.span, first and level == 1)
        first = first and all(isinstance(token, Comment | HtmlComment) for token in passage.tokens)


def slug(text: str) -> str:
    """The id that a heading's text gives: letters of every script and digits in lower case, joined by `-`."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def unique(name: str, taken: set[str]) -> str:
    """`name`, or with the first number that makes it new; it is taken from then on."""
    name = name or "section"
    candidate, number = name, 0
    while candidate in taken:
        number += 1
        candidate = f"{name}_{number}"
    taken.add(candidate)
    return candidate


def normalise(text: str) -> str:
    """The form in which a link's words and a heading are compared: case, punctuation and spaces do not count."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).casefold().split())


def find_heading(sections: Sequence[Heading], words: str) -> Heading | None:
    """The heading that `A` or `A#B` (B below A) names: the first in the note's order."""
    found: Heading | None = None
    at = 0
    for part in filter(None, (normalise(part) for part in words.split("#"))):
        below = found.level if found else 0
        for index in range(at, len(sections)):
            heading = sections[index]
            if found and heading.level <= below:
                return None
            if normalise(heading.text) == part:
                found, at = heading, index + 1
                break
        else:
            return None
    return found
