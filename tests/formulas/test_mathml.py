"""What readers see: MathML, or a message with a place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.formulas import FormulaError, to_mathml
from notewright.formulas.mathml import show

PIECES = [
    r"\frac",
    "{",
    "}",
    "^",
    "_",
    "x",
    "ŷ",
    r"\sum",
    r"\left(",
    r"\right)",
    "(",
    "[",
    "&",
    r"\\",
    "<",
    '"',
    r"\text",
    r"\text{a $",
    r"\small",
    r"\color{#f00}",
    r"\bbox[red]",
    r"\enclose{box}",
    r"\mathop{",
    r"\operatorname*{\x",
    r"\tag{$1$}",
    r"\label{a}",
    r"\eqref{a}",
    r"\begin{CD}",
    "@>a>b>",
    r"\end{CD}",
    r"\begin{align}",
    r"\end{align}",
    r"\begin{array}{*{2}c@{}}",
    r"\hline",
    r"\end{array}",
    r"\\[1em]",
    r"\rule{1em}{1em}",
    r"\verb|a|",
    r"\buildrel",
    r"\over",
    r"\over",
    r"\root",
    r"\of",
    "√",
    "%",
    "\n",
]


def test_a_fraction_is_a_fraction() -> None:
    assert "<mfrac><mn>1</mn><mi>n</mi></mfrac>" in to_mathml(r"\frac1n", display=False)


def test_a_displayed_formula_is_a_block() -> None:
    assert 'display="block"' in to_mathml("x", display=True)
    assert 'display="block"' not in to_mathml("x", display=False)  # Control case.


def test_the_source_is_there_for_who_cannot_see() -> None:
    assert 'alttext="a &lt; &quot;b&quot; &amp; c"' in to_mathml(
        '\\begin{matrix}a < "b" & c\\end{matrix}', display=True
    ).replace("\\begin{matrix}", "").replace("\\end{matrix}", "")


def test_the_markup_is_well_formed() -> None:
    element = ElementTree.fromstring(to_mathml(r"\text{a<b} < \hat{y}_i \& \# ", display=True))
    assert element.tag == "math"


@pytest.mark.parametrize("name", [r"\label{eq:mse}", r"\notag", r"\nonumber"])
def test_the_name_of_a_formula_is_not_shown(name: str) -> None:
    assert "<mi>x</mi>" in to_mathml(f"x {name}", display=True)
    assert "eq:mse</" not in to_mathml(f"x {name}", display=True)


def test_the_number_of_a_formula_stands_behind_it() -> None:
    assert "(1)" in to_mathml(r"x \tag{1}", display=True).partition("<mi>x</mi>")[2]
    assert "(" not in to_mathml(r"x \tag*{A}", display=True).partition("<mi>x</mi>")[2]  # Control case.


@pytest.mark.parametrize("name", [r"\label{a}", r"\tag{1}", r"\notag"])
def test_an_unknown_command_behind_a_name_has_its_place(name: str) -> None:
    with pytest.raises(FormulaError, match="Unknown command") as caught:
        to_mathml(rf"{name} \foo", display=True)
    assert caught.value.offset == len(name) + 1


def test_an_unknown_command_has_its_place() -> None:
    with pytest.raises(FormulaError, match="Unknown command") as caught:
        to_mathml(r"ŷ + \foo x", display=True)
    assert caught.value.offset == 4


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 60,
        "[" * 60,
        ")" * 40 + "(" * 40,
        "{" + "(" * 40 + "}" + ")" * 40,
        r"\sqrt" * 5000,
        "{" * 5000,
        "x^" * 5000,
        r"\left(" * 5000,
        "x" * 200_000,
        "\ud800",
        "a\x00b",
    ],
    ids=range(11),
)
def test_what_would_hang_or_crash_the_library_is_refused(latex: str) -> None:
    with pytest.raises(FormulaError):
        to_mathml(latex, display=True)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_any_text_gives_mathml_or_a_formula_error(latex: str) -> None:
    try:
        element = show(latex, display=True).element
    except FormulaError as error:
        _check_place(error, latex)
    else:
        assert element.startswith("<math alttext=")
        assert ElementTree.fromstring(unescape_names(element)).tag == "math"


def unescape_names(element: str) -> str:
    """The element without the names of characters that only HTML knows."""
    return re.sub(r"&(?!amp;|lt;|gt;|quot;|#)\w+;", "", element)


def _check_place(error: FormulaError, text: str) -> None:
    assert 0 <= error.offset <= len(text)
