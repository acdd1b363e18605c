"""Emphasis in a paragraph that is taken apart: it ends before an embed, and begins again behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SIGN = re.compile(
    r"(?P<opaque>\\[\s\S]|(?P<ticks>`++)(?:[^`]++|(?!(?P=ticks)(?!`))`++){0,500}+(?P=ticks)(?!`))|\*++|_++|~~|=="
)
_MOST_OPEN = 20


class Stress(NamedTuple):
    """Emphasis: where its signs stand, the first of which open it and the last close it."""

    start: int
    end: int
    sign: str

    @property
    def inner(self) -> tuple[int, int]:
        """Where what is stressed begins and ends."""
        return self.start + len(self.sign), self.end - len(self.sign)


def stresses(text: str) -> Iterator[Stress]:
    """The emphasis of a text, in the order of the ends."""
    opened: list[tuple[int, str]] = []
    for found in _SIGN.finditer(text):
        if found["opaque"]:
            continue
        start, sign = found.start(), found[0]
        while sign and _closes(text, found) and (index := _opener(opened, sign[0])) is not None:
            at, before = opened[index]
            both = sign[: min(len(sign), len(before))]
            del opened[index + 1 :]
            opened[index] = (at, before[: -len(both)])
            yield Stress(at + len(before) - len(both), start + len(both), both)
            start, sign = start + len(both), sign[len(both) :]
            if not opened[index][1]:
                del opened[index]
        if sign and _opens(text, found):
            opened.append((start, sign))


def _opener(opened: Sequence[tuple[int, str]], sign: str) -> int | None:
    """The nearest signs that these could close."""
    near = range(len(opened) - 1, max(len(opened) - _MOST_OPEN, 0) - 1, -1)
    return next((index for index in near if opened[index][1][0] == sign), None)


def _opens(text: str, found: re.Match[str]) -> bool:
    behind = text[found.end() : found.end() + 1]
    in_word = found[0][0] == "_" and text[max(found.start() - 1, 0) : found.start()].isalnum()
    return bool(behind) and not behind.isspace() and not in_word


def _closes(text: str, found: re.Match[str]) -> bool:
    before = text[max(found.start() - 1, 0) : found.start()]
    in_word = found[0][0] == "_" and text[found.end() : found.end() + 1].isalnum()
    return bool(before) and not before.isspace() and not in_word


def apart(text: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The parts of a text around places, each with the emphasis that reaches into it."""
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(text)]
    reaching: list[list[Stress]] = [[] for _ in starts]
    for found in stresses(text):
        first, last = bisect_right(starts, found.start), bisect_left(ends, found.end)
        for index in range(first - 1, last + 1) if first <= last else ():
            reaching[index].append(found)
    for start, end, around in zip(starts, ends, reaching, strict=True):
        yield _part(text, start, end, sorted(around, key=lambda found: (found.start, -found.end)))


def _part(text: str, start: int, end: int, around: list[Stress]) -> str:
    """One part. Signs that it would close right behind where they open, or open right before the end, are left out."""
    while True:
        start, end = _stripped(text, start, end)
        found = next((f for f in around if f.inner[0] == end and f.start >= start), None)
        other = next((f for f in around if f.inner[1] == start and f.end <= end), None)
        if found is None and other is None:
            break
        if found is not None:
            end = found.start
            around.remove(found)
        elif other is not None:
            start = other.end
            around.remove(other)
    if start >= end:
        return ""
    opening = "".join(found.sign for found in around if found.start < start)
    closing = "".join(found.sign for found in reversed(around) if found.end > end)
    return opening + text[start:end] + closing


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, start + len(words.strip()))
