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
