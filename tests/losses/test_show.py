"""A loss shows itself: as HTML for notebooks and notes, and as LaTeX."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest

import lossref
from lossref.facts import Bound
from lossref.show import as_html

NAMES = lossref.names()


@pytest.mark.parametrize("name", NAMES)
def test_the_card_is_whole_html_with_formula_gradient_and_names_elsewhere(name: str) -> None:
    loss = lossref.get(name)
    card = loss._repr_html_()
    text = "".join(ElementTree.fromstring(card).itertext())

    assert rf"\[ \ell = {loss.formula} \]" in text
    assert rf"\[ \ell' = {loss.gradient_formula} \]" in text
    assert loss.source.title in text
    assert all(there.call in text for there in loss.elsewhere.values())


def test_signs_of_html_in_a_formula_are_text() -> None:
    card = lossref.hinge._repr_html_()

    assert "y s < \\mu" in unescape(card)
    assert "y s < \\mu" not in card


def test_a_bound_is_a_formula_and_a_number_is_none() -> None:
    told = "\\(\\delta\\), which is 1 at <code>delta=1.0</code>"
    assert f"<td>Lipschitz constant</td><td>{told}</td>" in lossref.huber._repr_html_()
    assert "<td>Lipschitz constant</td><td>1</td>" in lossref.absolute_error._repr_html_()


def test_a_constant_without_a_closed_form_is_said_to_be_finite() -> None:
    assert "<td>Lipschitz constant</td><td>finite</td>" in lossref.trades._repr_html_()
    assert lossref.trades.bounded_gradient


def test_claims_that_do_not_apply_are_left_out() -> None:
    assert "strictly proper" in lossref.binary_cross_entropy._repr_html_()
    assert "strictly proper" not in lossref.huber._repr_html_()


def test_the_card_says_at_which_parameters_the_claims_hold() -> None:
    told = "<td>holds at</td><td><code>alpha=1.0</code>; other values change some of it</td>"
    assert told in lossref.general_robust._repr_html_()
    assert "holds at" not in lossref.huber._repr_html_()


def test_what_a_gradient_holds_constant_is_told() -> None:
    told = "<td>held constant in the gradient</td>"
    assert told + "<td>\\(\\alpha_{ij}\\)</td>" in lossref.circle._repr_html_()
    assert told not in lossref.huber._repr_html_()


def test_latex_is_the_formula_and_its_derivative() -> None:
    told = r"$$ \begin{aligned} \ell &= (\hat{y} - y)^2 \\ \ell' &= 2 (\hat{y} - y) \end{aligned} $$"
    assert lossref.squared_error._repr_latex_() == told


def test_a_loss_without_a_docstring_still_shows_its_formulas() -> None:
    card = as_html("mine", "", lossref.huber, {})

    assert f"= {lossref.huber.gradient_formula} \\]" in unescape(card)


GREEK = re.compile(
    r"\\(?:alpha|beta|gamma|delta|(?:var)?epsilon|theta|lambda|mu|pi|rho|sigma|tau|(?:var)?phi|Phi|Omega)"
)
BOUND_INDEX = re.compile(r"\\(?:sum|prod|max|min)(?:\\limits)?_(?:\{\(?([A-Za-z,]+)|([A-Za-z]))")


def _symbols(latex: str) -> set[str]:
    """The letters of a formula, without those of words and functions."""
    numbers = r"e\^|\\sqrt\{(?:e|\\pi|\\frac\{2\}\{\\pi\})\}"
    plain = re.sub(rf"\\(?:text|operatorname|begin|end|mathbb)\{{[^}}]*\}}|{numbers}", " ", latex)
    found = re.findall(r"\\[A-Za-z]+|[A-Za-z]", plain)
    return {token for token in found if len(token) == 1 or GREEK.fullmatch(token)}


def _defined_there(latex: str) -> set[str]:
    """The indices of sums, and what a formula defines after a comma: `g_{ij} = …`."""
    indices = {letter for pair in BOUND_INDEX.findall(latex) for letter in "".join(pair) if letter != ","}
    return indices | set(re.findall(r"\\quad (\w)_", latex))


@pytest.mark.parametrize("name", NAMES)
def test_the_card_says_what_each_symbol_stands_for(name: str) -> None:
    loss = lossref.get(name)
    card = unescape("".join(ElementTree.fromstring(loss._repr_html_().partition("<table>")[0] + "</div>").itertext()))
    told = " ".join(re.findall(r"\\\((.*?)\\\)", card))
    bound = loss.lipschitz.latex if isinstance(loss.lipschitz, Bound) else ""
    used = f"{loss.formula} {loss.gradient_formula} {bound}"

    assert _symbols(used) <= _symbols(told) | _defined_there(used) | set(loss.element) | {r"\ell"}
