r"""Commands of MathJax for which the library has another name, and those that nothing stands for."""

from __future__ import annotations

ALIASES = {
    "mathds": r"\mathbb", "mathbbm": r"\mathbb", "bold": r"\mathbf", "Bbb": r"\mathbb", "pmb": r"\boldsymbol",
    "scr": r"\mathscr", "sl": r"\it", "mit": r"\mathit", "cr": r"\\", "bbone": r"\mathbb{1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "mathnormal": r"\mathit", "mathup": r"\mathrm", "symup": r"\mathrm", "symrm": r"\mathrm", "symit": r"\mathit",
    "mathbfit": r"\boldsymbol", "symbfit": r"\boldsymbol", "mathbfup": r"\mathbf", "symcal": r"\mathcal",
    "symscr": r"\mathscr", "symfrak": r"\mathfrak", "symbb": r"\mathbb", "symsf": r"\mathsf", "symtt": r"\mathtt",
    "overarc": r"\overparen", "wideparen": r"\overparen", "overunderset": r"\overset{#1}{\underset{#2}{#3}}",
    "cancelto": r"{\cancel{#2}}^{\nearrow #1}",
    "framebox": r"\fbox", "strut": r"\mathstrut", "enskip": r"\enspace", "intop": r"\int\limits",
    "sfrac": r"{{}^{#1}\!/\!_{#2}}", "nicefrac": r"{{}^{#1}\!/\!_{#2}}", "xfrac": r"{{}^{#1}\!/\!_{#2}}",
    "smallint": r"{\textstyle\int}", "dprime": r"\prime\prime",
    "smallsetminus": r"\setminus", "centerdot": r"\cdot", "varpropto": r"\propto", "thicksim": r"\sim",
    "thickapprox": r"\approx", "shortmid": r"\mid", "shortparallel": r"\parallel", "nshortmid": r"\nmid",
    "nshortparallel": r"\nparallel", "smallsmile": r"\smile", "smallfrown": r"\frown",
    "dotsc": r"\ldots", "dotso": r"\ldots", "hdots": r"\ldots", "mathellipsis": r"\ldots",
    "dotsb": r"\cdots", "dotsm": r"\cdots", "dotsi": r"\cdots", "adots": r"\iddots",
    "ordinarycolon": r"\mathord{:}", "sdot": r"\cdot", "and": r"\wedge", "or": r"\vee",
    "TeX": r"\text{TeX}", "LaTeX": r"\text{LaTeX}", "KaTeX": r"\text{KaTeX}", "AA": "\u00c5", "euro": "\u20ac",
    "mathunderscore": r"\_", "stackbin": r"\mathbin{\overset{#1}{#2}}",
    "longrightleftharpoons": r"\rightleftharpoons", "longleftrightarrows": r"\leftrightarrows",
    "xlongrightarrow": r"\xrightarrow", "xLongrightarrow": r"\xRightarrow", "xlongleftarrow": r"\xleftarrow",
    "adjustlimits": "", "smashoperator": "{#1}", "vcenter": "{#1}", "displaylimits": "",
}  # fmt: skip
"""Commands by others that look alike."""

OPERATORS = {
    "varlimsup": r"\overline{\mathrm{lim}}", "varliminf": r"\underline{\mathrm{lim}}",
    "varinjlim": r"\underrightarrow{\mathrm{lim}}", "varprojlim": r"\underleftarrow{\mathrm{lim}}",
}  # fmt: skip
"""Operators with limits below them."""

NOTHING = "notag|nonumber|relax|protect|null|allowbreak|nobreak|noindent|centering|displaylimits|goodbreak|hfilll|hfil"
"""Commands that show nothing in a formula."""

_OTHER_WORDS = {
    "cline": r"a rule across some columns; \hline draws one across all",
    "multicolumn": "a cell across columns; write the cells one by one",
    "hdotsfor": r"a row of dots; write \cdots in each cell",
    "overwithdelims": r"it; write \genfrac", "atopwithdelims": r"it; write \genfrac", "above": r"it; write \genfrac",
    "definecolor": r"own colours; write \color[rgb]{…} or the name of one",
    "newenvironment": r"own environments; write a macro with \newcommand",
    "toggle": "pages that change", "mmlToken": "MathML in LaTeX", "pu": r"units; write \mathrm{…}",
    "bordermatrix": r"it; write \begin{array}", "eqalignno": r"it; write \begin{align} with \tag",
    "leqalignno": r"it; write \begin{align} with \tag",
}  # fmt: skip
_PHYSICS = frozenset({
    "qty", "abs", "norm", "dd", "dv", "pdv", "fdv", "grad", "curl", "laplacian", "comm", "acomm", "pb", "ev", "expval",
    "eval", "vev", "mel", "matrixel", "ketbra", "dyad", "vb", "va", "vu", "vdot", "cross", "tr", "Tr", "rank", "erf",
    "Res", "PV", "order", "pqty", "bqty", "vqty", "Bqty", "dmat", "imat", "mqty", "pmqty", "vmqty",
})  # fmt: skip
_UNITS = frozenset({"num", "SI", "si", "unit", "ang", "qtyrange"})


def hint(command: str) -> str:
    """What to do about a command that is not understood."""
    if command in _OTHER_WORDS:
        return f"; nothing here draws {_OTHER_WORDS[command]}"
    if command in _PHYSICS or command in _UNITS:
        package = "siunitx" if command in _UNITS else "physics"
        return rf"; it is of the package {package}, which is not read: define it as a macro (`formulas.macros`)"
    return ""
