"""The command `notewright`: one file a verb."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from notewright import __version__
from notewright.cli import check, export, query
from notewright.cli.workspace import WorkspaceError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Its exit code: 0, 1 for what is wrong in notes, 2 for what is wrong in the call."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no UTF-8 shows what it can; it is no reason to fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.stdout is None:
        return _unwritable("it is closed")
    try:
        status = int(chosen.run(chosen))
        # What is still held back would fail after the exit code is settled.
        sys.stdout.flush()
        return status
    except WorkspaceError as error:
        print(f"notewright: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has seen enough (`notewright check | head`).
        sys.stderr.close()
        return 1
    except OSError as error:
        # That of a file names it.
        if error.filename is not None:
            raise
        _discard(sys.stdout)
        return _unwritable(error.strerror or str(error))


def _unwritable(reason: str) -> int:
    if sys.stderr is not None:
        print(f"notewright: standard output cannot be written: {reason}", file=sys.stderr)
    return 2


def _discard(stream: TextIO) -> None:
    """Lead a stream nowhere, or Python tries once more to write what it holds, and complains."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="notewright", description="Check, query and export a folder of Markdown notes, written as in Obsidian."
    )
    parser.add_argument("--version", action="version", version=f"notewright {__version__}")
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    for verb in (check, query, export):
        _add_workspace(verb.add_parser(verbs))
    return parser


def _add_workspace(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which notes")
    group.add_argument(
        "--config-file",
        "-f",
        type=Path,
        metavar="FILE",
        help="the mkdocs.yml to read (default: ./mkdocs.yml, if there is one)",
    )
    group.add_argument(
        "--vault",
        type=Path,
        metavar="DIR",
        help="a folder of notes (default: the docs_dir of the configuration, else .)",
    )
