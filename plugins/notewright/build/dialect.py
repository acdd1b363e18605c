"""What the Markdown of a site is besides Obsidian's: the adapter says it, since only it knows the configuration."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Dialect:
    """The extensions that the configuration names, and whether its pages draw diagrams by themselves."""

    extensions: frozenset[str] = frozenset()
    draws_diagrams: bool = False


PLAIN = Dialect()
"""That of a site whose configuration names nothing."""


def breaks_lines(strict: bool | None, folder: Path) -> bool:
    """Whether a line end within a paragraph is shown; without an option, as the vault in the folder has it set."""
    return not (_strict_in_vault(folder) if strict is None else strict)


def _strict_in_vault(folder: Path) -> bool:
    """Obsidian's setting *Strict line breaks*, which is off where nothing is written."""
    try:
        written = json.loads((folder / ".obsidian" / "app.json").read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(written, dict) and written.get("strictLineBreaks") is True
