"""Names in a query that nothing in the vault bears, though something near does: a slip that is no error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from notewright.build.hidden import Hidden
from notewright.build.pages import VaultPages
from notewright.dataview import Query, QueryError
from notewright.dataview.tree import (
    Call,
    CsvSource,
    Expression,
    FolderSource,
    Index,
    Lambda,
    Literal,
    Source,
    TagSource,
    Variable,
    expressions,
    named,
    sources,
    walk,
)
from notewright.vault.syntax.redacted import BAR

_STRING = re.compile(r"""(?<=")[^"\n]++(?=")|(?<=')[^'\n]++(?=')""")
_ALWAYS = frozenset({"rows", "key", "file", "this", "row"})
_SHORTEST = 4
_NEARNESS = 0.8


def without_named(shown: str, hidden: Hidden, origin: str) -> str:
    """The text of a query that readers see, since it is wrong; what stands in quotes in it may name a private note."""
    return _STRING.sub(lambda words: BAR if hidden.behind_address(words[0], origin) else words[0], shown)


def doubts(query: Query, pages: VaultPages, hidden: Hidden) -> Iterator[QueryError]:
    """What is likely misspelt in a query that can be read, with its place. A name that is near to none is taken.

    Nothing is said of a name that something private bears.
    """
    for source in sources(query.source):
        if not hidden.explains(source.tag if isinstance(source, TagSource) else getattr(source, "path", "")):
            yield from _doubted_source(source, pages)
    if any(isinstance(source, CsvSource) for source in sources(query.source)):
        return  # its rows have fields of their own
    defined = _defined(query)
    for expression in expressions(query):
        for name, offset in _fields(expression, defined):
            if len(name) >= _SHORTEST and name not in pages.field_names and not hidden.explains(name):
                yield from _doubt(f'no note has the field "{name}"', name, pages.field_names, offset)


def _doubted_source(source: Source, pages: VaultPages) -> Iterator[QueryError]:
    match source:
        case TagSource(tag, offset) if not pages.tagged(tag):
            names = [f"#{name}" for name in pages.tag_names]
            yield from _doubt(f'no note has the tag "#{tag}"', f"#{tag}", names, offset)
        case FolderSource(path, offset) if path.strip("/") and not _is_place(path, pages):
            message = f'there is no folder and no note "{path}"'
            yield from _doubt(message, path, pages.place_names, offset, quotes=2)


def _is_place(path: str, pages: VaultPages) -> bool:
    notes = pages.vault.notes
    return pages.in_folder(path) is not None or path in notes or f"{path}.md" in notes


def _doubt(message: str, name: str, names: Iterable[str], offset: int, quotes: int = 0) -> Iterator[QueryError]:
    # Of names that are equally near the first is told, so their order must be always the same.
    known = sorted(names)
    near = [other for other in known if other.casefold() == name.casefold()]
    near = near or get_close_matches(name, known, n=1, cutoff=_NEARNESS)
    if near:
        yield QueryError(f'{message}; did you mean "{near[0]}"?', offset, len(name) + quotes)


def _defined(query: Query) -> frozenset[str]:
    """The names that the query itself gives; a column without AS is called what it is, which defines nothing."""
    given = {part.name for part in named(query) if part.expression != Variable(part.name)}
    inner = (part for expression in expressions(query) for part, _ in walk(expression))
    parameters = {name for part in inner if isinstance(part, Lambda) for name in part.parameters}
    return _ALWAYS | given | parameters


def _fields(expression: Expression, defined: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The fields that are named bare or behind `this.`, in the order written."""
    functions = {id(part.function) for part, _ in walk(expression) if isinstance(part, Call)}
    for part, _ in walk(expression):
        match part:
            case Variable(name, offset) if name not in defined and id(part) not in functions:
                yield name, offset
            # Only the form with a point has an offset.
            case Index(Variable("this"), Literal(str() as name), offset) if offset and name != "file":
                yield name, offset
