"""Which block a `^name` names: the text that it ends, or the list, quote, table or code that it stands below."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault.block import Container, Item, Kind, Quote
from notewright.vault.container import continues
from notewright.vault.line import Line
from notewright.vault.scan import Passage
from notewright.vault.syntax.block_id import BlockId
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.token import Prose


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A block with a name. It begins with the passage `first`, below `depth` containers that are no part of it.

    `holder` is the quote or item that it is, or one item of the list that it is; without one it is that passage alone.
    """

    name: str
    span: Span
    """Where the name stands."""
    first: int
    depth: int
    holder: Container | None = None
    is_list: bool = False
    in_quote: bool = False
    """Whether it is a part of a quote, callout or the like, to which Obsidian cannot link."""

    def holds(self, passage: Passage) -> bool:
        """Whether a passage behind the first one is a part of the block."""
        containers = passage.block.containers
        if self.holder is None or len(containers) <= self.depth:
            return False
        here = containers[self.depth]
        if self.is_list and isinstance(self.holder, Item):
            return isinstance(here, Item) and here.list_start == self.holder.list_start
        return type(here) is type(self.holder) and here.start == self.holder.start


def named_blocks(text: str, passages: Sequence[Passage]) -> Iterator[NamedBlock]:
    """The blocks that have a name, in the order of the names; a name may come twice."""
    for index, passage in enumerate(passages if "^" in text else ()):
        for token in passage.tokens:
            if isinstance(token, BlockId):
                yield _named(text, passages, index, token)


def repeated_names(source: Source, blocks: Iterable[NamedBlock]) -> Iterator[Diagnostic]:
    """The names that an earlier block has already; case does not tell names apart."""
    seen: set[str] = set()
    for block in blocks:
        if block.name.lower() in seen:
            message = f"another block of this note is called `^{block.name}`, and links lead to the first; rename one"
            yield Diagnostic.at(source, block.span, "NOTE014", Severity.WARNING, message)
        seen.add(block.name.lower())


def stands_alone(passage: Passage) -> bool:
    """Whether a passage is nothing but the name of the block above it."""
    return len(passage.tokens) == 1 and isinstance(passage.tokens[0], BlockId)


def _named(text: str, passages: Sequence[Passage], index: int, token: BlockId) -> NamedBlock:
    containers = passages[index].block.containers
    if containers and isinstance(containers[0], Quote) and not _goes_on(passages, index, 1):
        return _held(passages, token, containers, 0)
    if _in_title(text, passages[index], token):
        return _held(passages, token, containers, len(containers) - 1)
    home = _home(text, passages[index], token)
    inner = containers[home - 1] if home else None
    if isinstance(inner, Item):
        return _held(passages, token, containers, home - 1)
    if home < len(containers):  # the line goes on with the text above it, but stands outside of its list or quote
        return _held(passages, token, containers, home, is_list=True)
    if isinstance(inner, Quote) and (passages[index].block.kind is Kind.CALLOUT or not _goes_on(passages, index, home)):
        return _held(passages, token, containers, home - 1)
    above = _without_comments(text, passages, index) - 1
    if above < index and above >= 0 and passages[above].block.containers[:home] == containers:
        return _above(passages, above, token, home)
    return _alone(passages, index, token)


def _without_comments(text: str, passages: Sequence[Passage], index: int) -> int:
    """The first of the passages up to this one that are nothing but the name, and comments before it."""
    if not _is_unseen(text, passages[index]):
        return index + 1
    while index and _is_unseen(text, passages[index - 1]) and not isinstance(passages[index - 1].tokens[-1], BlockId):
        index -= 1
    return index


def _is_unseen(text: str, passage: Passage) -> bool:
    return bool(passage.tokens) and all(
        isinstance(token, BlockId | HtmlComment)
        or (isinstance(token, Prose) and not text[token.span.start : token.span.end].strip())
        for token in passage.tokens
    )


def _in_title(text: str, passage: Passage, token: BlockId) -> bool:
    """Whether the name stands at the end of a callout's title."""
    block = passage.block
    in_quote = bool(block.containers) and isinstance(block.containers[-1], Quote)
    return in_quote and text.startswith("[!", block.span.start) and token.span.end <= block.lines[0].end


def _home(text: str, passage: Passage, token: BlockId) -> int:
    """In how many of the containers the line of the name really stands: a lazy one continues only their text."""
    lines, containers = passage.block.lines, passage.block.containers
    if len(lines) == 1 or lines[-1].start != token.span.start:
        return len(containers)
    line = Line(text, text.rfind("\n", 0, token.span.start) + 1, lines[-1].end)
    return next((depth for depth, outer in enumerate(containers) if not continues(outer, line)), len(containers))


def _goes_on(passages: Sequence[Passage], index: int, depth: int) -> bool:
    following = passages[index + 1 : index + 2]
    return bool(following) and following[0].block.containers[:depth] == passages[index].block.containers[:depth]


def _above(passages: Sequence[Passage], index: int, token: BlockId, depth: int) -> NamedBlock:
    """The structure at `depth` that ends with the passage above the name."""
    containers = passages[index].block.containers
    if len(containers) > depth:
        return _held(passages, token, containers, depth, is_list=True)
    return _alone(passages, index, token)


def _alone(passages: Sequence[Passage], index: int, token: BlockId) -> NamedBlock:
    containers = passages[index].block.containers
    return NamedBlock(token.name, token.span, index, len(containers), in_quote=_in_quote(containers))


def _held(
    passages: Sequence[Passage], token: BlockId, containers: Sequence[Container], depth: int, *, is_list: bool = False
) -> NamedBlock:
    """The container at `depth`, or the list of which it is an item."""
    holder = containers[depth]
    start = holder.list_start if is_list and isinstance(holder, Item) else holder.start
    first = bisect_left(passages, start, key=lambda passage: passage.block.span.start)
    return NamedBlock(token.name, token.span, first, depth, holder, is_list, _in_quote(containers[:depth]))


def _in_quote(containers: Sequence[Container]) -> bool:
    return any(isinstance(container, Quote) for container in containers)
