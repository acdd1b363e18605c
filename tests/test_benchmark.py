"""`scripts/benchmark` measures every part, and says which there are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "benchmark"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, SCRIPT, *words], capture_output=True, encoding="utf-8", env=environment, check=False
    )


def test_the_scanner_is_measured_over_the_notes_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "a.md").write_text("# A note\n\nText.\n" * 20)

    assert run("scan", str(tmp_path / "vault")).stdout.splitlines()[1].split()[0] == "vault"


def test_queries_are_measured_over_so_many_notes() -> None:
    found = run("queries", "5")

    assert "| 5 notes | seconds | beside the scan |" in found.stdout
    assert found.stdout.splitlines()[-1].startswith("| TASK |")


def test_losses_are_measured_with_so_many_elements() -> None:
    assert "binary_cross_entropy_with_logits" in run("losses", "1000").stdout


def test_formulas_are_parsed_and_judged_so_many() -> None:
    assert run("formulas", "2").stdout.splitlines()[-1] == "2 of 2 are verified"


def test_another_word_is_refused_with_those_that_are_known() -> None:
    found = run("scanner")

    assert (found.returncode, found.stdout) == (2, "")
    assert "scripts/benchmark queries NUMBER" in found.stderr
