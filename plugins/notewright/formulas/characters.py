"""The spellings of LaTeX's commands and of Unicode's characters that a formula may be written in."""

from __future__ import annotations

import re

_SPACES = r"\quad \qquad \displaystyle \textstyle \scriptstyle \limits \nolimits \nonumber \notag \thinspace \strut"
_SIZES = r"\big \Big \bigg \Bigg \middle"
_LEFT_SIDES = r"\left \bigl \Bigl \biggl \Biggl"
LEFT = frozenset(_LEFT_SIDES.split())
RIGHT = frozenset(_LEFT_SIDES.replace("left", "right").replace("gl", "gr").split())
INVISIBLE = frozenset((*_SPACES.split(), *_SIZES.split())) | LEFT | RIGHT
SPELLINGS = {
    r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\vert": "|", r"\mid": "|",
    r"\Vert": "‖", r"\|": "‖", r"\leq": r"\le", r"\geq": r"\ge", r"\neq": r"\ne", r"\leqslant": r"\le",
    r"\geqslant": r"\ge", r"\lt": "<", r"\gt": ">", r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\cfrac": r"\frac",
    r"\varepsilon": r"\epsilon", r"\widehat": r"\hat", r"\widetilde": r"\tilde", r"\overline": r"\bar",
    r"\coloneqq": "=", r"\triangleq": "=", r"\equiv": "=", r"\operatorname*": r"\operatorname", r"\ast": "*",
    r"\wedge": r"\land", r"\vee": r"\lor", r"\intercal": r"\top", r"\textrm": r"\text", r"\mbox": r"\text",
    r"\textnormal": r"\text", r"\textit": r"\text", r"\textbf": r"\text", r"\sgn": r"\sign", r"\colon": ":",
    r"\N": r"\mathbb", r"\dotsc": r"\ldots", r"\dotsb": r"\cdots", r"\mathds": r"\mathbb", r"\mathbbm": r"\mathbb",
    r"\bm": r"\boldsymbol", r"\pmb": r"\boldsymbol", r"\llbracket": "[", r"\rrbracket": "]", r"\doteq": "=",
    r"\coloneq": "=", r"\prime": "'", r"\lparen": "(", r"\rparen": ")", r"\textup": r"\text", r"\star": "*",
}  # fmt: skip
CHARACTERS = {
    "Σ": r"\sum", "∑": r"\sum", "∏": r"\prod", "Π": r"\prod", "·": r"\cdot", "⋅": r"\cdot",
    "×": r"\times", "∗": "*", "⊙": r"\odot", "÷": "/", "−": "-", "–": "-", "≤": r"\le", "≥": r"\ge", "≠": r"\ne",
    "⩽": r"\le", "⩾": r"\ge", "√": r"\sqrt", "‖": "‖", "∥": "‖", "∣": "|", "⟨": r"\langle", "⟩": r"\rangle",
    "≔": "=", "≡": "=", "∂": r"\partial", "∇": r"\nabla", "∈": r"\in", "≈": r"\approx", "∞": r"\infty",
    "ℓ": r"\ell", "ℒ": r"\mathcal", "′": "'", "’": "'", "∧": r"\land", "∨": r"\lor", "⊤": r"\top", "∀": r"\forall",
    "…": r"\ldots", "⋯": r"\cdots", "∫": r"\int", "≜": "=", "≝": "=", "⁄": "/", "∕": "/", "⟦": "[", "⟧": "]",
    "⊺": r"\top", "‘": "'", "⋆": "*", "∙": r"\cdot", "∘": r"\circ", "±": r"\pm", "∝": r"\propto", "∼": r"\sim",
}  # fmt: skip
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Phi Psi Omega epsilon phi vartheta"
)
GREEK = dict(zip("αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΦΨΩϵϕϑ", _GREEK_NAMES.split(), strict=True))
LETTER_COMMANDS = frozenset(f"\\{name}" for name in (*GREEK.values(), "ell", "varphi", "varrho", "varpi", "Pi"))
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴺᴷᴹᴰ", "0123456789+-=()niabcdefghjklmoprstuvwxyzNKMD", strict=True)) | {"ᵀ": "⊤"} | dict(zip("ᵝᵞᵟᵠᵡ", "βγδφχ", strict=True))  # fmt: skip  # noqa: E501
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True)) | dict(zip("ᵦᵧᵨᵩᵪ꜀", "βγρφχc", strict=True))  # fmt: skip  # noqa: E501
FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅙": "1/6", "⅛": "1/8"}
SCRIPT_RUN = re.compile(f"[{''.join(RAISED)}]+|[{''.join(LOWERED)}]+")
ACCENTS = {"\u0302": r"\hat", "\u0304": r"\bar", "\u0303": r"\tilde", "\u0305": r"\bar", "\u0307": r"\dot"}
COMMON = frozenset(
    rf"\{name}" for name in ("frac", "sum", "log", "hat", "exp", "mathrm", "max", "text", "cdot", "sqrt")
)
"""Commands that are what they are."""
