"""A page while it is being written: where its pieces go, and what its links are relative to."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from notewright.build.address import relative
from notewright.build.balance import is_balanced
from notewright.build.equations import NONE, Equations
from notewright.build.inline_fields import may_hold_fields, with_fields
from notewright.build.lines import Part, write
from notewright.build.link_attributes import with_attributes
from notewright.build.nesting import Nesting
from notewright.build.public_answer import public_text
from notewright.build.stash import Stash
from notewright.formulas.macros import Macros
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note
from notewright.vault.block import Kind
from notewright.vault.outlink import Outlink
from notewright.vault.scan import scan_inline
from notewright.vault.syntax.redacted import unveiled
from notewright.vault.token import Token

if TYPE_CHECKING:
    from notewright.build.project import Project


@dataclass(frozen=True, slots=True)
class Draft:
    """One page. `note` is the note whose tokens are being written, `url` the address of the page they go to."""

    project: Project
    note: Note
    url: str
    stash: Stash = field(default_factory=Stash)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    quotes: bool = False
    """Whether what is being written stands on its own page too: ids and problems belong there."""
    tags_are_text: bool = False
    """Whether HTML is shown as it is written: in values, which come from anywhere in the vault."""
    is_answer: bool = False
    """Whether this is the answer of a query: no other query is answered in it, or one could ask for itself."""
    blocks_are_code: bool = False
    """Whether this is a text in an answer: no block of code in it is asked or run, or it could ask for itself."""
    holds_blocks: bool = False
    """Whether an embedded note may stand here, which is no text in a line."""
    in_link: bool = False
    """Whether this is the text of a link, which holds no other."""
    nesting: Nesting = field(default_factory=Nesting)

    @property
    def is_embedded(self) -> bool:
        """Whether this is the text of an embed."""
        return bool(self.nesting.trail)

    def quoting(self, note: Note) -> Draft:
        """The same page, while it shows a part of another note."""
        return replace(self, note=note, diagnostics=[], quotes=True, holds_blocks=False)

    def embedding(self, note: Note, nesting: Nesting) -> Draft:
        """The same page, while it shows a part of a note as a text of its own; its problems are told on its page."""
        return replace(self.quoting(note), stash=Stash(), quotes=False, nesting=nesting)

    def report(self, span: Span, code: str, severity: Severity, message: str) -> None:
        """Say what is wrong at a place of the note."""
        self.diagnostics.append(Diagnostic.at(self.note.source, span, code, severity, message))

    def macros(self, offset: int) -> Macros:
        """The macros that a formula at a place of the note may use."""
        return self.project.macros(self.note.path).at(offset, self.note.source.text)

    @property
    def equations(self) -> Equations:
        """The numbers of the note's formulas; none for a text that is not the note's own."""
        note = self.project.vault.notes.get(self.note.path)
        is_own = note is not None and note.source.text is self.note.source.text
        return self.project.equations(self.note.path) if is_own else NONE

    def equation_label(self, path: str, fragment: str) -> str:
        """The number of the formula that a link without words leads to, with its note's title on other pages."""
        name = fragment.rpartition("#")[2].strip().removeprefix("^").lower()
        number = self.project.equations(path).blocks.get(name) if "^" in fragment else None
        if number is None or not number.text:
            return ""
        is_here = self.project.addresses.url(path) == self.url and not self.is_embedded
        shown = self.plain(number.text) if number.is_plain else self.label(number.text)
        return shown if is_here else self.plain(f"{self.project.vault.notes[path].title} ") + shown

    def href(self, path: str, anchor: str = "") -> str:
        """The link from this page to a file of the vault, ready for an attribute."""
        return self.served(path, anchor)

    def served(self, path: str, anchor: str = "") -> str:
        """The way from the address of this page to that of a file, which raw HTML needs."""
        self.project.used.add(path)
        target = self.project.addresses.url(path)
        # In an embed the id could be one of the embed, which has its own.
        if target == self.url and anchor and not self.is_embedded:
            return html.escape(f"#{anchor}")
        return html.escape(relative(target, self.url) + (f"#{anchor}" if anchor else ""))

    def joined(self, parts: Iterable[Part]) -> str:
        """Markdown for the blocks of an embedded text."""
        return write(parts, self.stash)

    @property
    def fills_cells_with_blocks(self) -> bool:
        """Whether a text in a cell or an item of an answer can be several blocks."""
        return True

    def takes_blocks(self, kind: Kind) -> bool:
        """Whether an embedded note can stand in a block of this kind."""
        return kind in {Kind.PARAGRAPH, Kind.TABLE}

    def own_link(self, link: Outlink, label: str, title: str) -> str | None:
        """Markdown for a link, where it is not written as pages do; they write all links in one way."""
        return None

    def own_tag(self, tag: str, hash_sign: bool) -> str | None:
        """Markdown for a link to the page of a tag, where it is not written as pages do."""
        return None

    def asset(self, name: str) -> str:
        """The link from this page to a file that the build makes."""
        return html.escape(relative(name, self.url))

    def written(self, token: Token) -> str:
        """A token as it stands in the note, without what is not for readers."""
        return unveiled(self.note.source.text[token.span.start : token.span.end])

    def write(self, tokens: Iterable[Token]) -> str:
        """Markdown for a stretch of tokens."""
        handlers = self.project.handlers
        return "".join(handlers[type(token)](token, self) for token in self.attributed(tokens))

    def attributed(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """The tokens, with attributes behind links as a part of them where the site has some; and inline fields."""
        if self.tags_are_text:
            return tokens
        text = self.note.source.text
        if "attr_list" in self.project.dialect.extensions:
            tokens = with_attributes(tokens, text)
        if self.in_link or not self.project.preferences.pretty_render_inline_fields:
            return tokens
        known = tuple(tokens)
        return with_fields(known, text) if may_hold_fields(known, text) else known

    def markdown(self, text: str) -> str:
        """Markdown for inline text that is not part of the note: a title, a property, the answer of a query."""
        other = replace(self.note, source=replace(self.note.source, text=text))
        return self.quoting(other).write(scan_inline(text, 0, len(text)))

    def label(self, text: str) -> str:
        """Markdown for the text of a link."""
        return replace(self, in_link=True).markdown(text)

    def value(self, text: str) -> str:
        """Markdown for inline text that comes from a property or an answer; HTML in it is text."""
        return replace(self, tags_are_text=True).markdown(public_text(text, self))

    def answer(self, text: str, origin: str = "") -> str:
        """Markdown for a text that a query found in the note `origin`. HTML in it is text unless it closes itself."""
        text, note = public_text(text, self), self.project.vault.notes.get(origin)
        inner = replace(self.quoting(note or self.note), is_answer=note is None, tags_are_text=not is_balanced(text))
        written = inner.markdown(text)
        end = self.stash.inline("<br>") if self.project.breaks_lines and "\n" in written else " "
        return written.replace("\n", end)

    def apart(self, markdown: str) -> str:
        """Markdown in a line that is read by itself: no sign of it pairs with one beside it."""
        return self.stash.apart(markdown)

    def implied(self, text: str) -> str:
        """Text that a reader is shown where the author left it out."""
        return self.plain(text)

    def plain(self, text: str) -> str:
        """Text in which no sign means anything but itself."""
        return self.stash.inline(html.escape(text))
