"""FROM: the paths of the pages that a source means, in order."""

from __future__ import annotations

from collections.abc import Iterable

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


def source_paths(source: Source, context: Context) -> list[str]:
    """The paths, each once.

    Raises:
        ExecutionError: for a source that has no answer.
    """
    match source:
        case TagSource(tag):
            return _distinct(context.pages.tagged(tag))
        case FolderSource(path):
            return _folder(path, context)
        case LinkSource():
            return _distinct(_linked(source, context))
        case NotSource(inner):
            excluded = set(source_paths(inner, context))
            return [path for path in context.pages.paths() if path not in excluded]
        case SourceOperation(first, rest):
            return _combine(first, rest, context)
        case CsvSource():
            return [csv_path(source, context)]


def _distinct(paths: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(paths))


def _folder(path: str, context: Context) -> list[str]:
    """A folder's notes; where there is no such folder, the one note of that path."""
    if path in ("", "/"):
        return list(context.pages.paths())
    # A slash at the end makes it another path than the folder's, so nothing has it.
    inside = None if path.endswith("/") else context.pages.in_folder(path)
    if inside is not None:
        return _distinct(inside)
    paths = set(context.pages.paths())
    return next(([name] for name in (path, f"{path}.md") if name in paths), [])


def _linked(source: LinkSource, context: Context) -> Iterable[str]:
    # `[[]]` and `[[#heading]]` have no path: they mean the origin.
    found = context.pages.resolve(source.path, context.origin or "") if source.path else context.origin
    if found is None:
        # So the app answers `outgoing` too, where the note does not exist.
        return context.pages.linking_to_unresolved(source.path)
    return context.pages.linked_from(found) if source.outgoing else context.pages.linking_to(found)


def _combine(first: Source, rest: tuple[tuple[str, Source], ...], context: Context) -> list[str]:
    paths = source_paths(first, context)
    for operator, operand in rest:
        others = source_paths(operand, context)
        if operator == "&":
            kept = set(paths)
            paths = [path for path in others if path in kept]
        else:
            paths = _distinct([*paths, *others])
    return paths
