"""Cuts a note into blocks, by the rules of CommonMark and GFM, with Obsidian's math and comments.

One pass over the lines. For each line: which open containers does it continue (1), which does it open (2),
and what does its rest do to the open leaf (3). Only spans are kept; the text is never copied.
"""

from __future__ import annotations

import re

from notewright.text import Span, span_of
from notewright.vault.block import Block, Container, Item, Kind, Quote, is_footnote
from notewright.vault.container import OPENING, continues, footnote, item, quote
from notewright.vault.leaf import Leaf
from notewright.vault.leaf_reader import LeafReader, is_text
from notewright.vault.line import Line

_OPAQUE = frozenset({Kind.FENCE, Kind.MATH, Kind.COMMENT, Kind.HTML})
# A line that opens more than so many quotes and lists is a mistake or an attack; what is deeper is text.
_DEEPEST = 100
_UNREACHABLE = 1 << 30
_NEVER = re.compile(r"(?!)")


def blocks(text: str, start: int = 0) -> list[Block]:
    """The blocks of `text` from `start` (after the front matter) on, in order."""
    return _Reader(text).read(start)


class _Reader(LeafReader):
    def read(self, start: int) -> list[Block]:
        text, size = self.text, len(self.text)
        while start < size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            if not (self._empty_line() if start == end else not self.open and self._plain_line(start, end)):
                self._line(Line(text, start, end))
                if not self.open and self.leaf is not None and self.leaf.kind in _OPAQUE:
                    end = self._hidden_lines(self.leaf, end)
            start = end + 1
        self.close_leaf()
        return self.done

    # Most lines are empty or text at the top; both are read without looking closer.

    def _empty_line(self) -> bool:
        """Read an empty line; the answer is false where it may mean something."""
        leaf = self.leaf
        if leaf is not None:
            if leaf.kind is not Kind.PARAGRAPH or leaf.awaited:
                return False
            self.close_leaf()
        for index, container in enumerate(self.open):
            if isinstance(container, Quote):
                del self.open[index:]  # all else goes on after it
                break
        self.blank = True
        return True

    def _plain_line(self, start: int, end: int) -> bool:
        """Read a line of text or of a table; the answer is false where it may be something else."""
        leaf = self.leaf
        if leaf is None or leaf.kind is Kind.PARAGRAPH:
            if not is_text(self.text, start, end):
                return False
        elif leaf.kind is not Kind.TABLE or self.text[start] != "|":
            return False
        if leaf is None:
            self.leaf = Leaf(Kind.PARAGRAPH, (), [span_of((start, end))], self.blank)
        else:
            leaf.lines.append(span_of((start, end)))
        self.blank = False
        return True

    def _hidden_lines(self, leaf: Leaf, end: int) -> int:
        """Read all lines of an opaque block but the one that ends it; the answer is the end of the last of them."""
        stop = leaf.hidden_until(self.text, end)
        while end < stop:
            start, end = end + 1, self.text.find("\n", end + 1, stop)
            end = stop if end < 0 else end
            leaf.lines.append(span_of((start, end)))
        return end

    def _line(self, line: Line) -> None:
        matched = self._continue_containers(line) if self.open else 0
        leaf = self.leaf
        if leaf is not None and leaf.kind in _OPAQUE:
            if matched == len(self.open):
                self._continue_opaque(leaf, line)
                return
            if leaf.kind is Kind.COMMENT:
                self._hide_rest(leaf, line)
                return
            self.close_leaf()
        elif leaf is not None and leaf.awaited:
            matched = self._continue_awaited(line, matched)
        opened = line.first in OPENING and self._open_containers(line, matched)
        self.continue_leaf(line, len(self.open) if opened else matched, opened)

    # --- 1: what the line continues ---------------------------------------------------------------------------------

    def _continue_containers(self, line: Line) -> int:
        """How many of the open containers the line continues."""
        for index, container in enumerate(self.open):
            if not continues(container, line):
                return index
        return len(self.open)

    def _continue_awaited(self, line: Line, matched: int) -> int:
        """The content that was awaited has come, or will never: an item waits one line for it."""
        if matched < len(self.open):
            self.close_leaf()
        elif line.first:
            self.leaf = None
        elif isinstance(last := self.open[-1], Item):
            self.close_leaf()
            self.open[-1] = last._replace(offset=_UNREACHABLE)  # nothing more comes into it, but siblings may follow
        return matched

    def _continue_opaque(self, leaf: Leaf, line: Line) -> None:
        if leaf.kind is Kind.FENCE:
            self._continue_fence(leaf, line)
        elif leaf.end is None and not line.first:
            self.close_leaf()
            self.blank = True
        elif leaf.end is None and self._comment_in_html(leaf, line):
            pass
        else:
            indented = line.indented
            found = leaf.end.search(self.text, *indented) if leaf.end is not None else None
            if found is None:
                leaf.lines.append(indented)
            else:
                self._end_opaque(leaf, indented, found.end())

    def _hide_rest(self, leaf: Leaf, line: Line) -> None:
        """A comment that its quote or item ends, and not its author: nobody knows how far it was to reach."""
        self.open.clear()
        leaf.end = _NEVER
        leaf.lines.append(line.indented)

    def _continue_fence(self, leaf: Leaf, line: Line) -> None:
        rest = self.text[line.rest : line.end].rstrip(" \t") if line.indent <= 3 else ""
        if len(rest) >= len(leaf.fence) and rest == leaf.fence[0] * len(rest):
            leaf.closed = True
            leaf.lines.append(line.visible)
            self.close_leaf()
        else:
            line.skip(leaf.indent)
            leaf.lines.append(line.indented if leaf.indent else line.with_whole_tabs)

    def _comment_in_html(self, leaf: Leaf, line: Line) -> bool:
        """Begin a comment over several lines within HTML, which goes on behind it."""
        if self.text.startswith("%%", line.rest) and not leaf.is_in_code(self.text):
            return self.pair(line.visible, len(self.open))
        start = line.indented.start
        if (at := self.comment_in_line(leaf, span_of((start, line.end)))) is None:
            return False
        leaf.lines.append(span_of((start, at)))
        self.open_comment(span_of((at, line.end)), len(self.open))
        return True

    def _end_opaque(self, leaf: Leaf, line: Span, found: int) -> None:
        """The end of math, of a comment or of HTML; what follows math or a comment on its line is text."""
        leaf.closed = True
        start, end = line
        rest = end if leaf.kind is Kind.HTML else end - len(self.text[found:end].lstrip(" \t"))
        if rest >= end:
            leaf.lines.append(line)
            self.close_leaf()
        else:
            leaf.lines.append(span_of((start, found)))
            self.close_leaf()
            self.open_leaf(Kind.HTML if leaf.in_html else Kind.PARAGRAPH, span_of((rest, end)))

    # --- 2: what the line opens -------------------------------------------------------------------------------------

    def _open_containers(self, line: Line, matched: int) -> bool:
        """Open quotes, list items and footnotes; the answer tells whether there were any."""
        opened = False
        while line.first in OPENING and (container := self._opening(line, matched)) is not None:
            if not opened:
                self.close_leaf()
                del self.open[matched:]
                opened = True
            self.open.append(container)
            matched += 1
        return opened

    def _opening(self, line: Line, matched: int) -> Container | None:
        if line.indent > 3 or matched >= _DEEPEST:
            return None
        if line.first == ">":
            return quote(line)
        if line.first == "[":
            return None if any(map(is_footnote, self.open[:matched])) else footnote(line)
        before = self.open[matched] if matched < len(self.open) else None
        return item(line, before, matched == len(self.open) and self.holds(Kind.PARAGRAPH))
