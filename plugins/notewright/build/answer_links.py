"""Links in the answers of queries, which count as links of the note in which the query stands, if the site asks for it.

`file.inlinks` and `file.outlinks` know nothing of them: a query could otherwise change its own answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notewright.dataview import (
    EvaluationError,
    ExecutionError,
    QueryError,
    evaluate_inline,
    execute,
    parse,
    render,
    render_inline,
)
from notewright.text import Span
from notewright.text.element import Element, LinkTo, Markdown
from notewright.vault import Note
from notewright.vault.outlink import Outlink, links_of
from notewright.vault.scan import scan_inline
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.token import CodeBlock, Fence, Token

if TYPE_CHECKING:
    from notewright.build.project import Project

_CODE = CodeSpan | Fence | CodeBlock


@dataclass(frozen=True)
class AnswerLinks:
    """`targets` are the notes to which the answers in a note lead, `origins` the notes whose answers lead to one."""

    targets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    origins: Mapping[str, Sequence[str]] = field(default_factory=dict)


def answer_links(project: Project) -> AnswerLinks:
    """The links in all answers, each note once; none to the note itself."""
    targets = {path: tuple(_targets(note, project)) for path, note in project.vault.notes.items()}
    origins: dict[str, list[str]] = {}
    for origin, found in targets.items():
        for target in found:
            origins.setdefault(target, []).append(origin)
    return AnswerLinks({path: found for path, found in targets.items() if found}, origins)


def _targets(note: Note, project: Project) -> Sequence[str]:
    vault = project.vault
    found = (
        vault.destination(link, origin or note.path).path
        for token in note.tokens
        for answer in _answers(token, note, project)
        for origin, link in _links(answer)
    )
    return list(dict.fromkeys(path for path in found if path is not None and path in vault.notes and path != note.path))


def _answers(token: Token, note: Note, project: Project) -> Iterator[Element]:
    """The answer of the query that a token is; one that fails has no links, and is told of on its page."""
    preferences = project.preferences
    surroundings = (project.queried, note.path, project.now, preferences)
    try:
        if isinstance(token, Fence) and token.language == "dataview":
            yield render(execute(parse(token.code), *surroundings), preferences)
        read = isinstance(token, _CODE if preferences.inline_queries_in_codeblocks else CodeSpan)
        query = preferences.prefixes.read(token.code) if read and isinstance(token, _CODE) else None
        if query is not None and query.kind == "expression":
            yield render_inline(evaluate_inline(query.text, *surroundings), preferences)
    except (QueryError, ExecutionError, EvaluationError):
        return


def _links(element: Element) -> Iterator[tuple[str, Outlink]]:
    """The links that an answer shows, each with the note from which it is read, where that is another one."""
    for child in element.children:
        if isinstance(child, Element):
            yield from _links(child)
        elif isinstance(child, LinkTo):
            yield "", Outlink(child.path, "", None, child.embed, Span(0, 0))
        elif isinstance(child, Markdown) and "[" in child.text:
            yield from ((child.origin, link) for link in links_of(scan_inline(child.text, 0, len(child.text))))
