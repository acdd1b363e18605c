"""The display formulas of a docstring: `.. math::`, `$$ … $$`, and a `:math:` that is a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_DIRECTIVE = re.compile(r"(?P<indent>\s*)\.\.\s+math\s*::\s*(?P<rest>.*)$")
_OPTION = re.compile(r"\s*:[\w-]+:")
_ROLE = re.compile(r"\s*:math:`(?P<text>[^`]+)`[.,]?\s*$")
_DOLLARS = "$$"


def blocks_of(docstring: str) -> Iterator[tuple[int, str]]:
    """The formulas in order, each with the number of its first line, counted from 0."""
    lines = docstring.split("\n")
    at = 0
    while at < len(lines):
        directive = _DIRECTIVE.match(lines[at])
        if directive is not None:
            end = _end_of_directive(lines, at, len(directive["indent"]))
            yield from _of_directive(lines, at, end, directive["rest"])
        elif lines[at].lstrip().startswith(_DOLLARS):
            end, text = _of_dollars(lines, at)
            if text:
                yield at + (lines[at].strip() == _DOLLARS), text
        else:
            end = at + 1
            yield from _of_role(lines, at)
        at = end


def _end_of_directive(lines: Sequence[str], start: int, indent: int) -> int:
    at = start + 1
    while at < len(lines) and (not lines[at].strip() or len(lines[at]) - len(lines[at].lstrip()) > indent):
        at += 1
    return at


def _of_directive(lines: Sequence[str], start: int, end: int, rest: str) -> Iterator[tuple[int, str]]:
    """An empty line begins the next formula, unless an environment is open."""
    paragraph: list[str] = [rest] if rest.strip() else []
    first = start
    for at in range(start + 1, end):
        line = lines[at]
        if not paragraph and _OPTION.match(line):
            continue
        if line.strip():
            first = first if paragraph else at
            paragraph.append(line)
        elif paragraph and not _is_open(paragraph):
            yield first, _joined(paragraph)
            paragraph = []
    if paragraph:
        yield first, _joined(paragraph)


def _is_open(paragraph: Sequence[str]) -> bool:
    text = "\n".join(paragraph)
    return text.count(r"\begin{") > text.count(r"\end{")


def _of_dollars(lines: Sequence[str], start: int) -> tuple[int, str]:
    """The line after the formula, and its text; no text where the dollars are not closed."""
    text = lines[start].lstrip().removeprefix(_DOLLARS)
    at = start
    while _DOLLARS not in text and at + 1 < len(lines):
        at += 1
        text += "\n" + lines[at]
    before, closed, _ = text.partition(_DOLLARS)
    return (at + 1, _joined([before])) if closed else (start + 1, "")


def _of_role(lines: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    alone = (at == 0 or not lines[at - 1].strip()) and (at + 1 == len(lines) or not lines[at + 1].strip())
    role = _ROLE.match(lines[at]) if alone else None
    if role is not None:
        yield at, role["text"].strip()


def _joined(paragraph: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in paragraph).strip()
