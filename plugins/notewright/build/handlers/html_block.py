"""A block of raw HTML stays, as far as notes may use it, but for its comments, which are not for readers."""

from __future__ import annotations

from collections.abc import Iterator

from notewright.build.draft import Draft
from notewright.build.html_address import readdressed
from notewright.build.raw_html import write_html
from notewright.build.stash import Raw, cleaned
from notewright.text import Severity, Span
from notewright.vault.token import HtmlBlock

TOKEN = HtmlBlock


def handle(token: HtmlBlock, draft: Draft) -> str:
    """The block. A comment that nothing closes hides the rest of it, as in a browser.

    Python-Markdown reads an element to its end, whatever stands in it; as in Obsidian a blank line ends a block, and
    what follows is Markdown. Only elements with the attribute `markdown` are left to it.
    """
    text = "".join(_shown(token.html))
    if not draft.quotes and "<!--" in token.html:
        _report_unclosed(token.span, draft)
    written = write_html(cleaned(readdressed(text, draft)), token.span, draft)
    is_read = not written or draft.project.holds_markdown(draft.note, token.span)
    return written if is_read else draft.stash.put(Raw(written))


def _report_unclosed(place: Span, draft: Draft) -> None:
    """Tell of a comment that nothing closes, and how far it hides what follows."""
    source = draft.note.source.text
    last = max(source.rfind("-->", *place), place.start)
    start = source.find("<!--", last, place.end)
    if start >= 0 and source.find("-->", start + 2, place.end) < 0:
        hidden = "all that follows is hidden" if place.end == len(source.rstrip()) else "it hides the rest of its block"
        message = f"this comment is never closed, so {hidden}; write `-->` where it should end"
        draft.report(Span(start, start + 4), "HTML003", Severity.ERROR, message)


def _shown(html: str) -> Iterator[str]:
    """What stands between comments."""
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        yield html[at:start]
        end = html.find("-->", start + 2)
        if end < 0:
            return
        at = end + 3
    yield html[at:]
