"""A function that hangs or ends its process costs its own formulas a verdict, and the message says which it was."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from notewright.formulas import Formula, parse_binding
from notewright.formulas.worker import verify_apart

MODULE = """
import os
import signal
from typing import Annotated


def hangs(x: Annotated[float, "real"]) -> float:
    while True:
        pass


def dies(x: Annotated[float, "real"]) -> float:
    os._exit(3)


def falls(x: Annotated[float, "real"]) -> float:
    os.kill(os.getpid(), signal.SIGSEGV)


def twice(x: Annotated[float, "real"]) -> float:
    return 2 * x
"""


def told(root: Path, *functions: str, seconds: float = 1.0) -> list[tuple[str, str]]:
    (root / "mine.py").write_text(MODULE, encoding="utf-8")
    formulas = [Formula("a.md", 1, 1, "2 x", "latex", parse_binding(f"mine.{name}(x)")) for name in functions]
    return [(verdict.state, verdict.message) for verdict in verify_apart(formulas, ("mine",), root, seconds)]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("hangs", "mine.hangs did not answer in 1 seconds: it hangs, or is too slow"),
        ("dies", "mine.dies ended the process (exit status 3): it must return, or raise an error"),
        ("falls", "mine.falls ended the process (signal 11): it must return, or raise an error"),
    ],
)
def test_the_message_tells_hanging_from_dying_and_other_formulas_have_their_verdicts(
    tmp_path: Path, function: str, message: str
) -> None:
    expected = [("verified", ""), ("inconclusive", message), ("verified", "")]
    assert told(tmp_path, "twice", function, "twice") == expected


def test_a_function_that_hung_is_not_called_again(tmp_path: Path) -> None:
    start = time.monotonic()
    states = [state for state, _ in told(tmp_path, "hangs", "twice", "hangs", "hangs", "twice", "hangs", seconds=3.0)]
    assert states == ["inconclusive", "verified", "inconclusive", "inconclusive", "verified", "inconclusive"]
    assert time.monotonic() - start < 9
