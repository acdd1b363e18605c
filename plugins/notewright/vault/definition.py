"""Footnotes to which a part of a note refers, and that stand elsewhere in the note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from notewright.vault.block import Indented
from notewright.vault.scan import Passage
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.math import Math
from notewright.vault.token import CodeBlock, Fence

_OPAQUE = (CodeSpan, CodeBlock, Fence, Math)
_LABEL = re.compile(r"\[\^([^\[\]\s]++)\]")


def definitions(passages: Sequence[Passage]) -> Mapping[str, tuple[Passage, ...]]:
    """By label, in lower case, the passages of each footnote; of two with one label the first counts."""
    found: dict[str, list[Passage]] = {}
    starts: dict[str, int] = {}
    for passage in passages:
        block = passage.block
        for depth, outer in enumerate(block.containers):
            if isinstance(outer, Indented) and outer.opener:
                label = outer.opener.strip("[^]:").lower()
                if starts.setdefault(label, outer.start) == outer.start:
                    inner = passage._replace(block=block._replace(containers=block.containers[depth:]))
                    found.setdefault(label, []).append(inner)
    return {label: tuple(defining) for label, defining in found.items()}


def needed(text: str, shown: Sequence[Passage], known: Mapping[str, tuple[Passage, ...]]) -> tuple[Passage, ...]:
    """The definitions that `shown` and they themselves refer to, but for those that are shown."""
    there = {passage.block.span for passage in shown}
    wanted = list(dict.fromkeys(_labels(text, shown))) if known else []
    seen, added = set(wanted), []
    for label in wanted:  # grows while it is read
        for passage in known.get(label, ()):
            if passage.block.span not in there:
                there.add(passage.block.span)
                added.append(passage)
                new = dict.fromkeys(other for other in _labels(text, (passage,)) if other not in seen)
                seen.update(new)
                wanted += new
    return tuple(added)


def _labels(text: str, passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        for token in passage.tokens:
            if not isinstance(token, _OPAQUE):
                yield from (found[1].lower() for found in _LABEL.finditer(text, *token.span))
