"""Formulas of a glossary, and of the reference itself, against the real reference."""

from __future__ import annotations

import re
from typing import Any

import pytest
from cases import Case

import lossref
from lossref.families import families
from lossref.rule import Rule
from notewright.formulas import Formula, parse_binding, verdict_key, verify


def state_of(text: str, comment: str) -> str:
    binding = parse_binding(f"lossref.{comment.strip()}")
    return verify(Formula("note.md", 1, 1, text, "latex", binding), ("lossref",)).state


@pytest.mark.cases("cases/lossref.md")
def test_the_formulas_of_a_glossary_are_told_right_from_wrong(case: Case) -> None:
    right = [line for line in case.get("right").splitlines() if state_of(line, case["verify"]) != "verified"]
    wrong = [line for line in case.get("wrong").splitlines() if state_of(line, case["verify"]) == "verified"]
    assert (right, wrong) == ([], [])


@pytest.mark.parametrize("name", [name for name in lossref.names() if lossref.get(name).symbols is not None])
def test_what_a_loss_says_of_itself_is_verified(name: str) -> None:
    loss = lossref.get(name)
    element = f" per {loss.element}" if loss.element else ""
    where = f" where {loss.where}" if loss.where else ""

    assert state_of(loss.formula, f"{name}({loss.symbols}){where}") == "verified"
    gradient = f"{name}.gradient({loss.symbols}){element}{where}"
    assert state_of(_naming_all(loss), gradient) == "verified"


def _naming_all(loss: Any) -> str:
    """The formula of the gradient, with 0 times each argument that it does not depend on: a binding names them all."""
    terms = [str(loss.gradient_formula)]
    arrays = [symbol for symbol in loss.symbols.split(", ") if "=" not in symbol]
    for symbol, argument in zip(arrays, loss.arguments.values(), strict=False):
        if not re.search(rf"(?<![A-Za-z\\]){re.escape(symbol)}(?![A-Za-z])", terms[0]):
            terms.append(rf"0 \cdot {symbol}" + (f"_{loss.element}" if "C" in argument.axes else ""))
    return " + ".join(terms)


@pytest.mark.parametrize("name", [name for name in families() if isinstance(getattr(lossref, name), Rule)])
def test_what_a_rule_says_of_itself_is_verified(name: str) -> None:
    rule = getattr(lossref, name)

    assert state_of(rule.formula, f"{name}({rule.symbols}) per {rule.element}") == "verified"


def test_a_wrong_formula_of_a_rule_is_told() -> None:
    assert state_of(r"\theta_j + \eta g_j", r"gradient_step(\theta, g, rate=\eta) per j") == "refuted"


def test_each_loss_has_a_key_of_its_own() -> None:
    keys = {
        verdict_key(Formula("a.md", 1, 1, "x", "latex", parse_binding(f"lossref.{name}(x)")), ("lossref",))
        for name in ("squared_error", "absolute_error", "huber")
    }
    assert len(keys) == 3
