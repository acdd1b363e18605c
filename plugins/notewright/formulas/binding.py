"""The comment that binds a formula to a function: `FUNCTION(symbol, …, parameter=symbol) [per INDEX] [where …]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.formulas.error import FormulaError

_FUNCTION = re.compile(r"\s*(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)+)\s*\(")
_OPT_OUT = re.compile(r"\s*none\b\s*(?:\((?P<reason>.*)\))?\s*$", re.DOTALL)
_KEYWORD = re.compile(r"\s*(?P<name>[A-Za-z]\w+|[A-Za-z])\s*=(?!=)(?P<value>.*)$", re.DOTALL)
_PER = re.compile(r"\s*per\b\s*(?P<indices>\\?\w+(?:\s*,\s*\\?\w+)*?)\s*(?=where\b|$)")
_WHERE = re.compile(r"\s*where\b")
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Binding:
    """A function and the symbols that stand for its parameters, as written in the comment."""

    function: str
    arguments: tuple[str, ...] = ()
    keywords: tuple[tuple[str, str], ...] = ()
    per: str | None = None
    definitions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OptOut:
    """A formula its author does not want checked, and why."""

    reason: str


def parse_binding(comment_text: str) -> Binding | OptOut:
    """Read the text after `verify:` in a comment."""
    opt_out = _OPT_OUT.match(comment_text)
    if opt_out is not None:
        return _opt_out(opt_out["reason"])
    head = _FUNCTION.match(comment_text)
    if head is None:
        raise FormulaError(
            "the comment must name a function of a module and its symbols: verify: module.function(symbol, …)", 0
        )
    end = _closing(comment_text, head.end() - 1)
    arguments, keywords = _arguments(comment_text[head.end() : end], head.end())
    per, at = _per(comment_text, end + 1)
    return Binding(head["name"], arguments, keywords, per, _definitions(comment_text, at))


def _opt_out(reason: str | None) -> OptOut:
    if reason is None or not reason.strip():
        raise FormulaError("say why the formula is not verified: verify: none (reason)", 0)
    return OptOut(reason.strip())


def _closing(text: str, start: int) -> int:
    depth = 0
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if depth == 0:
            return at
        at += 1
    raise FormulaError("the parenthesis after the function is not closed", start)


def _split(text: str, offset: int) -> list[tuple[str, int]]:
    """The parts between commas outside brackets, each with its offset."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        if text[at] == "\\":
            depth += text.startswith(r"\langle", at) - text.startswith(r"\rangle", at)
            at += 2
            continue
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if text[at] == "," and depth == 0:
            parts.append((text[start:at], offset + start))
            start = at + 1
        at += 1
    parts.append((text[start:], offset + start))
    return parts


def _arguments(text: str, offset: int) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    arguments: list[str] = []
    keywords: dict[str, str] = {}
    if not text.strip():
        return (), ()
    for part, at in _split(text, offset):
        if not part.strip():
            raise FormulaError("a symbol is missing between the commas", at)
        keyword = _KEYWORD.match(part)
        if keyword is None:
            if keywords:
                raise FormulaError("a symbol without a parameter name stands before those with one", at)
            arguments.append(part.strip())
        elif not keyword["value"].strip():
            raise FormulaError(f"{keyword['name']}= needs a symbol or a value", at)
        elif keyword["name"] in keywords:
            raise FormulaError(f"parameter {keyword['name']} is bound twice", at)
        else:
            keywords[keyword["name"]] = keyword["value"].strip()
    return tuple(arguments), tuple(keywords.items())


def _per(text: str, at: int) -> tuple[str | None, int]:
    per = _PER.match(text, at)
    if per is not None:
        return re.sub(r"\s+", "", per["indices"]), per.end()
    rest = text[at:].strip()
    if rest and not _WHERE.match(text, at):
        raise FormulaError("after the closing parenthesis only `per INDEX` and `where SYMBOL = LATEX` may stand", at)
    return None, at


def _definitions(text: str, at: int) -> tuple[tuple[str, str], ...]:
    where = _WHERE.match(text, at)
    if where is None:
        return ()
    found: list[tuple[str, str]] = []
    for part, offset in _split(text[where.end() :], where.end()):
        name, equals, value = part.partition("=")
        if equals and name.strip() and value.strip() and _is_symbol(name.strip()):
            found.append((name.strip(), value.strip()))
        elif found and part.strip():  # a comma inside a definition: `x_{i,c}` is braced, `max(a, b)` bracketed
            raise FormulaError("a definition is SYMBOL = LATEX; put commas inside brackets or braces", offset)
        else:
            raise FormulaError("`where` needs SYMBOL = LATEX", offset)
    return tuple(found)


def _is_symbol(text: str) -> bool:
    return not any(sign in text for sign in "+*/|<>") and not text[0].isdigit()
