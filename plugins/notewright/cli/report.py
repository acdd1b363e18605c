"""The forms in which a check tells what it found."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from notewright import __version__
from notewright.build.project import Project
from notewright.text import Diagnostic, Severity

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


def text(project: Project, folder: Path) -> str:
    """For people: each problem with its place and source line, and at the end how many there are."""
    found = project.diagnostics
    parts = [f"{replace(one, message=f'{_KINDS[one.severity]}: {one.message}')}\n" for one in found]
    return "".join(parts) + _summary(len(project.vault.notes), found) + "\n"


def as_json(project: Project, folder: Path) -> str:
    """For programs: notes, diagnostics, formulas and examples."""
    result = {
        "notes": len(project.vault.notes),
        "diagnostics": [
            {
                "path": diagnostic.path,
                "line": diagnostic.line,
                "column": diagnostic.column,
                "code": diagnostic.code,
                "severity": str(diagnostic.severity),
                "message": diagnostic.message,
            }
            for diagnostic in project.diagnostics
        ],
        "formulas": [formula.to_json() for formula in project.proof.formulas],
        "examples": [
            {
                "path": outcome.cell.path,
                "line": outcome.cell.line,
                "id": outcome.cell.options.id or None,
                "state": str(outcome.state),
                "seconds": round(outcome.seconds, 3),
            }
            for outcomes in project.runs.outcomes.values()
            for outcome in outcomes
        ],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def github(project: Project, folder: Path) -> str:
    """Annotations of GitHub Actions."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    return "".join(
        f"::{kinds[found.severity]} file={_property(_from_here(folder, found.path))},line={found.line},"
        f"col={found.column},title={found.code}::{_escaped(found.message)}\n"
        for found in project.diagnostics
    )


def sarif(project: Project, folder: Path) -> str:
    """SARIF 2.1.0, which code hosts and editors read."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    found = project.diagnostics
    run = {
        "tool": {
            "driver": {
                "name": "notewright",
                "version": __version__,
                "rules": [{"id": code} for code in sorted({diagnostic.code for diagnostic in found})],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": diagnostic.code,
                "level": levels[diagnostic.severity],
                "message": {"text": diagnostic.message},
                "locations": [_location(diagnostic, folder)],
            }
            for diagnostic in found
        ],
    }
    result = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _location(diagnostic: Diagnostic, folder: Path) -> Mapping[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(_from_here(folder, diagnostic.path))},
            "region": {"startLine": diagnostic.line, "startColumn": diagnostic.column},
        }
    }


def _from_here(folder: Path, path: str) -> str:
    """The path of a note from the working folder, which is where those who read these forms look for it."""
    return Path(os.path.relpath(folder / path)).as_posix()


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _summary(notes: int, found: tuple[Diagnostic, ...]) -> str:
    counts = [(sum(one.severity is severity for one in found), name) for severity, name in _KINDS.items()]
    told = ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for count, name in counts if count)
    return f"{notes} note{'s' if notes != 1 else ''}: {told or 'nothing is wrong'}."


FORMATS: Mapping[str, Callable[[Project, Path], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
