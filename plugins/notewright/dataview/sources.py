"""FROM: the paths of the pages that a source means, in order.

Every kind of source is answered by an index of the vault, in time that grows with the number of notes found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from notewright.dataview.context import Context
from notewright.dataview.csv_rows import csv_path
from notewright.dataview.tree import (
    CsvSource,
    FolderSource,
    LinkSource,
    NotSource,
    Source,
    SourceOperation,
    TagSource,
)

Paths: TypeAlias = dict[str, None]
"""Paths in order, each once."""


def source_paths(source: Source, context: Context) -> Paths:
    """The paths.

    Raises:
        ExecutionError: for a source that has no answer.
    """
    match source:
        case TagSource(tag):
            return dict.fromkeys(context.pages.tagged(tag))
        case FolderSource(path):
            return dict.fromkeys(_folder(path, context))
        case LinkSource():
            return dict.fromkeys(_linked(source, context))
        case NotSource(inner):
            excluded = source_paths(inner, context)
            return {path: None for path in context.pages.paths() if path not in excluded}
        case SourceOperation(first, rest):
            return _combine(source_paths(first, context), rest, context)
        case CsvSource():
            return {csv_path(source, context): None}


def _folder(path: str, context: Context) -> Iterable[str]:
    """A folder's notes; where there is no such folder, the one note of that path."""
    if path in ("", "/"):
        return context.pages.paths()
    # A slash at the end makes it another path than the folder's, so nothing has it.
    inside = None if path.endswith("/") else context.pages.in_folder(path)
    if inside is not None:
        return inside
    return next(([name] for name in (path, f"{path}.md") if context.page(name) is not None), [])


def _linked(source: LinkSource, context: Context) -> Iterable[str]:
    # `[[]]` and `[[#heading]]` have no path: they mean the origin.
    found = context.pages.resolve(source.path, context.origin or "") if source.path else context.origin
    if found is None:
        # So the app answers `outgoing` too, where the note does not exist.
        return context.pages.linking_to_unresolved(source.path)
    return context.pages.linked_from(found) if source.outgoing else context.pages.linking_to(found)


def _combine(paths: Paths, rest: tuple[tuple[str, Source], ...], context: Context) -> Paths:
    for operator, operand in rest:
        others = source_paths(operand, context)
        if operator == "&":
            paths = {path: None for path in others if path in paths}
        else:
            paths.update(others)
    return paths
