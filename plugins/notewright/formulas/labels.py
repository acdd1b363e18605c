"""What belongs to a name: a lowered label, a raised mark. `p_t`, `y'`, `\\theta^*`, `y^{\\text{pred}}`, `\\sigma^2`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from notewright.formulas.lexer import END, Token

if TYPE_CHECKING:
    from notewright.formulas.parser import Parser

TEXTS = frozenset([r"\mathrm", r"\text", r"\operatorname", r"\mathtt"])
_MATRIX = 2
_LONGEST = 100
"""Tokens of a script: what is longer is no part of a name."""
_SIGNS = ("*", "+", "-", "'")


class Script(NamedTuple):
    """A script's sign, where it begins and ends among the tokens, and its text without braces."""

    sign: str
    start: int
    end: int
    text: str


def script_at(tokens: list[Token], at: int) -> Script | None:
    """The script or the primes at a place."""
    sign = tokens[at].text
    if sign == "'":
        end = at + 1
        while tokens[end].text == "'":
            end += 1
        return Script("^", at, end, "'" * (end - at))
    if sign not in ("_", "^") or tokens[at].kind != "sign":
        return None
    end, depth, parts = at + 1, 0, []
    while tokens[end].kind != END and end < at + _LONGEST:
        token = tokens[end]
        depth += (token.text == "{") - (token.text == "}")
        if token.text not in ("{", "}") and token.text not in TEXTS:
            parts.append(token.text)
        end += 1
        if depth <= 0 and token.text not in TEXTS:
            return Script(sign, at, end, "".join(parts)) if depth == 0 else None
    return None


def mark_of(tokens: list[Token], script: Script) -> str:
    """What a raised script adds to a name, if it can be a part of one: a star, a sign, primes, a text or the 2."""
    inner = [token for token in tokens[script.start + 1 : script.end] if token.text not in ("{", "}")]
    if script.text in _SIGNS or set(script.text) == {"'"}:
        return script.text if script.text[0] == "'" else f"^{script.text}"
    if script.text == "2" or (inner and (inner[0].text in TEXTS or inner[0].kind == "word")):
        return f"^{script.text}"
    return ""


def parts_of(name: str) -> tuple[str, str, str]:
    """A name's letter, label and mark."""
    base, caret, raised = name.partition("^")
    mark = caret + raised
    if not caret:
        base = name.rstrip("'")
        mark = name[len(base) :]
    letter, _, label = base.partition("_")
    return letter, label, mark


def bound_name(parser: Parser, name: str) -> str:
    """The longest bound name that this letter with its scripts is; the parser goes behind what the name takes."""
    tokens, start = parser.tokens, parser.position
    first = script_at(tokens, start)
    if first is None:
        return name
    second = script_at(tokens, first.end)
    scripts = (first,) if second is None or second.sign == first.sign else (first, second)
    lowered = next((script for script in scripts if script.sign == "_"), None)
    raised = next((script for script in scripts if script.sign == "^"), None)
    mark = "" if raised is None else mark_of(tokens, raised)
    for own, taken in _candidates(name, lowered, raised, mark):
        if own in parser.symbols or _is_applied(parser, own, scripts):
            if mark == "^2" and own.endswith(mark) and own[:-2] in parser.symbols:
                parser.fail(f"both {own[:-2]} and {own} are bound: which of them is meant?")
            _take(parser, scripts, taken)
            return own
    if lowered is not None and lowered is first:
        return _labelled(parser, name, lowered, raised, mark)
    return name


def _is_applied(parser: Parser, name: str, scripts: tuple[Script, ...]) -> bool:
    """Whether this is the head of a bound `F_\\lambda(y)`, or a function of the comment, with its argument behind."""
    if parser.plain or parser.tokens[scripts[-1].end].text != "(":
        return False
    return name in parser.functions or any(symbol.startswith(f"{name}(") for symbol in parser.symbols)


def _candidates(
    name: str, lowered: Script | None, raised: Script | None, mark: str
) -> list[tuple[str, tuple[Script, ...]]]:
    found: list[tuple[str, tuple[Script, ...]]] = []
    if lowered is not None and raised is not None and mark:
        found.append((f"{name}_{lowered.text}{mark}", (lowered, raised)))
    if raised is not None and mark:
        found.append((name + mark, (raised,)))
    if lowered is not None:
        found.append((f"{name}_{lowered.text}", (lowered,)))
    return found


def _take(parser: Parser, scripts: tuple[Script, ...], taken: tuple[Script, ...]) -> None:
    """Put the scripts that the name takes before the others, and go behind them."""
    tokens, left = parser.tokens, [script for script in scripts if script not in taken]
    order = [*taken, *left]
    start = parser.position
    end = max(script.end for script in scripts)
    tokens[start:end] = [token for script in order for token in tokens[script.start : script.end]]
    parser.position = start + sum(script.end - script.start for script in taken)


def _labelled(parser: Parser, name: str, lowered: Script, raised: Script | None, mark: str) -> str:
    """`y_{\\text{pred},i}` and `\\theta_{A,i}^*`: a label and an index under one bracket."""
    tokens = parser.tokens
    if tokens[lowered.start + 1].text != "{":
        return name
    commas = [at for at in range(lowered.start + 2, lowered.end - 1) if tokens[at].text == ","]
    for comma in (commas[:1], commas[-1:]) if commas else ():
        place = comma[0]
        first, last = tokens[lowered.start + 2 : place], tokens[place + 1 : lowered.end - 1]
        for label, rest in ((first, last), (last, first)):
            own = f"{name}_{''.join(t.text for t in label if t.text not in (*TEXTS, '{', '}'))}"
            marked = bool(mark) and own + mark in parser.symbols
            if marked or (own in parser.symbols and parser.symbols.get(name, 0) < _MATRIX):
                script = [tokens[lowered.start], tokens[lowered.start + 1], *rest, tokens[lowered.end - 1]]
                gone = raised.end if marked and raised is not None else lowered.end
                tokens[lowered.start : gone] = script
                return own + mark if marked else own
    return name
