r"""Commands that an author defines: `\newcommand{\R}{\mathbb{R}}` holds for the later formulas of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

_DEFINITION = re.compile(
    r"\\(?P<kind>newcommand|renewcommand|providecommand|def|DeclareMathOperator)(?![A-Za-z])(?P<star>\*?)\s*"
    r"(?:\{\s*(?P<braced>\\[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*(?:\[(?P<arguments>[0-9])\])?\s*(?=\{)"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+")

Macros = Callable[[str], str | None]
"""What defines a command that is called `\\name`."""


def defines(latex: str) -> bool:
    """Whether a formula could define a command."""
    return "command" in latex or "\\def" in latex or "\\DeclareMath" in latex


def split_macros(latex: str) -> tuple[str, Mapping[str, str]]:
    """A formula with white space in place of its definitions, and those by the name of the command."""
    found: dict[str, str] = {}
    rest, done = "", 0
    for start, end, name, definition in _definitions(latex) if defines(latex) else ():
        found[name] = definition
        rest += latex[done:start] + " " * (end - start)
        done = end
    return rest + latex[done:], found


def preamble(latex: str, macros: Macros) -> str:
    """The definitions of the commands that a formula uses, and of those that these use."""
    found: dict[str, str] = {}
    missing = _COMMAND.findall(latex)
    while missing:
        name = missing.pop()
        if name not in found and (definition := macros(name)) is not None:
            found[name] = definition
            missing += _COMMAND.findall(definition)
    return "".join(found.values())


def _definitions(latex: str) -> Iterator[tuple[int, int, str, str]]:
    at = 0
    while found := _DEFINITION.search(latex, at):
        at = found.end()
        body_end = _group_end(latex, at)
        if body_end is None:
            return
        name, body = found["braced"] or found["bare"], latex[at:body_end]
        if found["kind"] == "DeclareMathOperator":
            body = rf"{{\operatorname{found['star']}{body}}}"
        parameters = "".join(f"#{number + 1}" for number in range(int(found["arguments"] or 0)))
        yield found.start(), body_end, name, rf"\def{name}{parameters}{body}"
        at = body_end


def _group_end(latex: str, start: int) -> int | None:
    depth = 0
    for found in _BRACE.finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return None
