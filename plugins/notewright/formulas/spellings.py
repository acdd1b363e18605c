"""Older and rarer ways to write what has a common spelling, put into that one: tokens to tokens."""

from __future__ import annotations

from notewright.formulas.lexer import Token

_OLD_STYLES = {
    r"\rm": r"\mathrm", r"\bf": r"\mathbf", r"\it": r"\mathit", r"\sf": r"\mathsf", r"\cal": r"\mathcal",
    r"\tt": r"\mathtt",
}  # fmt: skip
_STACKED = frozenset([r"\stackrel", r"\overset"])
_UNDER = r"\underset"
_SHOWN = frozenset([r"\boxed", r"\fbox", r"\mathrel", r"\mathbin", r"\mathop", r"\ensuremath", r"\displaylimits"])
_COLORS = frozenset([r"\color", r"\textcolor"])
_NEGATED = {"=": r"\ne", "<": r"\ge", ">": r"\le", r"\le": ">", r"\ge": "<"}
_BRACES = frozenset([r"\underbrace", r"\overbrace"])
_DOLLAR = "$"
_RARE = frozenset([*_OLD_STYLES, *_STACKED, _UNDER, _DOLLAR, *_SHOWN, *_COLORS, *_BRACES, r"\not"])
_LONGEST = 200
"""Tokens of a group or of a formula inside text: what is longer is no case of these spellings."""
_BIG = frozenset([r"\max", r"\min", r"\sum", r"\prod"])


def common(tokens: list[Token]) -> list[Token]:
    """The tokens in common spellings."""
    if not any(token.text in _RARE for token in tokens):
        return tokens
    found: list[Token] = []
    if tokens[0].text in _SHOWN and tokens[1].text == "{" and group(tokens, 1) == len(tokens) - 1:
        tokens = [*tokens[2:-2], tokens[-1]]
    at = 0
    while at < len(tokens):
        at = _taken(tokens, at, found)
    return found


def _taken(tokens: list[Token], at: int, found: list[Token]) -> int:
    """Put the next tokens where they belong; where to go on."""
    token = tokens[at]
    if token.text in _OLD_STYLES and found and found[-1].text == "{":
        found[-1:] = [token._replace(text=_OLD_STYLES[token.text]), found[-1]]
        return at + 1
    if token.text in _STACKED:  # \stackrel{\text{def}}{=}
        above = group(tokens, at + 1)
        below = group(tokens, above)
        if [part.text for part in tokens[above:below]] == ["{", "=", "}"]:
            found.append(tokens[above + 1])
            return below
    if token.text == _UNDER:  # \underset{j}{\max}
        under = group(tokens, at + 1)
        sign = group(tokens, under)
        if sign == under + 3 and tokens[under + 1].text in _BIG and tokens[at + 1].text == "{":
            found += [tokens[under + 1], Token("sign", "_", token.offset, token.offset), *tokens[at + 1 : under]]
            return sign
    if token.text == r"\not" and tokens[at + 1].text in _NEGATED:
        found.append(tokens[at + 1]._replace(text=_NEGATED[tokens[at + 1].text]))
        return at + 2
    if token.text in _SHOWN:
        return at + 1
    if token.text in _COLORS and tokens[at + 1].text == "{" and (behind := group(tokens, at + 1)) < len(tokens):
        return behind
    if token.text in _BRACES and (behind := _described(tokens, at + 1)):
        found += common(tokens[at + 1 : group(tokens, at + 1)])
        return behind
    if token.text == _DOLLAR and (end := _math_in_text(tokens, at, found)):
        return end
    found.append(token)
    return at + 1


def _described(tokens: list[Token], at: int) -> int:
    """Behind the text that a brace under or over a group holds; 0 where it holds something else."""
    end = group(tokens, at)
    if tokens[at].text != "{" or end >= len(tokens):
        return 0
    if tokens[end].text not in ("_", "^"):
        return end
    behind = group(tokens, end + 1)
    words = tokens[end + 2 : behind - 1]
    texts = len(words) > 2 and words[0].text == r"\text" and group(words, 1) == len(words)
    return behind if texts else 0


def _math_in_text(tokens: list[Token], at: int, found: list[Token]) -> int:
    """`\\text{if $a < b$}` is `\\text{if } a < b`."""
    texts = [token.text for token in found[-_LONGEST:]]
    if "{" not in texts or texts[-texts[::-1].index("{") - 2 : -texts[::-1].index("{") - 1] != [r"\text"]:
        return 0
    closing = next((k for k in range(at + 1, min(at + _LONGEST, len(tokens))) if tokens[k].text == _DOLLAR), 0)
    if not closing:
        return 0
    found += [tokens[at]._replace(text="}"), *tokens[at + 1 : closing]]
    if tokens[closing + 1].text == "}":
        return closing + 2
    found += [Token("command", r"\text", tokens[closing].offset, tokens[closing].end)]
    found += [tokens[closing]._replace(text="{")]
    return closing + 1


def group(tokens: list[Token], at: int) -> int:
    """Where the braced group at a place ends, or the token that is none; far behind it, where it is too long."""
    depth = 0
    for place in range(at, min(at + _LONGEST, len(tokens))):
        depth += (tokens[place].text == "{") - (tokens[place].text == "}")
        if depth <= 0:
            return place + 1
    return len(tokens)
