"""Writes blocks as Markdown that Python-Markdown reads as CommonMark reads the note.

It wants four columns for every list, a blank line before a list or table, and it joins neighbours of a kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from notewright.build.stash import Stash
from notewright.vault.block import Container, Indented, Item, Kind, Quote

_NO_DEPTH = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it is to be written; `text` is one or more lines."""

    kind: Kind
    containers: tuple[Container, ...]
    text: str
    blank_before: bool = True


def write(parts: Iterable[Part], stash: Stash) -> str:
    """The text of a page."""
    nothing = stash.block("")
    out: list[str] = []
    before: Part | None = None
    run = 0
    for part in parts:
        if before is not None:
            common = _common(before.containers, part.containers)
            tight = _is_tight(before, part, common) and run <= common
            run = run if tight and len(part.containers) == common + 1 else _run(part, common)
            out.append("\n" if tight else _blank(before, part, nothing))
        else:
            run = _run(part, 0)
        out.append(_prefixed(part, before, nothing))
        before = part
    return "".join(out) + "\n"


def _run(part: Part, common: int) -> int:
    """From which depth on items may follow without a blank line.

    Python-Markdown reads what stands between two blank lines as one: if it begins with an item, items as deep or
    deeper may follow; if it begins with anything else, no item is seen in it.
    """
    innermost = len(part.containers) - 1
    opens_item = innermost >= common and isinstance(part.containers[innermost], Item)
    return innermost if opens_item and part.kind is Kind.PARAGRAPH else _NO_DEPTH


def _prefixed(part: Part, before: Part | None, nothing: str) -> str:
    """The part with what its containers put before each line.

    Only text may follow a marker on its line; anything else is written below an empty text.
    """
    common = _common(before.containers, part.containers) if before else 0
    out: list[str] = []
    prefix = "".join(map(_later, part.containers[:common]))
    for container in part.containers[common:]:
        if isinstance(container, Quote) or (container is part.containers[-1] and part.kind is Kind.PARAGRAPH):
            prefix += _first(container)
            continue
        out.append(prefix + _first(container) + nothing)
        prefix += _later(container)
        out.append(prefix.rstrip())
    rest = "".join(map(_later, part.containers))
    first, *others = part.text.split("\n")
    first = first if first.strip() else nothing  # a marker alone may be an underline to Python-Markdown
    return "\n".join([*out, prefix + first, *(rest + line if line else rest.rstrip() for line in others)])


def _blank(before: Part, part: Part, nothing: str) -> str:
    """A blank line, and where Python-Markdown would join neighbours, something invisible between them."""
    common = _common(before.containers, part.containers)
    prefix = "".join(map(_later, part.containers[:common]))
    blank = f"\n{prefix.rstrip()}\n"
    if _would_join(before, part, common):
        return f"{blank}{prefix}{nothing}{blank}"
    return blank


def _is_tight(before: Part, part: Part, common: int) -> bool:
    if part.blank_before or before.kind is not Kind.PARAGRAPH or part.kind is not Kind.PARAGRAPH:
        return False
    if len(part.containers) <= common or not isinstance(part.containers[common], Item):
        return False
    if common < len(before.containers):
        return _same_list(before.containers[common], part.containers[common])
    return common > 0 and isinstance(before.containers[-1], Item)


def _would_join(before: Part, part: Part, common: int) -> bool:
    """Whether Python-Markdown would make one of two neighbouring lists or quotes."""
    if common >= len(before.containers) or common >= len(part.containers):
        return False
    older, newer = before.containers[common], part.containers[common]
    if isinstance(newer, Item):
        return isinstance(older, Item) and not _same_list(older, newer)
    return isinstance(older, Quote) and isinstance(newer, Quote)


def _same_list(older: Container, newer: Container) -> bool:
    return isinstance(older, Item) and isinstance(newer, Item) and older.list_start == newer.list_start


def _common(older: tuple[Container, ...], newer: tuple[Container, ...]) -> int:
    """How many containers two neighbours share."""
    count = 0
    for one, other in zip(older, newer, strict=False):
        if one != other:
            break
        count += 1
    return count


def _first(container: Container) -> str:
    match container:
        case Quote():
            return "> "
        case Item(ordered=True, number=number):
            return f"{number}.".ljust(4) if number < 100 else f"{number}. "
        case Item():
            return "-   "
        case Indented(opener=opener):
            return f"{opener} " if opener else "    "


def _later(container: Container) -> str:
    return "> " if isinstance(container, Quote) else "    "
