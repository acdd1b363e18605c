"""Callouts and tasks on a site, whatever its own extensions for them say."""

from __future__ import annotations

from built_site import Site

NOTE = """> [!faq]- Why?
> Because.

>
> [!note] no callout

- [x] done
- [/] half
"""


def test_extensions_of_the_site_for_callouts_and_tasks_change_nothing(site: Site) -> None:
    plain = site.write({"a.md": NOTE}).build().content("a/index.html")
    extensions = [
        {"pymdownx.quotes": {"callouts": True}},
        {"pymdownx.tasklist": {"custom_checkbox": True}},
        "admonition",
    ]
    extended = site.build(markdown_extensions=extensions).content("a/index.html")

    assert plain == extended
    assert plain.count("notewright-callout") == 1
    assert plain.count('type="checkbox"') == 2
    assert "[!note] no callout" in plain
