"""A loss shows itself: as HTML for notebooks and notes, and as LaTeX."""

from __future__ import annotations

from html import unescape
from xml.etree import ElementTree

import pytest

import lossref

NAMES = lossref.names()


@pytest.mark.parametrize("name", NAMES)
def test_the_card_is_whole_html_with_formula_gradient_and_names_elsewhere(name: str) -> None:
    loss = lossref.get(name)
    card = loss._repr_html_()
    text = "".join(ElementTree.fromstring(card).itertext())

    assert f"ℓ = {loss.formula}" in text.replace("\\ell", "ℓ")
    assert loss.gradient_formula in text
    assert loss.source.title in text
    assert all(there.call in text for there in loss.elsewhere.values())


def test_signs_of_html_in_a_formula_are_text() -> None:
    card = lossref.hinge._repr_html_()

    assert "y s < \\mu" in unescape(card)
    assert "y s < \\mu" not in card


def test_a_bound_is_a_formula_and_a_number_is_none() -> None:
    assert "<td>Lipschitz constant</td><td>\\(\\delta\\)</td>" in lossref.huber._repr_html_()
    assert "<td>Lipschitz constant</td><td>1</td>" in lossref.absolute_error._repr_html_()


def test_a_constant_without_a_closed_form_is_said_to_be_finite() -> None:
    assert "<td>Lipschitz constant</td><td>finite</td>" in lossref.trades._repr_html_()
    assert lossref.trades.bounded_gradient


def test_claims_that_do_not_apply_are_left_out() -> None:
    assert "strictly proper" in lossref.binary_cross_entropy._repr_html_()
    assert "strictly proper" not in lossref.huber._repr_html_()


def test_what_a_gradient_holds_constant_is_told() -> None:
    told = "<td>held constant in the gradient</td>"
    assert told + "<td>\\(\\alpha_{ij}\\)</td>" in lossref.circle._repr_html_()
    assert told not in lossref.huber._repr_html_()


def test_latex_is_the_formula() -> None:
    assert lossref.squared_error._repr_latex_() == r"$$ (\hat{y} - y)^2 $$"
