"""What holds for every expression, query and value: only known errors, one answer, one order."""

from __future__ import annotations

import json
import math
from itertools import pairwise, permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from memory_notes import NOW, MemoryNotes
from test_printer import EXPRESSIONS, QUERIES, VALUES

from notewright.dataview import (
    FORMATS,
    FUNCTIONS,
    Context,
    EvaluationError,
    ExecutionError,
    QueryError,
    evaluate_expression,
    execute,
    print_expression,
    render,
    tree,
)
from notewright.dataview.evaluate import compile_expression, evaluate
from notewright.dataview.fast_path import combination
from notewright.dataview.operators import OPERATORS, operate
from notewright.values import Date, Duration, ExternalLink, Value, compare, equal, from_json, order_key, to_json

TEXTS = {
    "a.md": "---\ntags: [loss]\nn: 1\nlist: [1, two, null]\nwhen: 2024-01-31\n---\n[[b]]\n- [ ] task\n",
    "b.md": "---\ntags: [loss/robust]\nn: x\nobject: {a: {b: 1}}\n---\nlong:: 4 hours\n",
    "Note.md": "n:: -0.5\n",
}
NOTES = MemoryNotes(TEXTS)
NUMBERS = st.one_of(st.floats(), st.integers(-(2**53), 2**53), st.sampled_from([0.0, -0.0, 1e21, 1e300, 0.1]))
LEAVES = st.one_of(
    VALUES, NUMBERS, st.text(max_size=6), st.builds(ExternalLink, st.text(max_size=3), st.text(max_size=3))
)
ANY_VALUES: st.SearchStrategy[Value] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=6,
)
NAMES = st.sampled_from(["n", "list", "when", "object", "long", "file", "this", "row", "a"])
FIELDS = st.one_of(
    NAMES.map(tree.Variable),
    st.builds(tree.Index, NAMES.map(tree.Variable), st.sampled_from(["a", "name", "tasks", "day"]).map(tree.Literal)),
)
ARGUMENTS = st.one_of(VALUES.map(tree.Literal), FIELDS, st.just(tree.Lambda(("x",), tree.Variable("x"))))
CALLS = st.builds(
    tree.Call, st.sampled_from(sorted(FUNCTIONS)).map(tree.Variable), st.lists(ARGUMENTS, max_size=4).map(tuple)
)


def has_nan(value: Value) -> bool:
    if isinstance(value, list):
        return any(map(has_nan, value))
    if isinstance(value, dict):
        return any(map(has_nan, value.values()))
    return isinstance(value, float) and math.isnan(value)


def answer(expression: tree.Expression, row: dict[str, Value]) -> Any:
    context = Context(NOTES, "a.md", NOW)
    try:
        return json.dumps(to_json(evaluate(compile_expression(expression, context), row)))
    except EvaluationError as error:
        return error


@given(st.one_of(EXPRESSIONS, CALLS))
def test_an_expression_has_a_value_or_an_error_of_its_own(expression: tree.Expression) -> None:
    for row in ({}, dict(NOTES.page("a.md")), dict(NOTES.page("b.md"))):
        first, second = answer(expression, row), answer(expression, row)

        assert str(first) == str(second)


@given(CALLS)
def test_a_call_means_the_same_when_it_is_printed(call: tree.Call) -> None:
    row = dict(NOTES.page("b.md"))
    try:
        printed: Any = json.dumps(to_json(evaluate_expression(print_expression(call), row, NOTES, NOW)))
    except (EvaluationError, QueryError) as error:
        printed = error
    context = Context(NOTES, None, NOW)
    try:
        direct: Any = json.dumps(to_json(evaluate(compile_expression(call, context), row)))
    except EvaluationError as error:
        direct = error

    assert str(printed) == str(direct)


@settings(max_examples=60)
@given(QUERIES)
def test_a_query_has_an_answer_or_an_error_of_its_own(query: tree.Query) -> None:
    try:
        result = execute(query, NOTES, "a.md", NOW)
    except ExecutionError:
        return
    shown = {name: form(result) for name, form in FORMATS.items()}

    assert render(result)
    assert shown == {name: form(execute(query, NOTES, "a.md", NOW)) for name, form in FORMATS.items()}


@given(st.sampled_from(sorted(OPERATORS)), ANY_VALUES, ANY_VALUES)
def test_a_fast_operator_is_the_operator(operator: str, left: Value, right: Value) -> None:
    context = Context(NOTES, "a.md", NOW)

    def outcome(function: Any) -> str:
        try:
            return repr(function())
        except EvaluationError as error:
            return error.message

    fast = outcome(lambda: combination(operator, context)(left, right))
    assert fast == outcome(lambda: operate(operator, left, right, context))


@given(st.lists(ANY_VALUES.filter(lambda value: not has_nan(value)), min_size=3, max_size=3))
def test_the_order_of_values_is_total(values: list[Value]) -> None:
    keys = [order_key(value) for value in values]

    assert all((one < other) + (other < one) + (one == other) == 1 for one, other in permutations(keys, 2))
    assert all(first <= second for first, second in pairwise(sorted(keys)))
    for one, two, three in permutations(keys):
        assert not (one <= two <= three) or one <= three


@given(ANY_VALUES.filter(lambda value: not has_nan(value)), ANY_VALUES.filter(lambda value: not has_nan(value)))
def test_what_is_equal_has_no_order(left: Value, right: Value) -> None:
    assert equal(left, left)
    assert compare(left, left) == 0
    assert equal(left, right) == equal(right, left) == (compare(left, right) == 0)
    if order_key(left) != order_key(right):
        assert compare(left, right) == -compare(right, left)


def survives(value: Value) -> bool:
    """Whether JSON has all of a value: a named zone is an offset there, and other units are carried over."""
    if isinstance(value, list):
        return all(map(survives, value))
    if isinstance(value, dict):
        return all(map(survives, value.values()))
    if isinstance(value, Date):
        return value.zone.kind != "named"
    if isinstance(value, Duration):
        return value.milliseconds == int(value.milliseconds)
    return True


@given(ANY_VALUES.filter(survives))
def test_a_value_comes_back_from_json(value: Value) -> None:
    form = to_json(value)

    assert to_json(from_json(json.loads(json.dumps(form)))) == form


@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(ANY_VALUES, max_size=4))
def test_a_function_takes_any_values_or_refuses_them(name: str, arguments: list[Value]) -> None:
    context = Context(NOTES, "a.md", NOW)

    def outcome() -> str:
        try:
            return json.dumps(to_json(FUNCTIONS[name](context, *arguments)))
        except EvaluationError as error:
            return error.message

    assert outcome() == outcome()
