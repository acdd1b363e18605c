"""The tree of a query. Offsets are for messages and do not count when trees are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal as OneOf
from typing import TypeAlias

from notewright.values import Value


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the query."""

    value: Value


@dataclass(frozen=True, slots=True)
class DateShorthand:
    """A day told from the current one: `today`, `sow`, `end-of-month` …"""

    name: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A field of the row, or `this`."""

    name: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`!operand`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """Operands and operators of one level of precedence, applied from left to right."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """`[a, b]`."""

    elements: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ObjectLiteral:
    """`{a: 1}`; no key occurs twice."""

    entries: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Lambda:
    """`(a, b) => body`."""

    parameters: tuple[str, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Index:
    """`target[index]`; `target.name` is the same with a text as index, and has the offset of the name."""

    target: Expression
    index: Expression
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """`function(arguments)`. A variable in the place of the function is the name of one."""

    function: Expression
    arguments: tuple[Expression, ...]
    offset: int = field(default=0, compare=False)


Expression: TypeAlias = (
    Literal | DateShorthand | Variable | Not | Operation | ListLiteral | ObjectLiteral | Lambda | Index | Call
)


@dataclass(frozen=True, slots=True)
class Named:
    """An expression and the name of its column or group."""

    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class TagSource:
    """`#tag`: the notes with the tag or a subtag. The tag is without `#`."""

    tag: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FolderSource:
    """`"folder"` or `"path/to/Note"`."""

    path: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LinkSource:
    """`[[Note]]`: the notes that link to it; `outgoing([[Note]])`: those it links to."""

    path: str
    outgoing: bool = False


@dataclass(frozen=True, slots=True)
class CsvSource:
    """`csv("path")`: the rows of a file."""

    path: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NotSource:
    """`-source`: all notes but these."""

    source: Source


@dataclass(frozen=True, slots=True)
class SourceOperation:
    """Sources combined from left to right: `&` and `|` bind equally."""

    first: Source
    rest: tuple[tuple[str, Source], ...]


Source: TypeAlias = TagSource | FolderSource | LinkSource | CsvSource | NotSource | SourceOperation


@dataclass(frozen=True, slots=True)
class From:
    """`FROM source` anywhere but after the header: the language reads it, and then refuses to run it."""

    source: Source
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Where:
    """`WHERE condition`."""

    condition: Expression
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of a SORT."""

    expression: Expression
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    """`SORT key, key DESC`."""

    keys: tuple[SortKey, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """`LIMIT amount`."""

    amount: Expression
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class GroupBy:
    """`GROUP BY expression AS name`."""

    group: Named
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Flatten:
    """`FLATTEN expression AS name`."""

    element: Named
    offset: int = field(default=0, compare=False)


Clause: TypeAlias = From | Where | Sort | Limit | GroupBy | Flatten


@dataclass(frozen=True, slots=True)
class Header:
    """What is asked for. LIST has at most one column, whose name is empty; TASK has none; CALENDAR has the date."""

    kind: OneOf["table", "list", "task", "calendar"]
    columns: tuple[Named, ...] = ()
    with_id: bool = True
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. Without FROM the source is the whole vault, the folder of no name."""

    header: Header
    source: Source = field(default_factory=lambda: FolderSource(""))
    clauses: tuple[Clause, ...] = ()


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly within an expression, in the order written."""
    match expression:
        case Not(operand):
            return (operand,)
        case Operation(first, rest):
            return (first, *(operand for _, operand in rest))
        case ListLiteral(elements):
            return elements
        case ObjectLiteral(entries):
            return tuple(value for _, value in entries)
        case Lambda(_, body):
            return (body,)
        case Index(target, index):
            return (target, index)
        case Call(function, arguments):
            return (function, *arguments)
    return ()


def walk(expression: Expression) -> Iterator[tuple[Expression, int]]:
    """Every expression in an expression, and how deep it lies, the outermost first. It does not recurse."""
    waiting = [(expression, 0)]
    while waiting:
        current, depth = waiting.pop()
        yield current, depth
        waiting.extend((part, depth + 1) for part in reversed(parts(current)))


def sources(source: Source) -> Iterator[Source]:
    """The sources that a source is combined from, in the order written."""
    match source:
        case NotSource(inner):
            yield from sources(inner)
        case SourceOperation(first, rest):
            for part in (first, *(operand for _, operand in rest)):
                yield from sources(part)
        case _:
            yield source


def named(query: Query) -> Iterator[Named]:
    """The expressions of a query that have names: columns, groups and elements."""
    yield from query.header.columns
    for clause in query.clauses:
        if isinstance(clause, GroupBy):
            yield clause.group
        elif isinstance(clause, Flatten):
            yield clause.element


def expressions(query: Query) -> Iterator[Expression]:
    """The outermost expressions of a query, in the order written."""
    yield from (column.expression for column in query.header.columns)
    for clause in query.clauses:
        match clause:
            case Where(expression) | Limit(expression) | GroupBy(Named(expression)) | Flatten(Named(expression)):
                yield expression
            case Sort(keys):
                yield from (key.expression for key in keys)
