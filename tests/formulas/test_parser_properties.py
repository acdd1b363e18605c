"""What holds of the parser for any tree, any text and any length."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.formulas import FormulaError
from notewright.formulas.expression import (
    Binary,
    Call,
    Cases,
    Comparison,
    Element,
    Expression,
    Index,
    Indicator,
    Negate,
    Number,
    Reduce,
    Row,
    Symbol,
)
from notewright.formulas.latex import parse, parse_statement

SYMBOLS = {
    "y": 1, "x": 2, r"\hat y": 1, "a": 0, r"\delta": 0, "p_t": 0, "w'": 1, r"\sigma^2": 0, "y_pred": 1, "TP": 0,
}  # fmt: skip
TOKENS = [
    r"\frac", r"\sum", r"\sum_{", r"\sum_{1 \le i", r"\sum_{i \in \{", r"\substack{", r"\log", r"\log[", r"\max_j",
    r"\begin{cases}", r"\end{cases}", r"\text{if }", r"\text{where }", r"\text{$", "$", r"\hat{", "y_{", "y_i", "_",
    "^", "^{(i)}", "{", "}", "(", ")", "[", "]_", "|", "||", r"\|", r"\left|", r"\right|", "&", r"\\", "=", "<", "+",
    "-", "/", "1", "23", "i", "Σ", "ŷᵢ", "²", ",", ".", r"\mathbb{1}", r"\mathbf{1}", "1(", r"1\{", r"\sqrt", r"\top",
    "!", "'", "x(z_i)", "x(z_{", "x_{k}(z", r"\stackrel{", r"\underset{j}{\max}", r"{\rm ", r"\over", "TP", "T",
    "p_t", r"y_{\text{pred},i}", r"\forall", "if ", "else ", r"\cos(", r"\operatorname{softmax}(", r"\mathrm{",
    r"\partial", r"\frac{\partial", r"\langle", "e^{", r"\sigma(",
]  # fmt: skip

_names = st.sampled_from(["a", r"\delta", "p_t", r"\sigma^2", "TP", "n"])
_index = st.sampled_from(["i", "j"])
_leaves: st.SearchStrategy[Expression] = st.one_of(
    st.integers(0, 99).map(lambda n: Number(Fraction(n, 4))),
    _names.map(Symbol),
    st.tuples(st.sampled_from(["y", r"\hat y", "w'", "y_pred"]), _index).map(
        lambda pair: Element(Symbol(pair[0]), (Index(pair[1]),))
    ),
    _index.map(lambda i: Element(Symbol("x"), (Index(i), Binary("+", Index("k"), Number(Fraction(1)))))),
)


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    relations = st.builds(Comparison, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), inner, inner)
    return st.one_of(
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "^", "dot", "elementwise"]), inner, inner),
        inner.map(Negate),
        st.builds(
            lambda name, value: Call(name, (value,)), st.sampled_from(["log", "exp", "tanh", "sqrt", "abs"]), inner
        ),
        st.lists(inner, min_size=2, max_size=3).map(lambda values: Call("max", tuple(values))),
        st.builds(
            lambda kind, name, upper, body: Reduce(kind, (name,), Number(Fraction(1)), Symbol(upper), None, body),
            st.sampled_from(["sum", "prod", "max"]), _index, st.sampled_from(["n", "C"]), inner,
        ),
        relations.map(Indicator),
        st.builds(lambda one, where, other: Cases((Row(one, where), Row(other, None))), inner, relations, inner),
    )  # fmt: skip


TREES = st.recursive(_leaves, _grown, max_leaves=12)
NAMES = {
    r"\hat y": r"\hat{y}", "y_pred": r"y_{\text{pred}}",
}  # fmt: skip
SIGNS = {"dot": r" \cdot ", "elementwise": r" \odot ", "*": " ", "+": " + ", "-": " - "}
RELATIONS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "=": "=", "!=": r"\ne"}


def printed(node: Expression) -> str:
    """LaTeX for a tree, every part in brackets of its own."""
    match node:
        case Number(value):
            return str(value.numerator) if value.denominator == 1 else str(float(value))
        case Symbol(name):
            return NAMES.get(name, name)
        case Element(Symbol(name), indices):
            return f"{NAMES.get(name, name)}_{{{', '.join(map(_printed_index, indices))}}}"
        case Negate(operand):
            return f"(-{_enclosed(operand)})"
        case Binary("/", left, right):
            return rf"\frac{{{printed(left)}}}{{{printed(right)}}}"
        case Binary("^", left, right):
            return f"{_enclosed(left)}^{{{printed(right)}}}"
        case Binary(operator, left, right):
            return f"({_enclosed(left)}{SIGNS[operator]}{_enclosed(right)})"
        case Call("sqrt", (value,)):
            return rf"\sqrt{{{printed(value)}}}"
        case Call("abs", (value,)):
            return rf"\left| {printed(value)} \right|"
        case Call(function, values):
            return rf"\{function}({', '.join(map(printed, values))})"
        case Reduce(kind, (index,), _, upper, _, body):
            assert upper is not None
            return rf"(\{kind}_{{{index}=1}}^{{{printed(upper)}}} {_enclosed(body)})"
        case Indicator(condition):
            return rf"\mathbb{{1}}[{_printed_relation(condition)}]"
        case Cases((first, rest)):
            table = (
                rf"{printed(first.value)} & \text{{if }} {_printed_relation(first.condition)} \\ {printed(rest.value)}"
            )
            return rf"\begin{{cases}} {table} & \text{{otherwise}} \end{{cases}}"
    raise AssertionError(node)


def _enclosed(node: Expression) -> str:
    return f"({printed(node)})"


def _printed_relation(condition: object) -> str:
    assert isinstance(condition, Comparison)
    return f"{_enclosed(condition.left)} {RELATIONS[condition.relation]} {_enclosed(condition.right)}"


def _printed_index(node: Expression) -> str:
    if isinstance(node, Binary):
        return f"{_printed_index(node.left)} + {printed(node.right)}"
    assert isinstance(node, Index)
    return node.name


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TREES)
def test_a_tree_that_is_printed_is_parsed_as_itself(tree: Expression) -> None:
    assert parse(printed(tree), SYMBOLS) == tree


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join), st.booleans())
def test_an_error_has_its_place_in_the_text(text: str, unicode: bool) -> None:
    try:
        parse_statement(text, SYMBOLS, "unicode" if unicode else "latex", indices=["i"])
    except FormulaError as error:
        _check(error, text)


def _check(error: FormulaError, text: str) -> None:
    assert 0 <= error.offset <= len(text)
    assert error.message


@pytest.mark.parametrize("first", TOKENS)
def test_the_time_grows_with_the_text_and_not_faster(first: str) -> None:
    slow = [pair for pair in product([first], TOKENS[::9]) if _seconds(" ".join(pair), 10_000) > 1]
    assert slow == []


def _seconds(unit: str, length: int) -> float:
    text = (f"{unit} " * length)[:length]
    start = process_time()
    with suppress(FormulaError):
        parse_statement(text, SYMBOLS)
    return process_time() - start
