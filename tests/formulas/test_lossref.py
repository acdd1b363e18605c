"""Formulas of a glossary, and of the reference itself, against the real reference."""

from __future__ import annotations

import pytest
from cases import Case

import lossref
from lossref.families import families
from lossref.rule import Rule
from notewright.formulas import Formula, parse_binding, verdict_key, verify
from notewright.formulas.lexer import Notation


def state_of(text: str, comment: str, notation: Notation = "latex") -> str:
    binding = parse_binding(f"lossref.{comment.strip()}")
    return verify(Formula("note.md", 1, 1, text, notation, binding), ("lossref",)).state


def mistaken(case: Case, notation: Notation) -> tuple[list[str], list[str]]:
    """The right formulas that are not verified, and the wrong ones that are."""
    states = {
        part: {line: state_of(line, case["verify"], notation) for line in case.get(part).splitlines() if line}
        for part in ("right", "wrong")
    }
    right = [line for line, state in states["right"].items() if state != "verified"]
    return right, [line for line, state in states["wrong"].items() if state == "verified"]


@pytest.mark.cases("cases/lossref.md", "cases/papers.md")
def test_the_formulas_of_a_glossary_are_told_right_from_wrong(case: Case) -> None:
    assert mistaken(case, "latex") == ([], [])


@pytest.mark.cases("cases/spans.md")
def test_formulas_in_code_spans_are_told_right_from_wrong(case: Case) -> None:
    assert mistaken(case, "unicode") == ([], [])


@pytest.mark.parametrize("name", [name for name in lossref.names() if lossref.get(name).symbols is not None])
def test_what_a_loss_says_of_itself_is_verified(name: str) -> None:
    loss = lossref.get(name)
    element = f" per {loss.element}" if loss.element else ""
    where = f" where {loss.where}" if loss.where else ""

    assert state_of(loss.formula, f"{name}({loss.symbols}){where}") == "verified"
    assert state_of(loss.gradient_formula, f"{name}.gradient({loss.symbols}){element}{where}") == "verified"


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
