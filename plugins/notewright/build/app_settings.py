"""How the author's app is set, as the vault's own `.obsidian` folder says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from notewright.build.ordinary_file import ordinary_text
from notewright.build.settings import Dataview
from notewright.dataview import Preferences
from notewright.text import Diagnostic, Severity

DATAVIEW_SETTINGS = ".obsidian/plugins/dataview/data.json"
_KINDS = {str: "a text", bool: "true or false", int: "a whole number of at least 0"}


@dataclass(frozen=True, slots=True)
class ReadPreferences:
    """The settings of the Dataview plugin that hold, and what could not be read of them."""

    preferences: Preferences
    diagnostics: tuple[Diagnostic, ...] = ()


def read_preferences(folder: Path, chosen: Dataview) -> ReadPreferences:
    """What `mkdocs.yml` says comes first, then the settings in the vault, then the app's defaults."""
    written, problem = _written(folder / DATAVIEW_SETTINGS)
    names = {field.name: type(field.default) for field in fields(Preferences)}
    given = {name: written[key] for name in names if (key := _in_app(name)) in written}
    wrong = [name for name, value in given.items() if not _is(value, names[name])]
    if wrong:
        problem = _told(", ".join(f"{_in_app(name)} is not {_KINDS[names[name]]}" for name in wrong))
    known: dict[str, Any] = {name: value for name, value in given.items() if name not in wrong}
    for name in names:
        if (value := getattr(chosen, name)) is not None:
            known[name] = value
    return ReadPreferences(Preferences(**known), (problem,) if problem else ())


def _written(file: Path) -> tuple[Mapping[str, object], Diagnostic | None]:
    try:
        written = json.loads(ordinary_text(file))
    except FileNotFoundError:
        return {}, None
    except json.JSONDecodeError as error:
        return {}, _told(f"this is no JSON: {error.msg}", error.lineno, error.colno)
    except (OSError, ValueError, RecursionError) as error:
        return {}, _told(f"the file cannot be read: {getattr(error, 'strerror', None) or error}")
    return (written, None) if isinstance(written, dict) else ({}, _told("this is no JSON object"))


def _told(reason: str, line: int = 1, column: int = 1) -> Diagnostic:
    message = f"{reason}; the app's defaults hold instead, so save the settings of Dataview in the app again"
    return Diagnostic(DATAVIEW_SETTINGS, line, column, "DQL009", Severity.WARNING, message)


def _is(value: object, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, kind)


def _in_app(name: str) -> str:
    """The name of a setting as the app writes it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
