"""Patterns of paths that are private: `private/`, `*.canvas`, `journal/2024/**`, `**/secret*`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

_SIGNS = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANINGS = {"**/": "(?:.+/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def excluding(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a vault path is one that the patterns name; letters are compared without case."""
    expressions = [_expression(_folded(pattern)) for pattern in patterns]
    if not expressions:
        return lambda _: False
    excluded = re.compile("|".join(expressions), re.DOTALL)
    return lambda path: excluded.match(_folded(path)) is not None


def refusal(pattern: str) -> str:
    """Why a pattern cannot be one; empty when it can."""
    if pattern.strip().startswith("!"):
        return f"`{pattern}`: a pattern only excludes, none takes back what another excludes; remove the `!`"
    if not pattern.strip().strip("/"):
        return f"`{pattern}` names no file; write a pattern such as `private/` or `*.canvas`"
    return ""


def _expression(pattern: str) -> str:
    """A pattern without a slash holds for names at any depth, one with a slash from the vault's top on.

    A pattern that names a folder is about all that is in it.
    """
    only_folder = pattern.endswith("/")
    words = pattern.strip("/")
    anywhere = "" if "/" in words or pattern.startswith("/") else "(?:.*/)?"
    return f"{anywhere}{_translated(words)}{'/.*' if only_folder else '(?:/.*)?'}\\Z"


def _translated(words: str) -> str:
    parts, at = [], 0
    for sign in _SIGNS.finditer(words):
        parts += [re.escape(words[at : sign.start()]), _MEANINGS[sign[0]]]
        at = sign.end()
    return "".join([*parts, re.escape(words[at:])])


def _folded(path: str) -> str:
    # A pattern copied from Windows has backslashes, one from macOS decomposed accents.
    return unicodedata.normalize("NFC", path.replace("\\", "/").strip()).casefold()
