"""What a theme writes of a note into its pages runs nothing: titles, names of files and folders, tags, the search."""

from __future__ import annotations

import json
from html import unescape

import pytest
from built_site import Site
from dangers import calls

IMG = "<img src=x onerror=alert(1)>"
SCRIPT = '"></title></textarea><script>alert(1)</script>'
ENTITIES = "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
NAME = "<img src=x onerror=alert(1)>"
QUOTED = '"onmouseover="alert(1)"><script>alert(1)<'

NOTES = {
    f"{NAME}.md": "# x\n\nText.\n",
    f"{NAME}/{QUOTED}.md": f"# {IMG}\n\n## {IMG}\n\n## `{SCRIPT}`\n\n## \\<script>alert(1)\n\n## {ENTITIES}\n",
    f"{QUOTED}/a.md": "Text.",
    "entities.md": f"---\ntitle: '{ENTITIES}'\n---\nSee [[{NAME}]].\n",
    "properties.md": f"""---
title: '{SCRIPT}{IMG}'
description: '{SCRIPT}'
subtitle: '{IMG}'
author: '{SCRIPT}'
authors: ['{SCRIPT}']
status: '{QUOTED}'
tags: ['{IMG}', '{SCRIPT}', '</title><script>alert(1)</script>']
aliases: ['{IMG}']
canonical: '{SCRIPT}'
image: '{SCRIPT}'
'{IMG}': ['{IMG}']
---
{IMG} <script>alert(1)</script> [[{NAME}]]

```dataview
TABLE file.name, file.folder, title, tags, description
```
""",
}


@pytest.fixture(params=["material", "mkdocs", "readthedocs"])
def built(request: pytest.FixtureRequest, site: Site) -> Site:
    features = ["navigation.tabs", "navigation.path", "navigation.footer", "content.action.edit", "toc.follow"]
    theme = {"name": request.param, **({"features": features} if request.param == "material" else {})}
    return site.write(NOTES).build(theme=theme, site_url="https://e.test/", repo_url="https://github.com/a/b")


def test_no_page_of_a_theme_runs_what_a_note_holds(built: Site) -> None:
    pages = {path: data.decode() for path, data in built.files().items() if path.endswith(".html")}

    assert {path: found for path, page in pages.items() if (found := calls(page, "alert(1)"))} == {}
    assert any("alert(1)" in page for page in pages.values())  # it is shown, as text


def test_titles_are_still_what_they_say(built: Site) -> None:
    page = built.page("entities/index.html")

    assert ENTITIES in unescape(page[page.index("<title>") : page.index("</title>")])


def test_the_search_of_material_shows_text(site: Site) -> None:
    index = site.write(NOTES).build().page("search/search_index.json")

    for entry in json.loads(index)["docs"]:
        assert calls(f"<article>{entry['title']}</article>", "alert(1)") == []
        assert calls(f"<article>{entry['text']}</article>", "alert(1)") == []


def test_a_harmless_title_is_as_it_was(site: Site) -> None:
    site.write({"a.md": "---\ntitle: Q & A\n---\nText.\n", "R&D/b.md": "Text."}).build()

    assert "<title>Q &amp; A - Test</title>" in site.page("a/index.html")
    assert "R&amp;D" in site.page("a/index.html")
