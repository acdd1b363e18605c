"""Embedded notes in a site: nothing on a page is there twice, and the page stays valid."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser

from built_site import Site

BLOCKS = {"blockquote", "details", "div", "dl", "figure", "h1", "h2", "h3", "hr", "ol", "p", "pre", "table", "ul"}
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

PART = """---
x: 1
---
# Part

Text[^1] with `= this.x` and $x^2$, see [[#Below]].[^1]

## Below

- [ ] task ^task

=== "One"

    tab

=== "Two"

    tab

```python
x = 1
```

[TOC]

[^1]: A footnote.
"""
HOST = """# Host

Words before.[^1] ![[Part]] Words after.

## Below

> ![[Part]]

- item ![[Part#Below]]

| a |
|---|
| ![[Part#^task]] |

[^1]: Mine.
"""
EXTENSIONS = [
    {"toc": {"permalink": True}},
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.highlight": {"anchor_linenums": True, "linenums": True}},
]


class Reader(HTMLParser):
    """The ids of a page, what refers to them, and blocks and links that stand where HTML has no place for them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: set[str] = set()
        self.groups: Counter[str] = Counter()
        self.misplaced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.references |= {given[name].removeprefix("#") for name in ("href", "for") if _is_local(name, given)}
        if tag == "input" and given.get("type") == "radio":
            self.groups[given["name"]] += 1
        if (tag in BLOCKS and "p" in self.open) or (tag == "a" and "a" in self.open):
            self.misplaced.append(f"{tag} in {self.open}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def _is_local(name: str, given: dict[str, str]) -> bool:
    return name in given and (name == "for" or given[name].startswith("#"))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_a_page_with_embeds_is_sound(site: Site) -> None:
    """One site for all of this: building it takes longer than the tests."""
    site.write({"Host.md": HOST, "Part.md": PART}).build(markdown_extensions=EXTENSIONS)
    host, part = read(site.content("Host/index.html")), read(site.content("Part/index.html"))

    assert [name for name, count in Counter(host.ids).items() if count > 1] == []
    assert len(host.ids) > 2 * len(part.ids)  # control: what is embedded has ids
    assert host.references <= {*host.ids, ""}
    assert host.misplaced == []
    assert host.groups == dict.fromkeys(host.groups, 2), "the tabs of each embed are a group of their own"
    assert len(host.groups) == 3
    assert toc(site.page("Host/index.html")) == ["#below"]
    assert toc(site.page("Part/index.html")) == ["#below"]  # control


def toc(html: str) -> list[str]:
    start = html.index('<nav class="md-nav md-nav--secondary"')
    return re.findall(r'href="(#[^"]+)" class="md-nav__link"', html[start : html.index("</nav>", start)])


def test_the_words_of_an_embed_are_found_on_their_own_page_only(site: Site) -> None:
    site.write({"Host.md": "Mine. ![[Part]] Mine too.\n", "Part.md": "## Sec\n\nTheirs.\n"})
    site.build(plugins=["search", {"notewright": {"links": {"backlinks": False}}}])
    index = json.loads((site.root / "site/search/search_index.json").read_text(encoding="utf-8"))
    found = {place["location"] for place in index["docs"] if "Theirs" in place["text"] + place["title"]}

    assert found == {"Part/#sec"}
    assert {place["location"] for place in index["docs"] if "Mine too" in place["text"]} == {"Host/"}  # control


def test_a_note_may_be_embedded_a_thousand_times(site: Site) -> None:
    site.write({"Host.md": "![[Part]]\n\n" * 1000, "Part.md": "Text.[^1]\n\n[^1]: Note.\n"}).build()
    host = read(site.content("Host/index.html"))

    assert site.content("Host/index.html").count("Text.") == 1000
    assert len(host.ids) == len(set(host.ids)) > 2000


def test_extensions_that_are_objects_read_embeds_too(site: Site) -> None:
    (site.root / "hook.py").write_text(
        "from markdown import Extension\n"
        "from markdown.postprocessors import Postprocessor\n\n\n"
        "class Shout(Postprocessor):\n"
        "    def run(self, text):\n        return text.replace('quiet', 'LOUD')\n\n\n"
        "class Shouting(Extension):\n"
        "    def extendMarkdown(self, md):\n        md.postprocessors.register(Shout(md), 'shout', 5)\n\n\n"
        "def on_config(config):\n    config.markdown_extensions.append(Shouting())\n"
    )
    site.write({"Host.md": "quiet ![[Part]] ![[Part]]\n", "Part.md": "quiet\n"}).build(hooks=["hook.py"])

    assert site.content("Host/index.html").count("LOUD") == 3
    assert "quiet" not in site.content("Host/index.html")


def test_lists_and_code_in_embeds_are_left_out_of_the_search_whole(site: Site) -> None:
    part = "1. alpha\n\n   ```\n   beta\n   ```\n\n3. gamma\n\n![[Deeper]]\n\ndelta\n"
    site.write(
        {"Host.md": "Words. ![[Part]] omega\n", "Part.md": part, "Deeper.md": "- epsilon\n\n  ```\n  x\n  ```\n"}
    )
    index = json.loads(site.build().files()["search/search_index.json"])
    of_host = " ".join(entry["text"] for entry in index["docs"] if entry["location"].startswith("Host/"))

    assert "Words." in of_host
    assert "omega" in of_host
    assert [word for word in ("alpha", "beta", "gamma", "delta", "epsilon") if word in of_host] == []
