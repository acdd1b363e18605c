"""An output that cannot be written is said in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
CALL = f"{sys.executable} -c 'import sys; from notewright.cli import main; sys.exit(main())'"


def call(words: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(["sh", "-c", f"{CALL} {words}"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("Text.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(not FULL.exists(), reason="only some systems have a device that is always full")
@pytest.mark.parametrize("verb", ["check", "query LIST"])
def test_a_full_output_is_told_in_one_line(verb: str, folder: Path) -> None:
    message = "notewright: standard output cannot be written: No space left on device\n"
    assert call(f"{verb} > /dev/full", folder) == (2, message)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of another kind")
@pytest.mark.parametrize("verb", ["check", "query LIST"])
def test_a_closed_output_is_told_in_one_line(verb: str, folder: Path) -> None:
    assert call(f"{verb} >&-", folder) == (2, "notewright: standard output cannot be written: it is closed\n")


def test_a_line_that_is_no_text_does_not_end_a_batch(folder: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from notewright.cli import main; sys.exit(main())",
        "query",
        "--batch",
    ]
    lines = b'\xff\xfe\n{"expr": "\xff"}\n{"expr": "1"}\n'
    done = subprocess.run(command, cwd=folder, input=lines, capture_output=True, check=False)

    answers = done.stdout.splitlines()
    assert (done.returncode, answers[1:]) == (2, [b'{"error": "parse"}', b"1"])
    assert b"request" in answers[0]


def test_an_output_that_is_open_is_written(folder: Path) -> None:
    assert call("query LIST", folder) == (0, "")
