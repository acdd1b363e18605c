"""What the Markdown of a site is besides Obsidian's: the adapter says it, since only it knows the configuration."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from notewright.build.ordinary_file import ordinary_text


@dataclass(frozen=True, slots=True)
class Dialect:
    """The extensions that the configuration names, and what of it draws diagrams.

    That is the extension for fences, or a script that looks for them on the page, or nothing.
    """

    extensions: frozenset[str] = frozenset()
    diagrams: Literal["fence", "script", ""] = ""


PLAIN = Dialect()
"""That of a site whose configuration names nothing."""


def breaks_lines(strict: bool | None, folder: Path) -> bool:
    """Whether a line end within a paragraph is shown; without an option, as the vault in the folder has it set."""
    return not (_strict_in_vault(folder) if strict is None else strict)


def _strict_in_vault(folder: Path) -> bool:
    """Obsidian's setting *Strict line breaks*, which is off where nothing is written."""
    try:
        written = json.loads(ordinary_text(folder / ".obsidian" / "app.json"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(written, dict) and written.get("strictLineBreaks") is True
