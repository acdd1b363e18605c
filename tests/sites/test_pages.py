"""What a page shows of its note, and what it shows beside it."""

from __future__ import annotations

import re

import pytest
from built_site import Site


def test_a_backlink_shows_the_citing_sentence(site: Site) -> None:
    site.write({"a.md": "First. This one cites [[b]] **well**. Third.\n", "b.md": "Text.\n"}).build()
    section = site.content("b/index.html").split('class="notewright-backlinks"')[1]

    assert "This one cites" in section
    assert "<strong>well</strong>" in section
    assert "First." not in section
    assert "Third." not in section


def test_a_link_in_a_property_is_a_backlink(site: Site) -> None:
    site.write({"a.md": '---\nrelated: ["[[b]]"]\n---\nText.\n', "b.md": "Text.\n"}).build()

    assert 'href="../a/"' in site.content("b/index.html")


def test_a_page_that_nobody_links_has_no_backlinks(site: Site) -> None:
    site.write({"a.md": "See [[b]].\n", "b.md": "Text.\n"}).build()

    assert "notewright-backlinks" not in site.content("a/index.html")
    assert "notewright-backlinks" in site.content("b/index.html")  # control


def test_a_tag_page_lists_the_notes_of_the_tags_below_it(site: Site) -> None:
    site.write({"a.md": "#x/y here", "b.md": "---\ntags: [x]\n---\n", "c.md": "#xy other"}).build()
    page = site.content("tags/x/index.html")

    assert 'href="../../a/"' in page
    assert 'href="../../b/"' in page
    assert 'href="../../c/"' not in page


def test_tags_that_differ_have_pages_that_differ(site: Site) -> None:
    site.write({"a.md": '---\ntags: ["C#", "C++", c, "a/b", ab, "é", "😀"]\n---\n'}).build()
    pages = [path for path in site.files() if path.startswith("tags/") and path.endswith("index.html")]

    assert len(pages) == 1 + 8, "the list of tags, the seven tags, and `a` above `a/b`"


def test_a_vault_with_a_folder_of_tags_keeps_it(site: Site) -> None:
    site.write({"tags/x.md": "Mine. #x", "a.md": "#x"}).build()

    assert "Mine." in site.content("tags/x/index.html")
    assert 'href="../a/"' in site.content("tags-2/x/index.html").replace("../../", "../")


def test_a_heading_link_leads_to_the_id_of_the_heading(site: Site) -> None:
    site.write(
        {"a.md": "See [[b#Größe 1: x]] and [[b#Twice]].\n", "b.md": "# Größe 1: x\n\n## Twice\n\n## Twice\n"}
    ).build()
    page = site.content("b/index.html")
    targets = re.findall(r'href="\.\./b/#([^"]+)"', site.content("a/index.html"))

    assert len(targets) == 2
    assert all(f'id="{target}"' in page for target in targets)


def test_a_block_link_leads_to_the_block(site: Site) -> None:
    site.write({"a.md": "See [[b#^here]].\n", "b.md": "A fact. ^here\n"}).build()

    assert 'href="../b/#^here"' in site.content("a/index.html")
    assert 'id="^here"' in site.content("b/index.html")
    assert "A fact.</p>" in site.content("b/index.html"), "the mark itself is not shown"


@pytest.mark.parametrize("directories", [True, False])
def test_links_are_relative_to_the_page(site: Site, directories: bool) -> None:
    site.write({"sub/a.md": "See [[b]].\n", "b.md": "See [[a]].\n"}).build(use_directory_urls=directories)
    a, b = ("sub/a/index.html", "b/index.html") if directories else ("sub/a.html", "b.html")

    assert f'href="{"../../b/" if directories else "../b.html"}"' in site.content(a)
    assert f'href="{"../sub/a/" if directories else "sub/a.html"}"' in site.content(b)


def test_a_link_in_code_is_not_a_link(site: Site) -> None:
    site.write({"a.md": "`[[b]]` and\n\n```\n[[b]]\n```\n\n[[b]]\n", "b.md": ""}).build()

    assert site.content("a/index.html").count('href="../b/"') == 1


def test_nothing_that_an_author_writes_passes_for_a_piece(site: Site) -> None:
    site.write(
        {"a.md": "x \ufdd00\ufdd1 y `\ufdd01\ufdd1` [[b|\ufdd00\ufdd1]]\n\n```\n\ufdd00\ufdd1\n```\n", "b.md": ""}
    ).build()
    page = site.content("a/index.html")

    assert "\ufdd0" not in page
    assert page.count("\ufffd") == 8


def test_the_answer_of_a_query_links_to_pages(site: Site) -> None:
    site.write(
        {"sub/a.md": "```dataview\nTABLE x AS X FROM #t\n```\n", "b.md": "---\nx: '*hi* | there'\ntags: [t]\n---\n"}
    ).build()
    page = site.content("sub/a/index.html")

    assert '<a class="notewright-link" href="../../b/">b</a>' in page
    assert "<td><em>hi</em> | there</td>" in page


def test_markdown_in_one_cell_does_not_reach_into_the_next(site: Site) -> None:
    site.write({"a.md": "---\nx: 'a *b'\ny: 'c* d'\n---\n```dataview\nTABLE WITHOUT ID x, y\nWHERE x\n```\n"}).build()

    assert "<td>a *b</td>\n<td>c* d</td>" in site.content("a/index.html")


def test_an_inline_query_is_answered_in_text_headings_and_tables(site: Site) -> None:
    text = "---\nx: 7\n---\nIt is `= this.x + 1`.\n\n## At `=this.x`\n\n| a |\n|---|\n| `= this.x` |\n"
    site.write({"a.md": text}).build()
    page = re.sub(r"</?span[^>]*>", "", site.content("a/index.html"))

    assert "It is 8." in page
    assert "At 7</h2>" in page
    assert "<td>7</td>" in page


def test_code_that_begins_with_an_equals_sign_is_code(site: Site) -> None:
    site.write({"a.md": "`==`, `=>` and `=` are signs.\n"}).build()

    assert "<code>==</code>, <code>=&gt;</code> and <code>=</code>" in site.content("a/index.html")


def test_a_foreign_vault_executes_nothing(site: Site) -> None:
    site.write({"a.md": "```python exec\nopen('ran', 'w')\n```\n"}).build()

    assert not list(site.root.rglob("ran"))
    assert "language-python" in site.content("a/index.html") or "highlight" in site.content("a/index.html")


def test_a_build_is_the_same_twice(site: Site) -> None:
    site.write(
        {
            "a.md": "See [[b]] $x$ #t\n\n```python exec\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```\n",
            "b.md": "```dataview\nLIST\n```\n",
        }
    )
    plugins = ["search", {"notewright": {"examples": {"run": True}, "cache": {"dir": ""}}}]
    first = site.build(plugins=plugins).files()
    second = site.build(plugins=plugins).files()
    changed = {path for path in first.keys() | second.keys() if first.get(path) != second.get(path)}

    assert any(path.endswith(".svg") and "notewright" in path for path in first)
    assert changed <= {"sitemap.xml.gz"}, "a compressed file holds the time it was made"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_show_a_note_as_well(site: Site, theme: str) -> None:
    site.write({"a.md": "See [[b]].\n", "b.md": "Text.\n"}).build(theme={"name": theme})

    assert 'href="../b/"' in site.page("a/index.html")
    assert "a</h1>" in site.page("a/index.html")


def test_expected_output_is_compared_and_not_shown_twice(site: Site) -> None:
    cell = "```python exec\nprint(1)\nprint(2)\n```\n\n```text output\n1\n{}\n```\n"
    plugins = ["search", {"notewright": {"examples": {"run": True}}}]
    site.write({"right.md": cell.format(2), "wrong.md": cell.format(3)}).build(plugins=plugins)

    assert "CELL013" not in site.content("right/index.html")
    assert site.content("right/index.html").count("1\n2\n") == 1
    assert "CELL013</code> line 8" in site.content("wrong/index.html")


@pytest.mark.parametrize("query", ["```dataview\nLIST x\nWHERE x\n```", "It is `= this.x`."])
def test_html_in_a_value_is_text(site: Site, query: str) -> None:
    value = "<script>alert(1)</script> <img src=x onerror=alert(1)> *stressed* <!-- a --> &lt;b&gt;"
    site.write({"a.md": f"---\nx: '{value}'\n---\n{query}\n\n<u>mine</u>\n"}).build()
    page = site.content("a/index.html")

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>" not in page
    assert "<em>stressed</em>" in page, "Markdown in a value is read"
    assert "<u>mine</u>" in page, "HTML in the text of a note stays"


def test_a_link_that_runs_a_program_is_text(site: Site) -> None:
    site.write({"a.md": "[x](javascript:alert(1)) [y](java\tscript:alert(1)) [z](https://example.org/)\n"}).build()
    page = site.content("a/index.html").lower()

    addresses = [address.split('"')[0] for address in page.split('href="')[1:]]
    assert not [address for address in addresses if "script" in address]
    assert "https://example.org/" in addresses  # control
