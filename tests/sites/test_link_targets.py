"""Every link of a built site that names a place on a page leads to an element with that id."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from built_site import Site

NOTES = Path(__file__).parents[2] / "notes"
HOST = "https://notes.example/"


class Places(HTMLParser):
    """The ids of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" and "href" in given else []


def pages(files: Mapping[str, bytes]) -> dict[str, Places]:
    found = {}
    for path, data in files.items():
        if path.endswith(".html") and path != "404.html":
            found[path] = Places()
            found[path].feed(data.decode())
    return found


def dead_links(files: Mapping[str, bytes]) -> Iterator[str]:
    read = pages(files)
    for path, places in read.items():
        for link in places.links:
            way = urlsplit(urljoin(HOST + quote(path), link))
            target = unquote(way.path).lstrip("/")
            target = posixpath.join(target, "index.html") if target.endswith("/") or not target else target
            if f"{way.scheme}://{way.netloc}/" != HOST:
                continue
            if target not in files:
                yield f"{path}: no file for {link}"
            elif way.fragment and target in read and unquote(way.fragment) not in read[target].ids:
                yield f"{path}: no id for {link}"


TRICKY = {
    "Größe & Co.md": """## 16:41

## 日本

## See [[index|x]] **y**

## `a` $b$ #tag 😀

## !!!

## Same

## Same
""",
    "Blocks.md": """- a
- b ^item

^list

> [!note] T
> b
^call

| t |
|---|
| 1 |

^Tab-1

text ^text

# H ^h
""",
    "C#.md": "# A {#own}\n\n# [b](https://x.org) ##\n\nSetext\n---\n\n> # Quoted\n\n- # Listed\n",
    "a/b/Deep.md": "[[Größe & Co#16 41]] [t](../../C%23.md#b) ![[Blocks#^item]]",
    "index.md": """---
up: "[[Blocks#^text]]"
---
[[Größe & Co#16 41]] [[Größe & Co#日本]] [[Größe & Co#See x y]] [[Größe & Co#a b tag 😀]] [[Größe & Co#Same]]
[[Größe & Co#!!!]] [t](C%23.md#a%20own) [t](C%23.md#b) [t](C%23.md#setext) [t](C%23.md#quoted)
[t](C%23.md#listed) [[Blocks#^ITEM]] [[Blocks#^list]] [[Blocks#^call]] [[Blocks#^tab-1]] [[Blocks#^text]] [[Blocks#^h]]
[[#^here]] [[Deep]] ^here
""",
}
EXTENSIONS = ["attr_list", "toc", "pymdownx.blocks.details"]


@pytest.mark.parametrize("directories", [True, False])
def test_a_link_to_a_place_leads_to_it(site: Site, directories: bool) -> None:
    built = site.write(TRICKY).build(use_directory_urls=directories, markdown_extensions=EXTENSIONS)

    assert list(dead_links(built.files())) == []
    assert re.search(r'id="own"', built.page("C#/index.html" if directories else "C#.html"))


def test_a_link_of_the_vault_of_wild_notes_leads_somewhere(copied: Callable[[str], Site]) -> None:
    assert list(dead_links(copied("wild").build().files())) == []


def test_a_link_of_our_own_notes_leads_somewhere(site: Site) -> None:
    shutil.copytree(NOTES, site.root / "vault", dirs_exist_ok=True)

    assert list(dead_links(site.build().files())) == []


def test_a_dead_link_is_found(site: Site) -> None:
    built = site.write({"index.md": '<a href="#no">a</a> <a href="no/">b</a>\n'}).build()

    assert list(dead_links(built.files())) == ["index.html: no id for #no", "index.html: no file for no/"]
