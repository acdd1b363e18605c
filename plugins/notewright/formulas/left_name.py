"""One name with its scripts and arguments, as it may stand on a left side: nothing in it may have a value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from notewright.formulas.error import FormulaError
from notewright.formulas.lexer import Token, tokenize
from notewright.formulas.names import NAMING

_OPEN, _CLOSE = ("(", "[", "{", r"\{"), (")", "]", "}", r"\}")
_OPERATORS = frozenset(["+", "-", "*", "/", r"\cdot", r"\times", r"\frac", r"\nabla", r"\partial"])
_COMPUTING = _OPERATORS | {r"\log", r"\exp", r"\max", r"\min", r"\sum", r"\prod", r"\sqrt", r"\int", r"\arg"}
_COMPUTING_WORDS = frozenset([
    "log", "ln", "exp", "sqrt", "abs", "max", "min", "arg", "sum", "prod", "tanh", "sinh", "cosh", "tan", "sin", "cos",
    "arctan", "arcsin", "arccos", "sgn",
])  # fmt: skip
_DEFINABLE = frozenset(["sign", "relu", "sigmoid", "softplus", "clip", "erf"])
"""Functions that a formula may define for what is bound: `\\mathrm{sigmoid}(x)`, but not the sigmoid of a loss."""
_SQUARES = frozenset(["R", r"\chi"])
_LENGTHS = frozenset("NMCKDJLT")
_DISTRIBUTED = frozenset([r"\mathcal", r"\mathscr"])
_SHORTEST = 3
"""Letters of an abbreviation in small letters: `wil` is one, `cL` may be a product."""
_RELATIONS = frozenset(["<", ">", r"\le", r"\ge", r"\ne", r"\approx", r"\propto", r"\in"])
_SEPARATORS = frozenset([",", ";", ":", "|", "‖", r"\mid", r"\parallel", r"\|", r"\Vert", r"\vert"])
_DOTS = frozenset([r"\dots", r"\ldots", r"\cdots"])


@dataclass(frozen=True, slots=True)
class Name:
    """What is known of a name: the one letter of its script, and whether a prime derives it."""

    index: str | None = None
    primed: bool = False


def read_name(tokens: list[Token], symbols: Collection[str], *, inner: bool = False) -> Name:
    """The name that all the tokens together are; `inner` for one that is no abbreviation but a symbol."""
    at = _head_end(tokens, symbols, inner=inner)
    index, primed = None, False
    while at < len(tokens):
        token = tokens[at]
        if token.text == "_":
            end = group_end(tokens, at + 1)
            index = _lowered(inside(tokens[at + 1 : end]), token) or index
        elif token.text == "^":
            end = group_end(tokens, at + 1)
            raised = inside(tokens[at + 1 : end])
            if not inner and is_own_name(tokens[:at], raised, symbols):
                at = end
                continue
            is_prime = bool(raised) and all(part.text in (r"\prime", "'") for part in raised)
            letter = None if is_prime else _raised(raised, token)
            index, primed = index or letter, primed or is_prime
        elif token.text in ("(", "["):
            end = argument_end(tokens, at, symbols)
        elif token.text == "'":
            end, primed = at + 1, True
        else:
            raise _not_a_name(token)
        at = end
    return Name(index, primed)


def _of_unbound(tokens: list[Token], symbols: Collection[str]) -> bool:
    """Whether an argument follows and nothing in it is bound."""
    if not tokens or tokens[0].text != "(":
        return False
    heads = {token.text for name in symbols for token in tokenize(name)[:1]} if symbols else set()
    return not any(token.text in heads for token in tokens)


def is_own_name(head: list[Token], raised: list[Token], symbols: Collection[str]) -> bool:
    """Whether a name with what is raised is a name of its own: `M^*`, and `R^2`, which nobody takes for a power."""
    texts = [token.text for token in raised]
    if len(texts) != 1 or (len(head) > 1 and head[1].text != "_"):
        return False
    return texts == ["*"] or (texts == ["2"] and head[0].text in _SQUARES and head[0].text not in symbols)


def _head_end(tokens: list[Token], symbols: Collection[str], *, inner: bool) -> int:
    """Where the name itself ends: words, one styled name, or letters side by side."""
    first = tokens[0]
    if first.text in NAMING:
        end = group_end(tokens, 1)
        text = "".join(token.text for token in inside(tokens[1:end]))
        if text in _COMPUTING_WORDS or (text.lower() in _DEFINABLE and _of_unbound(tokens[end:], symbols)):
            raise FormulaError("the left side must be a name: move what is computed to the right", first.offset)
        return end
    if first.kind not in ("letter", "word"):
        raise _not_a_name(first)
    end = 1
    while end < len(tokens) and not inner and (tokens[end].kind == "word" or _styled_word(tokens, end)):
        end = end + 1 if tokens[end].kind == "word" else group_end(tokens, end + 1)
    if not inner and (abbreviated := abbreviation_end(tokens, symbols)):
        return abbreviated
    while end < len(tokens) and not inner and tokens[end].kind == "letter" and first.kind in ("letter", "word"):
        end += 1
    _check_no_factor(tokens[:end])
    return end


def abbreviation_end(tokens: list[Token], symbols: Collection[str]) -> int:
    """Where a name such as `wil`, `resid\\_dev` or `F1` ends: no letter of it is bound. 0 for what may be a product."""
    end = 1
    while end < len(tokens) and tokens[end].offset == tokens[end - 1].end and _is_plain(tokens[end]):
        end += 1
    run = tokens[:end]
    letters = [token.text for token in run if token.kind == "letter"]
    bound = {name.partition("(")[0].partition("_")[0] for name in symbols}
    if not _is_plain(tokens[0]) or tokens[0].kind != "letter" or bound.intersection(letters):
        return 0
    if len(run) == 2 and run[1].kind == "number":
        return 0 if not letters[0].isupper() or letters[0] in _LENGTHS else 2
    word, labelled = "".join(letters), end < len(tokens) and tokens[end].text == "_"
    joined = all(token.kind == "letter" or token.text == r"\_" for token in run)
    named = len(word) >= _SHORTEST and word.islower() and (labelled or word not in _COMPUTING_WORDS | _DEFINABLE)
    return end if joined and named else 0


def _is_plain(token: Token) -> bool:
    """A letter without backslash, a whole number, or a low line."""
    return token.text.isascii() and (token.text.isalnum() or token.text == r"\_")


def _styled_word(tokens: list[Token], at: int) -> bool:
    return tokens[0].kind == "word" and tokens[at].text in NAMING


def _check_no_factor(run: list[Token]) -> None:
    """Letters side by side are an abbreviation (MSE, NLL) when they begin with a capital; `nL` is a product."""
    letters = [token.text for token in run if token.kind == "letter"]
    if len(letters) != len(run):
        return
    product = len(run) > 1 and not (letters[0].isascii() and letters[0].isupper())
    if product or (len(run) == 2 and letters[0] in ("N", "M")):
        raise FormulaError("the left side must be one name; write an abbreviation as \\text{…}", run[0].offset)


def _lowered(script: list[Token], sign: Token) -> str | None:
    """The letter of a subscript that is one letter. `L_{i+1}` would be another element than the right side's."""
    texts = [token.text for token in script]
    if len(texts) > 2 and script[0].kind == "letter" and texts[1] in ("+", "-") and script[2].kind == "number":
        raise FormulaError("an index on the left side must not be shifted", sign.offset)
    return texts[0] if texts else None


def _raised(script: list[Token], sign: Token) -> str | None:
    """A raised index in parentheses or a raised abbreviation; all else could be a power."""
    enclosed = len(script) > 2 and script[0].text == "(" and script[-1].text == ")"
    letters = script[1:-1] if enclosed else script
    if enclosed and all(token.kind == "letter" or token.text == "," for token in letters):
        return letters[0].text
    abbreviation = len(script) > 1 and script[0].text.isupper() and all(token.kind == "letter" for token in script)
    if abbreviation or (bool(script) and (script[0].kind == "word" or script[0].text in NAMING)):
        return None
    raise FormulaError("the left side must be a name without a power; put a raised index in parentheses", sign.offset)


def argument_end(tokens: list[Token], at: int, symbols: Collection[str]) -> int:
    """Where the arguments in parentheses end. Each must be a plain symbol: `L(-x)` is not the L of x."""
    end = group_end(tokens, at)
    argument: list[Token] = []
    depth = 0
    for token in (*tokens[at + 1 : end - 1], None):
        depth += 0 if token is None else (token.text in _OPEN) - (token.text in _CLOSE)
        if token is not None and (depth or token.text not in _SEPARATORS):
            argument.append(token)
            continue
        if argument:
            _check_argument(argument, symbols)
        argument = []
    return end


def _check_argument(argument: list[Token], symbols: Collection[str]) -> None:
    if len(argument) == 1 and argument[0].text in _DOTS:
        return
    message = "the arguments on the left side must be plain symbols"
    try:
        name = read_name(argument, symbols, inner=True)
    except FormulaError:
        raise FormulaError(message, argument[0].offset) from None
    if name.primed or _applies_to_bound(argument, symbols):
        raise FormulaError(message, argument[0].offset)


def _applies_to_bound(argument: list[Token], symbols: Collection[str]) -> bool:
    """`L(f(x))` where x is the function's argument and f(x) is not."""
    texts = [token.text for token in argument]
    opening = next((at for at, text in enumerate(texts) if at and text == "(" and texts[at - 1] != "{"), None)
    if opening is None or any(symbol.startswith(f"{argument[0].text}(") for symbol in symbols):
        return False
    if argument[0].text in _DISTRIBUTED and "," in texts[opening:]:  # \mathcal{N}(\mu, \sigma)
        return False
    return any(token.text in symbols for token in argument[opening:])


def inside(tokens: list[Token]) -> list[Token]:
    """What a group holds, without its braces."""
    return tokens[1:-1] if tokens and tokens[0].text == "{" else tokens


def group_end(tokens: list[Token], at: int) -> int:
    """Where the bracketed group, styled name or single token at a place ends."""
    if at < len(tokens) and tokens[at].text in NAMING:
        at += 1
    depth = 0
    while at < len(tokens):
        depth += (tokens[at].text in _OPEN) - (tokens[at].text in _CLOSE)
        at += 1
        if depth == 0:
            break
    return at


def _not_a_name(token: Token) -> FormulaError:
    if token.kind == "number":
        return FormulaError("the left side must be a name, without factor or power", token.offset)
    if token.text in _COMPUTING:
        return FormulaError("the left side must be a name: move what is computed to the right", token.offset)
    if token.text in _RELATIONS:
        return FormulaError("only an equation can be verified", token.offset)
    return FormulaError("the left side must be one name", token.offset)
