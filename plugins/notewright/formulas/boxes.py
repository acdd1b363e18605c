r"""Commands around a part of a formula that MathML has elements or styles for: `\colorbox`, `\smash`, `\enclose` …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]+")
_LENGTH = re.compile(r"\s*(-?)\s*([0-9]*\.?[0-9]+)\s*(em|ex|pt|px|mu|cm|mm|in|pc)\s*")
_EM = {"em": 1, "ex": 0.43, "pt": 0.1, "px": 0.0625, "mu": 1 / 18, "cm": 2.845, "mm": 0.2845, "in": 7.227, "pc": 1.2}
_SIZES = {
    "tiny": 0.5, "scriptsize": 0.7, "footnotesize": 0.8, "small": 0.85, "normalsize": 1, "large": 1.2, "Large": 1.44,
    "LARGE": 1.73, "huge": 2.07, "Huge": 2.49,
}  # fmt: skip
SIZES = "|".join(sorted(_SIZES, key=len, reverse=True))
_NOTATIONS = {
    "box", "roundedbox", "circle", "left", "right", "top", "bottom", "horizontalstrike", "verticalstrike",
    "updiagonalstrike", "downdiagonalstrike", "longdiv", "actuarial",
}  # fmt: skip
_MODELS = {"rgb", "RGB", "HTML", "gray"}

Opening = tuple[str, str]
"""The tag that opens an element, and what it does not show of what was written."""


def ems(length: str) -> float | None:
    """A length of TeX in widths of an M; None for what is no length."""
    found = _LENGTH.fullmatch(length)
    return float(found[1] + found[2]) * _EM[found[3]] if found else None


def sized(name: str) -> str:
    """The tag for a size of letters."""
    return f'<mstyle style="font-size:{_SIZES[name]}em;">'


def colored(model: str, value: str) -> str | None:
    """A colour as style sheets have it; None for what is none."""
    if not model:
        return value.strip() if _COLOR.fullmatch(value.strip()) else None
    if model == "HTML":
        return colored("", f"#{value.strip()}")
    parts = [part.strip() for part in value.split(",")]
    if model not in _MODELS or not all(re.fullmatch(r"[0-9]*\.?[0-9]+", part) for part in parts):
        return None
    numbers = [round(float(part) * (1 if model == "RGB" else 255)) for part in parts * (3 if model == "gray" else 1)]
    return f"rgb({','.join(map(str, numbers))})" if len(numbers) == 3 else None


def _colorbox(option: str, values: tuple[str, ...]) -> Opening:
    *border, fill = (colored(option, value) for value in values)
    if fill is None or None in border:
        return "<mrow>", "a colour of that name is not known, so the box is shown without it"
    line = f"border:0.06em solid {border[0]};" if border else ""
    return f'<mrow style="background-color:{fill};padding:0.2em;{line}">', ""


def _bbox(option: str, _: tuple[str, ...]) -> Opening:
    style, rest = "", ""
    for part in filter(None, (part.strip() for part in option.split(","))):
        if (length := ems(part)) is not None:
            style += f"padding:{length:.3g}em;"
        elif border := re.fullmatch(r"border:\s*([\w.]+ \w+ [#\w]+)", part):
            style += f"border:{border[1]};"
        elif _COLOR.fullmatch(part):
            style += f"background-color:{part};"
        else:
            rest = "this style of the box is not known and not shown"
    return f'<mrow style="{style}">', rest


def _enclose(_: str, values: tuple[str, ...]) -> Opening:
    names = [name for name in re.split(r"[\s,]+", values[0]) if name]
    unknown = [name for name in names if name not in _NOTATIONS]
    classes = " ".join(f"notewright-{name}" for name in names if name in _NOTATIONS)
    return f'<mrow class="{classes}">', f"`{unknown[0]}` cannot be drawn around a formula" if unknown else ""


def _raisebox(_: str, values: tuple[str, ...]) -> Opening:
    length = ems(values[0])
    side = "bottom" if (length or 0) < 0 else "top"
    style = f"padding-{side}:{abs(length or 0):.3g}em"
    return f'<mpadded voffset="{length or 0:.3g}em" style="{style}">', "" if length is not None else "this is no length"


def _textcolor(option: str, values: tuple[str, ...]) -> Opening:
    color = colored(option, values[0])
    return (f'<mrow style="color:{color};">', "") if color else ("<mrow>", "a colour of that name is not known")


def _struck(_option: str, _values: tuple[str, ...]) -> Opening:
    return _enclose("", ("horizontalstrike",))


def _flat(_option: str, _values: tuple[str, ...]) -> Opening:
    return '<mpadded width="0">', ""


def _lost(what: str) -> Callable[[str, tuple[str, ...]], Opening]:
    return lambda _option, _values: ("<mrow>", what)


_WIDE = "MathML cannot let a part stand over what is before it, so it is shown in its own place"
BOXES: Mapping[str, tuple[int, Callable[[str, tuple[str, ...]], Opening]]] = {
    "colorbox": (1, _colorbox), "fcolorbox": (2, _colorbox), "bbox": (0, _bbox), "enclose": (1, _enclose),
    "smash": (0, _lost("")), "raisebox": (1, _raisebox), "sout": (0, _struck), "rlap": (0, _flat),
    "mathrlap": (0, _flat),
    "llap": (0, _lost(_WIDE)), "mathllap": (0, _lost(_WIDE)), "clap": (0, _lost(_WIDE)), "mathclap": (0, _lost(_WIDE)),
    "href": (1, _lost("MathML has no links, so it is shown without its own; put a link into the text")),
    "style": (1, _lost(r"styles are not taken from a formula; write \color, \bbox or a size")),
    "class": (1, _lost("classes are not taken from a formula, so it is shown without")),
    "cssId": (1, _lost("names of places are not taken from a formula; write `^name` below it")),
    "data": (1, _lost("data is not taken from a formula, so it is shown without")),
}  # fmt: skip
"""Commands with the number of values before what they show, and the function for the element."""
