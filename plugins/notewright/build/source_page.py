"""The source of a module with functions that formulas are compared with."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer

from notewright.build.compile import Page
from notewright.build.draft import Draft
from notewright.build.formula_links import formulas_href
from notewright.build.formulas_page import TITLE
from notewright.build.passages import title_line
from notewright.build.reference_source import Definition


def source_page(module: str, draft: Draft) -> Page:
    """The page of a module: which notes speak of its functions, and all its lines, each with an address."""
    definitions = {
        function: definition
        for function, definition in sorted(draft.project.definitions.items())
        if definition.module.name == module
    }
    way = f'<p class="notewright-tags-above"><a href="{formulas_href(draft)}">{TITLE}</a> / source</p>'
    functions = "".join(_function(function, definition, draft) for function, definition in definitions.items())
    text = next(iter(definitions.values())).module.text
    parts = [
        title_line(module, draft),
        draft.stash.block(way),
        draft.stash.block(f'<ul class="notewright-functions">{functions}</ul>'),
        draft.stash.block(_code(text, list(definitions.values()))),
    ]
    return Page(module, "\n\n".join(parts) + "\n", draft.stash)


def _function(function: str, definition: Definition, draft: Draft) -> str:
    """A function, and the notes with formulas that are compared with it."""
    notes = draft.project.vault.notes
    paths = dict.fromkeys(one.formula.path for one in draft.project.proof.formulas if one.verdict.reference == function)
    links = ", ".join(f'<a href="{draft.href(path)}">{html.escape(notes[path].title)}</a>' for path in paths)
    return f'<li><a href="#L{definition.line}"><code>{html.escape(function)}</code></a>: {links}</li>'


def _code(text: str, definitions: Sequence[Definition]) -> str:
    """The lines in the colours of the site's code; those of the functions are marked."""
    shown = text.encode("utf-8", "replace").decode()
    lexer = PythonLexer(stripnl=False, ensurenl=True)
    lines = highlight(shown, lexer, HtmlFormatter(nowrap=True)).removesuffix("\n").split("\n")
    return (
        # Scripts that colour code would take the lines away.
        '<div class="highlight notewright-module"><pre tabindex="0"><code class="nohighlight">'
        + "".join(_marked(lines, definitions))
        + "</code></pre></div>"
    )


def _marked(lines: Sequence[str], definitions: Sequence[Definition]) -> Iterator[str]:
    starts = {definition.first: definition.last for definition in definitions}
    end = 0
    for number, line in enumerate(lines, 1):
        if number in starts and number > end:
            end = starts[number]
            yield '<span class="notewright-definition">'
        yield (
            f'<span class="notewright-line" id="L{number}"><a href="#L{number}" data-line="{number}" '
            f'aria-label="Line {number}" tabindex="-1"></a>{line}\n</span>'
        )
        if number == end:
            yield "</span>"
