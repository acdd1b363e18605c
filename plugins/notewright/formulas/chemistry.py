r"""Chemical formulas and equations, `\ce{2H2 + O2 -> 2H2O}`, as LaTeX: the part of mhchem that notes use.

Source: the manual of mhchem, https://mhchem.github.io/MathJax-mhchem/.
"""

from __future__ import annotations

import re

_ARROWS = {
    "->": r"\longrightarrow", "<-": r"\longleftarrow", "<->": r"\longleftrightarrow", "<=>": r"\rightleftharpoons",
    "<=>>": r"\rightleftharpoons", "<<=>": r"\rightleftharpoons", "<-->": r"\rightleftarrows",
}  # fmt: skip
_WITH_TEXT = {
    "->": r"\xrightarrow", "<-": r"\xleftarrow", "<->": r"\xleftrightarrow", "<=>": r"\xrightleftharpoons",
    "<=>>": r"\xrightleftharpoons", "<<=>": r"\xrightleftharpoons", "<-->": r"\xrightleftharpoons",
}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<arrow><=>>|<<=>|<-->|<->|<=>|->|<-)(?:\[(?P<above>[^\]]*)\])?(?:\[(?P<below>[^\]]*)\])?"
    r"|(?P<gap>\s+)"
    r"|\^\{(?P<charges>[^{}]*)\}|\^(?P<charge>[0-9]*[+-]?|\*)"
    r"|_\{(?P<indices>[^{}]*)\}|_(?P<index>[0-9]+|[a-z])"
    r"|(?P<group>\$[^$]*\$)"
    r"|(?P<letters>[A-Za-z]+)|(?P<number>[0-9]+(?:[./][0-9]+)?)"
    r"|(?P<command>\\[A-Za-z]+)|(?P<other>.)",
    re.DOTALL,
)
_SIGNS = {"*": r"\cdot ", ".": r"\cdot ", "#": r"\equiv ", "=": "{=}", "-": "{-}"}


def chemical(text: str) -> str:
    """LaTeX for what stands in `\\ce{…}`."""
    out: list[str] = []
    before = " "
    for token in _TOKEN.finditer(text):
        following = text[token.end() : token.end() + 1]
        out.append(_written(token, before, following))
        before = token[0][-1:] or before
    return "".join(out)


def _written(token: re.Match[str], before: str, following: str) -> str:
    kind, text = token.lastgroup or "", token[0]
    if token["arrow"]:
        return _arrow(token)
    if kind in {"charges", "charge"}:
        return _raised(token["charges"] if kind == "charges" else token["charge"], before)
    if kind in {"indices", "index"}:
        return f"_{{{token['indices'] or token['index']}}}"
    if kind == "number":
        return f"_{{{text}}}" if _ends_atom(before) else _amount(text)
    if kind == "letters":
        alone = before.isspace() and (following == "" or following.isspace())
        return {"v": r"\downarrow "}.get(text, rf"\mathrm{{{text}}}") if alone else rf"\mathrm{{{text}}}"
    if kind == "group":
        return text[1:-1]
    if kind == "gap":
        return r"\ "
    return _sign(text, before, following)


def _arrow(token: re.Match[str]) -> str:
    arrow, above, below = token["arrow"], token["above"], token["below"]
    if above is None:
        return rf"\;{_ARROWS[arrow]}\;"
    under = f"[{chemical(below)}]" if below else ""
    return rf"\;{_WITH_TEXT[arrow]}{under}{{{chemical(above)}}}\;"


def _raised(charge: str, before: str) -> str:
    """A charge behind an atom, a mass number before one, or the arrow of a gas."""
    if not charge:
        return r"\uparrow "
    return f"^{{{charge}}}" if not before.isspace() else f"{{}}^{{{charge}}}"


def _amount(text: str) -> str:
    over, _, under = text.partition("/")
    return rf"\tfrac{{{over}}}{{{under}}}\," if under else rf"{text}\,"


def _sign(text: str, before: str, following: str) -> str:
    spaced = before.isspace() and (following == "" or following.isspace())
    if text in "+-" and not spaced and (_ends_atom(before) or before.isdigit()) and not following.isalnum():
        return f"^{{{text}}}"
    if text in "([{" or text in ")]}":
        return text if text not in "{}" else ""
    return text if spaced else _SIGNS.get(text, text)


def _ends_atom(sign: str) -> bool:
    return sign.isalpha() or sign in ")]}"
