"""A public note as readers may see it: nothing in it names a private note or file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from notewright.build.mermaid_names import without_names
from notewright.build.raw_links import (
    labels_of,
    may_name,
    without_addresses,
    without_app_addresses,
    without_attributes,
    without_definitions,
    without_loose,
    without_uses,
)
from notewright.build.redact import Redactor
from notewright.build.rewriting import Edit, Joined, blank, note_references, rewritten
from notewright.text import Source, Span
from notewright.vault import Note
from notewright.vault.block import Kind
from notewright.vault.field import SEPARATOR
from notewright.vault.frontmatter import FrontMatter, read_frontmatter
from notewright.vault.reference import References
from notewright.vault.scan import Passage
from notewright.vault.syntax.redacted import NOTHING, redaction, unveiled
from notewright.vault.token import Fence

_OPAQUE = frozenset({Kind.CODE, Kind.MATH, Kind.COMMENT, Kind.RULE})
_RAW = frozenset({Kind.FENCE, Kind.HTML})
# How deep links may stand in what is none until they are gone.
_DEEPEST = 10
# A block without any of these holds no link, no HTML and no inline query.
_SIGNS = "[<`~"
# What a text of the properties is that is nothing but a path, or an address on the site.
_PATH = re.compile(r"\s*+(?:\.{0,2}/[^\n]*|[^\n]*(?:/|\.\w{1,16}(?:[?#][^\n]*)?))\s*$")


def public_note(note: Note, redactor: Redactor) -> Note:
    """The note without the names of what is private."""
    return _Reader(note, redactor).note()


@dataclass(frozen=True, slots=True)
class _Reader:
    original: Note
    redactor: Redactor

    def note(self) -> Note:
        """Properties first, whose text is only read again; then the blocks."""
        text, end = self.original.source.text, self.original.front_matter.end
        labels = {label for passage in self._texts() for label in labels_of(self._joined(passage).text, self._address)}
        known = note_references(text, self.original.passages)
        edits = [edit for passage in self.original.passages for edit in self._edits(passage, labels, known)]
        if (properties := self.redactor.flat(text[:end])) != text[:end]:
            edits.insert(0, (Span(0, end), properties))
        changed = rewritten(self.original, edits)
        front_matter = self._front_matter(changed.source)
        # A note without such names stays what it is, with all that was worked out about it.
        return replace(changed, front_matter=front_matter) if edits or front_matter != changed.front_matter else changed

    def _front_matter(self, source: Source) -> FrontMatter:
        read = read_frontmatter(source) if source is not self.original.source else self.original.front_matter
        return replace(read, data={self._words(key): self._value(value) for key, value in read.data.items()})

    def _value(self, value: object) -> object:
        if isinstance(value, str):
            return self._words(value)
        if isinstance(value, list):
            return [self._value(member) for member in value]
        if isinstance(value, dict):
            return {self._words(str(key)): self._value(member) for key, member in value.items()}
        return value

    def _words(self, text: str) -> str:
        """A text of the properties; one that is nothing but the path of a private file says nothing."""
        if _PATH.match(text) and self.redactor.hidden.behind_path(text.strip(), self.redactor.origin):
            return ""
        text = self.redactor.flat(text) if "[" in text else text
        text = without_addresses(text, self._address, _nothing, _nothing) if "<" in text else text
        return unveiled(without_app_addresses(text, self._address))

    def _texts(self) -> Iterator[Passage]:
        text = self.original.source.text
        for passage in self.original.passages:
            block = passage.block
            if block.kind not in _OPAQUE and block.kind is not Kind.FENCE and "]:" in text[slice(*block.span)]:
                yield passage

    def _edits(self, passage: Passage, labels: Collection[str], known: References) -> Iterator[Edit]:
        kind, written = passage.block.kind, self.original.source.text[slice(*passage.block.span)]
        if kind is Kind.COMMENT and SEPARATOR in written and "[" in written:
            joined = self._joined(passage)  # nobody sees it, but queries read its fields
            yield from joined.edits(self.redactor.flat(joined.text))
        if kind in _OPAQUE or not (any(sign in written for sign in _SIGNS) or may_name(written)):
            return
        if kind not in _RAW and not labels and not self.redactor.concerns(passage.tokens, self.original.source.text):
            return
        joined = self._joined(passage)
        if kind is Kind.FENCE:
            yield from joined.edits(self._fence(passage, joined.text))
        elif kind is Kind.HTML:
            yield from joined.edits(self._html(joined.text))
        else:
            yield from joined.edits(self._inline(joined.text, labels, known))

    def _fence(self, passage: Passage, text: str) -> str:
        (fence,) = passage.tokens
        if isinstance(fence, Fence) and fence.language in {"dataview", "dataviewjs"}:
            return self.redactor.query(text)
        if isinstance(fence, Fence) and "mermaid" in fence.info.lower():
            return without_names(text, self._address)
        return text

    def _html(self, text: str) -> str:
        """A block of HTML; attributes that name something are blank in it."""
        text = without_addresses(self.redactor.strings(self.redactor.flat(text)), self._address, blank)
        return without_app_addresses(text, self._address)

    def _inline(self, text: str, labels: Collection[str], known: References) -> str:
        # Definitions first: to who reads inline text one is a link by its own name.
        text = without_definitions(text, self._address) if labels else text
        text = self._redacted(text, known)
        if "](" in text:
            text = without_loose(text, self._address)
        if labels:
            text = without_uses(text, labels)
        text = without_addresses(text, self._address, _nothing) if "<" in text else text
        return without_app_addresses(without_attributes(text, self._address), self._address)

    def _redacted(self, text: str, known: References) -> str:
        """Text without links to what is private. Where one is gone, what stood around it may be a link itself."""
        for _ in range(_DEEPEST):
            before, text = text, self.redactor.inline(text, known)
            if text == before:
                break
        return text

    def _joined(self, passage: Passage) -> Joined:
        return Joined(self.original.source.text, passage.block)

    def _address(self, address: str) -> str | None:
        return self.redactor.hidden.behind_address(address, self.redactor.origin)


def _nothing(written: str) -> str:
    return redaction(written, NOTHING)
