"""Where a sign of a formula stands in its note, whose lines may begin with the signs of quotes and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.vault.syntax.math import Math


def place_of(token: Math, text: str, offset: int, *, is_in_table: bool = False) -> int:
    """The place in the text of the note for an offset in the LaTeX; in a table the pipes of a formula are escaped."""
    if is_in_table:
        offset += sum(at + 1 - count <= offset for count, at in enumerate(_escaped_pipes(token.latex), 1))
    at = text.find("$", token.span.start) + (2 if token.display else 1)
    for line in token.latex[:offset].split("\n")[:-1]:
        at = text.find("\n", max(at, text.find(line, at) + len(line))) + 1
    start = token.latex.rfind("\n", 0, offset) + 1
    line = token.latex[start:].partition("\n")[0]
    return min(max(at, text.find(line, at)) + offset - start, token.span.end - 1)


def _escaped_pipes(latex: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(r"\\\|", latex))
