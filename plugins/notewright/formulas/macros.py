r"""Macros that formulas define, such as `\newcommand{\R}{\mathbb{R}}`: they hold from there to the end of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notewright.formulas.change import Change
from notewright.formulas.error import FormulaError

_NAME = r"\\(?:[A-Za-z]+|[^A-Za-z\s])"
_DEFINITION = re.compile(
    rf"\\(?P<command>(?:re)?newcommand|providecommand)\*?\s*+(?:\{{\s*(?P<braced>{_NAME})\s*\}}|(?P<bare>{_NAME}))\s*+"
    r"(?:\[(?P<count>\d)\]\s*+)?+(?:\[(?P<default>[^\]]*+)\]\s*+)?+"
    rf"|\\def\s*+(?P<plain>{_NAME})(?P<numbers>(?:\#\d)*+)\s*+"
    rf"|\\DeclareMathOperator(?P<star>\*?)\s*+\{{?\s*(?P<operator>{_NAME})\s*\}}?\s*+"
    rf"|\\let\s*+(?P<new>{_NAME})\s*=?\s*(?P<old>{_NAME}|[^\s\\])"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# What stands behind `\left` is a bracket, whatever else it may be called.
_COMMAND = re.compile(r"\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*\\.|\\([A-Za-z]+|.)", re.DOTALL)
_COMMAND_AT_END = re.compile(r"\\[A-Za-z]+$")
_TOKEN = re.compile(rf"\s*({_NAME}|[^\s}}])")
_OPTION = re.compile(r"\s*\[([^\]]*)\]")
_PLACE = re.compile(r"(?:(?<=\\\\)|(?<!\\))#(\d)")
_DELIMITED = re.compile(rf"\\def\s*+(?P<name>(?>{_NAME}))(?:#\d)*+\s*+(?P<sign>[^{{\s])")
# A macro that names itself has no end.
_MOST_EXPANSIONS = 1_000
_LONGEST = 10_000
MARK = re.compile(r"\\(?:(?:re)?newcommand|providecommand|def|DeclareMathOperator|let)(?![A-Za-z])")
"""What a text holds that may define a macro."""


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command stands for. `default` is the value of its first argument, if that is an optional one."""

    name: str
    body: str
    arity: int = 0
    default: str | None = None
    only_if_new: bool = False


Macros = Mapping[str, Macro]
NO_MACROS: Macros = {}


def given(macros: Mapping[str, str]) -> Macros:
    """The macros of a configuration: bodies by name, the backslash of the name left out or not."""
    found = {}
    for name, body in macros.items():
        plain = name.removeprefix("\\")
        found[plain] = Macro(plain, body, max((int(number) for number in _PLACE.findall(body)), default=0))
    return found


def defined(latex: str, before: Macros) -> Macros:
    """The macros that hold after a formula, given those before it."""
    if MARK.search(latex) is None:
        return before
    after = dict(before)
    for _, macro in _definitions(latex):
        if not (macro.only_if_new and macro.name in after):
            after[macro.name] = macro
    return after


def expansions(latex: str, macros: Macros) -> list[Change]:
    """What becomes of the definitions in a formula, of which nothing is seen, and of the macros it uses."""
    if MARK.search(latex) is None:
        return list(_uses(latex, [], macros)) if macros else []
    if found := _DELIMITED.search(latex):
        name = found["name"]
        message = rf"signs between the parameters of {name} are not read; write \newcommand{{{name}}}[1]{{…}}"
        raise FormulaError(message, found.start("sign"))
    hidden = [change for change, _ in _definitions(latex)]
    return sorted([*hidden, *_uses(latex, hidden, macros)]) if macros else hidden


def group_end(latex: str, at: int) -> int | None:
    """The end of the braced group that begins at `at`; None when it never ends."""
    depth = 0
    for brace in _BRACE.finditer(latex, at):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    return None


def _definitions(latex: str) -> Iterator[tuple[Change, Macro]]:
    """The definitions in a formula, in order; what is not complete is none."""
    at = 0
    while found := _DEFINITION.search(latex, at):
        at = found.end()
        if found["new"]:
            yield Change(found.start(), at, " "), Macro(found["new"][1:], found["old"])
        elif body := argument(latex, at):
            at, text = body
            yield Change(found.start(), at, " "), _macro(found, text)


def _macro(found: re.Match[str], body: str) -> Macro:
    if found["operator"]:
        return Macro(found["operator"][1:], rf"\operatorname{found['star']}{{{body}}}")
    if found["plain"]:
        return Macro(found["plain"][1:], body, len(found["numbers"]) // 2)
    name = (found["braced"] or found["bare"])[1:]
    return Macro(name, body, int(found["count"] or 0), found["default"], found["command"] == "providecommand")


def _uses(latex: str, hidden: list[Change], macros: Macros) -> Iterator[Change]:
    at = left = 0
    while found := _COMMAND.search(latex, at):
        at = found.end()
        if left < len(hidden) and found.start() >= hidden[left].start:
            at = hidden[left].end
            left += 1
        elif found[1] in macros:
            at, text = _expanded(latex, found.end(), macros[found[1]])
            try:
                yield Change(found.start(), at, _expand(text, macros))
            except FormulaError as error:
                raise FormulaError(error.message, found.start()) from None


def _expand(text: str, macros: Macros) -> str:
    """A text without macros: those that a macro's body holds are expanded as well."""
    done, count = 0, 0
    while found := _COMMAND.search(text, done):
        if found[1] not in macros:
            done = found.end()
            continue
        end, inner = _expanded(text, found.end(), macros[found[1]])
        text = text[: found.start()] + inner + text[end:]
        done, count = found.start(), count + 1
        if count > _MOST_EXPANSIONS or len(text) > _LONGEST:
            raise FormulaError(rf"the macro \{found[1]} has no end: does it stand in its own definition?", 0)
    return text


def _expanded(latex: str, at: int, macro: Macro) -> tuple[int, str]:
    """The end of a macro's arguments, and its body with them in their places. `at` is the end of its name."""
    values: list[str] = []
    start = at - len(macro.name) - 1
    if macro.default is not None:
        option = _OPTION.match(latex, at)
        values.append(option[1] if option else macro.default)
        at = option.end() if option else at
    while len(values) < macro.arity:
        given_value = argument(latex, at)
        if given_value is None:
            raise FormulaError(rf"\{macro.name} needs {_counted(macro.arity)}; write each in braces", at)
        at, value = given_value
        values.append(value)
    pieces = _PLACE.split(macro.body)
    for place in range(1, len(pieces), 2):
        if not 0 < int(pieces[place]) <= len(values):
            raise FormulaError(_beyond(macro, pieces[place]), start)
        pieces[place] = values[int(pieces[place]) - 1]
    return at, _joined([*pieces, latex[at : at + 1]])[: -1 if at < len(latex) else None]


def _beyond(macro: Macro, number: str) -> str:
    return rf"\{macro.name} takes {_counted(macro.arity)}, but its definition holds #{number}; mend the definition"


def _counted(arity: int) -> str:
    return {0: "no argument", 1: "1 argument"}.get(arity, f"{arity} arguments")


def _joined(pieces: list[str]) -> str:
    """The pieces, one after the other: a command must not run into the letters behind it."""
    out = ""
    for piece in pieces:
        out += f" {piece}" if piece[:1].isalpha() and _COMMAND_AT_END.search(out) else piece
    return out


def argument(latex: str, at: int) -> tuple[int, str] | None:
    """What a macro takes: a group, or one sign."""
    one = _TOKEN.match(latex, at)
    if one is None:
        return None
    if one[1] != "{":
        return one.end(), one[1]
    end = group_end(latex, one.end() - 1)
    return None if end is None else (end, latex[one.end() : end - 1])
