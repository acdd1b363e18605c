"""The files that the author of a vault has bookmarked in Obsidian."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from notewright.build.ordinary_file import ordinary_text

_DEEPEST = 100


def bookmarked(folder: Path) -> frozenset[str]:
    """The vault paths of the files that the app's bookmarks name, in groups too; none where it has written none."""
    try:
        written = json.loads(ordinary_text(folder / ".obsidian" / "bookmarks.json"))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return frozenset(_files(written, 0))


def _files(group: object, depth: int) -> Iterator[str]:
    items = group.get("items") if isinstance(group, dict) else None
    for item in items if isinstance(items, list) and depth < _DEEPEST else ():
        if not isinstance(item, dict):
            continue
        if item.get("type") == "file" and isinstance(path := item.get("path"), str):
            yield path
        elif item.get("type") == "group":
            yield from _files(item, depth + 1)
