"""The headings of a note and the ids by which links reach them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from notewright.text import Span
from notewright.vault.block import Kind
from notewright.vault.plain import plain_text
from notewright.vault.scan import Passage
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.token import Mark, Token

# What links leave out of a heading's words: the punctuation of ASCII and of the general blocks, but no emoji.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u200c\u200e-\u206f\u3000-\u303f\uff01-\uff0f]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `text` is what a reader sees, `written` its Markdown; `id` is unique in the note."""

    level: int
    text: str
    id: str
    span: Span
    opens_note: bool
    """Whether it is of level 1 and nothing but comments stands before it."""
    written: str = ""

    def answers(self, words: str) -> bool:
        """Whether a link's words, normalised, name it: by what it shows or by how it is written."""
        return words in (normalise(self.text), normalise(self.written))


def headings(text: str, passages: Sequence[Passage]) -> Iterator[Heading]:
    """The headings of a note, in order."""
    taken: dict[str, int] = {}
    first = True
    for passage in passages:
        if passage.block.kind is Kind.HEADING:
            shown = plain_text(text, passage.tokens)
            name = unique(slug(shown), taken)
            level = passage.block.level
            written = "".join(text[s.start : s.end] for s in _content(passage.tokens))
            yield Heading(level, shown, name, passage.block.span, first and level == 1, written)
        first = first and all(isinstance(token, Comment | HtmlComment) for token in passage.tokens)


def _content(tokens: Sequence[Token]) -> Iterator[Span]:
    return (token.span for token in tokens if not isinstance(token, Mark))


def slug(text: str) -> str:
    """The id that a heading's text gives: letters of every script and digits in lower case, joined by `-`."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def unique(name: str, taken: dict[str, int]) -> str:
    """`name`, or with the first number that makes it new; it is taken from then on.

    `taken` holds for each name the last number tried, so that a thousand equal headings cost no million look-ups.
    """
    name = name or "section"
    candidate, number = name, taken.get(name, 0)
    while candidate in taken:
        number += 1
        candidate = f"{name}_{number}"
    taken[name] = number
    taken.setdefault(candidate, 0)
    return candidate


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """The form in which a link's words and a heading are compared: case, punctuation and spaces do not count."""
    text = unicodedata.normalize("NFC", text)
    return " ".join(_PUNCTUATION.sub(" ", text).casefold().split()) or " ".join(text.split())


def find_heading(sections: Sequence[Heading], words: str) -> Heading | None:
    """The heading that `A` or `A#B` (B below A) names: the first in the note's order."""
    wanted = [normalise(part) for part in words.split("#") if part.strip()]
    below: list[tuple[int, int]] = []  # the levels of the headings found so far that hold this one, with their depth
    for heading in sections if wanted else ():
        while below and heading.level <= below[-1][0]:
            below.pop()
        depth = below[-1][1] if below else 0
        if heading.answers(wanted[depth]):
            if depth + 1 == len(wanted):
                return heading
            below.append((heading.level, depth + 1))
    return None
