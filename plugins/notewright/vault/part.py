"""The part of a note that the fragment of a link names: a section, a named block, or all of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from notewright.vault.block import Kind
from notewright.vault.heading import Heading
from notewright.vault.named_block import NamedBlock, stands_alone
from notewright.vault.note import Note
from notewright.vault.scan import Passage


def part(note: Note, fragment: str) -> tuple[Passage, ...] | None:
    """The passages that `A`, `A#B` or `^id` names; all for an empty fragment; None when nothing has that name.

    Quotes and lists that hold more than the part are taken off; a named item, list or quote keeps itself.
    A section goes on to the next heading of its level or a higher one.
    """
    if not fragment.strip(" #"):
        return note.passages
    last = fragment.rpartition("#")[2].strip()
    if last.startswith("^"):
        block = note.named_blocks.get(last[1:].lower())
        return _block(note.passages, block) if block else None
    heading = note.outline.find(fragment)
    return _section(note.passages, heading) if heading else None


def _block(passages: Sequence[Passage], block: NamedBlock) -> tuple[Passage, ...]:
    found = _from(passages, block.first, block.holds)
    shown = [passage for passage in found if not stands_alone(passage)]
    return tuple(_without_containers(shown, block.depth))


def _section(passages: Sequence[Passage], heading: Heading) -> tuple[Passage, ...]:
    first = bisect_left(passages, heading.span.start, key=lambda passage: passage.block.span.start)
    containers = passages[first].block.containers

    def goes_on(passage: Passage) -> bool:
        block = passage.block
        ends = block.kind is Kind.HEADING and block.containers == containers and block.level <= heading.level
        return block.containers[: len(containers)] == containers and not ends

    return tuple(_without_containers(_from(passages, first, goes_on), len(containers)))


def _from(passages: Sequence[Passage], first: int, goes_on: Callable[[Passage], bool]) -> list[Passage]:
    rest = (passages[index] for index in range(first + 1, len(passages)))
    return [passages[first], *takewhile(goes_on, rest)]


def _without_containers(passages: Iterable[Passage], depth: int) -> Iterable[Passage]:
    for passage in passages:
        block = passage.block
        yield passage._replace(block=block._replace(containers=block.containers[depth:])) if depth else passage
