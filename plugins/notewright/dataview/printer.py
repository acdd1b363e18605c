"""Tree → text, in one way of writing: what it prints, the parser reads as the same tree."""

from __future__ import annotations

import re
from decimal import Decimal

from notewright.dataview.explain import RESERVED
from notewright.dataview.expression_parser import LEVELS
from notewright.dataview.tree import (
    Call,
    Clause,
    CsvSource,
    DateShorthand,
    Expression,
    Flatten,
    FolderSource,
    From,
    GroupBy,
    Header,
    Index,
    Lambda,
    Limit,
    LinkSource,
    ListLiteral,
    Literal,
    Named,
    Not,
    NotSource,
    ObjectLiteral,
    Operation,
    Query,
    Sort,
    Source,
    SourceOperation,
    TagSource,
    Variable,
    Where,
)
from notewright.values import Date, Duration, Link, Value
from notewright.values.duration import UNITS
from notewright.values.name import name_end

_LITERAL_START = re.compile("true|false|True|False|null")
_SYMBOLS = {"&": "and", "|": "or"}


def print_expression(expression: Expression) -> str:
    """The expression as text."""
    match expression:
        case Literal(value):
            return _literal(value)
        case DateShorthand(name):
            return f"date({name})"
        case Variable(name):
            return name
        case Not(operand):
            return f"!{_operand(operand, negated=True)}"
        case Operation(first, rest):
            level = _level(expression)
            steps = (f" {_SYMBOLS.get(operator, operator)} {_grouped(operand, level)}" for operator, operand in rest)
            return _grouped(first, level) + "".join(steps)
        case Lambda(parameters, body):
            return f"({', '.join(parameters)}) => {print_expression(body)}"
    return _compound(expression)


def _compound(expression: ListLiteral | ObjectLiteral | Index | Call) -> str:
    match expression:
        case ListLiteral(elements):
            inside = _separated(elements)
            # `[[` would begin a link.
            return f"[{' ' if inside.startswith('[') else ''}{inside}]"
        case ObjectLiteral(entries):
            return f"{{{', '.join(f'{_key(key)}: {print_expression(value)}' for key, value in entries)}}}"
        case Index(target, Literal(str() as name)) if is_name(name):
            return f"{_operand(target)}.{name}"
        case Index(target, index):
            return f"{_operand(target)}[{print_expression(index)}]"
        case Call(function, arguments):
            return f"{_operand(function)}({_arguments(function, arguments)})"


def _separated(expressions: tuple[Expression, ...]) -> str:
    return ", ".join(print_expression(expression) for expression in expressions)


def _arguments(function: Expression, arguments: tuple[Expression, ...]) -> str:
    inside = _separated(arguments)
    # `date(today)` is the day, and `date((today))` calls a function with a field of that name.
    is_ambiguous = function in (Variable("date"), Variable("dur")) and len(arguments) == 1
    return f"({inside})" if is_ambiguous and isinstance(arguments[0], Variable) else inside


def _level(operation: Operation) -> int:
    operator = operation.rest[0][0]
    return next(level for level, pattern in enumerate(LEVELS) if pattern.fullmatch(operator))


def _grouped(operand: Expression, level: int) -> str:
    """An operand of an operation, in brackets unless it binds more closely."""
    is_loose = isinstance(operand, Lambda) or (isinstance(operand, Operation) and _level(operand) <= level)
    text = print_expression(operand)
    return f"({text})" if is_loose else text


def _operand(operand: Expression, *, negated: bool = False) -> str:
    """What a `!`, an index or a call belongs to."""
    is_loose = isinstance(operand, Operation | Lambda)
    is_negated = not negated and isinstance(operand, Not)
    text = print_expression(operand)
    # `![[` would begin an embed.
    is_embed = negated and text.startswith("[[")
    return f"({text})" if is_loose or is_embed or is_negated else text


def is_name(text: str) -> bool:
    """Whether the text is one whole name."""
    return text != "" and name_end(text, 0) == len(text)


def is_variable(text: str) -> bool:
    """Whether the text, as an expression, is a variable: not a reserved word, nor one that begins as a literal."""
    return is_name(text) and text.upper() not in RESERVED and not _LITERAL_START.match(text)


def _key(key: str) -> str:
    return key if is_name(key) else _string(key)


def _number(number: float) -> str:
    """Without an exponent, which the language does not know."""
    return f"{Decimal(repr(float(number))):f}".removesuffix(".0")


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _literal(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _number(value)
        case str():
            return _string(value)
        case Link():
            return _link(value)
        case Date():
            return f"date({_date(value)})"
        case Duration():
            return f"dur({_duration(value)})"
    raise TypeError(f"no literal is written for {type(value).__name__}")


def _link(link: Link) -> str:
    display = "" if link.display is None else f"|{link.display}"
    return f"{'!' if link.embed else ''}[[{link.target}{display}]]"


def _date(date: Date) -> str:
    if date.zone.kind == "named":
        return f"{date.to_iso()[:23]}[{date.zone.name}]"
    text = date.to_iso()
    return text.removesuffix("T00:00:00.000")


def _duration(duration: Duration) -> str:
    amounts = [(amount, unit) for amount, unit in zip(duration.amounts, UNITS, strict=True) if amount != 0]
    return ", ".join(f"{_number(amount)} {unit}" for amount, unit in amounts) or "0 seconds"


def print_source(source: Source) -> str:
    """The source as text."""
    match source:
        case TagSource(tag):
            return f"#{tag}"
        case FolderSource(path):
            return _string(path)
        case LinkSource(path, outgoing):
            link = _link(Link(path))
            return f"outgoing({link})" if outgoing else link
        case CsvSource(path):
            return f"csv({_string(path)})"
        case NotSource(inner):
            return f"-{_source_operand(inner)}"
        case SourceOperation(first, rest):
            steps = (f" {_SYMBOLS[operator]} {_source_operand(operand)}" for operator, operand in rest)
            return _source_operand(first) + "".join(steps)


def _source_operand(source: Source) -> str:
    text = print_source(source)
    return f"({text})" if isinstance(source, SourceOperation) else text


def print_query(query: Query) -> str:
    """The query as text, one clause a line; FROM is always written, since without it a SORT would be a field."""
    lines = [print_header(query.header), f"FROM {print_source(query.source)}", *map(print_clause, query.clauses)]
    return "\n".join(lines)


def print_header(header: Header) -> str:
    """The header as text."""
    words = [header.kind.upper(), *([] if header.with_id else ["WITHOUT ID"])]
    if header.kind == "list":
        columns = [print_expression(column.expression) for column in header.columns]
    else:
        columns = [_named(column) for column in header.columns]
    return " ".join([*words, *([", ".join(columns)] if columns else [])])


def _named(named: Named) -> str:
    text = print_expression(named.expression)
    return text if named.name == text else f"{text} AS {_string(named.name)}"


def print_clause(clause: Clause) -> str:
    """The clause as text."""
    match clause:
        case From(source):
            return f"FROM {print_source(source)}"
        case Where(condition):
            return f"WHERE {print_expression(condition)}"
        case Sort(keys):
            words = (f"{print_expression(key.expression)}{' DESC' if key.descending else ''}" for key in keys)
            return f"SORT {', '.join(words)}"
        case Limit(amount):
            return f"LIMIT {print_expression(amount)}"
        case GroupBy(group):
            return f"GROUP BY {_named(group)}"
        case Flatten(element):
            return f"FLATTEN {_named(element)}"
