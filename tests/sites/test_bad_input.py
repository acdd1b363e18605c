"""What is wrong is told once, with its place; the rest of the site is built, and nothing is lost."""

from __future__ import annotations

import json
import os
import re
import signal

import pytest
from built_site import Site
from mkdocs.exceptions import Abort

from notewright.cli import main

GOOD = "# Good\n\nStill here.\n"


def problems(site: Site, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, int, str, str]]:
    """What `notewright check` says, but for what is only good to know."""
    capsys.readouterr()
    main(["check", "--config-file", str(site.root / "mkdocs.yml"), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [
        (each["path"], each["line"], each["column"], each["code"], each["severity"])
        for each in found
        if each["severity"] != "info"
    ]


def test_wrong_yaml(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": "---\ntitle: x\nlist: [a, b\n---\nThe body stays.\n", "good.md": GOOD}).build()

    assert problems(site, capsys) == [("bad.md", 3, 7, "NOTE001", "error")]
    assert "The body stays." in site.content("bad/index.html")
    assert "NOTE001" in site.content("bad/index.html")
    assert "Still here." in site.content("good/index.html")


def test_a_wrong_query(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": "Text.\n\n```dataview\nLIST FROM #x\nWHEER y\n```\n\nMore.\n", "good.md": GOOD}).build()

    assert problems(site, capsys) == [("bad.md", 5, 1, "DQL001", "error")]
    page = site.content("bad/index.html")
    assert 'class="notewright-error"' in page
    assert "WHEER y\n^^^^^" in page
    assert "More." in page


def test_a_wrong_query_in_a_list_in_a_quote(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": "> - x\n>   ```dataview\n>   LIST WHEER\n>   WHERE +\n>   ```\n"}).build()

    assert problems(site, capsys) == [("bad.md", 4, 11, "DQL001", "error")]


def test_a_wrong_inline_query(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": "It is `= lenght(this.x)` long.\n"}).build()

    assert problems(site, capsys) == [("bad.md", 1, 10, "DQL001", "error")]
    assert "did you mean" in site.content("bad/index.html")


def test_a_cell_with_a_syntax_error(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    plugins = [{"notewright": {"examples": {"run": True}}}]
    site.write({"bad.md": "```python exec\nx = 1\nx = = 2\n```\n\nMore.\n", "good.md": GOOD}).build(plugins=plugins)

    assert problems(site, capsys) == [("bad.md", 3, 5, "CELL002", "error")]
    assert "More." in site.content("bad/index.html")


def test_a_formula_that_cannot_be_shown(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": "Text $\\frac{1}{$ and $x$.\n"}).build()

    assert [found[3:] for found in problems(site, capsys)] == [("FORM001", "error")]
    page = site.content("bad/index.html")
    assert '<code class="notewright-error"' in page
    assert "<math" in page


def test_a_file_that_is_not_utf8(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": b"# Tea\n\nA caf" + b"\xe9 and more.\n", "good.md": GOOD}).build()

    assert problems(site, capsys) == [("bad.md", 3, 6, "NOTE002", "error")]
    assert "A caf\ufffd and more." in site.content("bad/index.html")
    assert "Still here." in site.content("good/index.html")


def test_a_line_of_a_megabyte(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    words = "word [[nowhere]] " * 3 + "lorem ipsum " * 90_000
    site.write({"long.md": words + "\n", "good.md": GOOD}).build()

    assert {found[3] for found in problems(site, capsys)} == {"LINK001"}
    words = re.sub(r"</?span>", "", site.content("long/index.html"))
    assert words.count("lorem ipsum") == 90_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["word [[good]] *x* $x$ `c` #t ", "[", "*_", "a "], ids=["markup", "brackets", "stress", "text"]
)
def test_a_megabyte_of_anything_is_a_page_and_a_remark(
    site: Site, capsys: pytest.CaptureFixture[str], piece: str
) -> None:
    times = (250_000 if piece == "*_" else 1_000_000) // len(piece)
    site.write({"long.md": piece * times, "good.md": GOOD}).build()
    capsys.readouterr()
    main(["check", "--config-file", str(site.root / "mkdocs.yml"), "--format", "json"])
    found = {each["code"] for each in json.loads(capsys.readouterr().out)["diagnostics"] if each["path"] == "long.md"}

    assert "NOTE012" in found
    assert found <= {"NOTE012", "LINK008"}
    assert "Still here." in site.content("good/index.html")


def test_an_empty_note_is_a_page(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"empty.md": "", "blank.md": "\n\n", "good.md": GOOD}).build()

    assert problems(site, capsys) == []
    assert "empty</h1>" in site.content("empty/index.html")
    assert "blank</h1>" in site.content("blank/index.html")


def test_an_unclosed_comment_hides_the_rest_and_is_an_error(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"bad.md": "Seen.\n\n%%\nsecret\n"}).build()

    assert problems(site, capsys) == [("bad.md", 3, 1, "NOTE006", "error")]
    assert b"secret" not in b"".join(site.files().values())


def test_two_notes_for_one_address(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"A.md": "first", "A/index.md": "second"}).build()

    assert [found[3] for found in problems(site, capsys)] == ["PAGE001"]
    assert "first" in site.content("A/index.html")
    assert "second" in "".join(data.decode() for path, data in site.files().items() if path.endswith(".html"))


@pytest.mark.parametrize("permalink", ["../../etc/x", "https://example.org/x", "a//b", "//", "x?y"])
def test_a_permalink_that_is_no_path(site: Site, capsys: pytest.CaptureFixture[str], permalink: str) -> None:
    site.write({"a.md": f"---\npermalink: {permalink}\n---\nText.\n"}).build()

    assert problems(site, capsys) == [("a.md", 2, 1, "PAGE002", "error")]
    assert "Text." in site.content("a/index.html")


@pytest.mark.parametrize(
    "properties",
    ["icon: LiHome", "template: daily", "hide: true", "search: no", "title: 2024", "tags: 3", "status: [a]", "date: x"],
)
def test_properties_that_a_theme_does_not_expect_break_nothing(site: Site, properties: str) -> None:
    site.write({"a.md": f"---\n{properties}\n---\nText.\n"}).build()

    assert "Text." in site.content("a/index.html")


def test_what_leads_out_of_the_vault_is_not_published(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "secret.md").write_text("a secret")
    (site.root / "outside").mkdir()
    (site.root / "outside" / "more.md").write_text("a secret")
    site.write({"a.md": "See [[secret]].\n", "b/real.md": "Text.\n"})
    (site.root / "vault" / "secret.md").symlink_to(site.root / "secret.md")
    (site.root / "vault" / "out").symlink_to(site.root / "outside")
    (site.root / "vault" / "twin.md").symlink_to(site.root / "vault" / "b" / "real.md")
    site.build()

    assert {found[3] for found in problems(site, capsys)} == {"NOTE010", "LINK001"}
    assert not [path for path, data in site.files().items() if b"a secret" in data]
    assert "Text." in site.content("twin/index.html"), "a link inside the vault is followed"


def test_a_folder_that_leads_back_is_told_once(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"a.md": "Text.\n", "sub/b.md": "Text.\n"})
    (site.root / "vault" / "sub" / "back").symlink_to(site.root / "vault")
    site.build()

    assert [found[:1] + found[3:] for found in problems(site, capsys)] == [("sub/back", "NOTE010", "error")]
    assert {path for path in site.files() if path.endswith("b/index.html")} == {"sub/b/index.html"}


def test_folders_that_lead_back_within_each_other_are_told_once_each(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / "mkdocs.yml").write_text("site_name: Test\ndocs_dir: vault\nplugins: [notewright]\n")
    site.write({"a.md": "Text.\n", "sub/b.md": "Text.\n"})
    (site.root / "vault" / "sub" / "up").symlink_to("..")
    (site.root / "vault" / "loop").symlink_to("sub")

    assert [found[:1] + found[3:] for found in problems(site, capsys)] == [
        ("loop/up", "NOTE010", "error"),
        ("sub/up", "NOTE010", "error"),
    ]
    with pytest.raises(Abort, match="loop/up, sub/up"):
        site.build()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
@pytest.mark.parametrize(
    "path",
    ["b.md", "c.canvas", ".obsidian/app.json", ".obsidian/bookmarks.json", ".obsidian/plugins/dataview/data.json"],
)
def test_a_pipe_is_not_read(site: Site, path: str) -> None:
    site.write({"a.md": f"Text ![[{path}]].\n"})
    (site.root / "vault" / path).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(site.root / "vault" / path)
    signal.alarm(20)
    try:
        site.build()
    finally:
        signal.alarm(0)

    assert "Text" in site.content("a/index.html")
    assert path not in site.files()


@pytest.mark.parametrize("name", ["sitemap.xml", "404.html", "search/search_index.json", "assets"])
def test_no_note_takes_the_place_of_a_file_of_the_site(
    site: Site, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    site.write({"a.md": f"---\npermalink: /{name}\n---\nText of a.\n", "sitemap.xml.md": "Text of b.\n"}).build()
    pages = "".join(data.decode() for path, data in site.files().items() if path.endswith("index.html"))

    assert [found[3] for found in problems(site, capsys)] == ["PAGE001", "PAGE001"]
    assert "Text of a." in pages
    assert "Text of b." in pages
