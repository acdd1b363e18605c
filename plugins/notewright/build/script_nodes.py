"""What a script put out, with nothing in it but what a note may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notewright.build.allowed_html import VOID
from notewright.build.answer_text import holds_blocks
from notewright.build.draft import Draft
from notewright.build.elements import Ready, inline
from notewright.build.html_address import readdressed
from notewright.build.markup import attributes
from notewright.build.public_answer import public_output
from notewright.build.raw_tag import Fate, read_tag
from notewright.build.sanitize import sanitize
from notewright.text.element import Blocks, Element, Html, Node

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def allowed(nodes: Iterable[Node], draft: Draft, inside: frozenset[str] = frozenset()) -> Iterator[Node]:
    """The nodes. What an element may not be, it is not: what it holds stays."""
    for node in nodes:
        if isinstance(node, Html):
            text = readdressed(public_output(node.text, draft), draft)
            yield Html(text if draft.project.settings.publish.html == "trusted" else sanitize(text))
        elif isinstance(node, Element):
            yield from _element(node, draft, inside)
        else:
            yield node


def _element(element: Element, draft: Draft, inside: frozenset[str]) -> Iterator[Node]:
    opening = public_output(element.opening(), draft)
    if not opening:
        return  # it was a picture of something private
    tag = read_tag(readdressed(opening, draft))
    if tag.fate is Fate.EMPTIED or tag.name == "style":
        return
    children = tuple(allowed(element.children, draft, inside | {tag.name}))
    if not _may_stand(tag.fate, inside):
        yield Element("span", {}, children)
        return
    if tag.name in VOID:
        yield Html(tag.html)
        return
    kept = Element(_holder(tag.name, children), dict(attributes(tag.html)), children)
    # MkDocs looks for links in the tree, and cannot tell ours from those between Markdown files.
    yield Ready(inline(kept, draft)) if tag.name == "a" else kept


def _holder(tag: str, children: tuple[Node, ...]) -> str:
    """The element's name; only some elements hold blocks."""
    holds = any(isinstance(child, Blocks) and holds_blocks(child.text) for child in children)
    return "div" if holds and tag in {"p", "span", *_HEADINGS} else tag


def _may_stand(fate: Fate, inside: frozenset[str]) -> bool:
    return fate is Fate.KEPT or (fate is Fate.IN_SVG and "svg" in inside) or (fate is Fate.IN_MATH and "math" in inside)
