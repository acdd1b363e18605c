"""Patterns in the syntax of JavaScript, translated for Python's `re`, and compiled by `regex`, which can be stopped.

The two differ in small things: what `\\d \\w \\s \\b` cover, where `$` matches, how groups are named, and that a
JavaScript pattern takes `{` or `]` for itself where it can mean nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from notewright.dataview.limits import PATTERN

if TYPE_CHECKING:
    import regex

_SPACES = r"\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_NOT_SPACES = (
    r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
    r"\u3001-\ufefe\uff00-\uffff"
)
_CLASSES = {
    "d": "0-9",
    "D": r"\x00-/:-\uffff",
    "w": "0-9A-Z_a-z",
    "W": r"\x00-/:-@\[-^`{-\uffff",
    "s": _SPACES,
    "S": _NOT_SPACES,
}
_CONTROLS = {"t": r"\t", "n": r"\n", "r": r"\r", "v": r"\x0b", "f": r"\x0c", "0": r"\x00"}
# A dot stops at every line end, and `$` matches at the very end alone.
_OWN_MEANING = {"$": r"\Z", ".": r"[^\n\r\u2028\u2029]", "]": r"\]"}
_QUANTIFIER = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")
_QUANTIFIED = re.compile(r"(?:^|[^\\])(?:\\\\)*[*+?]\Z")
_HEX = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_CONTROL = re.compile(r"c([A-Za-z])")
_REFERENCE = re.compile(r"[1-9][0-9]*")
_NAMED_REFERENCE = re.compile(r"k<([A-Za-z_$][\w$]*)>")
_NAMED_GROUP = re.compile(r"\(\?<([A-Za-z_$][\w$]*)>")


_REASONS = {
    "missing )": "Unterminated group",
    "nothing to repeat": "Nothing to repeat",
    "multiple repeat": "Nothing to repeat",
    "unbalanced parenthesis": "Unmatched ')'",
    "unknown extension": "Invalid group",
    "unterminated character set": "Unterminated character class",
    "bad character range": "Range out of order in character class",
    "min repeat greater": "numbers out of order in {} quantifier",
    "end of pattern": "\\ at end of pattern",
    "redefinition of group": "Duplicate capture group name",
}


class PatternError(ValueError):
    """The text is no pattern; the message says why, in the words of the app."""


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """The pattern, compiled.

    Raises:
        PatternError: when it is none, or uses what Python has no counterpart for.
    """
    if len(pattern) > PATTERN:
        raise PatternError(f"Invalid regular expression: it has more than {PATTERN:,} characters")
    # Most vaults have no pattern in a query, and loading this takes longer than many a query.
    import regex

    try:
        translated = _Translator(pattern).translate()
        # `regex` takes more for a pattern than the app does, and gives other reasons.
        re.compile(translated)
        return regex.compile(translated, regex.VERSION0)
    except (re.error, regex.error, RecursionError, OverflowError, IndexError) as error:
        reason = next((words for start, words in _REASONS.items() if str(error).startswith(start)), "Invalid pattern")
        raise PatternError(f"Invalid regular expression: /{pattern}/: {reason}") from None


class _Translator:
    """One walk over a pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def translate(self) -> str:
        """The pattern as Python writes it."""
        out = []
        while self.at < len(self.pattern):
            out.append(self._next())
        return "".join(out)

    def _next(self) -> str:
        character = self.pattern[self.at]
        if character == "\\":
            return self._escape(in_class=False)
        if character == "[":
            return self._class()
        if character == "(":
            return self._group()
        self.at += 1
        if character == "{" and not _QUANTIFIER.match(self.pattern, self.at - 1):
            return r"\{"
        # Python would take the two for one quantifier that never gives back.
        if character == "+" and _QUANTIFIED.search(self.pattern, 0, self.at - 1):
            raise re.error("multiple repeat")
        if character == "}" and not self._ends_quantifier():
            return r"\}"
        return _OWN_MEANING.get(character, character)

    def _ends_quantifier(self) -> bool:
        start = self.pattern.rfind("{", 0, self.at)
        match = _QUANTIFIER.match(self.pattern, start) if start >= 0 else None
        return match is not None and match.end() == self.at

    def _group(self) -> str:
        named = _NAMED_GROUP.match(self.pattern, self.at)
        if named:
            self.at = named.end()
            return f"(?P<{named[1]}>"
        for opening in ("(?:", "(?=", "(?!", "(?<=", "(?<!"):
            if self.pattern.startswith(opening, self.at):
                self.at += len(opening)
                return opening
        if self.pattern.startswith("(?", self.at):
            raise re.error("unknown extension")
        self.at += 1
        return "("

    def _class(self) -> str:
        self.at += 1
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        inside = ""
        while self.at < len(self.pattern) and self.pattern[self.at] != "]":
            inside += self._class_part()
        if self.at == len(self.pattern):
            raise re.error("unterminated character set")
        self.at += 1
        if not inside:
            return r"[\x00-\uffff]" if negated else r"(?!)"
        return f"[{'^' if negated else ''}{inside}]"

    def _class_part(self) -> str:
        character = self.pattern[self.at]
        if character == "\\":
            return self._escape(in_class=True)
        self.at += 1
        # Python warns of doubled signs, which it keeps for operations on sets.
        is_special = character in "[^&~|" or (character == "-" and self.pattern[self.at - 2] == "-")
        return f"\\{character}" if is_special else character

    def _escape(self, *, in_class: bool) -> str:
        self.at += 1
        if self.at == len(self.pattern):
            raise re.error("end of pattern")
        character = self.pattern[self.at]
        for rule in (self._code, self._control, self._backward):
            found = None if in_class and rule == self._backward else rule()
            if found is not None:
                return found
        self.at += 1
        if character in _CLASSES:
            return _CLASSES[character] if in_class else f"[{_CLASSES[character]}]"
        if character in "bB":
            return r"\x08" if in_class and character == "b" else f"(?a:\\{character})"
        return _CONTROLS.get(character) or re.escape(character)

    def _code(self) -> str | None:
        code = _HEX.match(self.pattern, self.at)
        if code is None:
            return None
        self.at = code.end()
        return re.escape(chr(int(code[1] or code[2], 16)))

    def _control(self) -> str | None:
        control = _CONTROL.match(self.pattern, self.at)
        if control is None:
            return None
        self.at = control.end()
        return re.escape(chr(ord(control[1]) % 32))

    def _backward(self) -> str | None:
        """A reference to a group; one to a group that took no part matches nothing, where Python would fail."""
        named, numbered = _NAMED_REFERENCE.match(self.pattern, self.at), _REFERENCE.match(self.pattern, self.at)
        # Without a named group in the pattern `\k` is no reference but a `k`.
        if named and "(?<" in self.pattern:
            self.at = named.end()
            return f"(?({named[1]})(?P={named[1]}))"
        if numbered is None:
            return None
        self.at = numbered.end()
        return f"(?({numbered[0]})\\{numbered[0]})"
