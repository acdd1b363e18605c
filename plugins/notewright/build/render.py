"""The extension of Python-Markdown that puts the pieces of a page in their places.

Elements become a part of the tree before inline Markdown is read, so that the text of each cell or item is read by
itself; headings get their ids before the table of contents is made; finished HTML comes last, when nothing reads it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from notewright.build.callout import open_callout
from notewright.build.depth import LimitDepth
from notewright.build.heading_badge import add_heading_badges
from notewright.build.includes import Includes, guard
from notewright.build.long_text import cut
from notewright.build.sanitize import sanitize
from notewright.build.scope import scoped
from notewright.build.stash import OPEN, PLACE, Anchor, Code, Embed, Excerpt, Inset, Piece, Raw, Stash, Stashed, Stretch
from notewright.build.stretch import add_stretches
from notewright.build.task import mark_task
from notewright.text.element import Element, Node
from notewright.text.element import Markdown as MarkdownText

_ALONE = re.compile(rf"\s*{PLACE.pattern}\s*")
_PARAGRAPH = re.compile(rf"<p>\s*{PLACE.pattern}\s*</p>|{PLACE.pattern}")
_TAG = re.compile(r"<[^<>]*+>")
_TAG_WITH_PLACE = re.compile(rf"<[A-Za-z][^<>{OPEN}]*+{OPEN}[^<>]*+>")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Headings in what is shown beside a note's text are not in its table of contents, which looks for their tags.
_NO_CONTENTS = "notewright-"


@dataclass(slots=True)
class Current:
    """The pieces of the page that is rendered now, what renders the excerpts among them, and what the site allows."""

    stash: Stash
    render: Callable[[Excerpt], str] | None = None
    is_excerpt: bool = False
    """Whether it is the text of an embed."""
    trusts_html: bool = False
    includes: Includes = field(default_factory=Includes)


class NotewrightExtension(Extension):
    """`current` is shared with whoever hands the pages to Markdown."""

    def __init__(self, current: Current | None = None, **kwargs: object) -> None:
        self.current = current or Current(Stash())
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        """Register the steps: before inline Markdown (20), right after it, before the contents (5), and after all."""
        guard(md, self.current.includes)
        md.preprocessors.register(LimitDepth(md), "notewright_depth", 21)
        plant = _Plant(md, self.current)
        md.treeprocessors.register(plant, "notewright_elements", 25)
        add_stretches(md, lambda: self.current.stash)
        add_heading_badges(md, lambda: self.current.stash)
        md.treeprocessors.register(_KeepIds(md, plant), "notewright_ids", 6)
        md.treeprocessors.register(_Label(md), "notewright_arrows", 14)
        md.treeprocessors.register(_RestoreHeadings(md), "notewright_headings", 4)
        md.postprocessors.register(_Clean(md, self.current), "notewright_html", -9)
        md.postprocessors.register(_Fill(md, self.current), "notewright_pieces", -10)


def makeExtension(**kwargs: object) -> NotewrightExtension:  # noqa: N802  # Python-Markdown's name
    """What Python-Markdown calls for the extension of this module's name."""
    current = kwargs.pop("current", None)
    return NotewrightExtension(current if isinstance(current, Current) else None, **kwargs)


class _Plant(Treeprocessor):
    """Puts elements into the tree and ids on headings."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self.current = current
        self.named: list[tuple[ElementTree.Element, str]] = []

    def run(self, root: ElementTree.Element) -> None:
        """Walk the tree once."""
        pieces = self.current.stash.pieces
        self.named.clear()
        _lift_footnotes(root, pieces)
        for parent in list(root.iter()):
            if parent.tag == "blockquote":
                open_callout(parent, pieces)
            for index, child in enumerate(list(parent)):
                if child.tag == "p" and (found := _ALONE.fullmatch(child.text or "")) and not len(child):
                    self._plant(pieces[int(found[1])], parent, index)
                elif child.tag in _HEADINGS:
                    self._name(child, pieces)
                elif child.tag == "li":
                    mark_task(child, parent, pieces)
                cut(parent[index], self.current.stash)

    def _plant(self, piece: Stashed, parent: ElementTree.Element, index: int) -> None:
        """Put an element or code in the place of the paragraph that stands for it."""
        child = parent[index]
        if isinstance(piece, Element):
            planted = _tree(piece)
            for element in list(planted.iter()):
                cut(element, self.current.stash)
            planted.tail = child.tail
            parent[index] = planted
        elif isinstance(piece, Raw):
            child.text = self.md.htmlStash.store(piece.html)
        elif isinstance(piece, Code):
            # The preprocessor for fences answers with a place of Python-Markdown's own stash.
            child.text = "\n".join(self.md.preprocessors["fenced_code_block"].run(piece.fence.split("\n"))).strip()

    def _name(self, heading: ElementTree.Element, pieces: Sequence[Stashed]) -> None:
        """Give a heading the id that was kept in its text."""
        found = PLACE.match((heading.text or "").lstrip())
        if found and isinstance(anchor := pieces[int(found[1])], Anchor):
            heading.set("id", anchor.id)
            heading.text = (heading.text or "").lstrip()[found.end() :]
            self.named.append((heading, anchor.id))


class _KeepIds(Treeprocessor):
    """Leaves a place with its own id in a heading to which an extension has given another: links lead there."""

    def __init__(self, md: Markdown, plant: _Plant) -> None:
        super().__init__(md)
        self.plant = plant

    def run(self, root: ElementTree.Element) -> None:
        """Look at the headings with an id of ours."""
        for heading, name in self.plant.named:
            if heading.get("id") != name:
                place = ElementTree.Element("span", {"class": "notewright-anchor", "id": name})
                heading.text, place.tail = None, heading.text
                heading.insert(0, place)


class _RestoreHeadings(Treeprocessor):
    """Gives headings that are not in the table of contents their tags back, once it is made."""

    def run(self, root: ElementTree.Element) -> None:
        """Look at every element."""
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(_NO_CONTENTS):
                element.tag = element.tag.removeprefix(_NO_CONTENTS)


def _lift_footnotes(root: ElementTree.Element, pieces: Sequence[Stashed]) -> None:
    """Footnotes come at the end; they belong to the text, so they stand before what is told of other notes."""
    if len(root) and root[-1].get("class") == "footnote":
        place = len(root) - 1
        while place and (found := _ALONE.fullmatch(root[place - 1].text or "")):
            piece = pieces[int(found[1])]
            if not isinstance(piece, Element) or piece.tag != "aside":
                break
            place -= 1
        footnotes = root[-1]
        root.remove(footnotes)
        root.insert(place, footnotes)


class _Label(Treeprocessor):
    """Gives the arrows of footnotes a name, since "↩" says little when it is read aloud."""

    def run(self, root: ElementTree.Element) -> None:
        """Look at every link, those to a second reference included."""
        for link in root.iter("a"):
            if link.get("class") == "footnote-backref" and (title := link.get("title")):
                link.set("aria-label", title)


def _tree(element: Element) -> ElementTree.Element:
    tag = f"{_NO_CONTENTS}{element.tag}" if element.tag in _HEADINGS else element.tag
    made = ElementTree.Element(tag, dict(element.attributes))
    for child in element.children:
        if isinstance(child, Element):
            made.append(_tree(child))
        elif len(element.children) == 1:
            made.text = _text(child)
        else:
            # A span of its own keeps the Markdown of neighbours apart.
            ElementTree.SubElement(made, "span").text = _text(child)
    return made


def _text(child: Node) -> str:
    """Markdown is left to be read; finished HTML and plain text were kept as pieces when the page was written."""
    assert isinstance(child, MarkdownText), child
    return child.text


class _Clean(Postprocessor):
    """Leaves in the text of the author what a note may use, however it was written."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self.current = current

    def run(self, text: str) -> str:
        """The page before its pieces come, which are ours."""
        if self.current.trusts_html:
            return text
        return sanitize(_TAG_WITH_PLACE.sub(self._plain, text) if PLACE.search(text) else text)

    def _plain(self, tag: re.Match[str]) -> str:
        """A tag in which pieces stand as their text: an attribute holds no elements."""
        return PLACE.sub(self._words, tag[0])

    def _words(self, found: re.Match[str]) -> str:
        piece = self.current.stash.pieces[int(found[1])]
        if isinstance(piece, Stretch):
            return PLACE.sub(self._words, html.escape(piece.markdown))
        return _TAG.sub("", piece.html).replace('"', "&quot;") if isinstance(piece, Piece) else ""


class _Fill(Postprocessor):
    """Puts finished HTML in its places."""

    def __init__(self, md: Markdown, current: Current) -> None:
        super().__init__(md)
        self.current = current
        self.rendered: dict[int, str] = {}

    def run(self, text: str) -> str:
        """The page with its pieces."""
        self.rendered.clear()
        return _PARAGRAPH.sub(self._piece, text) if PLACE.search(text) else text

    def _piece(self, found: re.Match[str]) -> str:
        alone = found[1] is not None
        piece = self.current.stash.pieces[int(found[1] or found[2])]
        if isinstance(piece, Embed):
            return self._embed(piece)
        if isinstance(piece, Inset):
            inner = self._excerpt(piece.excerpt, piece.scope)
            return f'<div class="{piece.holder}">{inner}</div>' if piece.holder else inner
        if isinstance(piece, Stretch):  # it stands where no Markdown is read
            return _PARAGRAPH.sub(self._piece, html.escape(piece.markdown))
        if not isinstance(piece, Piece):
            return ""
        return piece.html if piece.block or not alone else f"<p>{piece.html}</p>"

    def _embed(self, piece: Embed) -> str:
        inner = self._excerpt(piece.excerpt, piece.scope)
        if self.current.is_excerpt:
            return f'<div class="notewright-embed">{piece.source}\n{inner}\n</div>'
        tag, excluded = _holder(inner)
        return f'<{tag} class="notewright-embed"{excluded}>{piece.source}\n{inner}\n</{tag}>'

    def _excerpt(self, excerpt: Excerpt, scope: str) -> str:
        """An excerpt at one of its places; it is rendered once for all of them."""
        assert self.current.render is not None, "who shows pages with embeds says how these are rendered"
        key = id(excerpt)
        if key not in self.rendered:
            self.rendered[key] = self.current.render(excerpt)
        return scoped(self.rendered[key], scope)


def _holder(inner: str) -> tuple[str, str]:
    """The element around an embed, and what keeps it out of Material's search, where its words have a page already.

    That search takes the first end of an element of the same name for the end of what it leaves out.
    """
    tag = next((tag for tag in ("section", "aside", "article") if f"</{tag}>" not in inner), "")
    return (tag, " data-search-exclude") if tag else ("div", "")
