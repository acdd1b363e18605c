"""Names near to a word that is none of them: what its author may have meant."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

# How alike two names must be, as difflib counts it.
_NEAR = 0.75
# Only names that share the most pairs of letters are compared at length: there may be thousands.
_COMPARED = 20


class Spelling:
    """Answers for many words about the same names; each answer is worked out once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.lower(): name for name in names}
        self._answers: dict[str, list[str]] = {}

    def near(self, word: str, most: int = 2) -> list[str]:
        """The names nearest to a word, the nearest first; case does not count."""
        folded = word.lower()
        if folded not in self._answers:
            found = difflib.get_close_matches(folded, self._candidates(folded), most, _NEAR)
            self._answers[folded] = [self._names[name] for name in found]
        return self._answers[folded]

    def _candidates(self, word: str) -> list[str]:
        shared: Counter[str] = Counter()
        for pair in _pairs(word):
            shared.update(self._by_pair.get(pair, ()))
        ranked = sorted(shared, key=lambda name: (-2 * shared[name] / (len(name) + len(word)), name))
        return ranked[:_COMPARED]

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            for pair in _pairs(name):
                found.setdefault(pair, []).append(name)
        return found


def _pairs(word: str) -> set[str]:
    """The pairs of neighbouring letters, the word's ends included."""
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
