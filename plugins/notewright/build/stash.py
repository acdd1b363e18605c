"""Finished pieces of a page, kept out of Markdown's sight until it is rendered.

In the text a piece is its number between two code points that no text may hold (Unicode calls them noncharacters),
so that neither emphasis, tables nor any extension can read it as something else.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from notewright.text.element import Element

OPEN, CLOSE = "\ufdd0", "\ufdd1"
PLACE = re.compile(f"{OPEN}([0-9]+){CLOSE}")
STRETCH = re.compile(f"{OPEN}0([0-9]+){CLOSE}")
"""The place of a stretch, told from others by the zero before its number."""
# Text without a sign that could open or close anything, but for code, which is read first of all.
_PLAIN = re.compile(r"(?:[^$*+:<=\[\\\]^_`{|}~]++|`[^`]++`)*+")


@dataclass(frozen=True, slots=True)
class Piece:
    """HTML that is finished. A block stands in a paragraph of its own, which it replaces."""

    html: str
    block: bool = False


@dataclass(frozen=True, slots=True)
class Checkbox(Piece):
    """The box of a task, which says of the item that it opens what the task's state is."""

    state: str = " "


@dataclass(frozen=True, slots=True)
class Badge(Piece):
    """The verdict on a formula, which is no part of a heading that it stands in."""


@dataclass(frozen=True, slots=True)
class CalloutHead:
    """It opens the title of a callout, and makes one of the quote that the title opens. `style` is what themes know."""

    kind: str
    style: str
    metadata: str
    fold: str


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced code block that stands alone: the site's own highlighting reads it, whatever holds it."""

    fence: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Lines of HTML as an author wrote them, a block. Its end is not that of its elements: `<div>` may stand alone."""

    html: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The id of the heading it stands in."""

    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """A part of a note as other pages show it: its text, rendered by itself, and the pieces of that.

    `size` is what it costs a page, with all that it embeds.
    """

    markdown: str
    stash: Stash
    size: int


@dataclass(frozen=True, slots=True)
class Embed:
    """The place of an excerpt, which may have several: `scope` keeps the ids of each apart, `source` is its head."""

    excerpt: Excerpt
    scope: str
    source: str


@dataclass(frozen=True, slots=True)
class Inset:
    """The place of an excerpt that is a text of an answer; `scope` keeps its ids apart from others.

    `holder` is the class of the element around it; without one something holds it already.
    """

    excerpt: Excerpt
    scope: str
    holder: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Inline Markdown that is read by itself: no emphasis reaches into it or out of it."""

    markdown: str


Stashed = Piece | CalloutHead | Code | Raw | Anchor | Embed | Inset | Stretch | Element


@dataclass(slots=True)
class Stash:
    """The pieces of one page, in order, and its footnotes."""

    pieces: list[Stashed] = field(default_factory=list)
    footnotes: dict[str, int] = field(default_factory=dict)
    """The number of each footnote by what its uses call it."""
    references: Counter[str] = field(default_factory=Counter)
    """How often each footnote was referred to so far."""

    def put(self, piece: Stashed) -> str:
        """Keep a piece; the answer stands for it in the text."""
        self.pieces.append(piece)
        return f"{OPEN}{'0' if isinstance(piece, Stretch) else ''}{len(self.pieces) - 1}{CLOSE}"

    def inline(self, html: str) -> str:
        """Keep HTML that stands in a line of text."""
        return self.put(Piece(html))

    def within(self, opening: str, markdown: str, closing: str) -> str:
        """Keep the tags around a stretch of a line; where it holds markup, the stretch itself too."""
        text = self.inline(opening) + markdown + self.inline(closing)
        return text if _PLAIN.fullmatch(markdown) else self._stretch(text)

    def apart(self, markdown: str) -> str:
        """Keep a stretch of a line, where it holds markup."""
        return markdown if _PLAIN.fullmatch(markdown) else self._stretch(markdown)

    def _stretch(self, markdown: str) -> str:
        # What stands right behind the place of a stretch could be read as its attributes.
        return self.put(Stretch(markdown)) + self.inline("")

    def block(self, html: str) -> str:
        """Keep HTML that stands alone."""
        return self.put(Piece(html, block=True))


# Python-Markdown keeps pieces of its own, between these control characters.
_RESERVED = re.compile("[\ufdd0\ufdd1\x02\x03]")


def cleaned(text: str) -> str:
    """Text of an author in which nothing can pass for a piece."""
    return _RESERVED.sub("\ufffd", text)
