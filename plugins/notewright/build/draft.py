"""A page while it is being written: where its pieces go, and what its links are relative to."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from notewright.build.address import relative
from notewright.build.stash import Stash
from notewright.formulas.macros import Macros
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note
from notewright.vault.scan import scan_inline
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

    def quoting(self, note: Note) -> Draft:
        """The same page, while it shows a part of another note."""
        return replace(self, note=note, diagnostics=[], quotes=True)

    def report(self, span: Span, code: str, severity: Severity, message: str) -> None:
        """Say what is wrong at a place of the note."""
        self.diagnostics.append(Diagnostic.at(self.note.source, span, code, severity, message))

    def macros(self, offset: int) -> Macros:
        """The macros that a formula at a place of the note may use."""
        return self.project.macros(self.note.path).at(offset, self.note.source.text)

    def href(self, path: str, anchor: str = "") -> str:
        """The link from this page to a file of the vault, ready for an attribute."""
        target = self.project.addresses.url(path)
        if target == self.url and anchor:
            return html.escape(f"#{anchor}")
        return html.escape(relative(target, self.url) + (f"#{anchor}" if anchor else ""))

    def asset(self, name: str) -> str:
        """The link from this page to a file that the build makes."""
        return html.escape(relative(name, self.url))

    def write(self, tokens: Iterable[Token]) -> str:
        """Markdown for a stretch of tokens."""
        handlers = self.project.handlers
        return "".join(handlers[type(token)](token, self) for token in tokens)

    def markdown(self, text: str) -> str:
        """Markdown for inline text that is not part of the note: a title, a property, the answer of a query."""
        other = replace(self.note, source=replace(self.note.source, text=text))
        return self.quoting(other).write(scan_inline(text, 0, len(text)))

    def value(self, text: str) -> str:
        """Markdown for inline text that comes from a property or an answer; HTML in it is text."""
        return replace(self, tags_are_text=True).markdown(text)

    def plain(self, text: str) -> str:
        """Text in which no sign means anything but itself."""
        return self.stash.inline(html.escape(text))
