"""Files that hold links but are copied as they are: canvases and bases. One that names something private is private."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from notewright.build.hidden import Hidden
from notewright.build.redact import Redactor, every_link

ENDINGS = (".canvas", ".base")
_PRIVATE = "%% private"


def private_name(path: str, file: Path, hidden: Hidden) -> str | None:
    """The first private file that a canvas or base of the vault names; None when it may be published."""
    try:
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    if _PRIVATE in text:
        return "a private section"
    redactor = Redactor(hidden, path)
    for words in _texts(text):
        for link in every_link(words):
            if behind := redactor.behind(link):
                return behind
        if behind := hidden.behind_path(words, path):
            return behind
    return None


def _texts(text: str) -> Iterator[str]:
    """The texts in a canvas, which is JSON; of anything else each line and what stands in quotes."""
    try:
        yield from _members(json.loads(text))
    except (ValueError, RecursionError):
        for line in text.splitlines():
            yield line
            yield from line.replace("'", '"').split('"')


def _members(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _members(member)
