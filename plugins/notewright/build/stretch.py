"""Stretches of a line that are read by themselves, such as the text of a link: what binds tighter than emphasis."""

from __future__ import annotations

from collections.abc import Callable
from re import Match
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from notewright.build.long_text import cut
from notewright.build.stash import STRETCH, Stash, Stretch


def add_stretches(md: Markdown, stash: Callable[[], Stash]) -> None:
    """Let `md` read the stretches of the page's stash, before anything else in their lines."""
    read = _Read(md, stash)
    md.inlinePatterns.register(read, "notewright_stretches", 1000)
    md.treeprocessors.register(_Start(md, read), "notewright_start", 1000)
    md.treeprocessors.register(_Unwrap(md, read), "notewright_unwrap", -1000)


class _Read(InlineProcessor):
    """Gives each stretch an element, whose text Python-Markdown reads by itself."""

    def __init__(self, md: Markdown, stash: Callable[[], Stash]) -> None:
        super().__init__(STRETCH.pattern, md)
        self.stash = stash
        self.made: list[ElementTree.Element] = []

    def handleMatch(  # type: ignore[override]  # noqa: N802  # Python-Markdown's name
        self, m: Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        """The element of a stretch."""
        stash = self.stash()
        piece = stash.pieces[int(m[1])]
        if not isinstance(piece, Stretch):
            return None, None, None
        # Of what a pattern answers, Python-Markdown reads two levels without the pattern, and later each below anew.
        element = ElementTree.Element("span")
        middle = ElementTree.SubElement(element, "span")
        inner = ElementTree.SubElement(middle, "span")
        inner.text = piece.markdown
        cut(inner, stash)
        self.made += element, middle, inner
        return element, m.start(), m.end()


class _Start(Treeprocessor):
    """Forgets the elements of the page before."""

    def __init__(self, md: Markdown, read: _Read) -> None:
        super().__init__(md)
        self.read = read

    def run(self, root: ElementTree.Element) -> None:
        """Begin a page."""
        self.read.made.clear()


class _Unwrap(Treeprocessor):
    """Takes the elements away when no extension looks for links any more: the tags are pieces in their text."""

    def __init__(self, md: Markdown, read: _Read) -> None:
        super().__init__(md)
        self.read = read

    def run(self, root: ElementTree.Element) -> None:
        """To Python-Markdown an element without a tag is what it holds."""
        for element in self.read.made:
            element.tag = None  # type: ignore[assignment]
