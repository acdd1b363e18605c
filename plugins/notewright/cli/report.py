"""The forms in which a check tells what it found."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from notewright import __version__
from notewright.build.project import Project
from notewright.text import Diagnostic, Severity


def text(project: Project) -> str:
    """For people: each problem with its place and source line, and at the end how many there are."""
    found = project.diagnostics
    parts = [f"{diagnostic}\n" for diagnostic in found]
    return "".join(parts) + _summary(len(project.vault.notes), found) + "\n"


def as_json(project: Project) -> str:
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


def github(project: Project) -> str:
    """Annotations of GitHub Actions."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    return "".join(
        f"::{kinds[found.severity]} file={_property(found.path)},line={found.line},col={found.column},"
        f"title={found.code}::{_escaped(found.message)}\n"
        for found in project.diagnostics
    )


def sarif(project: Project) -> str:
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
                "locations": [_location(diagnostic)],
            }
            for diagnostic in found
        ],
    }
    result = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _location(diagnostic: Diagnostic) -> Mapping[str, object]:
    from urllib.parse import quote

    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(diagnostic.path)},
            "region": {"startLine": diagnostic.line, "startColumn": diagnostic.column},
        }
    }


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _summary(notes: int, found: tuple[Diagnostic, ...]) -> str:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    counts = [(sum(one.severity is severity for one in found), name) for severity, name in names.items()]
    told = ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for count, name in counts if count)
    return f"{notes} note{'s' if notes != 1 else ''}: {told or 'nothing is wrong'}."


FORMATS: Mapping[str, Callable[[Project], str]] = {"text": text, "json": as_json, "github": github, "sarif": sarif}
