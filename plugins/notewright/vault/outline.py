"""The headings of a note as links find them: each below the one that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from notewright.vault.heading import Heading, normalise, spaced

_Form = Callable[[str], str]


class Outline:
    """The headings of one note. Looking one up takes no walk over the others."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        outer = [heading for heading in headings if not heading.inside]
        self._groups = [outer, headings] if len(outer) < len(headings) else [outer]
        self._indexes: dict[tuple[int, _Form], _Index] = {}

    def find(self, fragment: str) -> Heading | None:
        """The heading that `A` or `A#B` (B below A) names: the first in the note's order.

        One of just these words comes before one that differs in punctuation, and both before one in a quote or list,
        where Obsidian looks for none.
        """
        parts = [part for part in fragment.split("#") if part.strip()]
        for number in range(len(self._groups)) if parts else ():
            for form in (spaced, normalise):
                found = next(self._index(number, form).answers([form(part) for part in parts]), None)
                if found is not None:
                    return found
        return None

    def _index(self, number: int, form: _Form) -> _Index:
        if (number, form) not in self._indexes:
            self._indexes[number, form] = _Index(self._groups[number], form)
        return self._indexes[number, form]


class _Index:
    """Headings by their words, in one form, with the heading above each."""

    def __init__(self, headings: Sequence[Heading], form: _Form) -> None:
        self.headings = headings
        self.forms = [heading.forms(form) for heading in headings]
        self.parents = list(_parents(headings))
        self.numbers: dict[str, list[int]] = {}
        for number, forms in enumerate(self.forms):
            for words in forms:
                self.numbers.setdefault(words, []).append(number)

    def answers(self, parts: Sequence[str]) -> Iterator[Heading]:
        """The headings with the words of the last part, below those of the others."""
        for number in self.numbers.get(parts[-1], ()):
            if self._is_below(number, parts[:-1]):
                yield self.headings[number]

    def _is_below(self, number: int, parts: Sequence[str]) -> bool:
        """Whether the headings above, of which there are five at most, hold these parts in this order."""
        missing = list(parts)
        above = self.parents[number]
        while missing and above is not None:
            if missing[-1] in self.forms[above]:
                missing.pop()
            above = self.parents[above]
        return not missing


def _parents(headings: Sequence[Heading]) -> Iterator[int | None]:
    open_ones: list[int] = []
    for number, heading in enumerate(headings):
        while open_ones and headings[open_ones[-1]].level >= heading.level:
            open_ones.pop()
        yield open_ones[-1] if open_ones else None
        open_ones.append(number)
