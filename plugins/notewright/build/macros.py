"""The commands that the formulas of a note define, and from where on they hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notewright.formulas.macros import Macros, defines, split_macros
from notewright.vault import Note
from notewright.vault.syntax.math import Math


@dataclass(frozen=True, slots=True)
class NoteMacros:
    """The definitions of each command, in the order of the places where they stand."""

    found: Mapping[str, Sequence[tuple[int, str]]]

    def before(self, place: int) -> Macros:
        """The commands as they are defined before a place."""

        def definition(name: str) -> str | None:
            known = self.found.get(name, ())
            index = bisect_left(known, place, key=lambda item: item[0])
            return known[index - 1][1] if index else None

        return definition


def note_macros(note: Note) -> NoteMacros:
    """The commands that a note defines."""
    found: dict[str, list[tuple[int, str]]] = {}
    for token in note.tokens:
        if isinstance(token, Math) and defines(token.latex):
            for name, definition in split_macros(token.latex)[1].items():
                found.setdefault(name, []).append((token.span.start, definition))
    return NoteMacros(found)
