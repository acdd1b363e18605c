"""Cuts a note into tokens, in one pass: laid end to end they are the note.

The page, the index and the queries all read these tokens, so there is no second grammar that could disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from notewright.text import Span, span_of
from notewright.vault.block import Block, Kind
from notewright.vault.blocks import blocks
from notewright.vault.callout import match as match_callout
from notewright.vault.callout import split_callouts
from notewright.vault.joined_lines import are_whole, placed
from notewright.vault.markdown_elements import holds_inline, markdown_elements
from notewright.vault.reference import (
    References,
    definition_tokens,
    definitions,
    match_reference,
    may_define,
    may_hold_definitions,
    references,
)
from notewright.vault.syntax import SYNTAXES, Syntax
from notewright.vault.syntax.block_id import BlockId
from notewright.vault.syntax.block_id import match as match_name
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.html_comment import match as match_comment
from notewright.vault.syntax.math import Math
from notewright.vault.table import cells
from notewright.vault.task import task_of
from notewright.vault.token import Border, CodeBlock, Fence, HtmlBlock, Mark, Prose, Token
from notewright.vault.uncommented import uncommented_html

_BY_LENGTH = sorted(SYNTAXES.values(), key=lambda syntax: len(syntax.opener), reverse=True)
# Each alternative begins with a plain character: that lets `re` leap to the next of them. The group behind it is empty,
# and its number tells which one was found.
_OPENER = re.compile("|".join(f"{syntax.pattern}()" for syntax in _BY_LENGTH))
_BEGUN = (
    (),
    *(tuple(shorter for shorter in _BY_LENGTH if syntax.opener.startswith(shorter.opener)) for syntax in _BY_LENGTH),
)
"""By the number of a group: the constructs that may begin there, of which the one with the longest opener is first."""
_NO_REFERENCES: References = {}
_ATX = re.compile(r"#{1,6}[ \t]*")


class Passage(NamedTuple):
    """A block and its tokens, which cover it from its first line's content to its last line's end."""

    block: Block
    tokens: tuple[Token, ...]


_passage_of: Callable[[tuple[Block, tuple[Token, ...]]], Passage] = partial(tuple.__new__, Passage)


def scan(text: str, start: int = 0) -> tuple[Passage, ...]:
    """The passages of a note from `start` (the end of its front matter) on."""
    found = tuple(split_callouts(text, blocks(text, start)))
    known = references_of(text, found)
    inside = markdown_elements(text, found)
    if not inside:
        return tuple([_passage_of((block, tuple(_READERS[block.kind](text, block, known)))) for block in found])
    return tuple(
        _in_element(text, block, known) if block.span in inside else passage(text, block, known) for block in found
    )


def references_of(text: str, found: Iterable[Block]) -> References:
    """What the names in brackets stand for that the blocks of a text define."""
    if not may_hold_definitions(text):
        return _NO_REFERENCES
    return references(_content(text, block.lines) for block in found if may_define(text, block))


def passage(text: str, block: Block, known: References = _NO_REFERENCES) -> Passage:
    """The tokens of one block of a text."""
    return _passage_of((block, tuple(_READERS[block.kind](text, block, known))))


def _in_element(text: str, block: Block, known: References) -> Passage:
    """HTML of which the text is Markdown: its tags are tokens, and so is what stands between them."""
    return Passage(block, tuple(_text(text, block.lines, known))) if holds_inline(text, block) else passage(text, block)


def tile(text: str, passages: tuple[Passage, ...], start: int = 0) -> Iterator[Token]:
    """Every token of the note, with the marks that stand between blocks."""
    for passage in passages:
        if passage.block.span.start > start:
            yield Mark(span_of((start, passage.block.span.start)))
        yield from passage.tokens
        start = passage.block.span.end
    if start < len(text):
        yield Mark(span_of((start, len(text))))


def scan_inline(text: str, start: int, end: int, known: References = _NO_REFERENCES) -> list[Token]:
    """The tokens of a stretch of text that holds no blocks. `known` is what names in brackets stand for."""
    found = _OPENER.search(text, start, end)
    if found is None:
        return [Prose(span_of((start, end)))] if start < end else []
    tokens: list[Token] = []
    dead: set[str] = set()
    done = start
    while found:
        at, token = found.start(), None
        for syntax in _BEGUN[found.lastindex or 0]:
            if not dead or syntax.opener not in dead:
                token = syntax.match(text, at, end)
                if token is not None:
                    break
                _note_missing_closer(text, at, end, syntax, dead)
        if token is None and known:
            token = match_reference(text, at, end, known)
        at += 1
        if token is not None:
            begin, stop = token.span
            # An address begins before the sign by which it is found.
            if done <= begin and stop <= end:
                if done < begin:
                    tokens.append(Prose(span_of((done, begin))))
                tokens.append(token)
                done = at = stop
        found = _OPENER.search(text, at, end)
    if done < end:
        tokens.append(Prose(span_of((done, end))))
    return tokens


def _note_missing_closer(text: str, at: int, end: int, syntax: Syntax, dead: set[str]) -> None:
    """What is not closed after this place is not closed after a later one: looking once keeps the scan linear."""
    if syntax.closer is not None and text.find(syntax.closer, at + len(syntax.opener), end) < 0:
        dead.add(syntax.opener)


def _code(text: str, block: Block, _: References) -> list[Token]:
    return [CodeBlock(block.span, _content(text, block.lines))]


def _math(text: str, block: Block, _: References) -> list[Token]:
    return [Math(block.span, _content(text, block.lines).strip().strip("$").strip(), True)]


def _comment(text: str, block: Block, _: References) -> list[Token]:
    return [Comment(block.span, block.closed)]


def _rule(text: str, block: Block, _: References) -> list[Token]:
    return [Mark(block.span)]


def _content(text: str, lines: tuple[Span, ...]) -> str:
    if len(lines) == 1:
        return text[slice(*lines[0])]
    return "\n".join([text[start:end] for start, end in lines])


def _fence(text: str, block: Block, _: References) -> list[Token]:
    first, body = block.lines[0], block.lines[1 : -1 if block.closed else None]
    opening = text[first.start : first.end]
    info = opening.lstrip(opening[0]).strip()
    code_start = body[0].start if body else first.end
    code = "".join(text[line.start : line.end] + "\n" for line in body)
    return [Fence(block.span, info, code, code_start, block.closed)]


def _html(text: str, block: Block, _: References) -> list[Token]:
    html, span = _content(text, block.lines), block.span
    if "%%" in html:
        html = uncommented_html(html)
    if html.startswith("<!--") and html.find("-->") == len(html.rstrip()) - len("-->"):
        return [HtmlComment(span, html.rstrip()[4:-3].strip())]
    return _named_comment(text, block) or [HtmlBlock(span, html)]


def _named_comment(text: str, block: Block) -> list[Token]:
    """A comment with the name of the block above it on its last line; none for any other HTML."""
    start, end = block.span
    comment = match_comment(text, start, end) if text.startswith("<!--", start) else None
    if comment is None or "^" not in text[comment.span.end : end]:
        return []
    at = text.index("^", comment.span.end)
    name = None if text[comment.span.end : at].strip() else match_name(text, at, end)
    return [comment, Prose(span_of((comment.span.end, at))), name] if name else []


def _heading(text: str, block: Block, known: References) -> list[Token]:
    if len(block.lines) > 1:  # underlined
        content = _text(text, block.lines[:-1], known)
        return [*content, Mark(span_of((content[-1].span.end, block.span.end)))]
    start, end = block.lines[0]
    opening = _ATX.match(text, start, end)
    assert opening is not None
    begin = opening.end()
    stop = begin + len(_without_closing(text[begin:end])) if text[end - 1] in "# \t" else end
    inner = scan_inline(text, begin, stop, known)
    return [Mark(span_of((start, begin))), *inner, *([Mark(span_of((stop, end)))] if stop < end else [])]


def _callout(text: str, block: Block, known: References) -> list[Token]:
    end = block.span.end
    head = match_callout(text, block.span.start, end)
    assert head is not None
    return [head, *scan_inline(text, head.span.end, end, known)]


def _table(text: str, block: Block, known: References) -> list[Token]:
    """The tokens of each cell, and what stands between the cells."""
    tokens: list[Token] = []
    for number, row in enumerate(block.lines):
        if number:
            tokens.append(Mark(span_of((block.lines[number - 1].end, row.start))))
        done = row.start
        for cell in cells(text, row) if number != 1 else ():
            if cell.start > done:
                tokens.append(Border(span_of((done, cell.start))))
            if _OPENER.search(text, *cell) is not None or text.startswith("#", cell.start, cell.end):
                tokens += _cell(text, cell, known)
            elif cell.start < cell.end:
                tokens.append(Prose(cell))
            done = cell.end
        if done < row.end:
            tokens.append(Border(span_of((done, row.end))))
    return tokens


def _cell(text: str, cell: Span, known: References) -> list[Token]:
    """The tokens of a cell. The name of a table stands below it; what looks like one in a cell is text."""
    *tokens, last = _text(text, (cell,), known)
    tokens.append(Prose(last.span) if isinstance(last, BlockId) else last)
    return list(map(_without_escapes, tokens)) if text.find("\\|", *cell) >= 0 else tokens


def _without_escapes(token: Token) -> Token:
    """The token of a cell. The backslash that protects a bar from the table is no part of code."""
    return CodeSpan(token.span, token.code.replace("\\|", "|")) if isinstance(token, CodeSpan) else token


def _paragraph(text: str, block: Block, known: References) -> list[Token]:
    """The tokens of a text, and the box before it if it is a task's."""
    lines = block.lines
    task = task_of(text, block) if text.startswith("[", lines[0].start) else None
    if task is None:
        return _text(text, lines, known, _with_definitions if known and may_define(text, block) else scan_inline)
    first, *others = lines
    return [task, *_text(text, (span_of((task.span.end, first.end)), *others), known)]


def _lines(text: str, block: Block, known: References) -> list[Token]:
    return _text(text, block.lines, known)


def _without_closing(content: str) -> str:
    """A heading without the signs that may close it, which stand apart from its text."""
    content = content.rstrip(" \t")
    shorter = content.rstrip("#")
    return shorter.rstrip(" \t") if not shorter or shorter[-1] in " \t" else content


_READERS: Mapping[Kind, Callable[[str, Block, References], list[Token]]] = {
    **dict.fromkeys(Kind, _lines),
    Kind.FENCE: _fence,
    Kind.CODE: _code,
    Kind.MATH: _math,
    Kind.COMMENT: _comment,
    Kind.HTML: _html,
    Kind.RULE: _rule,
    Kind.HEADING: _heading,
    Kind.TABLE: _table,
    Kind.CALLOUT: _callout,
    Kind.PARAGRAPH: _paragraph,
}


def _text(
    text: str,
    lines: tuple[Span, ...],
    known: References,
    read: Callable[[str, int, int, References], list[Token]] = scan_inline,
) -> list[Token]:
    """The tokens of lines of text. Where quotes or lists indent them, the lines are read without their prefixes."""
    start, end = lines[0].start, lines[-1].end
    begins_line = start == 0 or text[start - 1].isspace()  # else a tag in it would seem to follow a `>`
    if begins_line and (len(lines) == 1 or are_whole(lines)):
        return read(text, start, end, known)
    content = _content(text, lines)
    return placed(read(content, 0, len(content), known), lines)


def _with_definitions(text: str, start: int, end: int, known: References) -> list[Token]:
    """The tokens of a text, of which the definitions at its beginning are some."""
    first: list[Token] = []
    for definition in definitions(text, start, end):
        first += scan_inline(text, start, definition.span.start)
        first += definition_tokens(text, definition)
        start = definition.span.end
    return [*first, *scan_inline(text, start, end, known)]
