"""`notewright export`: the notes as plain Markdown that any generator can build."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from notewright.build.export.contents import export_contents
from notewright.build.export.folder import ExportError, check_folder, write_folder
from notewright.cli.report import FORMATS
from notewright.cli.workspace import WorkspaceError, find_workspace
from notewright.text import Severity


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """The verb and its arguments."""
    about = "Write plain Markdown, the files that it needs, and vault.json: any generator can build the folder."
    epilog = "Exit code: 1 if there is an error in a note (all is written nevertheless), else 0; 2 for a wrong call."
    parser = verbs.add_parser("export", help="write plain Markdown", description=about, epilog=epilog)
    parser.add_argument("out", type=Path, metavar="OUT", help="a new or empty folder, or that of an earlier export")
    parser.set_defaults(run=run)
    return parser


def run(chosen: argparse.Namespace) -> int:
    """Export the notes of the call."""
    workspace = find_workspace(chosen)
    out: Path = chosen.out
    try:
        check_folder(out, workspace.folder)
        project = workspace.open()
        contents = export_contents(project, workspace.files)
        write_folder(out, workspace.folder, contents)
    except ExportError as error:
        raise WorkspaceError(str(error)) from None
    except OSError as error:
        raise WorkspaceError(f"{error.filename or out} cannot be written: {error.strerror or error}") from None
    sys.stdout.write(FORMATS["text"](project, workspace.folder))
    print(f"{len(contents)} files are in {out}.")
    return 1 if any(found.severity is Severity.ERROR for found in project.diagnostics) else 0
