"""A verdict that is known is not found again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from notewright.build import prove as proving
from notewright.build.prove import prove
from notewright.build.settings import Formulas
from notewright.cache import Store
from notewright.formulas import Formula, Verdict
from notewright.vault import Vault

NOTE = (
    "$$ a_i + b_i $$\n<!-- verify: my_sums.pair(a, b) per i -->\n\n$$ \\int a $$\n<!-- verify: my_sums.pair(a, b) -->\n"
)
SUMS = """
from typing import Annotated, Any

import numpy as np


def pair(first: Annotated[Any, "real[n]"], second: Annotated[Any, "real[n]"]) -> Any:
    return np.asarray(first) + second
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formulas that were verified, in order."""
    texts: list[str] = []
    real = proving.verify_apart

    def noted(formulas: Sequence[Formula], references: Sequence[str], root: Path) -> list[Verdict]:
        texts.extend(formula.text.strip() for formula in formulas)
        return real(formulas, references, root)

    monkeypatch.setattr(proving, "verify_apart", noted)
    return texts


def states(root: Path) -> list[str]:
    vault, chosen = Vault.of({"note.md": NOTE}), Formulas(references=("my_sums",))
    return [proved.verdict.state for proved in prove(vault, root, chosen, Store(root / "cache")).formulas]


def test_an_unchanged_site_verifies_nothing_again(tmp_path: Path, asked: list[str]) -> None:
    (tmp_path / "my_sums.py").write_text(SUMS)
    assert states(tmp_path) == states(tmp_path) == ["verified", "unsupported"]
    assert asked == ["a_i + b_i", r"\int a"]


def test_a_changed_function_is_compared_again(tmp_path: Path, asked: list[str]) -> None:
    module = tmp_path / "my_sums.py"
    module.write_text(SUMS)
    assert states(tmp_path)[0] == "verified"
    module.write_text(SUMS.replace("+ second", "- second"))
    assert states(tmp_path)[0] == "refuted"
    assert len(asked) == 4


def test_a_changed_helper_beside_the_function_is_compared_again(tmp_path: Path, asked: list[str]) -> None:
    helper = tmp_path / "my_plus.py"
    helper.write_text("def plus(a, b):\n    return a + b\n")
    text = SUMS.replace("np.asarray(first) + second", "my_plus.plus(np.asarray(first), second)")
    (tmp_path / "my_sums.py").write_text(f"import my_plus\n{text}")
    assert states(tmp_path)[0] == "verified"
    helper.write_text("def plus(a, b):\n    return a - b\n")
    assert states(tmp_path)[0] == "refuted"
    assert len(asked) == 4
