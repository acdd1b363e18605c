"""Mermaid diagrams: the site draws them, if it can; their nodes of the class `internal-link` lead to notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.stash import cleaned
from notewright.vault.outlink import Outlink
from notewright.vault.token import Fence

_CLASS = re.compile(
    r"^[ \t]*+class[ \t]++([\w-]++(?:[ \t]*+,[ \t]*+[\w-]++)*+)[ \t]++internal-link[ \t]*+;?[ \t]*+$", re.MULTILINE
)
_SHORT_CLASS = re.compile(r":::[ \t]*+internal-link\b")
_NODE = r"(?<![\w-])(?P<id>\w[\w-]*+)"
_SHAPE = r"[ \t]*+[\[({>][\[({/\\]*+[ \t]*+(?:\"(?P<quoted>[^\"\n]++)\"|(?P<bare>[^\"\[\](){}\n]++))[/\\]?[\])}]++"
_LABEL = re.compile(_NODE + _SHAPE)
_MARKED = re.compile(rf"{_NODE}(?:{_SHAPE})?+:::[ \t]*+internal-link\b")


@dataclass(frozen=True, slots=True)
class _NodeLink:
    node: str
    label: str
    href: str


def show_diagram(token: Fence, draft: Draft) -> str:
    """Markdown for a diagram, with its links below it, where they need no script."""
    links = list(_links(token, draft))
    return "\n\n".join(part for part in (_drawn(token, links, draft), _row(links, draft)) if part)


def _drawn(token: Fence, links: Sequence[_NodeLink], draft: Draft) -> str:
    """The diagram as the site draws it; a site that draws none shows its source."""
    code = token.code.rstrip("\n") + "".join(f"\n{_click(link)}" for link in links)
    match draft.project.dialect.diagrams:
        case "fence":
            return write_code(token.info, code, draft)
        case "script":
            return draft.stash.block(f'<pre class="mermaid"><code>{html.escape(cleaned(code))}</code></pre>')
        case _:
            return write_code(token.info, token.code, draft)


def _click(link: _NodeLink) -> str:
    title = link.label.replace('"', "#quot;")
    return f'click {link.node} "{html.unescape(link.href)}" "{title}"'


def _row(links: Sequence[_NodeLink], draft: Draft) -> str:
    if not links:
        return ""
    shown = " · ".join(f'<a class="notewright-link" href="{link.href}">{html.escape(link.label)}</a>' for link in links)
    return draft.stash.block(f'<p class="notewright-diagram-links">{shown}</p>')


def _links(token: Fence, draft: Draft) -> Iterator[_NodeLink]:
    """The nodes that lead to notes; as in the app a name that no note has is no problem."""
    labels = _labels(token.code)
    for node in _marked(token.code):
        label = labels.get(node, node)
        found = draft.project.vault.destination(Outlink(label, "", None, False, token.span), draft.note.path)
        if found.path is not None:
            yield _NodeLink(node, label, draft.href(found.path))


def _marked(code: str) -> Sequence[str]:
    """The nodes of the class, each once, in order."""
    listed = [node.strip() for found in _CLASS.finditer(code) for node in found[1].split(",")]
    shorthand = [found["id"] for found in _MARKED.finditer(code)] if _SHORT_CLASS.search(code) else []
    return list(dict.fromkeys(node for node in (*listed, *shorthand) if node))


def _labels(code: str) -> Mapping[str, str]:
    """The texts of nodes: `A[Three laws]`, `A("Three laws")`, `A{Three laws}`; the first of a node holds."""
    found: dict[str, str] = {}
    for label in _LABEL.finditer(code):
        found.setdefault(label["id"], html.unescape((label["quoted"] or label["bare"]).strip()))
    return found
