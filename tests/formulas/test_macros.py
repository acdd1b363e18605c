"""Macros of authors, and what they write for MathJax: as a reader sees it."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from notewright.formulas import FormulaError, to_mathml
from notewright.formulas.macros import NO_MACROS, Macros, defined, given


def shown(latex: str, macros: Macros = NO_MACROS) -> str:
    """The formula without the element around it, which holds the source."""
    return re.sub(r"^<math[^>]*>|</math>$", "", to_mathml(latex, display=False, macros=macros))


def plain(latex: str) -> str:
    """The signs of a formula without its elements."""
    return re.sub(r"<[^>]*>", "", shown(latex))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\newcommand{\reals}{\mathbb{R}} x \in \reals", r"x \in \mathbb{R}"),
        (r"\newcommand\reals{\mathbb{R}} x \in \reals", r"x \in \mathbb{R}"),
        (r"\newcommand{\R}{\mathbf{Q}} \R", r"\mathbf{Q}"),
        (r"\renewcommand{\alpha}{\beta} \alpha", r"\beta"),
        (r"\providecommand{\e}{a}\providecommand{\e}{b} \e", "a"),
        (r"\def\half#1{\frac{#1}{2}} \half{x}", r"\frac{x}{2}"),
        (r"\let\e\varepsilon \e", r"\varepsilon"),
        (r"\newcommand{\dv}[2]{\frac{\partial#1}{\partial#2}} \dv xy", r"\frac{\partial x}{\partial y}"),
        (r"\newcommand{\plus}[2][z]{#1+#2} \plus{x} \plus[y]{x}", "z+x y+x"),
        (r"\newcommand{\in}{a}\newcommand{\out}{\in b} \out", "a b"),
        (r"\newcommand{\{}{\left\{} \{ x \right\}", r"\left\{ x \right\}"),
    ],
)
def test_a_macro_is_what_it_stands_for(written: str, meant: str) -> None:
    assert shown(written) == shown(meant)


def test_an_operator_of_the_author_is_upright() -> None:
    assert "<mi>rank</mi>" in shown(r"\DeclareMathOperator{\rank}{rank} \rank A")


def test_a_definition_alone_shows_nothing() -> None:
    assert plain(r"\newcommand{\reals}{\mathbb{R}}") == ""


def test_a_macro_holds_after_the_formula_that_defines_it() -> None:
    after = defined(r"\newcommand{\field}{\mathbb{R}}", NO_MACROS)

    assert shown(r"\field", after) == shown(r"\mathbb{R}")
    with pytest.raises(FormulaError, match="Unknown command"):
        shown(r"\field")


def test_a_macro_of_the_site_may_be_named_with_or_without_its_backslash() -> None:
    assert shown(r"\pair{a}{b}", given({"pair": "#1,#2"})) == shown("a,b")
    assert shown(r"\pair{a}{b}", given({r"\pair": "#1,#2"})) == shown("a,b")


def test_a_macro_that_names_itself_is_told() -> None:
    with pytest.raises(FormulaError, match="has no end"):
        shown(r"\newcommand{\a}{\a\a} \a")


def test_a_macro_without_its_arguments_is_told_at_its_place() -> None:
    with pytest.raises(FormulaError, match="needs 2 arguments") as told:
        shown(r"x + \pair{a}", given({"pair": "#1,#2"}))

    assert told.value.offset == len(r"x + \pair{a}")


def test_what_is_wrong_in_a_macro_is_told_where_it_is_used() -> None:
    with pytest.raises(FormulaError) as told:
        shown(r"abc \bad", given({"bad": r"\nosuchcommand"}))

    assert told.value.offset == 4


def test_a_macro_cannot_nest_deeper_than_a_formula_may() -> None:
    with pytest.raises(FormulaError, match="deep"):
        shown(r"\deep", given({"deep": "{" * 300 + "x" + "}" * 300}))


@drawn(
    st.lists(st.sampled_from([r"\newcommand", r"\def", r"\a", "{", "}", "[1]", "#1", "x", r"\let", " "])).map("".join)
)
def test_no_definition_breaks_anything(latex: str) -> None:
    with suppress(FormulaError):
        assert to_mathml(latex, display=False).startswith("<math")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\left< x \right>", r"\left\langle x \right\rangle"),
        (r"\cases{a & b \cr c & d}", r"\begin{cases}a & b \\ c & d\end{cases}"),
        (r"\require{physics} x", "x"),
        (r"\pmb{x}", r"\boldsymbol{x}"),
        (r"\begin{split}a &= b\end{split}", r"\begin{aligned}a &= b\end{aligned}"),
    ],
)
def test_words_of_mathjax_are_understood(written: str, meant: str) -> None:
    assert shown(written) == shown(meant)


def test_a_formula_may_stand_in_a_text() -> None:
    assert shown(r"\text{if $x_1$ is}") == shown(r"\text{if }{x_1}\text{ is}")


def test_signs_in_a_text_are_signs() -> None:
    assert plain(r"\text{a_b & c #1 100%}").replace("\xa0", " ") == "a_b &amp; c #1 100%"


def test_an_operator_may_be_named_by_a_command() -> None:
    assert "Im" in plain(r"\operatorname{\mathrm{Im}} z")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\ce{H2O}", r"{\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{SO4^2-}", r"{\mathrm{SO}_{4}^{2-}}"),
        (r"\ce{Fe^{3+}}", r"{\mathrm{Fe}^{3+}}"),
        (r"\ce{Na+}", r"{\mathrm{Na}^{+}}"),
        (r"\ce{^{227}_{90}Th}", r"{{}^{227}_{90}\mathrm{Th}}"),
        (r"\ce{1/2H2}", r"{\tfrac{1}{2}\,\mathrm{H}_{2}}"),
        (r"\ce{Ca(OH)2}", r"{\mathrm{Ca}(\mathrm{OH})_{2}}"),
    ],
)
def test_chemical_formulas_are_read(written: str, meant: str) -> None:
    assert shown(written) == shown(meant)


@pytest.mark.parametrize(
    ("written", "sign"),
    [("A -> B", "⟶"), ("A <=> B", "⇌"), ("A ->[heat] B", "→"), ("CO2 ^", "↑"), ("CaCO3 v", "↓"), ("A + B", "+")],
)
def test_chemical_equations_have_their_arrows(written: str, sign: str) -> None:
    assert sign in plain(rf"\ce{{{written}}}")


@pytest.mark.parametrize(
    ("latex", "message", "place"),
    [
        (r"\newcommand\aa[1]{#2} x + \aa y", r"\\aa takes 1 argument, but its definition holds #2", r"\aa y"),
        (r"\newcommand\aa{#1} x + \aa y", r"\\aa takes no argument, but its definition holds #1", r"\aa y"),
        (r"\newcommand\aa[2]{#0} x + \aa yz", r"\\aa takes 2 arguments, but its definition holds #0", r"\aa yz"),
        (r"\newcommand\aa[1]{#2}\newcommand\bb{\aa z} x + \bb y", "holds #2", r"\bb y"),
        (r"\newcommand\aa[1]{#x} x + \aa y", "parameter", r"\aa y"),
        (r"\newcommand\aa{} \aa", r"\\aa stands for nothing", r"\aa"),
        (r"\newcommand\aa[1]{} \aa{x}", r"\\aa stands for nothing", r"\aa{x}"),
        (r"\newcommand\aa{\bb}\newcommand\bb{} { \aa }", r"\\aa stands for nothing", r"\aa }"),
        (r"\DeclareMathOperator{\aa}{} \aa", r"\\aa stands for nothing", r"\aa"),
        (r"\newcommand\aa{\aa} x + \aa", "has no end", r"\aa"),
        (r"\def\aa#1.{x#1} \aa y.", r"signs between the parameters of \\aa are not read", r".{x#1} \aa y."),
        (r"\def\aa[#1]{x#1} \aa[y]", r"signs between the parameters of \\aa are not read", r"[#1]{x#1} \aa[y]"),
    ],
)
def test_what_a_wrong_macro_stands_for_is_told_at_its_place(latex: str, message: str, place: str) -> None:
    with pytest.raises(FormulaError, match=message) as told:
        shown(latex)

    assert latex[told.value.offset :] == place


@pytest.mark.parametrize(
    "latex",
    [
        "",
        "% x",
        r"\quad",
        r"\label{a}",
        r"\require{ams}",
        r"\color{red}",
        "{}",
        r"\relax",
        r"\let\aa\bb",
        r"\phantom{x}",
    ],
)
def test_a_formula_that_says_nothing_may_show_nothing(latex: str) -> None:
    assert re.sub(r"<mphantom>.*</mphantom>", "", plain(latex)).strip() in {"", "x"}


def test_a_sign_that_only_looks_like_a_parameter_is_shown() -> None:
    assert plain(r"\newcommand\aa[1]{\#1 #1} \aa x") == "#1x"
    assert shown(r"\newcommand\aa[2]{\substack{#1\\#2}} \aa xy") == shown(r"\substack{x\\y}")


_BODIES = st.lists(
    st.sampled_from(
        ["#1", "#2", "#3", "x", r"\cc", r"\text{}", "{}", r"\href{a}{}", r"\mathrm{}", "%\n", r"\frac12", " "]
    )
).map("".join)


@drawn(
    _BODIES, _BODIES, st.integers(0, 2), st.sampled_from([r"\aa{x}{y}", r"\aa{}{}", r"{\aa xy}", r"\bb", r"\bb\aa{x}"])
)
def test_nothing_vanishes_without_a_word(body: str, other: str, arity: int, use: str) -> None:
    latex = rf"\newcommand\aa[{arity}]{{{body}}}\newcommand\bb{{{other}}}\newcommand\cc{{}} {use}"
    with suppress(FormulaError):
        element = shown(latex)
        assert re.sub(r"<[^>]*>|\s", "", element) or re.search("<(?:mfrac|mspace w)", element)
