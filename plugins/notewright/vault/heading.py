"""The headings of a note and the ids by which links reach them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from notewright.text import Span
from notewright.vault.block import Item, Kind, Quote
from notewright.vault.inline_query import PREFIXES
from notewright.vault.plain import plain_text
from notewright.vault.scan import Passage
from notewright.vault.syntax.code_span import CodeSpan
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

    inside: bool = False
    """Whether it stands in a quote or list, where Obsidian does not look for headings."""

    asks: bool = False
    """Whether a part of it is an inline query, whose answer is not known here. It is no part of the id."""

    def forms(self, form: Callable[[str], str]) -> frozenset[str]:
        """Its words in the form in which they are compared: as it shows them, and as they are written."""
        return frozenset((form(self.text), form(self.written)))


def headings(text: str, passages: Sequence[Passage]) -> Iterator[Heading]:
    """The headings of a note, in order."""
    taken: dict[str, int] = {}
    first = True
    for passage in passages:
        if passage.block.kind is Kind.HEADING:
            shown = plain_text(text, passage.tokens)
            fixed = tuple(token for token in passage.tokens if not _is_query(token))
            asks = len(fixed) < len(passage.tokens)
            name = unique(slug(plain_text(text, fixed) if asks else shown) or slug(shown), taken)
            level = passage.block.level
            written = "".join(text[s.start : s.end] for s in _content(passage.tokens))
            inside = any(isinstance(container, Quote | Item) for container in passage.block.containers)
            yield Heading(level, shown, name, passage.block.span, first and level == 1, written, inside, asks)
        first = first and all(isinstance(token, Comment | HtmlComment) for token in passage.tokens)


def _is_query(token: Token) -> bool:
    return isinstance(token, CodeSpan) and PREFIXES.read(token.code) is not None


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


def spaced(text: str) -> str:
    """The first form in which a link's words and a heading are compared: case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """The second form, in which punctuation does not count either."""
    text = unicodedata.normalize("NFC", text)
    return " ".join(_PUNCTUATION.sub(" ", text).casefold().split()) or " ".join(text.split())
