"""The sentences of another note that speak of this one, and the places where they do so marked."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from notewright.build.draft import Draft
from notewright.text import Span
from notewright.vault import Note
from notewright.vault.heading import Heading
from notewright.vault.sentence import citing_sentence
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.syntax.markdown_link import MarkdownLink, is_external
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.token import Border, Prose, Token

# A citation from a table is its row; what stands between its cells is this.
_BETWEEN_CELLS = " · "
# What makes a paragraph the head of a callout, or an item a task.
_HEAD = re.compile(r"\s*+\[(?:![^\]\n]++\][+-]?|[^\]\n]\]\s)")
# A footnote stands in the other note, so nothing can lead to it from here.
_FOOTNOTE = re.compile(r"\[\^[^\]\s]++\]:?")
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+:")


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence as Markdown, and the heading below which it stands (None: its note's title)."""

    heading: Heading | None
    text: str


def citations(note: Note, places: Iterable[Span], draft: Draft) -> Iterator[Citation]:
    """The sentences around places of a note, in order, each once; in the text the places are marked."""
    ordered = sorted(set(places))
    quoting = draft.quoting(note)
    end = -1
    for place in ordered:
        if place.start < end:
            continue
        tokens = citing_sentence(note.source.text, note.passages, place)
        if tokens:
            end = tokens[-1].span.end
            yield Citation(_heading_above(note, place), _written(tokens, ordered, quoting))


def _heading_above(note: Note, place: Span) -> Heading | None:
    index = bisect_right(note.headings, place.start, key=lambda heading: heading.span.start) - 1
    return note.headings[index] if index >= 0 and not note.headings[index].opens_note else None


def _written(tokens: Sequence[Token], places: Sequence[Span], quoting: Draft) -> str:
    first = bisect_right(places, tokens[0].span.start, key=lambda place: place.end)
    last = bisect_right(places, tokens[-1].span.end, key=lambda place: place.start)
    near = places[first:last]
    text = "".join(_marked(token, near, quoting) for token in tokens)
    return " ".join(_HEAD.sub("", text, count=1).split()).strip(_BETWEEN_CELLS)


def _marked(token: Token, places: Collection[Span], quoting: Draft) -> str:
    if isinstance(token, Prose):
        return _FOOTNOTE.sub("", "".join(_marked_prose(token, places, quoting)))
    if isinstance(token, Border):
        return _BETWEEN_CELLS
    text = quoting.write(_shown(token, quoting))
    if token.span not in places:
        return text
    embedded = (isinstance(token, WikiLink) and token.embed) or (isinstance(token, MarkdownLink) and token.image)
    return _mark(text, quoting) + (" (embedded)" if embedded else "")


def _marked_prose(token: Prose, places: Iterable[Span], quoting: Draft) -> Iterator[str]:
    """The text, with the places inside it marked."""
    at = token.span.start
    for place in places:
        if at <= place.start and place.end <= token.span.end:
            yield quoting.write([Prose(Span(at, place.start))])
            yield _mark(quoting.write([Prose(place)]), quoting)
            at = place.end
    yield quoting.write([Prose(Span(at, token.span.end))])


def _mark(text: str, draft: Draft) -> str:
    return draft.stash.inline('<mark class="notewright-cited">') + text + draft.stash.inline("</mark>")


def _shown(token: Token, draft: Draft) -> Iterator[Token]:
    """What a citation shows of a token: a link for what is embedded, and no HTML that its sentence might not close."""
    match token:
        case WikiLink(embed=True):
            is_note = token.target.lower().endswith(".md") or "." not in posixpath.basename(token.target)
            yield replace(token, embed=False, display=token.display if is_note else None)
        case MarkdownLink(image=True) if not is_external(token.target):
            yield replace(token, image=False, text=token.text or posixpath.basename(token.target))
        case HtmlTag() if not _ADDRESS.match(draft.note.source.text, token.span.start):
            pass
        case _:
            yield token
