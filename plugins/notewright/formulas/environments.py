r"""`\begin{…}` and `\end{…}` in the names of the library: AMS environments that it lacks, and the columns of arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.formulas.change import Change
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import argument, group_end
from notewright.formulas.marks import LARGE, SMALL, Marks

EDGE = re.compile(r"\\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}")
NUMBERED = {
    "align", "align*", "gather", "gather*", "multline", "multline*", "alignat", "alignat*", "flalign", "flalign*",
    "xalignat", "xalignat*", "eqnarray", "eqnarray*",
}  # fmt: skip
"""Environments in which each row can have a number."""

_OTHER_NAMES = {
    "split": "aligned", "align": "align*", "gather": "gather*", "multline": "multline*", "alignat": "align*",
    "alignat*": "align*", "flalign": "align*", "flalign*": "align*", "xalignat": "align*", "xalignat*": "align*",
    "xxalignat": "align*", "alignedat": "aligned", "multlined": "gathered", "numcases": "cases", "subnumcases": "cases",
}  # fmt: skip
_COUNTED = {"alignat", "alignat*", "xalignat", "xalignat*", "xxalignat", "alignedat"}
_UNSEEN = {"math", "displaymath", "subequations", "equation", "equation*"}
_POSITIONED = {"aligned", "gathered", "alignedat", "array", "multlined", "split", "lgathered", "rgathered"}
_SMALL = re.compile(r"([pbBvV]?)smallmatrix(\*?)")
_STARRED = re.compile(r"([pbBvV]?)matrix\*")
_FENCES = {
    "": ("", ""), "p": (r"\left(", r"\right)"), "b": (r"\left[", r"\right]"), "B": (r"\left\{", r"\right\}"),
    "v": (r"\left|", r"\right|"), "V": (r"\left\|", r"\right\|"),
}  # fmt: skip
_ROWED = {"eqnarray": "rcl", "eqnarray*": "rcl", "lgathered": "l", "rgathered": "r"}
_OPTION = re.compile(r"\s*\[([^\][]*)\]")
_POSITION = re.compile(r"\s*\[[tbc]\]")
_COLUMN = re.compile(r"\s*(?:([lcr|:])|([pmb])\s*\{[^{}]*\}|([@!<>])|\*)")
_CD = re.compile(
    r"@(?:(?P<h>[<>])(?P<above>(?:(?!(?P=h))[^@\\]|\\.)*)(?P=h)(?P<below>(?:(?!(?P=h))[^@\\]|\\.)*)(?P=h)"
    r"|(?P<v>[AV])(?P<left>(?:(?!(?P=v))[^@\\]|\\.)*)(?P=v)(?P<right>(?:(?!(?P=v))[^@\\]|\\.)*)(?P=v)"
    r"|(?P<line>[=|.]|\\vert|\\\|))|(?P<row>\\\\)"
)
_MOST_COLUMNS = 30


def environment(latex: str, found: re.Match[str], marks: Marks) -> Iterator[Change]:
    """What becomes of an edge of an environment, and of what stands behind its name; `CD` is read as a whole."""
    name, start, end = found["name"], *found.span()
    opens = found["edge"] == "begin"
    if opens and name in _POSITIONED and (position := _POSITION.match(latex, end)):
        if name != "array":
            yield Change(end, position.end(), " ")
        else:
            yield Change(end, position.end(), "")
        marks.notice(end, "MathML sets a table at the height of its middle only, not of its first or last row")
        end = position.end()
    if name in _UNSEEN:
        yield Change(start, found.end(), " ")
    elif matrix := _SMALL.fullmatch(name) or _STARRED.fullmatch(name):
        yield from _matrix(latex, found, matrix[1], small="small" in name)
    elif name in _ROWED:
        yield Change(start, found.end(), rf"{LARGE}\begin{{array}}{{{_ROWED[name]}}}" if opens else r"\end{array}")
    elif name == "CD":
        yield Change(start, found.end(), rf"\begin{{array}}{{{'c' * _MOST_COLUMNS}}}" if opens else r"\end{array}")
        yield from _diagram(latex, found.end()) if opens else ()
    elif name.endswith("numcases"):
        yield from _cases(latex, found, marks)
    elif name in _OTHER_NAMES:
        yield Change(start, found.end(), rf"\{found['edge']}{{{_OTHER_NAMES[name]}}}")
        if opens and name in _COUNTED and (count := argument(latex, end)):
            yield Change(end, count[0], " ")
    elif name == "array" and opens:
        yield from _columns(latex, end, marks)


def _matrix(latex: str, found: re.Match[str], fence: str, *, small: bool) -> Iterator[Change]:
    start, end = found.span()
    left, right = _FENCES[fence]
    if found["edge"] == "end":
        name = "array" if found["name"].endswith("*") else "matrix"
        yield Change(start, end, rf"\end{{{name}}}{right}")
        return
    opening = left + (SMALL if small else "")
    if not found["name"].endswith("*"):
        yield Change(start, end, rf"{opening}\begin{{matrix}}")
        return
    option = _OPTION.match(latex, end)
    column = option[1].strip() if option and option[1].strip() in {"l", "c", "r"} else "c"
    columns = column * _MOST_COLUMNS
    yield Change(start, option.end() if option else end, rf"{opening}\begin{{array}}{{{columns}}}")


def _cases(latex: str, found: re.Match[str], marks: Marks) -> Iterator[Change]:
    start, end = found.span()
    if found["edge"] == "end":
        yield Change(start, end, r"\end{cases}")
        return
    opening = latex.find("{", end)
    closing = group_end(latex, opening) if opening >= 0 else None
    if closing is None:
        raise FormulaError(rf"\begin{{{found['name']}}} needs what stands before the brace: {{f(x) = }}", start)
    marks.notice(start, f"the rows of `{found['name']}` are shown without numbers; give them names or tags")
    yield Change(start, opening + 1, "{")
    yield Change(closing - 1, closing, r"}\begin{cases}")


def _columns(latex: str, end: int, marks: Marks) -> Iterator[Change]:
    """The columns of an array in letters and bars; what else they say is about the space between them."""
    opening = latex.find("{", end)
    closing = group_end(latex, opening) if opening >= 0 else None
    if closing is None or not re.search(r"[^lcr|:]", latex[opening + 1 : closing - 1]):
        return
    plain, kept = _plain_columns(latex[opening + 1 : closing - 1], opening + 1)
    if not kept:
        marks.notice(opening, "what stands between the columns of this array is not shown: @{…}, !{…}, >{…}, <{…}")
    yield Change(opening + 1, closing - 1, plain)


def _plain_columns(columns: str, place: int) -> tuple[str, bool]:
    out, at, kept = "", 0, True
    while at < len(columns.rstrip()):
        found = _COLUMN.match(columns, at)
        if found is None:
            raise FormulaError(f"`{columns[at]}` is no column of an array; write l, c, r or a bar", place + at)
        at = found.end()
        if found[1] or found[2]:
            out += found[1] or "l"
            continue
        first = argument(columns, at)
        second = argument(columns, first[0]) if first and not found[3] else first
        if first is None or second is None:
            raise FormulaError("a group in braces is missing here, in the columns of an array", place + at)
        at = second[0]
        if found[3]:
            kept = kept and first[1].strip(" ~\\,;:!quad") == ""
        else:
            count = int(first[1]) if first[1].strip().isdecimal() else 0
            out += _plain_columns(second[1], place + at)[0] * min(count, _MOST_COLUMNS)
    return out, kept


def _diagram(latex: str, at: int) -> Iterator[Change]:
    """The arrows of a commutative diagram: in a row across, in the next one down, with empty cells between."""
    stop = latex.find(r"\end{CD}", at)
    is_first = True
    for arrow in _CD.finditer(latex, at, stop if stop >= 0 else len(latex)):
        if arrow["row"]:
            is_first = True
        elif arrow["h"] or arrow["line"] in {"=", "."}:
            is_first = False
            yield Change(*arrow.span(), f"&{_across(arrow)}&")
        else:
            yield Change(*arrow.span(), ("" if is_first else "&&") + _down(arrow))
            is_first = False


def _across(arrow: re.Match[str]) -> str:
    if arrow["line"]:
        return r"\xlongequal{\quad}" if arrow["line"] == "=" else " "
    if not (arrow["above"] or arrow["below"]):
        return r"\longrightarrow" if arrow["h"] == ">" else r"\longleftarrow"
    name = r"\xrightarrow" if arrow["h"] == ">" else r"\xleftarrow"
    below = f"[{arrow['below']}]" if arrow["below"] else ""
    return rf"{name}{below}{{\;{arrow['above']}\;}}"


def _down(arrow: re.Match[str]) -> str:
    if arrow["line"]:
        return r"\Big\|"
    sign = "downarrow" if arrow["v"] == "V" else "uparrow"
    return rf"{{\scriptstyle {arrow['left']}}}\Big\{sign}{{\scriptstyle {arrow['right']}}}"
