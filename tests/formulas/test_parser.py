"""The tree that a formula is read as."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.formulas import FormulaError
from notewright.formulas.latex import parse, parse_statement
from notewright.formulas.names import symbol_name

SYMBOLS = {"y": 1, r"\hat y": 1, r"\delta": 0, "a": 0, "b": 0, "c": 0}
WORDS = [
    r"\frac",
    r"\sum",
    r"\log",
    r"\max",
    r"\begin{cases}",
    r"\end{cases}",
    r"\text{if }",
    r"\hat{y}",
    "y_i",
    "_",
    "^",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "|",
    r"\|",
    r"\left|",
    r"\right|",
    "&",
    r"\\",
    "=",
    "<",
    "+",
    "-",
    "/",
    "1",
    "23",
    "i",
    "i=1",
    "Σ",
    "ŷᵢ",
    "²",
    ",",
    r"\mathbb{1}",
    r"\sqrt",
    r"\top",
    r"\right.",
    r"\left\{",
    "!",
    "'",
    r"\hat{y_i}",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\hat{y}", r"\hat y"),
        (r"\hat{y_i}", r"\hat{y}_i"),
        (r"\hat{y}_i", "ŷᵢ"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"\frac1a", "1 / a"),
        (r"a \times b", r"a \cdot b"),
        (r"\left( a \right)^2", "a^2"),
        (r"\mathbf{y}_i", "y_i"),
        (r"\sum\limits_{i=1}^n y_i", r"\sum^{n}_{i=1} y_{i}"),
        (r"\lvert a \rvert", "|a|"),
        (r"\left\| y \right\|_2", r"\|y\|"),
        (r"|| y ||", r"\lVert y \rVert"),
        (r"y^{(i)}", "y_i"),
        (r"y(i)", "y_i"),
        (r"a b c", "(a b) c"),
        (r"a - b - c", "(a - b) - c"),
        (r"-a b", "-(a b)"),
        (r"\ln a", r"\log(a)"),
        (r"\log^2 a", r"(\log(a))^2"),
        (r"[a]_+", r"\operatorname{relu}(a)"),
        (r"\log \sum_i y_i - a", r"(\log(\sum_i y_i)) - a"),
        (r"\sum_i y_i y_i + a", r"(\sum_i (y_i y_i)) + a"),
    ],
)
def test_two_spellings_are_one_formula(one: str, other: str) -> None:
    assert parse(one, SYMBOLS) == parse(other, SYMBOLS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a - b - c", "a - (b - c)"),
        ("a b^2", "(a b)^2"),
        ("-a^2", "(-a)^2"),
        (r"\frac{a}{b} c", r"\frac{a}{b c}"),
        (r"\sum_i y_i + a", r"\sum_i (y_i + a)"),
        (r"\log a + b", r"\log(a + b)"),
        ("y_{i+1}", "y_i + 1"),
    ],
)
def test_two_formulas_are_not_one(one: str, other: str) -> None:
    assert parse(one, SYMBOLS) != parse(other, SYMBOLS)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"\hat{y}", r"\hat y"),
        ("ŷ", r"\hat y"),
        (r"\delta", r"\delta"),
        ("δ", r"\delta"),
        (r"\mathbf{w}", "w"),
        (r"p_t", "p_t"),
        (r"y_{\text{true}}", "y_true"),
        (r"\text{pred}", "pred"),
        (r"f(x_i)", "f(x)"),
        (r"\varepsilon", r"\epsilon"),
    ],
)
def test_a_symbol_has_one_name(written: str, name: str) -> None:
    assert symbol_name(written) == name


def test_the_left_side_is_a_name_and_tells_the_variable() -> None:
    left = parse_statement(r"\frac{\partial \ell_i}{\partial \hat{y}_i} = y_i", SYMBOLS).left
    assert left is not None
    assert (left.variable, left.element) == (r"\hat y", "i")


@pytest.mark.parametrize(
    "left", ["-L", "2L", "L^2", "n L", r"\log L", "L + a", r"\frac{1}{n} L", r"\sqrt{L}", "nL", "L / a"]
)
def test_a_computed_left_side_is_refused(left: str) -> None:
    with pytest.raises(FormulaError, match="left side"):
        parse(f"{left} = a", SYMBOLS)


@pytest.mark.parametrize(
    "left",
    [
        "L",
        r"\mathcal{L}",
        r"J(\theta)",
        r"\mathrm{MSE}",
        r"\text{Huber Loss}",
        r"L_\delta(y, f(x))",
        r"\ell_i",
        r"L^{(i)}",
        r"D_{KL}(P \| Q)",
        r"D_{\mathrm{KL}}(P\,||\,Q)",
        "MSE",
        r"\nabla_{\hat{y}} L",
        r"\frac{dL}{d\hat{y}_i}",
        r"\operatorname{softmax}(z)_i",
        r"L'(r)",
        r"\hat{\mathcal{L}}",
    ],
)
def test_a_name_on_the_left_is_understood(left: str) -> None:
    assert parse(f"{left} = a", SYMBOLS) == parse("a", SYMBOLS)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)), st.booleans())
def test_any_text_is_a_formula_or_a_formula_error(text: str, unicode: bool) -> None:
    try:
        parse_statement(text, SYMBOLS, "unicode" if unicode else "latex")
    except FormulaError as error:
        _check_place(error, text)


def test_a_formula_nested_too_deeply_is_refused() -> None:
    for opening in ("(", "{", r"\sqrt{", "|", r"\log ", "-", "a^{", r"\frac{"):
        with pytest.raises(FormulaError):
            parse(opening * 3000, SYMBOLS)


def _check_place(error: FormulaError, text: str) -> None:
    assert 0 <= error.offset <= len(text)
