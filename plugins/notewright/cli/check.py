"""`notewright check`: everything that can be wrong, without writing a page."""

from __future__ import annotations

import argparse
import sys

from notewright.cli.report import FORMATS
from notewright.cli.workspace import find_workspace
from notewright.text import Severity


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """The verb and its options."""
    about = "Say everything that is wrong: it reads, resolves, queries, runs cells and verifies, but writes no pages."
    epilog = "Exit code: 1 if there is an error (with --strict: or a warning), else 0; 2 for a wrong call."
    parser = verbs.add_parser("check", help="say everything that is wrong", description=about, epilog=epilog)
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how to say it (default: text)")
    parser.set_defaults(run=run)
    return parser


def run(chosen: argparse.Namespace) -> int:
    """Check the notes of the call."""
    workspace = find_workspace(chosen)
    project = workspace.open()
    sys.stdout.write(FORMATS[chosen.format](project, workspace.folder))
    found = {diagnostic.severity for diagnostic in project.diagnostics}
    failing = {Severity.ERROR, Severity.WARNING} if chosen.strict else {Severity.ERROR}
    return 1 if found & failing else 0
