"""Badges in headings: they are on the page, but in no table of contents and in no title that a search tells."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from notewright.build.stash import PLACE, Badge, Stash

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The table of contents leaves out what looks like the reference of a footnote.
_TAG, _ID = "sup", "fnref:notewright-badge"
# That search takes the end of any element of the same name for the end of what it leaves out; a badge holds no `bdi`.
_NEUTRAL = "bdi"


def add_heading_badges(md: Markdown, stash: Callable[[], Stash]) -> None:
    """Register what stands before the table of contents (5), and after it."""
    md.treeprocessors.register(_Hide(md, stash), "notewright_badges", 5.5)
    md.treeprocessors.register(_Show(md), "notewright_badges_shown", 4.5)


class _Hide(Treeprocessor):
    """Puts the badges of headings into elements that are not for the table of contents."""

    def __init__(self, md: Markdown, stash: Callable[[], Stash]) -> None:
        super().__init__(md)
        self.stash = stash

    def run(self, root: ElementTree.Element) -> None:
        """Look at the headings, if the page has a badge."""
        if any(isinstance(piece, Badge) for piece in self.stash().pieces):
            for heading in (one for tag in _HEADINGS for one in root.iter(tag)):
                self._hide(heading)

    def _hide(self, heading: ElementTree.Element) -> None:
        for element in list(heading.iter()):
            for at in range(len(element) - 1, -1, -1):
                child = element[at]
                child.tail, hidden = self._cut(child.tail)
                element[at + 1 : at + 1] = hidden
            element.text, hidden = self._cut(element.text)
            element[0:0] = hidden

    def _cut(self, text: str | None) -> tuple[str | None, list[ElementTree.Element]]:
        """The text up to the first badge, and the badges with what follows each."""
        hidden: list[ElementTree.Element] = []
        start = 0
        before = text
        for found in PLACE.finditer(text or ""):
            if isinstance(self.stash().pieces[int(found[1])], Badge):
                assert text is not None
                _end(hidden, text[start : found.start()])
                before = before if hidden else text[: found.start()]
                badge = ElementTree.Element(_TAG, {"id": _ID})
                badge.text = found[0]
                hidden.append(badge)
                start = found.end()
        _end(hidden, (text or "")[start:])
        return before, hidden


def _end(hidden: list[ElementTree.Element], text: str) -> None:
    if hidden:
        hidden[-1].tail = text


class _Show(Treeprocessor):
    """Makes plain elements of them that Material's search leaves out."""

    def run(self, root: ElementTree.Element) -> None:
        """Look at every badge."""
        for element in list(root.iter(_TAG)):
            if element.get("id") == _ID:
                element.tag = _NEUTRAL
                element.attrib = {"data-search-exclude": ""}
