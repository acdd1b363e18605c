"""What the search of a theme finds: the words of each page on that page, and sections where it can tell them apart."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from built_site import Site
from material.plugins.search.plugin import Parser

from notewright.site.search_text import search_text

HELD = {"a.md": "# A\n\n# B\n", "list.md": "1. ![[a]]\n2. - # H\n", "plain.md": "> # G\n> # H\n\n- # I\n- x\n"}
HOST = "# Host\n\nMine.\n\n![[Part]]\n\nAfter.\n\n## Own\n\n- ### Held\n\n    Below.\n"
PART = "# Part\n\n## Sec\n\nTheirs, of [[Host]].\n"


def entries(site: Site) -> dict[str, str]:
    index = json.loads((site.root / "site/search/search_index.json").read_text(encoding="utf-8"))
    return {place["location"]: f"{place['title']} {place['text']}" for place in index["docs"]}


def test_headings_in_lists_do_not_break_the_search_of_material(site: Site) -> None:
    found = entries(site.write(HELD).build())

    assert "H" in found["list/"]
    assert 'id="h"' in site.content("list/index.html")  # links still lead there


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_search_finds_the_words_of_a_page_on_that_page_only(site: Site, theme: str) -> None:
    site.write({"Host.md": HOST, "Part.md": PART})
    found = entries(site.build(theme={"name": theme}, markdown_extensions=[{"toc": {"permalink": True}}]))

    assert {location for location, text in found.items() if "Theirs" in text} <= {"Part/", "Part/#sec"}
    assert not any("embed-" in location for location in found)
    assert "Below" in found["Host/#own"]
    assert "Held" in found["Host/#own"]
    assert any("After" in text for location, text in found.items() if location.startswith("Host/"))  # control
    assert "Theirs" in site.page("Host/index.html")
    assert 'id="held"' in site.page("Host/index.html")
    assert "notewright-search" not in site.page("Host/index.html")


def test_other_plugins_may_change_the_page_meanwhile(site: Site) -> None:
    (site.root / "hook.py").write_text(
        "def on_page_context(context, page, config, nav):\n    page.content = 'New. ' + page.content\n"
    )
    site.write({"Host.md": HOST, "Part.md": PART}).build(hooks=["hook.py"])

    assert "New. " in site.content("Host/index.html")
    assert "Theirs" in site.content("Host/index.html")


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><h2 id="a">A</h2></li></ul>',
        '<div class="notewright-embed"><div>a</div></div> after',
        '<div class="notewright-embed"><div>never closed',
        '<!-- <li> --><h2 id="a">A</h2><script>"<li>"</script><h2 id="b">B</h2>',
        "notewright-search <li><h2>A</h2></li>",
    ],
)
def test_every_change_is_undone(html: str) -> None:
    found = search_text(html)

    assert found.restored(found.html) == html


def test_what_only_looks_like_a_list_changes_nothing() -> None:
    html = '<!-- <li> --><h2 id="a">A</h2><script>"<li>"</script><h2 id="b">B</h2>'

    assert search_text(html).html == html
    assert search_text(f"<li>{html}").html != html  # control


class Sections(HTMLParser):
    """The headings of a page with an id."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"h1", "h2"}:
            self.found += [value or "" for name, value in attrs if name == "id"]


def test_a_list_that_ends_without_its_items_ends_for_headings_too() -> None:
    sections = Sections()
    sections.feed(search_text('<ul><li>a<li><h2 id="in">A</h2></ul><h2 id="out">B</h2>').html)

    assert sections.found == ["out"]


def test_a_heading_in_a_cell_begins_no_section() -> None:
    sections = Sections()
    sections.feed(search_text('<table><tr><td><h2 id="in">A</h2></td></tr></table><h2 id="out">B</h2>').html)

    assert sections.found == ["out"]


def test_material_reads_a_page_that_it_fails_on_otherwise() -> None:
    quote = '<blockquote><h1 id="g">G</h1><h1 id="h">H</h1></blockquote>'
    html = f'{quote}<ul><li><h1 id="i">I</h1></li><li>x</li></ul>'

    with pytest.raises(ValueError, match="not in list"):  # control
        Parser().feed(html)
    Parser().feed(search_text(html).html)
