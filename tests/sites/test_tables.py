"""Pages with tables of answers ask for the script that sorts them, from their own site, and no other page does."""

from __future__ import annotations

import pytest
from built_site import Site

NOTES = {
    "folder/two rows.md": "# Two\n\n```dataview\nTABLE file.name\n```\n",
    "one row.md": "# One\n\n```dataview\nTABLE file.name LIMIT 1\n```\n",
    "host.md": "# Host\n\n![[two rows]]\n",
}


@pytest.mark.parametrize(
    ("directories", "pages"),
    [
        (True, {"folder/two rows/index.html": "../../", "host/index.html": "../", "one row/index.html": None}),
        (False, {"folder/two rows.html": "../", "host.html": "", "one row.html": None}),
    ],
)
def test_the_script_is_asked_for_where_it_is_needed(
    site: Site, directories: bool, pages: dict[str, str | None]
) -> None:
    site.write(NOTES).build(use_directory_urls=directories)

    assert "assets/notewright/tables.js" in site.files()
    for page, way in pages.items():
        asked = f'<script src="{way}assets/notewright/tables.js" defer></script>'
        assert (asked in site.page(page)) == (way is not None), page
        assert site.page(page).count("notewright/tables.js") == (way is not None)


def test_a_table_says_its_page_size_only_where_it_has_pages(site: Site) -> None:
    site.write(NOTES).build(plugins=[{"notewright": {"dataview": {"page_size": 1}}}])
    assert site.page("host/index.html").count('data-page-size="1"') == 1
    assert "data-page-size" not in site.page("one row/index.html")

    site.build(plugins=[{"notewright": {"dataview": {"page_size": 0}}}])
    assert "data-page-size" not in site.page("host/index.html")
