"""Cuts a note into blocks, by the rules of CommonMark and GFM, with Obsidian's math and comments.

One pass over the lines. For each line: which open containers does it continue (1), which does it open (2),
and what does its rest do to the open leaf (3). Only spans are kept; the text is never copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from notewright.text import Span
from notewright.vault.block import Block, Container, Indented, Item, Kind, Quote
from notewright.vault.html_block import html_block_end

_MARKER = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<delimiter>[.)]))(?=[ \t]|$)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_DIRECTIVE = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w\"'-]|===[!+]*[ \t]+[\"']")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_BLANK = re.compile(r"[ \t]*$")
_ENDS = {Kind.MATH: re.compile(r"\$\$"), Kind.COMMENT: re.compile("%%")}
_OPAQUE = frozenset({Kind.FENCE, Kind.MATH, Kind.COMMENT, Kind.HTML})
# A line that begins with one of these may be more than the next line of a paragraph.
_SPECIAL = frozenset(" \t>-+*#`~<$%=_|:!?[0123456789")


@dataclass(slots=True)
class _Leaf:
    """The block that is still open. `end` is what its last line holds; without one a blank line ends it."""

    kind: Kind
    containers: tuple[Container, ...]
    lines: list[Span]
    blank_before: bool
    level: int = 0
    closed: bool = True
    end: re.Pattern[str] | None = None
    fence: str = ""
    indent: int = 0
    blanks: list[Span] = field(default_factory=list)

    def block(self) -> Block:
        return Block(self.kind, self.containers, tuple(self.lines), self.blank_before, self.level, self.closed)


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """The blocks of `text` from `start` (after the front matter) on, in order."""
    return _Reader(text).read(start)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Container] = []
        self.leaf: _Leaf | None = None
        self.blank = True  # whether the line before was blank
        self.done: list[Block] = []

    def read(self, start: int) -> Iterator[Block]:
        text, size = self.text, len(self.text)
        while start < size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            leaf = self.leaf
            if leaf is not None and leaf.kind is Kind.PARAGRAPH and not self.open and text[start] not in _SPECIAL:
                # The most common line by far: one more of a paragraph at the top, or the blank one after it.
                if start < end:
                    leaf.lines.append(Span(start, end))
                else:
                    self._close_leaf()
                    self.blank = True
            else:
                self._line(start, end)
            if self.done:
                yield from self.done
                self.done.clear()
            start = end + 1
        self._close_leaf()
        yield from self.done

    def _line(self, start: int, end: int) -> None:
        at, matched, partial = self._continue_containers(start, end)
        leaf = self.leaf
        if leaf is not None and leaf.kind in _OPAQUE:
            if matched == len(self.open):
                self._continue_opaque(leaf, at, end)
                return
            self._close_leaf()
        at, opened, partial = self._open_containers(at, end, matched, partial)
        self._continue_leaf(at, end, matched, opened, partial)

    # --- 1: what the line continues ---------------------------------------------------------------------------------

    def _continue_containers(self, at: int, end: int) -> tuple[int, int, int]:
        """Where the rest of the line begins, how many containers it continues, and what is left of a cut tab."""
        partial = 0
        for index, container in enumerate(self.open):
            indent, after = self._indent(at, end, partial)
            if isinstance(container, Quote):
                if indent > 3 or after >= end or self.text[after] != ">":
                    return at, index, partial
                at, partial = self._skip(after + 1, end, 1, 0)
            elif after >= end:
                at, partial = after, 0  # a blank line continues an item
            elif indent >= container.offset:
                at, partial = self._skip(at, end, container.offset, partial)
            else:
                return at, index, partial
        return at, len(self.open), partial

    def _indent(self, at: int, end: int, partial: int = 0) -> tuple[int, int]:
        """The width of the white space at `at`, in columns, and where it ends."""
        text, width = self.text, partial
        while at < end:
            character = text[at]
            if character == " ":
                width += 1
            elif character == "\t":
                width += 4 - width % 4
            else:
                break
            at += 1
        return width, at

    def _skip(self, at: int, end: int, columns: int, partial: int) -> tuple[int, int]:
        """Pass over `columns` of white space; a tab that is wider leaves the rest of its width."""
        text, width = self.text, partial
        while width < columns and at < end and text[at] in " \t":
            width += 1 if text[at] == " " else 4 - width % 4
            at += 1
        return at, max(0, width - columns)

    def _continue_opaque(self, leaf: _Leaf, at: int, end: int) -> None:
        if leaf.kind is Kind.FENCE:
            self._continue_fence(leaf, at, end)
        elif leaf.end is None and _BLANK.match(self.text, at, end):
            self._close_leaf()
            self.blank = True
        elif leaf.end is None or not (found := leaf.end.search(self.text, at, end)):
            leaf.lines.append(Span(at, end))
        else:
            self._end_opaque(leaf, at, found.end(), end)

    def _continue_fence(self, leaf: _Leaf, at: int, end: int) -> None:
        indent, after = self._indent(at, end)
        rest = self.text[after:end].rstrip()
        if indent <= 3 and len(rest) >= len(leaf.fence) and rest == leaf.fence[0] * len(rest):
            leaf.closed = True
            leaf.lines.append(Span(after, end))
            self._close_leaf()
        else:
            leaf.lines.append(Span(self._skip(at, end, leaf.indent, 0)[0], end))

    def _end_opaque(self, leaf: _Leaf, at: int, found: int, end: int) -> None:
        """The end of math, of a comment or of HTML; what follows math or a comment on its line is text."""
        leaf.closed = True
        rest = self._indent(found, end)[1]
        if leaf.kind is Kind.HTML or rest >= end:
            leaf.lines.append(Span(at, end))
            self._close_leaf()
        else:
            leaf.lines.append(Span(at, found))
            self._close_leaf()
            self._open_leaf(Kind.PARAGRAPH, Span(rest, end))

    # --- 2: what the line opens -------------------------------------------------------------------------------------

    def _open_containers(self, at: int, end: int, matched: int, partial: int) -> tuple[int, bool, int]:
        """Open quotes, list items and footnotes; the second answer tells whether there were any."""
        opened = False
        while True:
            indent, after = self._indent(at, end, partial)
            if indent >= 4 or after >= end:
                return at, opened, partial
            interrupts = self._in_text() and not opened and matched == len(self.open)
            container = self._container(after, end, indent, interrupts)
            if container is None:
                return at, opened, partial
            if not opened:
                self._close_leaf()
                container = self._sibling(container, matched)
                del self.open[matched:]
                opened = True
            at, partial = self._enter(container, after, end)
            self.open.append(container)

    def _in_text(self) -> bool:
        return self.leaf is not None and self.leaf.kind in {Kind.PARAGRAPH, Kind.TABLE}

    def _container(self, at: int, end: int, indent: int, interrupts: bool) -> Container | None:
        first = self.text[at]
        if first == ">":
            return Quote(at)
        if first in "-+*0123456789":
            return self._item(at, end, indent, interrupts)
        if first == "[" and not interrupts and (found := _FOOTNOTE.match(self.text, at, end)):
            return Indented(at, 2, found[0].rstrip())
        return None

    def _item(self, at: int, end: int, indent: int, interrupts: bool) -> Item | None:
        found = _MARKER.match(self.text, at, end)
        if found is None or (found["bullet"] and _RULE.match(self.text, at, end)):
            return None
        number = int(found["number"] or 0)
        width, after = self._indent(found.end(), end)
        if interrupts and (after >= end or (found["number"] and number != 1)):
            return None  # a text's line that happens to begin with a number is no list
        if after >= end or width > 4:
            width = 1
        delimiter = found["bullet"] or found["delimiter"]
        return Item(at, at, bool(found["number"]), number, delimiter, indent + found.end() - at + width)

    def _sibling(self, container: Container, matched: int) -> Container:
        """A new item joins the list of the item that it ends, if that has the same kind of marker."""
        older = self.open[matched] if matched < len(self.open) else None
        if isinstance(container, Item) and isinstance(older, Item):
            same = older.ordered == container.ordered and older.delimiter == container.delimiter
            return replace(container, list_start=older.list_start) if same else container
        return container

    def _enter(self, container: Container, at: int, end: int) -> tuple[int, int]:
        """Where the content of a container that opens at `at` begins."""
        if isinstance(container, Quote):
            return self._skip(at + 1, end, 1, 0)
        if isinstance(container, Indented):
            return self._indent(at + len(container.opener), end)[1], 0
        marker = _MARKER.match(self.text, at, end)
        assert marker is not None
        width, after = self._indent(marker.end(), end)
        return (marker.end() + 1, width - 1) if width > 4 and after < end else (after, 0)

    # --- 3: what the rest of the line is ----------------------------------------------------------------------------

    def _continue_leaf(self, at: int, end: int, matched: int, opened: bool, partial: int) -> None:
        indent, after = self._indent(at, end, partial)
        if after >= end and not opened:
            self._blank_line(Span(at, end), matched)
            return
        keep = len(self.open) if opened else matched
        in_paragraph = self.leaf is not None and self.leaf.kind is Kind.PARAGRAPH
        if after >= end:
            self._open_leaf(Kind.PARAGRAPH, Span(end, end))  # an item without content is an item
        elif indent >= 4 and not in_paragraph:
            self._code_line(at, end, keep)
        elif indent >= 4 or not self._start_leaf(after, end, indent, keep):
            self._text_line(after, end, keep)
        self.blank = False

    def _blank_line(self, line: Span, matched: int) -> None:
        leaf = self.leaf
        if leaf is not None and leaf.kind is Kind.CODE and matched == len(self.open):
            leaf.blanks.append(line)
        else:
            self._close_leaf()
            del self.open[matched:]  # only a quote is ended by a blank line
        self.blank = True

    def _code_line(self, at: int, end: int, keep: int) -> None:
        line = Span(self._skip(at, end, 4, 0)[0], end)
        leaf = self.leaf
        if leaf is not None and leaf.kind is Kind.CODE and keep == len(leaf.containers):
            leaf.lines += [*leaf.blanks, line]
            leaf.blanks.clear()
        else:
            self._open_leaf(Kind.CODE, line, keep)

    def _start_leaf(self, at: int, end: int, indent: int, keep: int) -> bool:
        """Begin a block other than a paragraph, if the line does."""
        text, first, line = self.text, self.text[at], Span(at, end)
        continues = self._in_text() and keep == len(self.open)
        if first == "#" and (heading := _HEADING.match(text, at, end)):
            self._open_leaf(Kind.HEADING, line, keep).level = len(heading[1])
            self._close_leaf()
        elif first in "`~" and (fence := _FENCE.match(text, at, end)):
            leaf = self._open_leaf(Kind.FENCE, line, keep)
            leaf.fence, leaf.indent, leaf.closed = fence[0], indent, False
        elif first in "=-|:" and continues and self._underline(line):
            pass
        elif first in "*-_" and _RULE.match(text, at, end):
            self._open_leaf(Kind.RULE, line, keep)
            self._close_leaf()
        elif first in "$%":
            return self._pair(line, keep)
        elif first == "<":
            return self._html(line, keep, continues)
        elif first in "!?=" and _DIRECTIVE.match(text, at, end):
            self._open_leaf(Kind.DIRECTIVE, line, keep)
            self._close_leaf()
            self.open.append(Indented(at, 4))
        else:
            return False
        return True

    def _pair(self, line: Span, keep: int) -> bool:
        """Math or a comment whose sign begins this line and is answered on a later one."""
        kind, sign = (Kind.MATH, "$$") if self.text[line.start] == "$" else (Kind.COMMENT, "%%")
        if not self.text.startswith(sign, line.start) or self.text.find(sign, line.start + 2, line.end) >= 0:
            return False
        if kind is Kind.MATH and self.text.find(sign, line.end) < 0:
            return False  # two dollars that nothing answers are money; an open comment hides the rest
        leaf = self._open_leaf(kind, line, keep)
        leaf.end, leaf.closed = _ENDS[kind], False
        return True

    def _html(self, line: Span, keep: int, continues: bool) -> bool:
        found = html_block_end(self.text, line.start, line.end, continues)
        if found is None:
            return False
        leaf = self._open_leaf(Kind.HTML, line, keep)
        leaf.end = found[0]
        if leaf.end is not None and leaf.end.search(self.text, found[1], line.end):
            self._close_leaf()
        return True

    def _underline(self, line: Span) -> bool:
        """A line below text that makes a heading or a table of it."""
        leaf = self.leaf
        if leaf is None or leaf.kind is not Kind.PARAGRAPH:
            return False
        if _DELIMITER_ROW.match(self.text, *line) and self._make_table(leaf, line):
            return True
        if not _SETEXT.match(self.text, *line):
            return False
        leaf.kind, leaf.level = Kind.HEADING, 1 if self.text[line.start] == "=" else 2
        leaf.lines.append(line)
        self._close_leaf()
        return True

    def _make_table(self, leaf: _Leaf, line: Span) -> bool:
        """The last line of the text is the header of a table, if it has as many cells as the row below."""
        header = leaf.lines[-1]
        if "|" not in self.text[header.start : line.end] or self._cells(header) != self._cells(line):
            return False
        leaf.lines.pop()
        if leaf.lines:
            leaf = self._open_leaf(Kind.TABLE, header)
        else:
            leaf.kind, leaf.lines = Kind.TABLE, [header]
        leaf.lines.append(line)
        return True

    def _cells(self, line: Span) -> int:
        return len(_CELL_BORDER.findall(self.text[line.start : line.end].strip().strip("|"))) + 1

    def _text_line(self, at: int, end: int, keep: int) -> None:
        leaf = self.leaf
        lazy = keep < len(self.open)
        if leaf is not None and (leaf.kind is Kind.PARAGRAPH or (leaf.kind is Kind.TABLE and not lazy)):
            leaf.lines.append(Span(at, end))
        else:
            self._open_leaf(Kind.PARAGRAPH, Span(at, end), keep)

    def _open_leaf(self, kind: Kind, line: Span, keep: int | None = None) -> _Leaf:
        """Open a leaf in the first `keep` containers; those that the line does not continue are closed."""
        self._close_leaf()
        if keep is not None:
            del self.open[keep:]
        self.leaf = _Leaf(kind, tuple(self.open), [line], self.blank)
        return self.leaf

    def _close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is not None:
            self.done.append(leaf.block())
