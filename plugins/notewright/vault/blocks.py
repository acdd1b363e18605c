"""Cuts a note into blocks, by the rules of CommonMark and GFM, with Obsidian's math and comments.

One pass over the lines. For each line: which open containers does it continue (1), which does it open (2),
and what does its rest do to the open leaf (3). Only spans are kept; the text is never copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from notewright.text import Span
from notewright.vault.block import Block, Container, Indented, Item, Kind, Quote
from notewright.vault.container import RULE, continues, opening
from notewright.vault.html_block import html_block_end
from notewright.vault.leaf import Leaf
from notewright.vault.line import Line
from notewright.vault.table import begins_table

_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_DIRECTIVE = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w\"'-]|===[!+]*[ \t]+[\"']")
_ENDS = {Kind.MATH: re.compile(r"\$\$"), Kind.COMMENT: re.compile("%%")}
_OPAQUE = frozenset({Kind.FENCE, Kind.MATH, Kind.COMMENT, Kind.HTML})
# Below a table it is the name of the table and no row.
_NAME = re.compile(r"\^[A-Za-z0-9-]+[ \t]*$")
# A line that begins with none of these is a line of text, or blank.
_SPECIAL = frozenset(" \t>-+*#`~<$%=_|:!?[0123456789")
# A line that opens more than so many quotes and lists is a mistake or an attack; what is deeper is text.
_DEEPEST = 100
_UNREACHABLE = 1 << 30


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """The blocks of `text` from `start` (after the front matter) on, in order."""
    return _Reader(text).read(start)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Container] = []
        self.leaf: Leaf | None = None
        self.blank = True  # whether the line before was blank
        self.done: list[Block] = []

    def read(self, start: int) -> Iterator[Block]:
        text, size = self.text, len(self.text)
        while start < size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            if not (
                self._empty_line()
                if start == end
                else not self.open and text[start] not in _SPECIAL and self._plain_line(start, end)
            ):
                self._line(Line(text, start, end))
            if self.done:
                yield from self.done
                self.done.clear()
            start = end + 1
        self._close_leaf()
        yield from self.done

    # Most lines are empty or text at the top; both are read without looking closer.

    def _empty_line(self) -> bool:
        """Read an empty line; the answer is false where it may mean something."""
        leaf = self.leaf
        if leaf is not None:
            if leaf.kind is not Kind.PARAGRAPH or leaf.awaited:
                return False
            self._close_leaf()
        for index, container in enumerate(self.open):
            if isinstance(container, Quote):
                del self.open[index:]  # all else goes on after it
                break
        self.blank = True
        return True

    def _plain_line(self, start: int, end: int) -> bool:
        """Read a line of text; the answer is false where it belongs to something that is open."""
        leaf = self.leaf
        if leaf is None:
            self._open_leaf(Kind.PARAGRAPH, Span(start, end))
        elif leaf.kind is Kind.PARAGRAPH:
            leaf.lines.append(Span(start, end))
        else:
            return False
        self.blank = False
        return True

    def _line(self, line: Line) -> None:
        matched = self._continue_containers(line)
        leaf = self.leaf
        if leaf is not None and leaf.kind in _OPAQUE:
            if matched == len(self.open):
                self._continue_opaque(leaf, line)
                return
            self._close_leaf()
        elif leaf is not None and leaf.awaited:
            matched = self._continue_awaited(line, matched)
        opened = self._open_containers(line, matched)
        self._continue_leaf(line, len(self.open) if opened else matched, opened)

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
            self._close_leaf()
        elif not line.blank:
            self.leaf = None
        elif isinstance(item := self.open[-1], Item):
            self._close_leaf()
            self.open[-1] = replace(item, offset=_UNREACHABLE)  # nothing more comes into it, but siblings may follow
        return matched

    def _continue_opaque(self, leaf: Leaf, line: Line) -> None:
        if leaf.kind is Kind.FENCE:
            self._continue_fence(leaf, line)
        elif leaf.end is None and line.blank:
            self._close_leaf()
            self.blank = True
        elif leaf.end is None or not (found := leaf.end.search(self.text, line.indented.start, line.end)):
            leaf.lines.append(line.indented)
        else:
            self._end_opaque(leaf, line, found.end())

    def _continue_fence(self, leaf: Leaf, line: Line) -> None:
        rest = self.text[line.rest : line.end].rstrip(" \t") if line.indent <= 3 else ""
        if len(rest) >= len(leaf.fence) and rest == leaf.fence[0] * len(rest):
            leaf.closed = True
            leaf.lines.append(line.visible)
            self._close_leaf()
        else:
            line.skip(leaf.indent)
            leaf.lines.append(line.indented)

    def _end_opaque(self, leaf: Leaf, line: Line, found: int) -> None:
        """The end of math, of a comment or of HTML; what follows math or a comment on its line is text."""
        leaf.closed = True
        start, end = line.indented
        rest = end - len(self.text[found:end].lstrip(" \t"))
        if leaf.kind is Kind.HTML or rest >= end:
            leaf.lines.append(Span(start, end))
            self._close_leaf()
        else:
            leaf.lines.append(Span(start, found))
            self._close_leaf()
            self._open_leaf(Kind.PARAGRAPH, Span(rest, end))

    # --- 2: what the line opens -------------------------------------------------------------------------------------

    def _open_containers(self, line: Line, matched: int) -> bool:
        """Open quotes, list items and footnotes; the answer tells whether there were any."""
        opened = False
        in_paragraph = self._in(Kind.PARAGRAPH) and matched == len(self.open)
        while matched < _DEEPEST and (container := opening(line, in_paragraph and not opened)) is not None:
            if not opened:
                self._close_leaf()
                container = self._sibling(container, matched)
                del self.open[matched:]
                opened = True
            self.open.append(container)
            matched += 1
        return opened

    def _in(self, *kinds: Kind) -> bool:
        return self.leaf is not None and self.leaf.kind in kinds

    def _sibling(self, new: Container, matched: int) -> Container:
        """A new item joins the list of the item that it ends, if that has the same kind of marker."""
        old = self.open[matched] if matched < len(self.open) else None
        if isinstance(new, Item) and isinstance(old, Item) and new.delimiter == old.delimiter:
            return Item(new.start, old.list_start, new.ordered, new.number, new.delimiter, new.offset)
        return new

    # --- 3: what the rest of the line is ----------------------------------------------------------------------------

    def _continue_leaf(self, line: Line, keep: int, opened: bool) -> None:
        if line.blank and not opened:
            self._blank_line(line, keep)
            return
        if line.blank:
            self._open_leaf(Kind.PARAGRAPH, Span(line.end, line.end)).awaited = True
        elif line.indent >= 4 and not self._in(Kind.PARAGRAPH):
            self._code_line(line, keep)
        elif line.indent >= 4 or not self._start_leaf(line, keep):
            self._text_line(line.visible, keep)
        self.blank = False

    def _blank_line(self, line: Line, matched: int) -> None:
        leaf = self.leaf
        if leaf is not None and leaf.kind is Kind.CODE and matched == len(self.open):
            line.skip(4)
            leaf.blanks.append(line.indented)
        elif leaf is None or not leaf.awaited:
            self._close_leaf()
            del self.open[matched:]  # only a quote is ended by a blank line
        self.blank = True

    def _code_line(self, line: Line, keep: int) -> None:
        line.skip(4)
        leaf = self.leaf
        if leaf is not None and leaf.kind is Kind.CODE and keep == len(leaf.containers):
            leaf.lines += [*leaf.blanks, line.indented]
            leaf.blanks.clear()
        else:
            self._open_leaf(Kind.CODE, line.indented, keep)

    def _start_leaf(self, line: Line, keep: int) -> bool:
        """Begin a block other than a paragraph, if the line does."""
        text, at, end = self.text, line.rest, line.end
        first = text[at]
        if first not in _SPECIAL:
            return False
        if first == "#" and (heading := _HEADING.match(text, at, end)):
            self._whole(Kind.HEADING, line, keep, len(heading[1]))
        elif first in "`~" and (fence := _FENCE.match(text, at, end)):
            leaf = self._open_leaf(Kind.FENCE, line.visible, keep)
            leaf.fence, leaf.indent, leaf.closed = fence[0], line.indent, False
        elif first in "=-|:" and self._in(Kind.PARAGRAPH) and keep == len(self.open) and self._underline(line.visible):
            pass
        elif first in "*-_" and RULE.match(text, at, end):
            self._whole(Kind.RULE, line, keep)
        elif first in "$%":
            return self._pair(line.visible, keep)
        elif first == "<":
            return self._html(line, keep)
        elif first in "!?=" and _DIRECTIVE.match(text, at, end):
            self._whole(Kind.DIRECTIVE, line, keep)
            self.open.append(Indented(at, 4))
        else:
            return False
        return True

    def _whole(self, kind: Kind, line: Line, keep: int, level: int = 0) -> None:
        """A block of one line."""
        self._close_leaf()
        del self.open[keep:]
        self.done.append(Block(kind, tuple(self.open), (line.visible,), self.blank, level))

    def _pair(self, line: Span, keep: int) -> bool:
        """Math or a comment whose sign begins this line and is answered on a later one."""
        kind, sign = (Kind.MATH, "$$") if self.text[line.start] == "$" else (Kind.COMMENT, "%%")
        if not self.text.startswith(sign, line.start) or self.text.find(sign, line.start + 2, line.end) >= 0:
            return False
        in_math = self.leaf is not None and self.leaf.opens_math(self.text)
        if kind is Kind.MATH and (in_math or self.text.find(sign, line.end) < 0):
            return False  # two dollars that nothing answers are money; an open comment hides the rest
        leaf = self._open_leaf(kind, line, keep)
        leaf.end, leaf.closed = _ENDS[kind], False
        return True

    def _html(self, line: Line, keep: int) -> bool:
        found = html_block_end(self.text, line.rest, line.end, self._in(Kind.PARAGRAPH, Kind.TABLE))
        if found is None:
            return False
        if found.end is not None and found.end.search(self.text, line.rest, line.end):
            self._whole(Kind.HTML, line, keep)
        else:
            self._open_leaf(Kind.HTML, line.visible, keep).end = found.end
        return True

    def _underline(self, line: Span) -> bool:
        """A line below text that makes a heading or a table of it."""
        leaf = self.leaf
        if leaf is None or leaf.kind is not Kind.PARAGRAPH:
            return False
        if begins_table(self.text, leaf.lines[-1], line):
            self._make_table(leaf, line)
        elif _SETEXT.match(self.text, *line):
            leaf.kind, leaf.level = Kind.HEADING, 1 if self.text[line.start] == "=" else 2
            leaf.lines.append(line)
            self._close_leaf()
        else:
            return False
        return True

    def _make_table(self, leaf: Leaf, line: Span) -> None:
        """The last line of the text is the header of a table."""
        header = leaf.lines.pop()
        if leaf.lines:
            leaf = self._open_leaf(Kind.TABLE, header)
        else:
            leaf.kind, leaf.lines = Kind.TABLE, [header]
        leaf.lines.append(line)

    def _text_line(self, line: Span, keep: int) -> None:
        leaf = self.leaf
        lazy = keep < len(self.open)
        if leaf is not None and leaf.kind is Kind.TABLE and _NAME.match(self.text, *line):
            self._open_leaf(Kind.PARAGRAPH, line, keep)
        elif leaf is not None and (leaf.kind is Kind.PARAGRAPH or (leaf.kind is Kind.TABLE and not lazy)):
            leaf.lines.append(line)
        else:
            self._open_leaf(Kind.PARAGRAPH, line, keep)

    def _open_leaf(self, kind: Kind, line: Span, keep: int | None = None) -> Leaf:
        """Open a leaf in the first `keep` containers; those that the line does not continue are closed."""
        self._close_leaf()
        if keep is not None:
            del self.open[keep:]
        self.leaf = Leaf(kind, tuple(self.open), [line], self.blank)
        return self.leaf

    def _close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is not None:
            self.done.append(leaf.block())
