"""Text → source: what stands after FROM."""

from __future__ import annotations

import re

from notewright.dataview.expression_parser import LEVELS, WORDS, ExpressionParser
from notewright.dataview.tree import (
    CsvSource,
    FolderSource,
    LinkSource,
    NotSource,
    Source,
    SourceOperation,
    TagSource,
)
from notewright.values import Link, literal

_SIGN = re.compile("[-!]")
_OUTGOING = re.compile(r"outgoing\(")
_CSV = re.compile(r"csv\(")


class SourceParser(ExpressionParser):
    """As for expressions: a method a rule."""

    def source(self) -> Source | None:
        """Any source."""
        return self.nested(self._combined)

    def _combined(self) -> Source | None:
        first = self.attempt(self._single)
        if first is None:
            return None
        rest = []
        while step := self.attempt(self._source_step):
            rest.append(step)
        return SourceOperation(first, tuple(rest)) if rest else first

    def _source_step(self) -> tuple[str, Source] | None:
        self.space()
        operator = self.take(LEVELS[0], "`and` or `or`")
        if operator is None:
            return None
        self.space()
        source = self._single()
        return (WORDS.get(operator[0].lower(), operator[0]), source) if source is not None else None

    def _single(self) -> Source | None:
        for rule in (self._group, self._negated, self._outgoing, self._incoming, self._folder, self._tag, self._csv):
            source = self.attempt(rule)
            if source is not None:
                return source
        self.fail('a source: a #tag, a "folder" or a [[link]]')
        return None

    def _group(self) -> Source | None:
        if not self.symbol("("):
            return None
        self.space()
        source = self.source()
        self.space()
        return source if source is not None and self.symbol(")", expected=True) else None

    def _negated(self) -> Source | None:
        source = self.nested(self._single) if self.take(_SIGN) else None
        return NotSource(source) if source is not None else None

    def _outgoing(self) -> Source | None:
        if not self.take(_OUTGOING):
            return None
        self.space()
        link = self._source_link(outgoing=True)
        return link if link is not None and self.symbol(")", expected=True) else None

    def _incoming(self) -> Source | None:
        return self._source_link(outgoing=False)

    def _source_link(self, *, outgoing: bool) -> Source | None:
        if self.text.startswith("!", self.at):
            return None
        scanned = self.literal(literal.scan_link)
        if scanned is None or not isinstance(scanned.value, Link):
            return None
        return LinkSource(scanned.value.path, outgoing)

    def _folder(self) -> Source | None:
        start = self.at
        path = self.string()
        return FolderSource(path, start) if path is not None else None

    def _tag(self) -> Source | None:
        start = self.at
        scanned = self.literal(literal.scan_tag)
        return TagSource(str(scanned.value)[1:], start) if scanned else None

    def _csv(self) -> Source | None:
        start = self.at
        if not self.take(_CSV):
            return None
        self.space()
        path = self.string()
        return CsvSource(path, start) if path is not None and self.symbol(")", expected=True) else None
