"""Small mistakes in right formulas are noticed, and a mistake that is none is told from the others."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from cases import Case

from notewright.formulas import Formula, FormulaError, parse_binding
from notewright.formulas.claim import Claim, claim_of
from notewright.formulas.expression import Expression
from notewright.formulas.judge import verdict_on_tree
from notewright.formulas.latex import parse_statement
from notewright.formulas.mutate import mutants

HERE = Path(__file__).parent
NAME = "reference_losses"
MANY = 8
"""Mutants tried of each formula, by a fixed choice: all of them take minutes."""


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


def claim(text: str, comment: str) -> Claim:
    binding = parse_binding(f"{NAME}.{comment.strip()}")
    formula = Formula("note.md", 1, 1, text, "latex", binding)
    return claim_of(formula, binding, (NAME,))  # type: ignore[arg-type]


@pytest.mark.cases("cases/regression.md", "cases/classification.md")
def test_no_mutant_is_verified_unless_it_is_the_same_function(case: Case) -> None:
    first = case["right"].splitlines()[0]
    made = claim(first, case["verify"])
    right = made.statement.right[0]
    chosen = random.Random(1).sample(found := list(mutants(right)), min(MANY, len(found)))
    for mutant in chosen:
        if state(made, mutant, "0123456789abcdef") == "verified":
            # Only the same function in another form may pass: then it passes at other draws too.
            assert state(made, mutant, "fedcba9876543210") == "verified"


def state(made: Claim, mutant: Expression, seed: str) -> str:
    try:
        return verdict_on_tree(made, mutant, seed).state
    except FormulaError:
        return "unsupported"


@pytest.mark.parametrize(
    ("right", "mistake"),
    [
        ("a - b", "a + b"),
        ("2 a + b", r"2.1 a + b"),
        ("a^2 + b", "a^{2 + 1} + b"),
        (r"\log a + b", r"\frac{\log a}{0.7} + b"),
        ("a b", "b"),
        ("a + b", "b"),
        (r"\max(a, b)", r"\min(a, b)"),
        (r"|a| + b", "a + b"),
        (r"a \mathbb{1}[b > 0]", r"a \mathbb{1}[b < 0]"),
        (r"a \mathbb{1}[b > 0]", r"a \mathbb{1}[b \ge 0]"),
        (r"a \mathbb{1}[b > 2]", r"a \mathbb{1}[b > 2 + 0.01]"),
        (r"\sum_{i=1}^{3} a b i", r"\sum_{i=1}^{3 - 1} a b i"),
        (r"\sum_{i=1}^{3} a b i", r"\sum_{i=1 + 1}^{3} a b i"),
        (r"\sum_{i=1}^{3} \sum_{j=1}^{3} x_{ij} i + a b", r"\sum_{i=1}^{3} \sum_{j=1}^{3} x_{ji} i + a b"),
    ],
)
def test_each_kind_of_mistake_is_made(right: str, mistake: str) -> None:
    ranks = {"a": 0, "b": 0, "x": 2}
    tree, wrong = (parse_statement(text, ranks, "latex").right[0] for text in (right, mistake))
    assert wrong in list(mutants(tree))
    assert tree not in list(mutants(tree))
