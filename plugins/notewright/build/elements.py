"""Elements whose text is still Markdown: what a page shows beside the text of its note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from notewright.build.answer_text import answer_text
from notewright.build.draft import Draft
from notewright.build.link import write_link
from notewright.build.stash import PLACE, Inset, cleaned
from notewright.build.stash import Checkbox as Box
from notewright.build.task import box_in_answer
from notewright.text import Span
from notewright.text.element import Blocks, Checkbox, Element, Html, LinkTo, Markdown, Node, Text
from notewright.vault.outlink import Outlink


@dataclass(frozen=True, slots=True)
class Ready(Markdown):
    """Markdown of this page already."""


def prepared(element: Element, draft: Draft) -> Element:
    """The element with nothing but Markdown of this page as leaves."""
    return replace(element, children=tuple(_child(child, draft) for child in element.children))


def keep(element: Element, draft: Draft) -> str:
    """Put an element on the page; its links and Markdown are read relative to the draft's note."""
    return draft.stash.put(prepared(element, draft))


def inline(element: Element, draft: Draft) -> str:
    """Markdown for an element that stands in a line of text."""
    return _inline(prepared(element, draft), draft)


def inline_nodes(nodes: Iterable[Node], draft: Draft) -> str:
    """Markdown for what stands in a line of text."""
    return "".join(_inline(_child(node, draft), draft) for node in nodes)


def _inline(child: Node, draft: Draft) -> str:
    if isinstance(child, Element):
        inner = "".join(_inline(grandchild, draft) for grandchild in child.children)
        return draft.stash.inline(child.opening()) + inner + draft.stash.inline(f"</{child.tag}>")
    assert isinstance(child, Markdown), child  # `prepared` leaves nothing else
    return draft.apart(child.text)


def ready(html: str, draft: Draft) -> Markdown:
    """A leaf of finished HTML, for an element that is put on the page without `keep`."""
    return Markdown(draft.stash.inline(html))


def _child(child: Node, draft: Draft) -> Node:
    match child:
        case Element():
            return prepared(child, draft)
        case Ready():
            return child
        case Blocks():
            return _blocks(child, draft)
        case Markdown(text, origin):
            return Markdown(draft.answer(cleaned(text), origin))
        case Checkbox(state):
            return Markdown(draft.stash.put(Box(f"{box_in_answer(state)} ", state=state)))
        case LinkTo():
            return Markdown(_link(child, draft))
        case Html(text):
            return Markdown(draft.stash.inline(text))
        case Text(text):
            return Markdown(draft.plain(text))


def _blocks(child: Blocks, draft: Draft) -> Node:
    """A text, in an element that may hold blocks where it has some."""
    text = cleaned(child.text)
    if not draft.fills_cells_with_blocks:
        return Markdown(draft.answer(text, child.origin))
    written = answer_text(text, draft, child.origin, holder="")
    place = PLACE.fullmatch(written)
    if place is None or not isinstance(draft.stash.pieces[int(place[1])], Inset):
        return Markdown(written)
    return Element("div", {"class": "notewright-blocks"}, (Markdown(written),))


def _link(link: LinkTo, draft: Draft) -> str:
    """Markdown for a link that an answer holds; whether it leads anywhere is the affair of the note it comes from."""
    fragment = f"^{link.subpath}" if link.kind == "block" else link.subpath or ""
    outlink = Outlink(link.path, fragment, link.label, link.embed, Span(0, 0))
    return write_link(outlink, draft.value(cleaned(link.label)), draft)
