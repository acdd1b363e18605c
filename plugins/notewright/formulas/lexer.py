"""A formula's text, LaTeX or Unicode, to one sequence of tokens."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

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
    r"(?P<space>\s+|\\[,;:!> ~]|~|\\\n)|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<command>\\[A-Za-z]+\*?)"
    r"|(?P<newline>\\\\(?:\[[^\]]*\])?)|(?P<escaped>\\[{}|%#&_$])|(?P<comment>(?<!\\)%[^\n]*)|(?P<word>[A-Za-z]+)|(?P<other>.)",
    re.DOTALL,
)
_SPACES = r"\quad \qquad \displaystyle \textstyle \scriptstyle \limits \nolimits \nonumber \notag \thinspace \strut"
_SIZES = r"\big \Big \bigg \Bigg \middle"
_LEFT_SIDES = r"\left \bigl \Bigl \biggl \Biggl"
_LEFT = frozenset(_LEFT_SIDES.split())
_RIGHT = frozenset(_LEFT_SIDES.replace("left", "right").replace("gl", "gr").split())
_INVISIBLE = frozenset((*_SPACES.split(), *_SIZES.split())) | _LEFT | _RIGHT
_SPELLINGS = {
    r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\vert": "|", r"\mid": "|",
    r"\Vert": "‖", r"\|": "‖", r"\leq": r"\le", r"\geq": r"\ge", r"\neq": r"\ne", r"\leqslant": r"\le",
    r"\geqslant": r"\ge", r"\lt": "<", r"\gt": ">", r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\cfrac": r"\frac",
    r"\varepsilon": r"\epsilon", r"\widehat": r"\hat", r"\widetilde": r"\tilde", r"\overline": r"\bar",
    r"\coloneqq": "=", r"\triangleq": "=", r"\equiv": "=", r"\operatorname*": r"\operatorname", r"\ast": "*",
    r"\wedge": r"\land", r"\vee": r"\lor", r"\intercal": r"\top", r"\textrm": r"\text", r"\mbox": r"\text",
    r"\textnormal": r"\text", r"\textit": r"\text", r"\textbf": r"\text", r"\sgn": r"\sign", r"\colon": ":",
    r"\N": r"\mathbb", r"\dotsc": r"\ldots", r"\mathds": r"\mathbb", r"\bm": r"\boldsymbol",
}  # fmt: skip
_CHARACTERS = {
    "Σ": r"\sum", "∑": r"\sum", "∏": r"\prod", "Π": r"\prod", "·": r"\cdot", "⋅": r"\cdot", "∙": r"\cdot",
    "×": r"\times", "∗": "*", "⊙": r"\odot", "÷": "/", "−": "-", "–": "-", "≤": r"\le", "≥": r"\ge", "≠": r"\ne",
    "⩽": r"\le", "⩾": r"\ge", "√": r"\sqrt", "‖": "‖", "∥": "‖", "∣": "|", "⟨": r"\langle", "⟩": r"\rangle",
    "≔": "=", "≡": "=", "∂": r"\partial", "∇": r"\nabla", "∈": r"\in", "≈": r"\approx", "∞": r"\infty",
    "ℓ": r"\ell", "ℒ": r"\mathcal", "′": "'", "’": "'", "∧": r"\land", "∨": r"\lor", "⊤": r"\top", "∀": r"\forall",
    "…": r"\ldots", "∫": r"\int",
}  # fmt: skip
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Phi Psi Omega epsilon phi vartheta"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΦΨΩϵϕϑ", _GREEK_NAMES.split(), strict=True))
_LETTER_COMMANDS = frozenset(f"\\{name}" for name in (*_GREEK.values(), "ell", "varphi", "varrho", "varpi", "Pi"))
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴺᴷᴹᴰ", "0123456789+-=()niabcdefghjklmoprstuvwxyzNKMD", strict=True)) | {"ᵀ": "⊤"} | dict(zip("ᵝᵞᵟᵠᵡ", "βγδφχ", strict=True))  # fmt: skip  # noqa: E501
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True)) | dict(zip("ᵦᵧᵨᵩᵪ꜀", "βγρφχc", strict=True))  # fmt: skip  # noqa: E501
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_SCRIPT_RUN = re.compile(f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+")
_ACCENTS = {"\u0302": r"\hat", "\u0304": r"\bar", "\u0303": r"\tilde", "\u0305": r"\bar", "\u0307": r"\dot"}


def tokenize(text: str, notation: Notation = "latex") -> list[Token]:
    """All tokens, spaces and sizes left out, with one of kind `end` last."""
    tokens: list[Token] = []
    at = 0
    side = ""
    while at < len(text):
        for token in _tokens_at(text, at, notation):
            if token.text in _LEFT or token.text in _RIGHT:
                side = "l" if token.text in _LEFT else "r"
            elif token.kind != "space" and token.text not in _INVISIBLE:
                tokens.append(_sided(token, side))
                side = ""
            at = token.end
    tokens.append(Token(END, "", len(text), len(text)))
    return _join_bars(tokens)


def _sided(token: Token, side: str) -> Token:
    """`\\left|` opens and `\\right|` closes; a plain bar does what its place demands."""
    if side and token.text in ("|", "‖"):
        return token._replace(kind="command", text=f"\\{side}{'vert' if token.text == '|' else 'Vert'}")
    if side and token.text == ".":
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
    return sum(first.text == second.text == bar for first, second in pairwise(tokens))


def _tokens_at(text: str, at: int, notation: Notation) -> list[Token]:
    scripts = _SCRIPT_RUN.match(text, at)
    if scripts is not None:
        return _script(scripts)
    match = _PIECE.match(text, at)
    assert match is not None, "the last alternative takes any character"
    kind, piece, end = str(match.lastgroup), match.group(), match.end()
    if kind in ("space", "comment"):
        return [Token("space", "", at, end)]
    if kind == "number":
        return [Token("number", piece, at, end)]
    if kind in ("command", "escaped"):
        return [_command(_SPELLINGS.get(piece, piece), at, end)]
    if kind == "newline":
        return [Token("sign", r"\\", at, end)]
    if kind == "word":
        return _word(text, piece, at, notation)
    return _character(text, piece, at)


def _command(name: str, at: int, end: int) -> Token:
    if name in _LETTER_COMMANDS:
        return Token("letter", name, at, end)
    if not name.startswith("\\") or not name[1:2].isalpha():
        return Token("sign", name, at, end)
    return Token("command", name, at, end)


def _word(text: str, piece: str, at: int, notation: Notation) -> list[Token]:
    if len(piece) > 1 and text[at + len(piece) : at + len(piece) + 1] in _ACCENTS:
        piece = piece[:-1]  # the accent that follows belongs to the last letter
    elif len(piece) == 1 and text[at + 1 : at + 2] in _ACCENTS:
        return _accented(piece, text[at + 1], at, at + 2)
    if notation == "unicode" and len(piece) > 1:
        return [Token("word", piece, at, at + len(piece))]
    return [Token("letter", letter, at + place, at + place + 1) for place, letter in enumerate(piece)]


def _accented(letter: str, accent: str, at: int, end: int) -> list[Token]:
    return [Token("command", _ACCENTS[accent], at, at), Token("letter", _greek(letter), at, end)]


def _greek(letter: str) -> str:
    return f"\\{_GREEK[letter]}" if letter in _GREEK else letter


def _character(text: str, piece: str, at: int) -> list[Token]:
    end = at + 1
    if piece in _CHARACTERS:
        name = _CHARACTERS[piece]
        kind = "letter" if name in _LETTER_COMMANDS else "command" if name[0] == "\\" and name[1:].isalpha() else "sign"
        return [Token(kind, name, at, end)]
    if piece in _GREEK:
        return [Token("letter", _greek(piece), at, end)]
    if piece in _FRACTIONS:
        return [Token("number", _FRACTIONS[piece], at, end)]
    if piece == "*" and text[at + 1 : at + 2] == "*":
        return [Token("sign", "^", at, end + 1)]
    if piece == "𝟙":
        return [Token("command", r"\indicator", at, end)]
    plain = unicodedata.normalize("NFD", piece)
    if len(plain) == 2 and plain[1] in _ACCENTS:
        return _accented(plain[0], plain[1], at, end)
    if piece == ":" and text[at + 1 : at + 2] == "=":
        return [Token("sign", "=", at, end + 1)]
    if piece in "+-*/^_{}()[]|‖=<>,.;:!&'":
        return [Token("sign", piece, at, end)]
    raise FormulaError(f"the character {piece!r} is not understood", at)


def _script(run: re.Match[str]) -> list[Token]:
    """Raised and lowered characters are a braced script."""
    raised = run.group()[0] in _RAISED
    mapping = _RAISED if raised else _LOWERED
    tokens = [
        Token("sign", "^" if raised else "_", run.start(), run.start()),
        Token("sign", "{", run.start(), run.start()),
    ]
    plain = "".join(mapping[character] for character in run.group())
    for token in (t for piece in re.finditer(r"\d+|.", plain) for t in _tokens_at(piece.group(), 0, "unicode")):
        tokens.append(token._replace(offset=run.start(), end=run.start()))
    return [*tokens, Token("sign", "}", run.end(), run.end())]
