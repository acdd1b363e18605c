"""The Dataview query language, answered while the site is built.

A query goes through these steps: `parser` makes its text a `tree`; `check` finds what can be told to be wrong;
`execute` takes the pages of the source through the clauses, for which `evaluate` makes each expression a function of
the row; `render`, `to_json` and `formats` show the result. `Pages` is all that a query knows of the vault.
"""

from notewright.dataview.check import check, check_expression
from notewright.dataview.context import Context
from notewright.dataview.dependencies import AskedPages, Dependencies
from notewright.dataview.error import EvaluationError, ExecutionError, QueryError
from notewright.dataview.execute import evaluate_expression, evaluate_inline, execute
from notewright.dataview.formats import FORMATS
from notewright.dataview.functions import FUNCTIONS, QueryFunction
from notewright.dataview.pages import Pages
from notewright.dataview.parser import parse, parse_expression
from notewright.dataview.plan import Plan, PlanStep, explain_query
from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.printer import print_expression, print_query
from notewright.dataview.render import render, render_error, render_field_value, render_inline
from notewright.dataview.result import (
    CalendarEntry,
    CalendarResult,
    Dropped,
    ListResult,
    ListRow,
    Result,
    TableResult,
    TaskResult,
)
from notewright.dataview.to_json import query_error_to_json, to_json, value_error_to_json
from notewright.dataview.tree import Expression, Query

__all__ = [
    "APP",
    "FORMATS",
    "FUNCTIONS",
    "AskedPages",
    "CalendarEntry",
    "CalendarResult",
    "Context",
    "Dependencies",
    "Dropped",
    "EvaluationError",
    "ExecutionError",
    "Expression",
    "ListResult",
    "ListRow",
    "Pages",
    "Plan",
    "PlanStep",
    "Preferences",
    "Query",
    "QueryError",
    "QueryFunction",
    "Result",
    "TableResult",
    "TaskResult",
    "check",
    "check_expression",
    "evaluate_expression",
    "evaluate_inline",
    "execute",
    "explain_query",
    "parse",
    "parse_expression",
    "print_expression",
    "print_query",
    "query_error_to_json",
    "render",
    "render_error",
    "render_field_value",
    "render_inline",
    "to_json",
    "value_error_to_json",
]
