"""The block structure of a note as lines of text: by our reader, and by markdown-it as a judge.

A line names a block, its first line (of text and tables the last too) and what holds it, each with its first line:
`paragraph 3-4 in quote@1 bullet@1 item@3`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token as Judged

from notewright.vault.block import Block, Container, Item, Kind, Quote
from notewright.vault.blocks import blocks

_JUDGE = MarkdownIt("commonmark", {"maxNesting": 500}).enable("table")
_LEAVES = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "table_open": "table",
    "hr": "rule",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
}
_HOLDERS = {
    "blockquote_open": "quote",
    "bullet_list_open": "bullet",
    "ordered_list_open": "ordered",
    "list_item_open": "item",
}


def outline(text: str) -> list[str]:
    """The blocks that our reader sees."""
    return [_described(text, block) for block in blocks(text)]


def judged(text: str) -> list[str]:
    """The blocks that CommonMark sees, with the tables of GFM."""
    return list(_judged(_JUDGE.parse(text)))


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _described(text: str, block: Block) -> str:
    first, last = _line(text, block.lines[0].start), _line(text, block.lines[-1].start)
    kind = "empty" if _is_empty(block) else block.kind.name.lower()
    level = str(block.level) if block.kind is Kind.HEADING else ""
    return _shown(kind + level, first, last, [word for held in block.containers for word in _holder(text, held)])


def _is_empty(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.span.start == block.span.end


def _holder(text: str, container: Container) -> list[str]:
    if isinstance(container, Quote):
        return [f"quote@{_line(text, container.start)}"]
    if isinstance(container, Item):
        kind = "ordered" if container.ordered else "bullet"
        return [f"{kind}@{_line(text, container.list_start)}", f"item@{_line(text, container.start)}"]
    return [f"indented@{_line(text, container.start)}"]


def _judged(tokens: list[Judged]) -> Iterator[str]:
    held: list[str] = []
    for token, following in pairwise([*tokens, Judged("end", "", 0)]):
        if token.type in _HOLDERS and token.map:
            held.append(f"{_HOLDERS[token.type]}@{token.map[0] + 1}")
            if following.type in {"list_item_close", "blockquote_close"}:
                yield _shown("empty", token.map[0] + 1, token.map[0] + 1, held)
        elif token.type.removesuffix("_close") + "_open" in _HOLDERS and token.nesting < 0:
            held.pop()
        elif token.type in _LEAVES and token.map:
            level = token.tag[1:] if token.type == "heading_open" else ""
            yield _shown(_LEAVES[token.type] + level, token.map[0] + 1, token.map[1], held)


def _shown(kind: str, first: int, last: int, held: list[str]) -> str:
    lines = f"{first}-{last}" if kind in {"paragraph", "table"} else str(first)
    return " ".join([kind, lines, *(["in", *held] if held else [])])
