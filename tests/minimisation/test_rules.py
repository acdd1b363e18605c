"""What all rules have in common."""

from __future__ import annotations

import copy
import inspect
import pickle

import numpy as np
import pytest

import lossref
from lossref.families import families
from lossref.rule import Rule

RULES = [name for name in families() if isinstance(getattr(lossref, name), Rule)]


def test_there_are_the_rules_of_descent_and_of_back_propagation() -> None:
    assert len(RULES) == 15
    assert not set(RULES) & set(lossref.names())


@pytest.mark.parametrize("name", RULES)
def test_the_docstring_is_complete_and_has_the_formula(name: str) -> None:
    rule = getattr(lossref, name)
    text = inspect.getdoc(rule) or ""

    assert f"$$ {rule.formula} $$" in text
    for section in ("Parameters", "Returns", "Raises", "References", "Examples"):
        assert f"\n{section}\n{'-' * len(section)}\n" in text
    for parameter in inspect.signature(rule).parameters:
        assert f"\n{parameter} : " in text


@pytest.mark.parametrize("name", RULES)
def test_a_rule_shows_what_it_sets_to_what(name: str) -> None:
    rule = getattr(lossref, name)

    assert rule._repr_latex_() == rf"$$ {rule.sets} \leftarrow {rule.formula} $$"
    assert rule.source.authors in rule._repr_html_()
    assert repr(rule) == f"<rule {name}>"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_pickles_and_copies_as_itself(name: str) -> None:
    rule = getattr(lossref, name)

    assert pickle.loads(pickle.dumps(rule)) is rule
    assert copy.deepcopy(rule) is rule


def test_a_rule_refuses_other_shapes_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"^gradient_step: gradient has shape \(2, 1\), params shape \(2,\): reshape"):
        lossref.gradient_step([1.0, 2.0], [[1.0], [2.0]], rate=0.1)


def test_a_rule_writes_into_nothing_it_is_given() -> None:
    params, gradient = np.ones(3), np.ones(3)
    lossref.gradient_step(params, gradient, rate=0.5)

    np.testing.assert_array_equal([params, gradient], np.ones((2, 3)))


def test_nan_passes_through_a_rule() -> None:
    np.testing.assert_array_equal(lossref.soft_threshold([np.nan, 2.0], threshold=1.0), [np.nan, 1.0])


def test_an_average_of_nothing_has_no_estimate() -> None:
    with pytest.raises(ValueError, match=r"step is 0\.0; accepted: a number above 0, since an average of nothing"):
        lossref.bias_corrected([1.0], decay=0.9, step=0)


def test_bias_is_corrected_to_the_last_digits_for_a_decay_near_1() -> None:
    average = lossref.averaged_gradient([0.0], [3.0], decay=1.0 - 2.0**-40)

    assert lossref.bias_corrected(average, decay=1.0 - 2.0**-40, step=1) == pytest.approx(3.0, rel=1e-15)
