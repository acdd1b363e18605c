"""A formula's text, LaTeX or Unicode, to one sequence of tokens."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from notewright.formulas.characters import (
    ACCENTS,
    CHARACTERS,
    COMMON,
    FRACTIONS,
    GREEK,
    INVISIBLE,
    LEFT,
    LETTER_COMMANDS,
    LOWERED,
    RAISED,
    RIGHT,
    SCRIPT_RUN,
    SPELLINGS,
)
from notewright.formulas.error import FormulaError

Notation: TypeAlias = Literal["latex", "unicode"]


class Token(NamedTuple):
    """`kind` is `number`, `letter`, `word` (several letters), `command` or `sign`; `text` is in one spelling."""

    kind: str
    text: str
    offset: int
    end: int


END = "end"

_PIECE = re.compile(
    r"(?P<space>(?:\s|\\[,;:!> \n]|~)++)|(?P<letter>[A-Za-z])(?![A-Za-z]|[^\x00-\x7f])"
    r"|(?P<sign>[-+()\[\]_^{}=,<>;/&!'])|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?P<exponent>[eE][-+−]?[0-9])?"
    r"|(?P<command>\\[A-Za-z]+\*?)|(?P<comment>%[^\n]*)|(?P<newline>\\\\(?:\[[^\]]*\])?)|(?P<escaped>\\[{}|%#&_$])|(?P<word>[A-Za-z]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_AS_THEY_ARE = frozenset(["letter", "sign", "number"])
_SCIENTIFIC = re.compile(r"([0-9.]+)[eE]([-+−]?)([0-9]+)")


def tokenize(text: str, notation: Notation = "latex") -> list[Token]:
    """All tokens, spaces and sizes left out, with one of kind `end` last."""
    tokens: list[Token] = []
    at, side, bars, length, match = 0, "", False, len(text), _PIECE.match
    while at < length:
        piece = match(text, at)
        assert piece is not None, "the last alternative takes any character"
        kind, end = piece.lastgroup, piece.end()
        if kind in _AS_THEY_ARE:
            tokens.append(Token(kind, piece.group(), at, end))
            side = ""
        elif kind == "command" and (name := piece.group()) in COMMON:
            tokens.append(Token("command", name, at, end))
            side = ""
        elif kind != "space":
            for token in _tokens_at(text, piece, notation):
                if token.text in LEFT or token.text in RIGHT:
                    side = "l" if token.text in LEFT else "r"
                elif token.text not in INVISIBLE:
                    tokens.append(_sided(token, side) if side else token)
                    bars = bars or token.text in ("|", "‖", r"\lvert", r"\rvert")
                    side = ""
                end = token.end
        at = end
    tokens.append(Token(END, "", length, length))
    return _join_bars(tokens) if bars else tokens


def _sided(token: Token, side: str) -> Token:
    """`\\left|` opens and `\\right|` closes; a plain bar does what its place demands."""
    if token.text in ("|", "‖"):
        return token._replace(kind="command", text=f"\\{side}{'vert' if token.text == '|' else 'Vert'}")
    if token.text == ".":
        return token._replace(kind="command", text=rf"\{side}none")
    return token


def _join_bars(tokens: list[Token]) -> list[Token]:
    """`||x||` is a norm when its bars stand together."""
    joined: list[Token] = []
    doubled = _pairs(tokens, r"\lvert") == _pairs(tokens, r"\rvert")
    for token in tokens:
        if doubled and joined and token.text == joined[-1].text and token.text in (r"\lvert", r"\rvert"):
            joined[-1] = Token("command", token.text.replace("v", "V"), joined[-1].offset, token.end)
        elif joined and token.text == joined[-1].text == "|" and joined[-1].end == token.offset:
            joined[-1] = Token("sign", "‖", joined[-1].offset, token.end)
        else:
            joined.append(token)
    return joined


def _pairs(tokens: list[Token], bar: str) -> int:
    """How often two such bars stand together."""
    return sum(one.text == bar == other.text for one, other in pairwise(tokens))


def _tokens_at(text: str, match: re.Match[str], notation: Notation) -> list[Token]:
    kind, piece, at, end = str(match.lastgroup), match.group(), match.start(), match.end()
    if kind in ("command", "escaped"):
        return [_command(SPELLINGS.get(piece, piece), at, end)]
    if kind == "exponent":
        return [_scientific(text, at, notation)]
    if kind == "comment" and notation == "latex":
        return []
    if kind == "newline":
        return [Token("sign", r"\\", at, end)]
    if kind == "word":
        return _word(text, piece, at, notation)
    scripts = SCRIPT_RUN.match(text, at)
    piece = text[at]
    return _character(text, piece, at) if scripts is None else _script(scripts)


def _command(name: str, at: int, end: int) -> Token:
    if name in LETTER_COMMANDS:
        return Token("letter", name, at, end)
    if not name.startswith("\\") or not name[1:2].isalpha():
        return Token("sign", name, at, end)
    return Token("command", name, at, end)


def _scientific(text: str, at: int, notation: Notation) -> Token:
    """`1e-7` is a number in code, and 1 times e minus 7 as TeX sets it."""
    match = _SCIENTIFIC.match(text, at)
    assert match is not None, "the pattern of a piece is a part of this one"
    mantissa, sign, power = match.groups()
    if notation == "latex" or len(power) > 3:
        raise FormulaError(f"`{match.group()}` has two readings: write {mantissa} \\cdot 10^{{…}}", at)
    return Token("number", f"{mantissa}e{'-' if sign in ('-', '−') else ''}{power}", at, match.end())


def _word(text: str, piece: str, at: int, notation: Notation) -> list[Token]:
    if text[at + len(piece) : at + len(piece) + 1] in ACCENTS and at + len(piece) < len(text):
        if len(piece) == 1:
            return _accented(piece, text[at + 1], at, at + 2)
        piece = piece[:-1]  # the accent that follows belongs to the last letter
    if notation == "unicode" and len(piece) > 1:
        return [Token("word", piece, at, at + len(piece))]
    return [Token("letter", letter, at + place, at + place + 1) for place, letter in enumerate(piece)]


def _accented(letter: str, accent: str, at: int, end: int) -> list[Token]:
    return [Token("command", ACCENTS[accent], at, at), Token("letter", _greek(letter), at, end)]


def _greek(letter: str) -> str:
    return f"\\{GREEK[letter]}" if letter in GREEK else letter


def _character(text: str, piece: str, at: int) -> list[Token]:
    end = at + 1
    if piece in CHARACTERS:
        name = CHARACTERS[piece]
        kind = "letter" if name in LETTER_COMMANDS else "command" if name[0] == "\\" and name[1:].isalpha() else "sign"
        return [Token(kind, name, at, end)]
    if piece in GREEK:
        following = text[end : end + 1]
        return (
            _accented(piece, following, at, end + 1)
            if following and following in ACCENTS
            else [Token("letter", _greek(piece), at, end)]
        )
    if piece in FRACTIONS:
        return [Token("number", FRACTIONS[piece], at, end)]
    if piece in ("𝟙", "𝟏", "𝕀"):
        return [Token("command", r"\indicator", at, end)]
    if piece == "*" and text[end : end + 1] == "*":
        return [Token("sign", "^", at, end + 1)]
    if piece == ":" and text[end : end + 1] == "=":
        return [Token("sign", "=", at, end + 1)]
    if piece in "*|‖.:$":
        return [Token("sign", piece, at, end)]
    plain = unicodedata.normalize("NFKD" if piece >= "𝐀" else "NFD", piece)
    if len(plain) == 2 and plain[1] in ACCENTS:
        return _accented(plain[0], plain[1], at, end)
    if piece >= "𝐀" and len(plain) == 1 and (plain.isascii() or plain in GREEK):
        return [Token("number" if plain.isdigit() else "letter", _greek(plain), at, end)]
    raise FormulaError(f"the character {piece!r} is not understood", at)


def _script(run: re.Match[str]) -> list[Token]:
    """Raised and lowered characters are a braced script."""
    raised = run.group()[0] in RAISED
    mapping = RAISED if raised else LOWERED
    start = run.start()
    tokens = [Token("sign", "^" if raised else "_", start, start), Token("sign", "{", start, start)]
    plain = "".join(mapping[character] for character in run.group())
    for piece in re.finditer(r"[0-9]+|.", plain):
        kind = "number" if piece.group()[0].isdigit() else "letter" if piece.group().isalpha() else "sign"
        text = r"\top" if piece.group() == "⊤" else _greek(piece.group())
        tokens.append(Token("command" if text == r"\top" else kind, text, start, start))
    return [*tokens, Token("sign", "}", run.end(), run.end())]
