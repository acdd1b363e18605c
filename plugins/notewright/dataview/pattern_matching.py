"""What is done with a compiled pattern.

Each operation has a time limit, and so have all of a query together: some patterns backtrack without end.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from notewright.dataview.error import EvaluationError
from notewright.dataview.limits import PATTERN_SECONDS, Budget, bounded

if TYPE_CHECKING:
    import regex

_REPLACEMENT = re.compile(r"\$(?:(?P<sign>[$&`'])|(?P<group>[0-9]{1,2})|<(?P<name>[^>]*)>)")


def is_found(pattern: regex.Pattern[str], text: str, budget: Budget) -> bool:
    """Whether the pattern matches somewhere in the text."""
    with _limited(budget):
        return pattern.search(text, timeout=PATTERN_SECONDS) is not None


def substitute(pattern: regex.Pattern[str], text: str, replacement: str, budget: Budget) -> str:
    """Every match replaced; `$1`, `$&` and their like in the replacement stand for parts of the match."""
    with _limited(budget):
        return "".join(_substituted(pattern, text, replacement, time.monotonic() + PATTERN_SECONDS))


def _substituted(pattern: regex.Pattern[str], text: str, replacement: str, deadline: float) -> Iterator[str]:
    """After an empty match the search goes on a character further, where Python would try for a longer one."""
    start = at = length = 0
    while at <= len(text):
        match = pattern.search(text, at, timeout=_until(deadline))
        if match is None:
            break
        parts = [text[start : match.start()], *_expanded(match, replacement)]
        length += sum(map(len, parts))
        bounded(length)
        yield from parts
        start = match.end()
        at = start + (match.start() == start)
    yield text[start:]


def split(pattern: regex.Pattern[str], text: str, budget: Budget) -> list[str]:
    """The parts between matches, and what the groups of each match hold."""
    with _limited(budget):
        return _split(pattern, text, time.monotonic() + PATTERN_SECONDS)


def _split(pattern: regex.Pattern[str], text: str, deadline: float) -> list[str]:
    if text == "":
        return [] if pattern.fullmatch("", timeout=PATTERN_SECONDS) else [""]
    parts, start = [], 0
    at = 0
    while at < len(text):
        match = pattern.match(text, at, timeout=_until(deadline))
        if match is None or match.end() == start:
            at += 1
            continue
        parts += [text[start:at], *(group or "" for group in match.groups())]
        start = match.end()
        at = start if start > at else at + 1
    return [*parts, text[start:]]


def _until(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@contextmanager
def _limited(budget: Budget) -> Iterator[None]:
    start = time.process_time()  # a busy machine takes no time from the query
    try:
        yield
    except TimeoutError:
        message = f"the regular expression took longer than {PATTERN_SECONDS:.0f} second; make it simpler"
        raise EvaluationError(message) from None
    finally:
        budget.spend_seconds(time.process_time() - start)


def _expanded(match: regex.Match[str], replacement: str) -> list[str]:
    """The replacement for a match, in parts: most of it may be one long text many times over."""
    parts, done = [], 0
    for found in _REPLACEMENT.finditer(replacement):
        parts += [replacement[done : found.start()], _expand(match, found)]
        done = found.end()
    return [*parts, replacement[done:]]


def _expand(match: regex.Match[str], part: re.Match[str]) -> str:
    if part["sign"]:
        text = match.string
        return {"$": "$", "&": match[0], "`": text[: match.start()], "'": text[match.end() :]}[part["sign"]]
    if part["name"] is not None:
        names = match.re.groupindex
        return part[0] if not names else (match[part["name"]] or "" if part["name"] in names else "")
    digits = part["group"]
    groups = match.re.groups
    if 1 <= int(digits) <= groups:
        return match[int(digits)] or ""
    if len(digits) == 2 and 1 <= int(digits[0]) <= groups:
        return (match[int(digits[0])] or "") + digits[1]
    return part[0]
