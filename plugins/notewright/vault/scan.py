"""Cuts a note into tokens, in one pass: laid end to end they are the note.

The page, the index and the queries all read these tokens, so there is no second grammar that could disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from notewright.text import Span
from notewright.vault.block import Block, Kind
from notewright.vault.blocks import blocks
from notewright.vault.syntax import SYNTAXES, Syntax
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.math import Math
from notewright.vault.token import CodeBlock, Fence, HtmlBlock, Mark, Prose, Token

_OPENER = re.compile("|".join(re.escape(opener) for opener in sorted(SYNTAXES, key=len, reverse=True)))
_LONGEST = max(map(len, SYNTAXES))
_ATX = re.compile(r"#{1,6}[ \t]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block and its tokens, which cover it from its first line's content to its last line's end."""

    block: Block
    tokens: tuple[Token, ...]


def scan(text: str, start: int = 0) -> tuple[Passage, ...]:
    """The passages of a note from `start` (the end of its front matter) on."""
    return tuple(passage(text, block) for block in blocks(text, start))


def passage(text: str, block: Block) -> Passage:
    """The tokens of one block of a text."""
    return Passage(block, tuple(_block_tokens(text, block)))


def tile(text: str, passages: tuple[Passage, ...], start: int = 0) -> Iterator[Token]:
    """Every token of the note, with the marks that stand between blocks."""
    for passage in passages:
        if passage.block.span.start > start:
            yield Mark(Span(start, passage.block.span.start))
        yield from passage.tokens
        start = passage.block.span.end
    if start < len(text):
        yield Mark(Span(start, len(text)))


def scan_inline(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text that holds no blocks."""
    tokens: list[Token] = []
    dead: set[str] = set()
    done = at = start
    while found := _OPENER.search(text, at, end):
        token = _match(text, found.start(), end, dead)
        if token is None or token.span.end > end:
            at = found.start() + 1
            continue
        if token.span.start > done:
            tokens.append(Prose(Span(done, token.span.start)))
        tokens.append(token)
        done = at = token.span.end
    if done < end:
        tokens.append(Prose(Span(done, end)))
    return tokens


def _match(text: str, at: int, end: int, dead: set[str]) -> Token | None:
    """The construct at a place: the longest opener is tried first."""
    for length in range(_LONGEST, 0, -1):
        syntax = SYNTAXES.get(text[at : at + length])
        if syntax is None or syntax.opener in dead or len(syntax.opener) != length:
            continue
        token = syntax.match(text, at, end)
        if token is not None:
            return token
        _note_missing_closer(text, at, end, syntax, dead)
    return None


def _note_missing_closer(text: str, at: int, end: int, syntax: Syntax, dead: set[str]) -> None:
    """What is not closed after this place is not closed after a later one: looking once keeps the scan linear."""
    if syntax.closer is not None and text.find(syntax.closer, at + len(syntax.opener), end) < 0:
        dead.add(syntax.opener)


def _block_tokens(text: str, block: Block) -> list[Token]:
    match block.kind:
        case Kind.FENCE:
            return [_fence(text, block)]
        case Kind.CODE:
            return [CodeBlock(block.span, _content(text, block.lines))]
        case Kind.MATH:
            return [Math(block.span, _content(text, block.lines).strip().strip("$").strip(), True)]
        case Kind.COMMENT:
            return [Comment(block.span, block.closed)]
        case Kind.HTML:
            return [_html(text, block)]
        case Kind.RULE:
            return [Mark(block.span)]
        case Kind.HEADING:
            return _heading(text, block)
        case _:
            return _text(text, block.lines)


def _content(text: str, lines: tuple[Span, ...]) -> str:
    return "\n".join(text[line.start : line.end] for line in lines)


def _fence(text: str, block: Block) -> Fence:
    first, body = block.lines[0], block.lines[1 : -1 if block.closed else None]
    opening = text[first.start : first.end]
    info = opening.lstrip(opening[0]).strip()
    code_start = body[0].start if body else first.end
    return Fence(
        block.span, info, "".join(text[line.start : line.end] + "\n" for line in body), code_start, block.closed
    )


def _html(text: str, block: Block) -> Token:
    html = _content(text, block.lines)
    if html.startswith("<!--") and html.rstrip().endswith("-->") and html.count("-->") == 1:
        return HtmlComment(block.span, html.strip()[4:-3].strip())
    return HtmlBlock(block.span, html)


def _heading(text: str, block: Block) -> list[Token]:
    if len(block.lines) > 1:  # underlined
        content = _text(text, block.lines[:-1])
        return [*content, Mark(Span(content[-1].span.end, block.span.end))]
    start, end = block.span
    opening = _ATX.match(text, start, end)
    assert opening is not None
    content_end = opening.end() + len(_without_closing(text[opening.end() : end].rstrip(" \t")))
    inner = scan_inline(text, opening.end(), content_end)
    marks = [Mark(Span(content_end, end))] if content_end < end else []
    return [Mark(Span(start, opening.end())), *inner, *marks]


def _without_closing(content: str) -> str:
    """A heading without the signs that may close it, which stand apart from its text."""
    shorter = content.rstrip("#")
    return shorter.rstrip(" \t") if not shorter or shorter[-1] in " \t" else content


def _text(text: str, lines: tuple[Span, ...]) -> list[Token]:
    """The tokens of lines of text. Where quotes or lists indent them, the lines are read without their prefixes."""
    start, end = lines[0].start, lines[-1].end
    begins_line = start == 0 or text[start - 1].isspace()  # else a tag in it would seem to follow a `>`
    if begins_line and all(after.start == before.end + 1 for before, after in pairwise(lines)):
        return scan_inline(text, start, end)
    content = _content(text, lines)
    return list(_place(scan_inline(content, 0, len(content)), lines))


def _place(tokens: list[Token], lines: tuple[Span, ...]) -> Iterator[Token]:
    """Move tokens of joined lines to where they stand in the source; prefixes between lines become marks."""
    joined = list(accumulate((line.end - line.start + 1 for line in lines), initial=0))
    index = 0
    for token in tokens:
        start, end = token.span
        while end > joined[index + 1] - 1 and isinstance(token, Prose) and index + 1 < len(lines):
            line = lines[index]  # prose that goes on in the next line is cut at the end of this one
            if start < joined[index + 1] - 1:
                yield Prose(Span(line.start + start - joined[index], line.end))
            yield Mark(Span(line.end, lines[index + 1].start))
            index += 1
            start = joined[index]
        shift = lines[index].start - joined[index]
        while end > joined[index + 1] - 1 and index + 1 < len(lines):
            index += 1  # a link, a formula or code that goes on in the next line is one token all the same
        if start < end:
            span = Span(start + shift, end + lines[index].start - joined[index])
            yield Prose(span) if isinstance(token, Prose) else replace(token, span=span)
