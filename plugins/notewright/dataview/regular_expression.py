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
_CONTROLS = {"t": r"\t", "n": r"\n", "r": r"\r", "v": r"\x0b", "f": r"\x0c"}
# A dot stops at every line end, and `$` matches at the very end alone.
_OWN_MEANING = {"$": r"\Z", ".": r"[^\n\r\u2028\u2029]", "]": r"\]", "{": r"\{", "}": r"\}"}
_QUANTIFIER = re.compile(r"(?:[*+?]|\{([0-9]+)(?:,([0-9]*))?\})\??")
_HEX = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_CONTROL = re.compile(r"c([A-Za-z])")
_REFERENCE = re.compile(r"[1-9][0-9]*")
_OCTAL = re.compile(r"[0-3][0-7]{0,2}|[4-7][0-7]?")
_NAMED_REFERENCE = re.compile(r"k<((?:[^\W\d]|\$)[\w$]*)>")
_NAMED_GROUP = re.compile(r"\(\?<((?:[^\W\d]|\$)[\w$]*)>")
_CAPTURE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*+\]?|(\((?!\?)|\(\?<(?![=!]))", re.DOTALL)
_SET = re.compile(r"\\[dDwWsS]")
_ASSERTIONS = ("^", "$", r"\b", r"\B", "|", "(")


_LOOKBEHIND = ("lookbehind",)
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
    "bad group name": "Invalid capture group name",
    "bad named reference": "Invalid named reference",
    "unknown group name": "Invalid named capture referenced",
    "repeated lookbehind": "Invalid quantifier",
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
        translator = _Translator(pattern)
        translated = translator.translate()
        _check(translated)
        translator.check_names()
        return regex.compile(translated, regex.VERSION0)
    except (re.error, regex.error, RecursionError, OverflowError, IndexError) as error:
        reason = next((words for start, words in _REASONS.items() if str(error).startswith(start)), "Invalid pattern")
        raise PatternError(f"Invalid regular expression: /{pattern}/: {reason}") from None


def _check(translated: str) -> None:
    """`regex` takes more than the app does and gives other reasons; `re` wants lookbehinds of one length."""
    try:
        re.compile(translated)
    except re.error as error:
        if not str(error).startswith("look-behind requires fixed-width"):
            raise


class _Translator:
    """One walk over a pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self._captures = sum(match[1] is not None for match in _CAPTURE.finditer(pattern))
        self._names = set(_NAMED_GROUP.findall(pattern))
        self._seen_names: set[str] = set()
        self._unknown_names: set[str] = set()
        self._begun = 0
        self._open: list[tuple[int | str, ...]] = []
        self._closed: set[int | str] = set()
        self._unrepeatable = "nothing to repeat"

    def check_names(self) -> None:
        """A reference to a name that no group has is found after everything else that is wrong."""
        if self._unknown_names:
            raise re.error("unknown group name")

    def translate(self) -> str:
        """The pattern as Python writes it."""
        out = []
        while self.at < len(self.pattern):
            out.append(self._next())
        return "".join(out)

    def _next(self) -> str:
        quantifier = _QUANTIFIER.match(self.pattern, self.at)
        if quantifier:
            return self._quantifier(quantifier)
        is_assertion = self.pattern.startswith(_ASSERTIONS, self.at)
        self._unrepeatable = "nothing to repeat" if is_assertion else ""
        character = self.pattern[self.at]
        if character == "\\":
            return self._escape(in_class=False)
        if character == "[":
            return self._class()
        if character == "(":
            return self._group()
        self.at += 1
        if character == ")":
            self._end_group()
        return _OWN_MEANING.get(character, character)

    def _quantifier(self, quantifier: re.Match[str]) -> str:
        if self._unrepeatable:
            raise re.error(self._unrepeatable)
        least, most = quantifier.groups()
        if most and int(most) < int(least):
            raise re.error("min repeat greater")
        self.at = quantifier.end()
        self._unrepeatable = "nothing to repeat"
        return quantifier[0]

    def _end_group(self) -> None:
        if not self._open:
            raise re.error("unbalanced parenthesis")
        group = self._open.pop()
        self._closed.update(group)
        if group == _LOOKBEHIND:
            self._unrepeatable = "repeated lookbehind"

    def _group(self) -> str:
        named = _NAMED_GROUP.match(self.pattern, self.at)
        if named:
            if named[1] in self._seen_names:
                raise re.error("redefinition of group")
            self._seen_names.add(named[1])
            self.at = named.end()
            self._begun += 1
            self._open.append((self._begun, named[1]))
            return f"(?P<{named[1]}>"
        for opening in ("(?:", "(?=", "(?!", "(?<=", "(?<!"):
            if self.pattern.startswith(opening, self.at):
                self.at += len(opening)
                self._open.append(_LOOKBEHIND if "<" in opening else ())
                return opening
        if self.pattern.startswith("(?", self.at):
            raise re.error("bad group name" if self.pattern.startswith("(?<", self.at) else "unknown extension")
        self.at += 1
        self._begun += 1
        self._open.append((self._begun,))
        return "("

    def _class(self) -> str:
        self.at += 1
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        inside = ""
        while not self.pattern.startswith("]", self.at):
            inside += self._class_part()
        self.at += 1
        if not inside:
            return r"[\x00-\uffff]" if negated else r"(?!)"
        translated = f"[{'^' if negated else ''}{inside}]"
        # A range out of order is an error before what is wrong further on.
        re.compile(translated)
        return translated

    def _class_part(self) -> str:
        """A character, a set such as `\\d`, or a range; beside a set a dash makes no range."""
        first_is_set, first = self._class_atom()
        following = self.pattern[self.at : self.at + 2]
        if following[:1] != "-" or following == "-]":
            return first
        self.at += 1
        last_is_set, last = self._class_atom()
        return f"{first}\\-{last}" if first_is_set or last_is_set else f"{first}-{last}"

    def _class_atom(self) -> tuple[bool, str]:
        if self.at >= len(self.pattern):
            raise re.error("unterminated character set")
        is_set = _SET.match(self.pattern, self.at) is not None
        if self.pattern[self.at] == "\\":
            return is_set, self._escape(in_class=True)
        self.at += 1
        return False, re.escape(self.pattern[self.at - 1])

    def _escape(self, *, in_class: bool) -> str:
        self.at += 1
        if self.at == len(self.pattern):
            raise re.error("end of pattern")
        character = self.pattern[self.at]
        for rule in (self._code, self._control, self._backward, self._octal):
            found = None if in_class and rule == self._backward else rule()
            if found is not None:
                return found
        self.at += 1
        if character in _CLASSES:
            return _CLASSES[character] if in_class else f"[{_CLASSES[character]}]"
        if character in "bB":
            return r"\x08" if in_class and character == "b" else f"(?a:\\{character})"
        if character == "c":
            # What is no control character is a backslash, and the `c` stands for itself.
            self.at -= 1
            return r"\\"
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

    def _octal(self) -> str | None:
        octal = _OCTAL.match(self.pattern, self.at)
        if octal is None:
            return None
        self.at = octal.end()
        return f"\\x{int(octal[0], 8):02x}"

    def _backward(self) -> str | None:
        """A reference to a group; one to a group that took no part matches nothing, where Python would fail."""
        # Without a named group in the pattern `\k` is no reference but a `k`.
        if self._names and self.pattern.startswith("k", self.at):
            return self._named_reference()
        numbered = _REFERENCE.match(self.pattern, self.at)
        if numbered is None or int(numbered[0]) > self._captures:
            return None
        self.at = numbered.end()
        number = int(numbered[0])
        return f"(?({number})\\{number})" if number in self._closed else "(?:)"

    def _named_reference(self) -> str:
        named = _NAMED_REFERENCE.match(self.pattern, self.at)
        if named is None:
            raise re.error("bad group name" if self.pattern.startswith("k<", self.at) else "bad named reference")
        self.at = named.end()
        if named[1] not in self._names:
            self._unknown_names.add(named[1])
        return f"(?({named[1]})(?P={named[1]}))" if named[1] in self._closed else "(?:)"
