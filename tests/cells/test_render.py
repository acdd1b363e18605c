from __future__ import annotations

import re

import pytest

from notewright.examples import Asset, Cell, CellFailure, Options, Outcome, Output, State, diagnostics
from notewright.examples.outputs import OutputKind, by_name, kinds
from notewright.examples.render import assets, render
from notewright.examples.style import darken
from notewright.text import Severity

FIGURE = Output("figure", assets=(Asset("l.svg", b"l"), Asset("d.svg", b"d")), facts={"width": "640", "height": "400"})


def _outcome(*outputs: Output, error: CellFailure | None = None, **options: str) -> Outcome:
    cell = Cell("note.md", 5, "code", Options(**options))  # type: ignore[arg-type]
    return Outcome(cell, outputs, error, State.FAILED if error else State.RAN)


def test_a_figure_has_two_pictures_and_what_its_cell_says_of_it() -> None:
    page = render(_outcome(FIGURE, id="fig", alt='a "b"', caption="x < y"), "assets/")

    assert page.startswith('<div class="notewright-outputs" id="fig"><figure class="notewright-figure">')
    assert re.findall(r'src="([^"]*)"', page) == ["assets/l.svg#only-light", "assets/d.svg#only-dark"]
    assert page.count('alt="a &quot;b&quot;" width="640" height="400" loading="lazy"') == 2
    assert "<figcaption>x &lt; y</figcaption>" in page


def test_of_several_figures_the_last_bears_the_caption_and_each_a_number() -> None:
    page = render(_outcome(FIGURE, FIGURE, alt="curves", caption="Losses"))

    assert page.count("<figcaption>") == 1
    assert page.index("curves (1 of 2)") < page.index("curves (2 of 2)") < page.index("<figcaption>")


def test_text_is_not_markup() -> None:
    assert "<code>&lt;b&gt; &amp;</code>" in render(_outcome(Output("text", "<b> &")))


def test_html_is() -> None:
    assert "<b>x</b>" in render(_outcome(Output("html", "<b>x</b>")))


def test_formulas_in_html_are_typeset_but_not_in_code() -> None:
    html = r"<p>\(a &lt; b\), \[c\]</p><code>\(d\)</code> \(open"

    assert r"<p>[a < b], [c]</p><code>\(d\)</code> \(open" in render(_outcome(Output("html", html)), math="[{}]".format)


def test_markdown_and_formulas_are_rendered_by_those_who_can() -> None:
    outcome = _outcome(Output("markdown", "*a*"), Output("latex", "x^2"))

    assert render(outcome, markdown="<em>{}</em>".format, math="<math>{}</math>".format) == (
        '<div class="notewright-outputs"><div class="notewright-markdown"><em>*a*</em></div>'
        '<div class="notewright-latex"><math>x^2</math></div></div>'
    )
    assert "<pre>*a*</pre>" in render(outcome)


@pytest.mark.parametrize("show", ["source", "none"])
def test_what_is_not_to_be_shown_is_not(show: str) -> None:
    assert render(_outcome(FIGURE, show=show)) == ""
    assert assets(_outcome(FIGURE, show=show)) == ()


@pytest.mark.parametrize("show", ["both", "output", "fold"])
def test_what_is_to_be_shown_comes_with_its_files(show: str) -> None:
    assert [asset.name for asset in assets(_outcome(FIGURE, show=show))] == ["l.svg", "d.svg"]


def test_an_error_is_shown_even_where_nothing_else_is() -> None:
    error = CellFailure("CELL003", 7, "ValueError: <x>", "Traceback\nValueError: <x>")

    assert "CELL003 line 7: ValueError: &lt;x&gt;" in render(_outcome(error=error, show="none"))


def test_nothing_is_shown_of_nothing() -> None:
    assert render(_outcome()) == ""


def _codes(*outcomes: Outcome) -> list[tuple[str, Severity, int]]:
    return [(problem.code, problem.severity, problem.line) for problem in diagnostics(outcomes)]


def test_a_figure_without_a_description_is_a_warning() -> None:
    assert _codes(_outcome(FIGURE)) == [("CELL010", Severity.WARNING, 5)]
    assert _codes(_outcome(FIGURE, alt="curves")) == []


def test_an_address_in_memory_is_a_warning() -> None:
    assert _codes(_outcome(Output("text", "<Loss object at 0x7f0a1b2c3d4e>"))) == [("CELL011", Severity.WARNING, 5)]
    assert _codes(_outcome(Output("text", "at 0x10"))) == []


def test_a_failure_is_an_error_at_its_own_line() -> None:
    assert _codes(_outcome(error=CellFailure("CELL003", 7, "NameError"))) == [("CELL003", Severity.ERROR, 7)]


def test_two_cells_of_one_id_are_an_error() -> None:
    assert _codes(_outcome(id="a"), _outcome(id="a")) == [("CELL012", Severity.ERROR, 5)]
    assert _codes(_outcome(id="a"), _outcome(id="b"), _outcome(), _outcome()) == []


def test_dark_figures_change_our_colours_and_black_and_no_others() -> None:
    svg = (
        '<svg a="b"><path style="fill: #123456; stroke: #000000"/><path style="stroke:#22272f"/><!-- #000000 --></svg>'
    )

    assert darken(svg) == (
        '<svg fill="#d5d9e0" a="b"><path style="fill: #123456; stroke: #d5d9e0"/>'
        '<path style="stroke:#d5d9e0"/><!-- #000000 --></svg>'
    )


def test_every_kind_is_a_file_that_can_render() -> None:
    assert list(kinds()) == ["figure", "html", "markdown", "latex", "text", "error"]
    assert all(callable(kind.render) for kind in kinds().values())


def test_two_kinds_of_one_rank_are_an_error() -> None:
    def kind(name: str) -> OutputKind:
        return OutputKind(name, 1, lambda output, place: "", None, None)

    with pytest.raises(ImportError, match="the output kinds a and b have one rank, 1"):
        by_name([kind("a"), kind("b")])
