r"""What authors write for MathJax, in the words of the library that makes MathML of it.

Every change keeps its place, so that an error is told where the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from notewright.formulas.aliases import NOTHING, OPERATORS
from notewright.formulas.boxes import BOXES, SIZES, colored, ems, sized
from notewright.formulas.change import Change
from notewright.formulas.chemistry import chemical
from notewright.formulas.environments import EDGE, environment
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import argument, group_end
from notewright.formulas.marks import Marks
from notewright.formulas.signs import bold_script, character, rule, space, verbatim
from notewright.formulas.words import in_text

_TEX_MATRICES = {
    "cases": "cases",
    "matrix": "matrix",
    "pmatrix": "pmatrix",
    "eqalign": "aligned",
    "displaylines": "gathered",
}
_TEXTS = {
    "text": "text", "textrm": "textrm", "textnormal": "text", "textit": "textit", "textbf": "textbf",
    "textsf": "textsf", "texttt": "texttt", "textup": "text", "textmd": "text", "textsl": "textit", "mbox": "text",
    "hbox": "text", "emph": "emph", "textsc": "textsc",
}  # fmt: skip
_REPLACED = {"bgroup": "{", "egroup": "}", "hfill": r"\quad "}
_SIZE = re.compile(rf"(?:{SIZES})(?![A-Za-z])")
_COMMAND = re.compile(
    r"\\(?P<word>[A-Za-z]+)|\\\\(?P<star>\*?)(?P<gap>\s*\[(?P<length>[^][]*)\])?|\\.|(?P<root>√)|(?<!\\)%[^\n]*",
    re.DOTALL,
)
_OPTION = re.compile(r"\s*\[([^][]*)\]")
_ANGLE = re.compile(r"\s*(?:(<)|(>)|\\(?:(lt)|(gt))(?![A-Za-z]))")
_STRETCH = re.compile(rf"\\(?:(left|begin)|(right|end)|(?:{SIZES})|[A-Za-z]+|(\\)|.)|([{{}}&])", re.DOTALL)
_STARRED_BRACE = re.compile(r"(\*?)\s*\{")
_LIMITS = re.compile(r"\s*\\(?:(no)limits|limits|displaylimits)(?![A-Za-z])")
_BRACED = re.compile(r"\s*\{")


def translations(latex: str, marks: Marks, *, in_lines: bool = False) -> list[Change]:
    """What the library has other words for; the formula holds no macros of its author, no numbers or names any more.

    `in_lines` tells whether a line break that stands in no environment parts it.
    """
    changes = sorted(_changes(latex, marks), key=lambda change: change[:2])
    if in_lines and "\\\\" in latex and _breaks(latex):
        end = len(latex)
        return [Change(0, 0, r"\begin{gathered}"), *changes, Change(end, end, r"\end{gathered}")]
    return changes


def _breaks(latex: str) -> bool:
    """Whether a line break stands outside of all groups and environments, and something behind it."""
    depth = 0
    for token in _STRETCH.finditer(latex):
        depth += bool(token[1] or token[0] == "{") - bool(token[2] or token[0] == "}")
        if token[3] and depth == 0 and latex[token.end() :].strip():
            return True
    return False


def _changes(latex: str, marks: Marks) -> Iterator[Change]:
    at = 0
    while found := _COMMAND.search(latex, at):
        at = found.end()
        word = found["word"]
        if word is None:
            yield from _sign(found, marks)
        elif word in _TEXTS and (brace := _BRACED.match(latex, at)):
            end = group_end(latex, brace.end() - 1) or len(latex)
            yield Change(found.start(), brace.end(), rf"\{_TEXTS[word]}{{")
            yield from in_text(latex, _TEXTS[word], brace.end(), end - 1)
            at = end
        elif word in _WHOLE:
            change = _WHOLE[word](latex, found, marks)
            if change:
                yield change
                at = change.end
        else:
            yield from _around(latex, found, marks)


def _sign(found: re.Match[str], marks: Marks) -> Iterator[Change]:
    if found["root"]:
        yield Change(*found.span(), r"\surd ")
    elif found["gap"] and (length := ems(found["length"])) is not None:
        gap = marks.put(f'<mspace depth="{0.35 + length:.3g}em"/>') if length > 0 else ""
        yield Change(*found.span(), rf"{gap}\\ ")
    elif found["star"]:
        yield Change(found.start("star"), found.end("star"), "")


def _around(latex: str, found: re.Match[str], marks: Marks) -> Iterator[Change]:
    """Changes at the edges of what a command holds, which is read on."""
    word, (start, end) = found["word"], found.span()
    if word in {"begin", "end"}:
        edge = EDGE.match(latex, start)
        yield from environment(latex, edge, marks) if edge else ()
    elif word in BOXES:
        yield from _box(latex, found, marks)
    elif word in {"textcolor", "color"}:
        yield from _color(latex, found, marks)
    elif word in _TEX_MATRICES and (brace := _BRACED.match(latex, end)):
        if closing := group_end(latex, brace.end() - 1):
            yield Change(start, brace.end(), rf"\begin{{{_TEX_MATRICES[word]}}}")
            yield Change(closing - 1, closing, rf"\end{{{_TEX_MATRICES[word]}}}")
    elif _SIZE.fullmatch(word):
        opening, closing_mark = marks.around(sized(word))
        stop = _stretch_end(latex, end)
        yield from (Change(start, end, opening), Change(stop, stop, closing_mark))
    elif word == "root" and (of := latex.find(r"\of", end)) >= 0:
        yield from (Change(start, end, r"\sqrt["), Change(of, of + 3, "]"))
    elif word == "buildrel" and (over := latex.find(r"\over", end)) >= 0:
        yield from (Change(start, end, r"\overset{"), Change(over, over + 5, "}"))
    elif word in {"intertext", "shortintertext"} and (brace := _BRACED.match(latex, end)):
        closing = group_end(latex, brace.end() - 1) or len(latex)
        yield from (Change(start, brace.end(), r"&\text{"), Change(closing, closing, r"\\"))


def _box(latex: str, found: re.Match[str], marks: Marks) -> Iterator[Change]:
    count, opening = BOXES[found["word"]]
    at, values = found.end(), []
    option = _OPTION.match(latex, at)
    at = option.end() if option else at
    for _ in range(count):
        value = argument(latex, at)
        if value is None:
            raise FormulaError(rf"\{found['word']} needs {count + 1} arguments; write each in braces", found.start())
        at = value[0]
        values.append(value[1])
    late = _OPTION.match(latex, at) if found["word"] == "enclose" else None
    shown = argument(latex, late.end() if late else at)
    if shown is None:
        raise FormulaError(rf"\{found['word']} has nothing to show; write it in braces", found.start())
    tag, lost = opening(option[1] if option else "", tuple(values))
    if lost:
        marks.notice(found.start(), rf"\{found['word']}: {lost}")
    yield from _wrapped(found.start(), shown, tag, latex, marks)


def _wrapped(start: int, shown: tuple[int, str], tag: str, latex: str, marks: Marks) -> Iterator[Change]:
    end, text = shown
    before, after = marks.around(tag)
    braced = (latex[end - 1] == "}" and len(text) != 1) or latex[end - len(text) - 2 : end - len(text) - 1] == "{"
    yield Change(start, end - len(text) - (1 if braced else 0), before)
    yield Change(end - 1 if braced else end, end, after)


def _color(latex: str, found: re.Match[str], marks: Marks) -> Iterator[Change]:
    r"""Colours that the library has no name for. `\color` holds to the end of the group."""
    option = _OPTION.match(latex, found.end())
    value = argument(latex, option.end() if option else found.end())
    if value is None or (option is None and value[1].strip().isalpha()):
        return
    color = colored(option[1].strip() if option else "", value[1])
    if color is None:
        where = value[0] - len(value[1]) - 1
        raise FormulaError(f"`{value[1]}` is no colour; write a name, #rrggbb, or [rgb]{{…}} with three numbers", where)
    tag = f'<mrow style="color:{color};">'
    if found["word"] == "textcolor" and (shown := argument(latex, value[0])):
        yield from _wrapped(found.start(), shown, tag, latex, marks)
    elif found["word"] == "color":
        before, after = marks.around(tag)
        stop = _stretch_end(latex, value[0], "color")
        yield from (Change(found.start(), value[0], before), Change(stop, stop, after))


def _stretch_end(latex: str, at: int, what: str = SIZES) -> int:
    """Where a command that holds to the end of its group or cell ends, at the latest at the next of its kind."""
    depth = 0
    for token in _STRETCH.finditer(latex, at):
        sign = token[0]
        opens, closes = token[1] or sign == "{", token[2] or sign == "}"
        ends_cell = token[3] or sign == "&"
        if depth == 0 and (closes or ends_cell or sign[1:] in what.split("|")):
            return token.start()
        depth += bool(opens) - bool(closes)
    return len(latex)


def _operator(latex: str, found: re.Match[str], marks: Marks) -> Change | None:
    """An operator that a formula names. The library takes letters only for it."""
    brace = _STARRED_BRACE.match(latex, found.end())
    closing = group_end(latex, brace.end() - 1) if brace else None
    if brace is None or closing is None:
        return None
    name = latex[brace.end() : closing - 1]
    is_mathop = found["word"] == "mathop"
    if not is_mathop and "\\" not in name.replace("\\,", ""):
        return None
    limits = _LIMITS.match(latex, closing)
    end = limits.end() if limits else closing
    below = not limits[1] if limits else is_mathop or brace[1] == "*"
    upright = name if is_mathop else rf"\mathrm{{{name}}}"
    return Change(found.start(), end, marks.operator(upright, brace.end() - (0 if is_mathop else 8), limits=below))


def _named_operator(_: str, found: re.Match[str], marks: Marks) -> Change:
    return Change(*found.span(), marks.operator(OPERATORS[found["word"]], found.start(), limits=True))


def _chemistry(latex: str, found: re.Match[str], _: Marks) -> Change | None:
    brace = _BRACED.match(latex, found.end())
    if brace is None:
        return None
    end = group_end(latex, brace.end() - 1) or len(latex)
    return Change(found.start(), end, f"{{{chemical(latex[brace.end() : end - 1])}}}")


def _nothing(latex: str, found: re.Match[str], _: Marks) -> Change:
    return Change(*found.span(), " ")


def _required(latex: str, found: re.Match[str], _: Marks) -> Change | None:
    value = argument(latex, found.end())
    return Change(found.start(), value[0], " ") if value else None


def _without_option(latex: str, found: re.Match[str], marks: Marks) -> Change | None:
    option = _OPTION.match(latex, found.end())
    return Change(found.end(), option.end(), " ") if option else None


def _replaced(_latex: str, found: re.Match[str], _: Marks) -> Change:
    return Change(*found.span(), _REPLACED[found["word"]])


def _angle(latex: str, found: re.Match[str], _: Marks) -> Change | None:
    sign = _ANGLE.match(latex, found.end())
    if sign is None:
        return None
    return Change(found.start(), sign.end(), rf"\{found['word']}\{'langle' if sign[1] or sign[3] else 'rangle'} ")


_Whole = Callable[[str, re.Match[str], Marks], Change | None]
_WHOLE: Mapping[str, _Whole] = {
    "ce": _chemistry, "cee": _chemistry, "require": _required, "rule": rule, "Rule": rule, "Space": rule,
    "operatorname": _operator, "mathop": _operator, **dict.fromkeys(OPERATORS, _named_operator),
    "cfrac": _without_option, "unicode": character, "char": character, "verb": verbatim,
    **dict.fromkeys(("hspace", "kern", "mkern", "hskip", "mskip", "mspace"), space),
    **dict.fromkeys(("mathbf", "boldsymbol", "bm", "pmb"), bold_script),
    **dict.fromkeys(("left", "right", "middle"), _angle),
    **dict.fromkeys((size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")), _angle),
    **dict.fromkeys(_REPLACED, _replaced),
    **dict.fromkeys(NOTHING.split("|"), _nothing),
}  # fmt: skip
