"""What can be told to be wrong before a query runs: functions that do not exist."""

from __future__ import annotations

from notewright.dataview.error import QueryError
from notewright.dataview.explain import did_you_mean
from notewright.dataview.functions import FUNCTIONS
from notewright.dataview.tree import Call, Expression, Literal, Query, Variable, expressions, walk


def check(query: Query) -> list[QueryError]:
    """The errors in a query. The app drops every row for which it meets one of them, and says nothing."""
    return [error for expression in expressions(query) for error in check_expression(expression)]


def check_expression(expression: Expression) -> list[QueryError]:
    """The errors in an expression, in the order written."""
    calls = (part for part, _ in walk(expression) if isinstance(part, Call))
    return sorted(filter(None, map(_unknown, calls)), key=lambda error: error.offset)


def _unknown(call: Call) -> QueryError | None:
    match call.function:
        case Variable(name) if name not in FUNCTIONS:
            length = len(name)
        case Literal(str() as name) if name not in FUNCTIONS:
            length = len(name) + 2
        case _:
            return None
    near = did_you_mean(name, FUNCTIONS)
    return QueryError(f'no function is called "{name}"' + (f"; {near}" if near else ""), call.offset, length)
