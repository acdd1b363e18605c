r"""The macros that hold at each place of a page: those of the site, and those that a formula before it defines."""

from __future__ import annotations

from bisect import bisect_left

from notewright.formulas.macros import MARK, Macros, defined
from notewright.vault import Note
from notewright.vault.syntax.math import Math


class PageMacros:
    """The macros of one note. A text that is not the note's own, such as a title, has those of its end."""

    def __init__(self, note: Note, of_site: Macros) -> None:
        self._text = note.source.text
        self._ends: list[int] = []
        self._states = [of_site]
        for token in note.tokens if MARK.search(self._text) else ():
            if isinstance(token, Math) and MARK.search(token.latex):
                self._ends.append(token.span.end)
                self._states.append(defined(token.latex, self._states[-1]))

    def at(self, offset: int, text: str) -> Macros:
        """Those that hold where a formula begins in a text."""
        return self._states[bisect_left(self._ends, offset) if text is self._text else -1]
