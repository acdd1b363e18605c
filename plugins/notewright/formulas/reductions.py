"""Sums, products, maxima and minima over indices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from notewright.formulas.application import arguments
from notewright.formulas.conditions import RELATIONS, condition, finish_relation
from notewright.formulas.expression import (
    Binary,
    Call,
    Expression,
    Index,
    Reduce,
    ReduceKind,
    Symbol,
    walk,
)
from notewright.formulas.lexer import END, Token
from notewright.formulas.limits import SET, Range, name_of_index, read_chain, read_set
from notewright.formulas.parser import Parser

_OPEN, _CLOSE = ("(", "[", "{", r"\{"), (")", "]", "}", r"\}")
_ENDS = frozenset(["+", "-", "=", "<", ">", r"\le", r"\ge", r"\ne", ",", ";", "&", r"\\", r"\text"])
_NEAR = 80


def reduction(parser: Parser, kind: ReduceKind, token: Token) -> Expression:
    """A sum or product with its limits and its body: the factors up to the next plus or minus."""
    limits = read_range(parser)
    with _inside(parser, limits):
        body = parser.term()
    value = _reduced(kind, limits, body, token.offset)
    parser.bare = parser.closed = None
    return value


def extremum(parser: Parser, kind: ReduceKind, token: Token) -> Expression:
    """`\\max(a, b)`, or `\\max_j` of what follows."""
    if parser.token.text == "_":
        limits = read_range(parser)
        bracketed = parser.token.text in ("(", "[", r"\{")
        with _inside(parser, limits):
            body = _factors(parser, limits.indices) if _goes_on(parser, limits.indices) else parser.factor()
        value: Expression = _reduced(kind, limits, body, token.offset)
    else:
        if parser.token.text not in ("(", r"\{", "["):
            parser.fail(f"{kind} needs its arguments in parentheses")
        bracketed = True
        value = Call(kind, arguments(parser), token.offset)
    parser.bare, parser.closed = (None, value) if bracketed else (value, None)
    return value


def _reduced(kind: ReduceKind, limits: Range, body: Expression, offset: int) -> Expression:
    """What is taken over all indices; where each has an upper limit of its own, one after the other."""
    if not limits.others:
        return Reduce(kind, limits.indices, limits.lower, limits.upper, limits.condition(), body, offset)
    value = body
    condition = limits.condition()
    uppers = (limits.upper, *limits.others)
    for name, upper in reversed(list(zip(limits.indices, uppers, strict=True))):
        value = Reduce(kind, (name,), limits.lower, upper, condition, value, offset)
        condition = None
    return value


@contextmanager
def _inside(parser: Parser, limits: Range) -> Iterator[None]:
    """The index variables are known in the body."""
    added = [name for name in limits.indices if name not in parser.active]
    searching = parser.searching
    parser.active.update(added)
    parser.searching = searching or not limits.indices
    yield
    parser.active.difference_update(added)
    parser.searching = searching


def _goes_on(parser: Parser, indices: tuple[str, ...]) -> bool:
    """Whether a later factor holds the index: then `\\max_j w_j (a_j - b)` is of the product."""
    if parser.token.text in ("(", "[", r"\{", "|", "‖", r"\lvert", r"\lVert"):
        return False
    depth = 0
    for ahead in range(1, _NEAR):
        token = parser.peek(ahead)
        if token.kind == END or (depth == 0 and token.text in _ENDS):
            return False
        opens = depth == 0 and token.text in ("(", "[", r"\{", "|", r"\lvert")
        if opens and any(_names(parser, ahead + 1, name) for name in indices):
            return True
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth < 0:
            return False
    return False


def _names(parser: Parser, start: int, name: str) -> bool:
    """Whether a letter stands between a bracket or bar and the one that closes it."""
    depth = 1
    for ahead in range(start, start + _NEAR):
        token = parser.peek(ahead)
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth <= 0 or token.kind == END or (depth == 1 and token.text in ("|", r"\rvert")):
            return False
        if token.text == name:
            return True
    return False


def _factors(parser: Parser, indices: tuple[str, ...]) -> Expression:
    """A product whose last factor holds the index."""
    start = parser.token.offset
    body = parser.product()
    last = body.right if isinstance(body, Binary) else body
    if not any(isinstance(node, (Index, Symbol)) and node.name in indices for node in walk(last)):
        parser.fail("where does the argument of the function end? Put it into parentheses", start)
    parser.bare = parser.closed = None
    return body


def read_range(parser: Parser) -> Range:
    """The scripts of a sign, in either order."""
    limits = Range()
    for _ in range(2):
        if limits.upper is None and parser.token.text == "^":
            parser.next()
            _upper(parser, limits)
        elif not limits.indices and parser.token.text == "_":
            parser.next()
            _lower(parser, limits)
    if limits.upper is not None and not limits.indices:
        parser.fail("a sum with an upper limit must name its index")
    if limits.others and len(limits.others) + 1 != len(limits.indices):
        parser.fail("each index needs its own upper limit, or all the same")
    return limits


def _upper(parser: Parser, limits: Range) -> None:
    """One limit, or in braces one for each index: `^{h, w}`."""
    if parser.token.text != "{" or not _lists(parser):
        limits.upper = parser.script("upper limit")
        return
    parser.next()
    found = [parser.isolated(parser.expression)]
    while parser.accept(","):
        found.append(parser.isolated(parser.expression))
    parser.expect("}", "the upper limits are not closed")
    limits.upper, limits.others = found[0], tuple(found[1:])


def _lists(parser: Parser) -> bool:
    """Whether a comma stands in the braces that are next, and in none inside."""
    depth = 0
    for ahead in range(_NEAR):
        token = parser.peek(ahead)
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth == 0 or token.kind == END:
            return False
        if depth == 1 and token.text == ",":
            return True
    return False


def _lower(parser: Parser, limits: Range) -> None:
    if not parser.accept("{"):
        limits.indices = (name_of_index(parser),)
        return
    stacked = _open_stack(parser)
    if _is_chain(parser):
        read_chain(parser, limits)
    else:
        _named_range(parser, limits)
    while parser.accept(",", ":", ";", "|", r"\\"):
        limits.conditions.append(condition(parser))
    if stacked:
        parser.expect("}", "the lines under the sign are not closed")
    if parser.token.text == r"\in":
        parser.fail(SET)
    parser.expect("}", "what stands under the sign is not understood")


def _open_stack(parser: Parser) -> bool:
    """Take `\\substack{`."""
    if not parser.accept(r"\substack"):
        return False
    parser.expect("{", "the lines under the sign need braces")
    return True


def _named_range(parser: Parser, limits: Range) -> None:
    """`i`, `i,j`, `i=1`, `j \\ne k`, `c \\in \\{1, …, C\\}`."""
    first = parser.token
    names = [name_of_index(parser)]
    while (
        parser.token.text == "," and parser.peek().kind == "letter" and parser.peek(2).text in (",", "}", "=", r"\in")
    ):
        parser.next()
        names.append(name_of_index(parser))
    limits.indices = tuple(names)
    if len(set(names)) < len(names):
        parser.fail("an index stands twice under the sign", first.offset)
    if parser.token.text == "=":
        _start(parser, limits)
        _more_starts(parser, limits)
    elif parser.accept(r"\in"):
        limits.lower, limits.upper = read_set(parser)
    elif parser.token.text in RELATIONS and len(names) == 1:
        _pair(parser, limits, names[0], first)


def _is_chain(parser: Parser) -> bool:
    """Whether `1 \\le i \\le n` follows: a number or a length, and an order before the index."""
    return parser.token.kind == "number" and parser.peek().text in ("<", r"\le") and parser.peek(2).kind == "letter"


def _start(parser: Parser, limits: Range) -> None:
    parser.next()
    limits.lower = parser.isolated(parser.expression)


def _more_starts(parser: Parser, limits: Range) -> None:
    """`i=1, j=1`: all begin at the same number."""
    while parser.token.text == "," and parser.peek().kind == "letter" and parser.peek(2).text == "=":
        if parser.peek().text in parser.active or parser.peek().text in parser.symbols:
            return
        parser.next()
        offset, name = parser.token.offset, name_of_index(parser)
        parser.next()
        if name in limits.indices:
            parser.fail("an index stands twice under the sign", offset)
        if parser.isolated(parser.expression) != limits.lower:
            parser.fail("the indices under one sign must begin at the same number", offset)
        limits.indices = (*limits.indices, name)


def _pair(parser: Parser, limits: Range, name: str, first: Token) -> None:
    """`j \\ne k`: over j where k is known; `i < j` over both where neither is (settled when the scope is checked)."""
    limits.conditions.append(finish_relation(parser, Index(name, first.offset)))
