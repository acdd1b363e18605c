"""What the search of a theme is to read of a page.

What is embedded, and what is told of other notes, has pages of its own where it is found. Headings in lists, quotes and
tables begin no sections: Material's search loses its way there, and fails. Every change leaves a mark in its place, so
that it can be undone whatever other plugins write into the page meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HOLDERS = frozenset({"li", "ul", "ol", "blockquote", "table"})
_ELSEWHERE = re.compile(r'\sclass="notewright-(?:embed|backlinks|mentions)"')
_HELD = re.compile(r"<(?:li|blockquote|table)[\s>]")
_TAG = re.compile(
    r'<!--|-->|</?(?:script|style)\b|(?P<permalink><a class="headerlink"[^<>]*+>[^<]*+</a>)'
    r"|<(?P<end>/?)(?P<name>h[1-6]|li|ul|ol|blockquote|table|section|aside|article|div)(?P<attributes>(?:\s[^<>]*+)?)>"
)
# Nothing is a tag up to there.
_ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style"}


@dataclass(frozen=True, slots=True)
class SearchText:
    """A page for the search. `mark` names what stands in it for each of `pieces`, and for the tags of headings."""

    html: str
    mark: str
    pieces: Sequence[str]

    def restored(self, html: str) -> str:
        """The page for readers, with what others have changed in it since."""
        if self.mark not in html:
            return html
        html = html.replace(f"<{self.mark}-h", "<h").replace(f"</{self.mark}-h", "</h")
        return re.sub(f"<!--{self.mark}-([0-9]+)-->", lambda found: self.pieces[int(found[1])], html)


def search_text(html: str) -> SearchText:
    """What the search is to read of a page."""
    mark = "notewright-search"
    while mark in html:
        mark += "x"
    pieces: list[str] = []
    if _ELSEWHERE.search(html):
        html = "".join(_without_others(html, mark, pieces))
    if _HELD.search(html):
        html = "".join(_without_held_headings(html, mark, pieces))
    return SearchText(html, mark, pieces)


def _without_others(html: str, mark: str, pieces: list[str]) -> Iterator[str]:
    """The page without what other pages say."""
    done = start = depth = 0
    name = ""
    for tag in _tags(html):
        if depth and tag["name"] == name:
            depth += -1 if tag["end"] else 1
            if depth == 0:
                yield html[done:start] + _cut(html[start : tag.end()], mark, pieces)
                done = tag.end()
        elif not depth and _ELSEWHERE.search(tag["attributes"] or ""):
            start, name, depth = tag.start(), tag["name"], 1
    yield html[done:]


def _without_held_headings(html: str, mark: str, pieces: list[str]) -> Iterator[str]:
    """The page with other names for headings in lists, quotes and tables, which have no permanent links then."""
    done = 0
    holders: list[str] = []
    heading = ""
    for tag in _tags(html):
        name, end = tag["name"], tag["end"]
        if name in _HOLDERS:
            _hold(holders, name, bool(end))
            continue
        if name and name[0] == "h" and not end:
            heading = name if holders else ""
        if not heading or name not in {heading, None}:
            continue
        yield html[done : tag.start()]
        yield _cut(tag[0], mark, pieces) if name is None else f"<{end}{mark}-{name}{tag['attributes']}>"
        done = tag.end()
        heading = "" if end else heading
    yield html[done:]


def _hold(holders: list[str], name: str, end: bool) -> None:
    """Open or end a list, an item, a quote or a table. An item may end with what holds it."""
    if not end:
        holders.append(name)
        return
    while name != "li" and holders[-1:] == ["li"]:
        holders.pop()
    if holders[-1:] == [name]:
        holders.pop()


def _cut(piece: str, mark: str, pieces: list[str]) -> str:
    pieces.append(piece)
    return f"<!--{mark}-{len(pieces) - 1}-->"


def _tags(html: str) -> Iterator[re.Match[str]]:
    """The tags and permanent links that count here, without what only looks like them."""
    awaited = ""
    for found in _TAG.finditer(html):
        if awaited:
            awaited = "" if found[0] == awaited else awaited
        elif found["name"] or found["permalink"]:
            yield found
        else:
            awaited = _ENDS.get(found[0], "")
