"""A file of the export while it is being written: its links lead from file to file."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from notewright.build.draft import Draft
from notewright.build.export.alone import alone
from notewright.build.export.blocks import part_footnotes, write_embedded
from notewright.build.export.escape import escape
from notewright.build.export.footnote import scope_of
from notewright.build.lines import Part
from notewright.build.media import IMAGES, caption, fragment
from notewright.build.nesting import Nesting
from notewright.build.tags import tag_source
from notewright.vault import Destination, Note
from notewright.vault.block import Kind
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target
from notewright.vault.token import Token


@dataclass(frozen=True, slots=True)
class ExportDraft(Draft):
    """`file` is the path of the file that is written, `files` that of each note."""

    file: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    scope: str = ""
    """What keeps the footnotes of an embedded text apart from those of its host."""
    definitions: list[str] = field(default_factory=list)
    """The footnotes of embedded texts, each once: the file ends with them."""

    def embedding(self, note: Note, nesting: Nesting) -> Draft:
        """The same file, while it shows a part of a note as a text of its own."""
        # Without arguments `super` does not find a class with slots.
        inner = super(ExportDraft, self).embedding(note, nesting)
        assert isinstance(inner, ExportDraft)
        return replace(inner, scope=scope_of(*nesting.trail[-1]))

    def joined(self, parts: Iterable[Part]) -> str:
        """Markdown for the blocks of an embedded text, but for its footnotes."""
        text, footnotes = part_footnotes(parts)
        if footnotes:
            self.definitions.append(write_embedded(footnotes, self.stash, self.scope))
        return write_embedded(text, self.stash, self.scope)

    @property
    def fills_cells_with_blocks(self) -> bool:
        """Cells and items of Markdown are lines."""
        return False

    def takes_blocks(self, kind: Kind) -> bool:
        """In a cell of a table no other block can stand."""
        return kind is Kind.PARAGRAPH

    def href(self, path: str, anchor: str = "") -> str:
        """The way from this file to a note or another file, as Markdown takes it."""
        return self.way(self.files.get(path, path), anchor)

    def way(self, file: str, anchor: str = "") -> str:
        """The way from this file to another of the export."""
        fragment = f"#{anchor}" if anchor else ""
        if file == self.file and anchor:
            return fragment
        return quote(posixpath.relpath(file, posixpath.dirname(self.file) or ".")) + fragment

    def asset(self, name: str) -> str:
        """The way from this file to one that the build makes."""
        return self.way(name)

    def plain(self, text: str) -> str:
        """Text in which no sign means anything but itself."""
        return escape(text)

    def apart(self, markdown: str) -> str:
        """Markdown in a line of which no sign pairs with one beside it."""
        return alone(markdown)

    def implied(self, text: str) -> str:
        """What the author left out stays left out."""
        return ""

    def attributed(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Attributes behind links stay behind them."""
        return tokens

    def own_tag(self, tag: str, hash_sign: bool) -> str | None:
        """A link to the file of a tag; an answer of a query can hold what looks like one that no note bears."""
        words = f"#{escape(tag)}" if hash_sign else escape(tag)
        if tag.lower() not in self.project.vault.tags:
            return words
        return f"[{words}]({self.way(tag_source(tag, self.project.tag_folder))})"

    def own_link(self, link: Outlink, label: str, title: str) -> str | None:
        """A Markdown link or image; of a link that leads nowhere its text."""
        found = self.project.vault.destination(link, self.note.path)
        if found.path is None and self.project.contents.hidden.behind(link.target, self.note.path):
            return None  # pages have words of their own for what is private
        if found.path is None or (link.embed and found.anchor is None):
            return f"*{escape(shown_target(link.target, link.fragment))} not found*" if link.embed else label
        if self.in_link and not link.embed:
            return label
        self.project.used.add(found.path)
        tooltip = f' "{html.escape(title)}"' if title else ""
        anchor = (found.anchor or "") if found.path in self.files else fragment(link)
        way = self.href(found.path, anchor) + tooltip
        if link.embed and posixpath.splitext(found.path)[1].lower() in IMAGES:
            return f"![{self._alt(link, found)}]({way})"
        if link.embed and link.display and found.path not in self.files:
            label = escape(caption(link.display).text)
        return f"[{label.strip() or escape(posixpath.basename(found.path))}]({way})"

    def _alt(self, link: Outlink, found: Destination) -> str:
        """The words for an image, with its size behind a bar, as Obsidian writes it."""
        shown = caption(link.display or "")
        words = shown.text or posixpath.splitext(posixpath.basename(found.path or ""))[0]
        size = f"{shown.width}x{shown.height}" if shown.height else shown.width
        # In a table the bar has to be escaped from the table.
        source = self.note.source.text[link.span.start : link.span.end]
        bar = "\\|" if "\\|" in source else "|"
        return escape(words) + (f"{bar}{size}" if size else "")
