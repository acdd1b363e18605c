"""Redirects, tag pages and backlinks on a site that was built."""

from __future__ import annotations

import json

import pytest
from built_site import Site

REDIRECT = 'http-equiv="refresh"'


def plugins(**links: bool) -> list[object]:
    return ["search", {"notewright": {"links": links}}]


@pytest.mark.parametrize("directories", [True, False])
def test_aliases_and_old_addresses_lead_on_and_are_in_no_list(site: Site, directories: bool) -> None:
    note = '---\npermalink: /new/\naliases: [AL, "C#", Other, index, ../up]\ntags: [x]\n---\nText.\n'
    site.write({"sub/Old.md": note, "Other.md": "Its own text.\n"})
    site.build(use_directory_urls=directories, site_url="https://example.org/")
    ending = "/index.html" if directories else ".html"
    redirects = {path for path in site.files() if path.endswith(".html") and REDIRECT in site.page(path)}

    assert redirects == {f"sub/Old{ending}", f"AL{ending}", f"C#{ending}"}
    assert f'href="../{"../new/" if directories else "new.html"}"' in site.page(f"sub/Old{ending}")
    assert "Its own text." in site.page(f"Other{ending}")
    for listing in ("sitemap.xml", "search/search_index.json", "index.html"):
        assert "new" in site.page(listing)  # control
        assert "AL" not in site.page(listing).replace("ALL", "")
        assert "sub/Old" not in site.page(listing)


def test_a_site_may_have_no_redirects(site: Site) -> None:
    site.write({"Old.md": "---\npermalink: /new/\naliases: [AL]\n---\n"}).build(plugins=plugins(redirects=False))

    assert {path for path in site.files() if path.startswith(("Old/", "AL/"))} == set()


def test_notes_that_share_a_permalink_keep_their_own_paths(site: Site) -> None:
    site.write({f"{name}.md": f"---\npermalink: /x/\n---\nText of {name}.\n" for name in "abc"}).build()

    assert "Text of a." in site.page("x/index.html")
    assert "Text of b." in site.page("b/index.html")
    assert "Text of c." in site.page("c/index.html")
    assert "a.md, b.md and c.md claim the same address" in site.page("b/index.html")
    assert "a/index.html" in site.files(), "the first leaves a redirect at its own place"


def test_every_tag_has_a_file_of_its_own_where_case_does_not_count(site: Site) -> None:
    tags = ["C#", "C++", "c", "a/b", "ab", "c~23~", "~", "😀", "🎉", "con", "index", "é", "x" * 300, "x" * 299 + "y"]
    site.write({"n.md": f"---\ntags: {json.dumps(tags, ensure_ascii=False)}\n---\n#A/B #a/B\n"}).build()
    pages = [path for path in site.files() if path.startswith("tags/") and path.endswith("/index.html")]

    assert len({path.lower() for path in pages}) == len(pages) == 1 + len(tags) + len(["a above a/b"])
    assert not any(path.lower().startswith("tags/con/") for path in pages)
    assert all(len(part.encode()) <= 255 for path in pages for part in path.split("/"))


def test_a_tag_page_says_how_many_notes_and_for_which_tag_they_are_there(site: Site) -> None:
    site.write({"one.md": "#x/y/z", "two.md": "#x/y", "three.md": "#x"}).build()
    page = site.content("tags/x/y/index.html")

    assert '<a href="../../">Tags</a> / <a class="notewright-tag" href="../">x</a> / y · 2 notes' in page
    assert '<a class="notewright-tag" href="z/">x/y/z</a>' in page.split("one</a>")[1]
    assert '<span class="notewright-count">3</span>' in site.content("tags/index.html")


def test_backlinks_and_mentions_are_not_in_the_search(site: Site) -> None:
    site.write({"Alpha.md": "Own words.\n", "b.md": "Cited [[Alpha]] zebra.\n", "c.md": "Named alpha giraffe.\n"})
    site.build(plugins=plugins(mentions=True))
    entries = json.loads(site.page("search/search_index.json"))["docs"]
    found = " ".join(entry["text"] for entry in entries if entry["location"].startswith("Alpha/"))

    assert "zebra" in site.content("Alpha/index.html")
    assert "giraffe" in site.content("Alpha/index.html")
    assert "Own words." in found
    assert "zebra" not in found
    assert "giraffe" not in found


def test_notes_beyond_twenty_are_folded(site: Site) -> None:
    site.write({"a.md": "Text.\n", **{f"n{number:02}.md": "See [[a]].\n" for number in range(23)}}).build()
    shown, folded = site.content("a/index.html").split("<details", 1)

    assert "23 notes link here" in shown
    assert shown.count("notewright-backlinks-note") == 20
    assert "<summary>3 more</summary>" in folded


def test_a_citation_brings_no_picture_note_or_footnote_of_its_own(site: Site) -> None:
    text = "See [[a]] ![[p.png|100]] ![](p.png) ![[c]][^1] <b>bold\n\n[^1]: Foot.\n"
    site.write({"a.md": "Text.\n", "b.md": text, "c.md": "Embedded text.\n", "p.png": b""}).build()
    section = site.content("a/index.html").split("<aside", 1)[1]

    assert "<img" not in section
    assert "<b>" not in section
    assert "Embedded text." not in section
    assert "[^1]" not in section
    assert section.count("p.png</a>") == 2


def test_a_mention_stands_below_the_heading_that_holds_it(site: Site) -> None:
    site.write({"Alpha.md": "Text.\n", "b.md": "# B\n\n## Part\n\nIt names *alpha* here.\n"})
    site.build(plugins=plugins(mentions=True))
    section = site.content("Alpha/index.html").split("notewright-mentions", 1)[1]

    assert 'href="../b/#part"' in section
    assert '<em><mark class="notewright-cited">alpha</mark></em>' in section
    assert "notewright-mentions" not in site.content("b/index.html")  # control
