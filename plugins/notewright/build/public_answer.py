"""What a query or a script found or made, without addresses of what is private.

Links of Markdown are looked after where they are written, since words take their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from notewright.build.placeholder import words_for
from notewright.build.raw_links import public_html, without_app_addresses
from notewright.build.redact import every_link
from notewright.vault.outlink import links_of
from notewright.vault.syntax.redacted import unveiled

if TYPE_CHECKING:
    from notewright.build.draft import Draft


def public_text(text: str, draft: Draft) -> str:
    """The Markdown of an answer: no address in its HTML, and none of the app, names something private."""
    if not draft.project.contents.hidden or not ("<" in text or ":/" in text):
        return text
    leads_to_hidden = _leads_to_hidden(draft)
    return unveiled(without_app_addresses(public_html(text, leads_to_hidden), leads_to_hidden))


def public_output(html: str, draft: Draft) -> str:
    """HTML without attributes that name something private, and without pictures of it.

    A link that a script has written as text may be in it too: in its place are words.
    """
    if not draft.project.contents.hidden:
        return html
    html = public_html(html, _leads_to_hidden(draft))
    return "".join(_with_words(html, draft)) if "[" in html else html


def _with_words(html: str, draft: Draft) -> Iterator[str]:
    at = 0
    for found in every_link(html):
        link = next(links_of([found]), None)
        private = draft.project.contents.hidden.behind(link.target, draft.note.path) if link else None
        if link and private:
            yield html[at : found.span.start] + words_for(link, private, draft)
            at = found.span.end
    yield html[at:]


def _leads_to_hidden(draft: Draft) -> Callable[[str], object]:
    hidden, origin = draft.project.contents.hidden, draft.note.path
    return lambda address: hidden.behind_address(address, origin)
