"""Blocks that only an extension of the site knows: `!!! note`, `??? note`, `=== "Tab"`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notewright.build.draft import Draft
from notewright.vault.block import Block, Container, Indented, Kind
from notewright.vault.scan import Passage

_READ_BY = {"!!!": "admonition", "???": "pymdownx.details", "===": "pymdownx.tabbed"}


def known_directives(passages: Iterable[Passage], draft: Draft) -> Iterator[Passage]:
    """The passages; where the site lacks the extension for a directive, it is text, and so is what it would hold."""
    for passage in passages:
        block = passage.block
        if block.kind is Kind.DIRECTIVE and not _is_known(block.span.start, draft):
            passage = passage._replace(block=_bare(block, draft)._replace(kind=Kind.PARAGRAPH))
        elif any(isinstance(container, Indented) for container in block.containers):
            passage = passage._replace(block=_bare(block, draft))
        yield passage


def _bare(block: Block, draft: Draft) -> Block:
    """The block without what is none of the site's: its indentation would make code of it."""
    return block._replace(containers=tuple(outer for outer in block.containers if _holds(outer, draft)))


def _holds(container: Container, draft: Draft) -> bool:
    return not isinstance(container, Indented) or bool(container.opener) or _is_known(container.start, draft)


def _is_known(at: int, draft: Draft) -> bool:
    """Whether the site has the extension for the directive at a place."""
    name = _READ_BY.get(draft.note.source.text[at : at + 3], "")
    extensions = draft.project.dialect.extensions
    return not name or name in extensions or f"markdown.extensions.{name}" in extensions
