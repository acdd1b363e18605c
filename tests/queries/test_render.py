"""The tree of a result has the app's structure and classes, and a class of ours outermost."""

from __future__ import annotations

import re
from html import escape

import pytest
from memory_notes import NOW, MemoryNotes

from notewright.dataview import evaluate_inline, execute, parse, render, render_error, render_inline
from notewright.text.element import Checkbox, Element, Html, LinkTo, Markdown, Node, Text

NOTES = MemoryNotes({"a.md": "n:: 1\n", "b.md": 'text:: "<b> & *it*"\n'})


def html(node: Node) -> str:
    """The tree as HTML; what the build has still to render stands in braces."""
    match node:
        case Element(tag, _, children):
            return f"{node.opening()}{''.join(map(html, children))}</{tag}>"
        case Text(text):
            return escape(text, quote=False)
        case Markdown(text, origin):
            return f"{{{text} in {origin}}}" if origin else f"{{{text}}}"
        case Html(text):
            return text
        case LinkTo(path, label):
            return f"{{{label} → {path}}}"
        case Checkbox(state):
            return f"[{state}]"


def rendered(query: str) -> str:
    return html(render(execute(parse(query), NOTES, "a.md", NOW)))


def test_a_list() -> None:
    assert rendered('LIST n FROM "a"') == (
        '<ul class="notewright-query dataview list-view-ul"><li>{a → a.md}: 1</li></ul>'
    )


def test_a_table_says_how_many_rows_it_has() -> None:
    assert rendered('TABLE n FROM "a"') == (
        '<table class="notewright-query dataview table-view-table">'
        '<thead class="table-view-thead"><tr class="table-view-tr-header">'
        '<th class="table-view-th">{File}<span class="dataview small-text">1</span></th>'
        '<th class="table-view-th">{n}</th></tr></thead>'
        '<tbody class="table-view-tbody"><tr><td>{a → a.md}</td><td>1</td></tr></tbody></table>'
    )


def test_an_empty_table_keeps_its_header() -> None:
    text = rendered('TABLE n FROM "nowhere"')

    assert text.startswith('<div class="notewright-query"><table class="dataview table-view-table">')
    assert text.endswith(
        '</table><div class="dataview dataview-error-box">'
        '<p class="dataview dataview-error-message">Dataview: No results to show for table query.</p></div></div>'
    )


def ranks(expression: str) -> list[int]:
    """Where the rows stand by an expression of their field `n`."""
    texts = {f"{number}.md": f"n:: {value}\n" for number, value in enumerate(("10", "", "9", "2024-05-01", "[[b]]"))}
    table = render(execute(parse(f"TABLE WITHOUT ID {expression}"), MemoryNotes(texts), None, NOW))
    return [int(rank) for rank in re.findall('data-rank="([0-9]+)"', html(table))]


def test_cells_say_where_they_stand_in_the_order_of_the_language() -> None:
    # null, the date, the link, the numbers by their size
    assert ranks("n") == [4, 0, 3, 1, 2]


def test_equal_cells_have_the_same_rank() -> None:
    assert ranks("1") == [0, 0, 0, 0, 0]


def test_one_row_needs_no_ranks() -> None:
    assert "data-rank" not in rendered('TABLE n FROM "a"')


def test_an_empty_list_says_so() -> None:
    assert rendered('LIST FROM "nowhere"') == (
        '<div class="notewright-query dataview dataview-error-box">'
        '<p class="dataview dataview-error-message">Dataview: No results to show for list query.</p></div>'
    )


def test_texts_leave_as_markdown() -> None:
    assert "{<b> & *it*}" in rendered('LIST text FROM "b"')


def test_an_error_is_escaped() -> None:
    pre = html(render_error("a < b"))

    assert pre == '<pre class="notewright-query dataview dataview-error">Dataview: a &lt; b</pre>'


def test_lists_in_cells_are_lists_down_to_a_depth() -> None:
    text = rendered('LIST WITHOUT ID [1, [2, [3, [4, [5]]]]] FROM "a"')

    assert text.count('<ul class="dataview dataview-ul dataview-result-list-ul">') == 4
    assert "..." in text
    assert "5" not in text


def test_objects_in_cells_are_lists_of_their_entries() -> None:
    entry = '<li class="dataview dataview-li dataview-result-object-li">k: {v}</li>'

    assert entry in rendered('LIST {k: "v"} FROM "a"')


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1 + 1", "2"),
        ("null", "{\\-}"),
        ('["a", [1]]', "{a}, 1"),
        ("[]", "&lt;empty list&gt;"),
        ("{}", "&lt;empty object&gt;"),
        ("[[a|shown]]", "{shown → a}"),
        ("date(2024-05-15T10:30:00+02:00)", "8:30 AM - May 15, 2024"),
        ('elink("https://x.org", "x")', "{[x](https://x.org)}"),
    ],
)
def test_an_inline_value_stands_in_a_line(expression: str, text: str) -> None:
    value = evaluate_inline(expression, NOTES, "a.md", NOW)

    assert html(render_inline(value)) == (
        f'<span class="notewright-query dataview dataview-inline-query">{text}</span>'
    )
