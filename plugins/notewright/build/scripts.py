"""Scripts on the page: `dataviewjs` blocks and `` `$= …` ``. Nothing is imported for them unless the site runs them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from notewright.build.answer_text import answer_text, holds_blocks
from notewright.build.draft import Draft
from notewright.build.elements import inline, keep
from notewright.build.fence import place_in
from notewright.build.problems import error_box
from notewright.build.script_nodes import allowed
from notewright.build.stash import cleaned
from notewright.text import Severity, Span
from notewright.text.element import Blocks, Element, Node
from notewright.vault.token import Fence

if TYPE_CHECKING:
    from notewright.dataview.javascript import Outcome, ScriptError

_OFF = "Dataview JS queries are disabled. The author of this site can enable them: dataview: {js: true}."
_OFF_MESSAGE = (
    "scripts do not run here; `dataview: {js: true}` lets them run, or write the query in DQL, in a `dataview` block"
)
_NO_ENGINE = "This script did not run: the JavaScript engine is not installed."
_NO_ENGINE_MESSAGE = (
    "`dataview: {js: true}` needs a JavaScript engine, which is not installed; install the extra `js` of notewright: "
    "`pip install 'notewright[js]'`"
)
_BLOCKS = frozenset({"details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"})


def show_script(token: Fence, draft: Draft) -> str:
    """Markdown for a block: what its script puts out, or what is wrong with it."""
    if refusal := _refusal(_opening(token, draft), token.span, draft):
        return draft.stash.block(f'<div class="notewright-app-only" role="note"><p>{html.escape(refusal)}</p></div>')
    outcome = _outcome(token.code, draft, is_inline=False)
    place = place_in(token, 0, len(token.code.split("\n", 1)[0]), draft.note.source)
    if isinstance(outcome, Exception):
        span = place if not outcome.line else place_in(token, _offset(token.code, outcome), 1, draft.note.source)
        _tell(outcome, span, draft)
        # Not its text: nobody but its author sees a script, whatever it names.
        return draft.stash.block(error_box(f"This script failed: {outcome.message}"))
    _tell_queries(outcome, place, draft)
    return "\n\n".join(_block(nodes, draft) for nodes in _grouped(allowed(outcome.nodes, draft), draft))


def show_inline_script(script: str, place: Span, draft: Draft) -> str:
    """Markdown for a script in a line: what it puts out and its value, or what is wrong with it."""
    if refusal := _refusal(place, place, draft):
        return draft.stash.inline(f'<span class="notewright-app-only">{html.escape(refusal)}</span>')
    outcome = _outcome(script, draft, is_inline=True)
    if isinstance(outcome, Exception):
        _tell(outcome, place, draft)
        opening = draft.stash.inline('<span class="notewright-error">')
        return f"{opening}{draft.plain(f'This script failed: {outcome.message}')}{draft.stash.inline('</span>')}"
    _tell_queries(outcome, place, draft)
    nodes = tuple(allowed(outcome.nodes, draft))
    if any(_is_block(node) for node in nodes) and _stands_alone(place, draft):
        return "\n\n".join(_block(group, draft) for group in _grouped(nodes, draft))
    classes = "notewright-query notewright-script dataview dataview-inline-query"
    return inline(Element("span", {"class": classes}, nodes), draft)


def _refusal(place: Span, token: Span, draft: Draft) -> str:
    """Why no script runs, for the page; empty where they do."""
    if not draft.project.settings.dataview.js:
        draft.report(place, "JS003", Severity.WARNING, _OFF_MESSAGE)
        return _OFF
    if draft.project.scripts is None:
        # One report is enough: it is the same for all of them.
        if draft.project.first_script == (draft.note.path, token):
            draft.report(place, "JS004", Severity.ERROR, _NO_ENGINE_MESSAGE)
        return _NO_ENGINE
    return ""


def _opening(token: Fence, draft: Draft) -> Span:
    """The line that opens a block."""
    end = draft.note.source.text.find("\n", token.span.start)
    return Span(token.span.start, end if 0 <= end < token.span.end else token.span.end)


def _outcome(script: str, draft: Draft, *, is_inline: bool) -> Outcome | ScriptError:
    from notewright.dataview.javascript import ScriptError

    scripts = draft.project.scripts
    assert scripts is not None, "without it the script is refused"
    try:
        return scripts.run(script, draft.note.path, inline=is_inline)
    except ScriptError as error:
        return error


def _tell(error: ScriptError, span: Span, draft: Draft) -> None:
    draft.report(span, "JS002" if error.kind == "limit" else "JS001", Severity.ERROR, error.message)


def _tell_queries(outcome: Outcome, place: Span, draft: Draft) -> None:
    for message in outcome.failed_queries:
        words = " ".join(message.split())
        draft.report(place, "JS001", Severity.ERROR, f"a query that the script puts on the page has no answer: {words}")


def _offset(code: str, error: ScriptError) -> int:
    lines = code.split("\n")[: error.line]
    before = sum(len(line) + 1 for line in lines[:-1])
    return before + min(max(0, error.column - 1), len(lines[-1]))


def _grouped(nodes: Iterable[Node], draft: Draft) -> Iterator[tuple[Node, ...]]:
    """The nodes in groups of blocks and of lines; a text of blocks and a table of several pages stand alone."""
    run: list[Node] = []
    for node in nodes:
        is_alone = _text_of(node) is not None or _is_long(node, draft)
        if run and (is_alone or _is_block(node) != _is_block(run[-1])):
            yield tuple(run)
            run = []
        if is_alone:
            yield (node,)
        else:
            run.append(node)
    if run:
        yield tuple(run)


def _block(nodes: tuple[Node, ...], draft: Draft) -> str:
    if (text := _text_of(nodes[0])) is not None:
        return answer_text(cleaned(text), draft)
    attributes = {"class": "notewright-answer notewright-script"}
    if _is_long(nodes[0], draft):
        attributes["data-page-size"] = str(draft.project.settings.dataview.page_size)
    return keep(Element("div", attributes, nodes), draft)


def _text_of(node: Node) -> str | None:
    """The text of an element that holds nothing else, where it is several blocks."""
    if isinstance(node, Element) and node.tag == "div" and not node.attributes and len(node.children) == 1:
        child = node.children[0]
        return child.text if isinstance(child, Blocks) and holds_blocks(child.text) else None
    return None


def _is_long(node: Node, draft: Draft) -> bool:
    """Whether a table is shown in pages."""
    size = draft.project.settings.dataview.page_size
    if not (isinstance(node, Element) and node.tag == "table" and size > 0):
        return False
    rows = node.children[-1]
    return isinstance(rows, Element) and rows.tag == "tbody" and len(rows.children) > size


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _BLOCKS


def _stands_alone(place: Span, draft: Draft) -> bool:
    """Whether nothing else is in the line of a place."""
    text = draft.note.source.text
    end = text.find("\n", place.end)
    line = text[text.rfind("\n", 0, place.start) + 1 : end if end >= 0 else len(text)]
    return line.strip() == text[place.start : place.end]
