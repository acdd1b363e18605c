"""The comment that binds a formula to a function."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.formulas import Binding, FormulaError, OptOut, parse_binding


def test_symbols_and_parameters() -> None:
    assert parse_binding(r" lossref.huber(\hat{y}, y, delta=\delta) ") == Binding(
        "lossref.huber", (r"\hat{y}", "y"), (("delta", r"\delta"),)
    )


def test_a_gradient_is_a_function_like_any_other() -> None:
    binding = parse_binding(r"lossref.huber.gradient(\hat{y}, y, delta=\delta) per i")
    assert isinstance(binding, Binding)
    assert (binding.function, binding.per) == ("lossref.huber.gradient", "i")


def test_two_indices_after_per() -> None:
    binding = parse_binding("m.softmax(z) per i, c")
    assert isinstance(binding, Binding)
    assert binding.per == "i,c"


def test_definitions_follow_where() -> None:
    binding = parse_binding(r"m.f(y, v) per i where \sigma_i = \sqrt{v_i}, m = \max(a, b)")
    assert isinstance(binding, Binding)
    assert binding.definitions == ((r"\sigma_i", r"\sqrt{v_i}"), ("m", r"\max(a, b)"))
    assert binding.per == "i"


def test_a_definition_may_hold_conditions() -> None:
    binding = parse_binding(r"m.f(p, y) where p_t = \begin{cases} p & y = 1 \\ 1 - p & \text{otherwise} \end{cases}")
    assert isinstance(binding, Binding)
    assert binding.definitions[0][0] == "p_t"


def test_literals_stay_text() -> None:
    binding = parse_binding('m.f(z, y, log_input=False, reduction="sum")')
    assert isinstance(binding, Binding)
    assert binding.keywords == (("log_input", "False"), ("reduction", '"sum"'))


def test_commas_inside_braces_belong_to_the_symbol() -> None:
    binding = parse_binding("m.f(y_{i,c}, f(x))")
    assert isinstance(binding, Binding)
    assert binding.arguments == ("y_{i,c}", "f(x)")


def test_a_formula_is_opted_out_with_a_reason() -> None:
    assert parse_binding(" none (an update rule) ") == OptOut("an update rule")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("none", "say why"),
        ("none ( )", "say why"),
        ("", "must name a function"),
        ("huber(y)", "must name a function"),
        ("m.f", "must name a function"),
        ("m.f(y", "not closed"),
        ("m.f(y,, z)", "missing between the commas"),
        ("m.f(a=b, c)", "stands before those with one"),
        ("m.f(a=b, a=c)", "bound twice"),
        ("m.f(delta=)", "needs a symbol"),
        ("m.f(y) every i", "only `per INDEX`"),
        ("m.f(y) where", "needs SYMBOL = LATEX"),
        ("m.f(y) where r", "needs SYMBOL = LATEX"),
        ("m.f(y) where a = b, c", "a definition is SYMBOL = LATEX"),
    ],
)
def test_what_is_no_binding_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        parse_binding(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=40), st.text("m.f(yz=,)\\{} whereper", max_size=40)))
def test_any_text_is_a_binding_or_a_formula_error(text: str) -> None:
    try:
        parse_binding(text)
    except FormulaError as error:
        _check_place(error, text)


def _check_place(error: FormulaError, text: str) -> None:
    assert 0 <= error.offset <= len(text)
