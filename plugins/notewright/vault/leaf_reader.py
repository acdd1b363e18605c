"""What the rest of a line is, behind the quotes and lists that it stands in: a part of a leaf, or the first of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from notewright.text import Span, span_of
from notewright.vault.block import Block, Container, Indented, Kind, block_of
from notewright.vault.container import FOOTNOTE, MARKER, OPENING, RULE
from notewright.vault.html_block import html_block_end, lone_tag_end
from notewright.vault.leaf import Leaf
from notewright.vault.line import Line
from notewright.vault.table import begins_table

_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_DIRECTIVE = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w\"'-]|===[!+]*[ \t]+[\"']")
# The signs of comments in a line: those that answer each other, and a lone one, which is no percentage.
_SIGNS = re.compile(r"%%[^\n]*?%%|<!--(?:[^\n-]++|-(?!->))*+(?:-->)?|(?<![\w%])%%")
_ENDS = {Kind.MATH: re.compile(r"\$\$"), Kind.COMMENT: re.compile("%%")}
# Below a table it is the name of the table and no row.
_NAME = re.compile(r"\^[A-Za-z0-9-]+[ \t]*$")
# Two dollars or percent signs are answered on another line, or mean nothing there.
_SIGN = re.compile(r"\$\$(?!.*\$\$)|%%(?!.*%%)")
_BEGINNINGS = (_HEADING, _FENCE, RULE, MARKER, FOOTNOTE, _DIRECTIVE, _SIGN)
_SIGNS_ENOUGH = frozenset(" \t>=:|<-")
_BEGINNING = re.compile("|".join(beginning.pattern for beginning in _BEGINNINGS))


class LeafReader:
    """What is open after the lines read so far, and the blocks that are done."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Container] = []
        self.leaf: Leaf | None = None
        self.blank = True  # whether the line before was blank
        self.done: list[Block] = []

    def holds(self, *kinds: Kind) -> bool:
        """Whether a leaf of one of some kinds is open."""
        return self.leaf is not None and self.leaf.kind in kinds

    def continue_leaf(self, line: Line, keep: int, opened: bool) -> None:
        """Read the rest of a line, which stands in the first `keep` containers; `opened`: it began one."""
        if not line.first:
            if not opened:
                self._blank_line(line, keep)
                return
            self.open_leaf(Kind.PARAGRAPH, span_of((line.end, line.end))).awaited = True
        elif line.indent >= 4 and not self.holds(Kind.PARAGRAPH):
            self._code_line(line, keep)
        else:
            begins = _STARTS.get(line.first)
            if begins is None or (line.indent >= 4 and not self._is_comment(line)) or not begins(self, line, keep):
                self._text_line(line.visible, keep)
        self.blank = False

    def _is_comment(self, line: Line) -> bool:
        """Whether the line begins with the sign of a comment: one may begin however far a text is indented."""
        return self.text.startswith("%%", line.rest)

    def _blank_line(self, line: Line, matched: int) -> None:
        leaf = self.leaf
        if leaf is not None and leaf.kind is Kind.CODE and matched == len(self.open):
            line.skip(4)
            leaf.lines.append(line.indented)
            leaf.blank_lines += 1
        elif leaf is None or not leaf.awaited:
            self.close_leaf()
            del self.open[matched:]  # only a quote is ended by a blank line
        self.blank = True

    def _code_line(self, line: Line, keep: int) -> None:
        line.skip(4)
        leaf = self.leaf
        if leaf is not None and leaf.kind is Kind.CODE and keep == len(leaf.containers):
            leaf.lines.append(line.indented)
            leaf.blank_lines = 0
        else:
            self.open_leaf(Kind.CODE, line.indented, keep)

    # Each of these begins a block other than a paragraph, if the line does.

    def _heading(self, line: Line, keep: int) -> bool:
        found = _HEADING.match(self.text, line.rest, line.end)
        return found is not None and self._whole(Kind.HEADING, line, keep, len(found[1]))

    def _fence(self, line: Line, keep: int) -> bool:
        found = _FENCE.match(self.text, line.rest, line.end)
        if found is None:
            return False
        leaf = self.open_leaf(Kind.FENCE, line.visible, keep)
        leaf.fence, leaf.indent, leaf.closed = found[0], line.indent, False
        return True

    def _underline(self, line: Line, keep: int) -> bool:
        """A line below text that makes a heading or a table of it."""
        leaf = self.leaf
        if leaf is None or leaf.kind is not Kind.PARAGRAPH or keep < len(self.open):
            return False
        if begins_table(self.text, leaf.lines[-1], line.visible):
            self._make_table(leaf, line.visible)
        elif _SETEXT.match(self.text, line.rest, line.end):
            leaf.kind, leaf.level = Kind.HEADING, 1 if line.first == "=" else 2
            leaf.lines.append(line.visible)
            self.close_leaf()
        else:
            return False
        return True

    def _rule(self, line: Line, keep: int) -> bool:
        return RULE.match(self.text, line.rest, line.end) is not None and self._whole(Kind.RULE, line, keep)

    def _underline_or_rule(self, line: Line, keep: int) -> bool:
        return self._underline(line, keep) or self._rule(line, keep)

    def _directive(self, line: Line, keep: int) -> bool:
        if _DIRECTIVE.match(self.text, line.rest, line.end) is None:
            return False
        self._whole(Kind.DIRECTIVE, line, keep)
        self.open.append(Indented(line.rest, 4))
        return True

    def _underline_or_directive(self, line: Line, keep: int) -> bool:
        return self._underline(line, keep) or self._directive(line, keep)

    def _pair(self, line: Line, keep: int) -> bool:
        return self.pair(line.visible, keep)

    def _whole(self, kind: Kind, line: Line, keep: int, level: int = 0) -> bool:
        """A block of one line."""
        self.close_leaf()
        del self.open[keep:]
        self.done.append(block_of((kind, tuple(self.open), (line.visible,), self.blank, level, True)))
        return True

    def pair(self, line: Span, keep: int) -> bool:
        """Math or a comment whose sign begins this line and is answered on a later one."""
        kind, sign = (Kind.MATH, "$$") if self.text[line.start] == "$" else (Kind.COMMENT, "%%")
        if not self.text.startswith(sign, line.start) or self.text.find(sign, line.start + 2, line.end) >= 0:
            return False
        in_math = self.leaf is not None and self.leaf.opens_math(self.text)
        if kind is Kind.MATH and (in_math or self.text.find(sign, line.end) < 0):
            return False  # two dollars that nothing answers are money; an open comment hides the rest
        leaf = self.open_leaf(kind, line, keep)
        leaf.end, leaf.closed = _ENDS[kind], False
        return True

    def _html(self, line: Line, keep: int) -> bool:
        found = html_block_end(self.text, line.rest, line.end)
        if found is None and not self.holds(Kind.PARAGRAPH, Kind.TABLE):
            found = lone_tag_end(self.text, line.rest, line.end)
        if found is None:
            return False
        if found.end is not None and found.end.search(self.text, line.rest, line.end):
            self._whole(Kind.HTML, line, keep)
        else:
            leaf = self.open_leaf(Kind.HTML, line.visible, keep)
            leaf.end = found.end
            at = self.comment_in_line(Leaf(Kind.HTML, (), [], False), line.visible) if found.end is None else None
            if at is not None:
                leaf.lines = [span_of((line.visible.start, at))]
                self.open_comment(span_of((at, line.visible.end)), keep)
        return True

    def comment_in_line(self, leaf: Leaf, line: Span) -> int | None:
        """Where a comment begins within a line of HTML that ends on a later one."""
        for found in _SIGNS.finditer(self.text, *line) if self.text.find("%%", *line) >= 0 else ():
            if found[0] == "%%" and self._last_sign >= line.end:
                return None if leaf.is_in_code(self.text, span_of((line.start, found.start()))) else found.start()
        return None

    def open_comment(self, line: Span, keep: int) -> None:
        """Begin a comment over several lines, behind which HTML goes on."""
        leaf = self.open_leaf(Kind.COMMENT, line, keep)
        leaf.end, leaf.closed, leaf.in_html = _ENDS[Kind.COMMENT], False, True

    @cached_property
    def _last_sign(self) -> int:
        """Where the last sign of a comment stands."""
        return self.text.rfind("%%")

    def _make_table(self, leaf: Leaf, line: Span) -> None:
        """The last line of the text is the header of a table."""
        header = leaf.lines.pop()
        if leaf.lines:
            leaf = self.open_leaf(Kind.TABLE, header)
        else:
            leaf.kind, leaf.lines = Kind.TABLE, [header]
        leaf.lines.append(line)

    def _text_line(self, line: Span, keep: int) -> None:
        leaf = self.leaf
        lazy = keep < len(self.open)
        if leaf is not None and leaf.kind is Kind.TABLE and _NAME.match(self.text, *line):
            self.open_leaf(Kind.PARAGRAPH, line, keep)
        elif leaf is not None and (leaf.kind is Kind.PARAGRAPH or (leaf.kind is Kind.TABLE and not lazy)):
            leaf.lines.append(line)
        else:
            self.open_leaf(Kind.PARAGRAPH, line, keep)

    def open_leaf(self, kind: Kind, line: Span, keep: int | None = None) -> Leaf:
        """Open a leaf in the first `keep` containers; those that the line does not continue are closed."""
        if self.leaf is not None:
            self.close_leaf()
        if keep is not None:
            del self.open[keep:]
        self.leaf = leaf = Leaf(kind, tuple(self.open), [line], self.blank)
        return leaf

    def close_leaf(self) -> None:
        """End the open leaf; it is done."""
        leaf, self.leaf = self.leaf, None
        if leaf is not None:
            self.done.append(leaf.block())


_STARTS: Mapping[str, Callable[[LeafReader, Line, int], bool]] = {
    "#": LeafReader._heading,
    "`": LeafReader._fence,
    "~": LeafReader._fence,
    "=": LeafReader._underline_or_directive,
    "-": LeafReader._underline_or_rule,
    "|": LeafReader._underline,
    ":": LeafReader._underline,
    "*": LeafReader._rule,
    "_": LeafReader._rule,
    "$": LeafReader._pair,
    "%": LeafReader._pair,
    "<": LeafReader._html,
    "!": LeafReader._directive,
    "?": LeafReader._directive,
}
_SPECIAL = frozenset({*_SIGNS_ENOUGH, *OPENING, *_STARTS})


def is_text(text: str, start: int, end: int) -> bool:
    """Whether a line is surely one of text; of those that begin with white space or some signs nobody says so."""
    first = text[start]
    return first not in _SPECIAL or (first not in _SIGNS_ENOUGH and _BEGINNING.match(text, start, end) is None)
