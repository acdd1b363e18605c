"""The links of a built site: what the text of each page leads to, and what leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# What a site shows beside the text of a note, and what themes and extensions add.
_BESIDE = re.compile(r"\b(?:notewright-(?:properties|backlinks|problems)|headerlink|footnote-ref|footnote-backref)\b")
# Pictures for dark pages, and the numbers of lines of code.
_OF_THE_THEME = re.compile("#only-dark$|#__codelineno")
# An export links to sounds and films that our own pages play.
_LEADING = {"a": "href", "img": "src", "audio": "src", "video": "src"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

Links = frozenset[str]
"""Addresses from the root of the site, with their fragments, not encoded; those of the web as they are."""


@dataclass
class Page(HTMLParser):
    """The links of a page's text, and all its ids."""

    address: str
    links: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        above = self.inside[-1][1] if self.inside else False
        shown = (above or tag == "article") and not _BESIDE.search(given.get("class") or "")
        address = given.get(_LEADING[tag]) if tag in _LEADING else None
        if shown and address is not None and not _OF_THE_THEME.search(address):
            self.links.add(absolute(address.removesuffix("#only-light"), self.address))
        if tag not in _VOID:
            self.inside.append((tag, shown))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.inside):
            while self.inside.pop()[0] != tag:
                pass


def absolute(href: str, page: str) -> str:
    """Where a link of a page leads."""
    if re.match(r"[a-z][a-z0-9+.-]*:", href):
        return href
    parts = urlsplit(urljoin(f"http://site/{page}", href))
    path = unquote(parts.path).removesuffix("index.html")
    return path + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def read_pages(site: Path) -> Mapping[str, Page]:
    """The pages of a site by their addresses."""
    return dict(_pages(site))


def _pages(site: Path) -> Iterator[tuple[str, Page]]:
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if path in {"404.html"} or path.startswith("assets/"):
            continue
        address = path.removesuffix("index.html")
        # The parser counts with encoded addresses, as browsers do.
        page = Page(re.sub(r"[%#?]", lambda found: f"%{ord(found[0]):02X}", address))
        page.feed(file.read_text(encoding="utf-8"))
        yield f"/{address}", page


def links_of(site: Path) -> Mapping[str, Links]:
    """The links of each page that has any."""
    return {address: frozenset(page.links) for address, page in read_pages(site).items() if page.links}


def dead_links(site: Path) -> list[str]:
    """The links of the site's texts to files and ids that are not there."""
    pages = read_pages(site)
    return sorted(
        f"{address} -> {link}"
        for address, page in pages.items()
        for link in page.links
        if link.startswith("/") and not _is_there(link, pages, site)
    )


def _is_there(link: str, pages: Mapping[str, Page], site: Path) -> bool:
    path, _, fragment = link.partition("#")
    if path in pages:
        return not fragment or fragment in pages[path].ids
    return (site / posixpath.normpath(path.lstrip("/"))).is_file()
