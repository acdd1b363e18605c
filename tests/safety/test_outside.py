"""Nothing of a site comes from outside its vault, whatever a note asks for."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from built_site import Site
from mkdocs.exceptions import Abort

SECRET = "a secret of the author"


@pytest.fixture
def around(site: Site) -> Site:
    """The site, with files beside its vault."""
    for name in ("secret.md", "secret.png", "vault-secret/more.md", "includes/open.md"):
        (site.root / name).parent.mkdir(exist_ok=True)
        (site.root / name).write_text("opened" if name.startswith("includes") else SECRET)
    return site


def everything(site: Site) -> bytes:
    return b"\n".join(site.files().values())


LINKS = [
    "../secret",
    "../secret.md",
    "../../secret.md",
    "./../secret.md",
    "a/../../secret.md",
    "..\\secret.md",
    "%2e%2e/secret.md",
    "..%2fsecret.md",
    "../vault-secret/more.md",
    "/secret.md",
    "//host/share/secret.md",
    "\\\\host\\share\\secret.md",
    "file:///etc/passwd",
    "/etc/passwd",
    "../secret.png",
    "C:\\secret.md",
]


def test_no_link_or_embed_reads_a_file_outside(around: Site) -> None:
    lines = [f"[[{to}]] ![[{to}]] [a](<{to}>) ![a](<{to}>)\n" for to in [*LINKS, str(around.root / "secret.md")]]
    properties = "---\nlink: '[[../secret]]'\nimage: ../secret.png\nbanner: '![[../secret.png]]'\n---\n"
    around.write({"a.md": properties + "\n".join(lines), "sub/b.md": "\n".join(lines), "inside.md": "Mine."}).build()

    assert SECRET.encode() not in everything(around)
    assert not [path for path in around.files() if "secret" in path]
    assert b"Mine." in everything(around)
    assert 'href="file:' not in around.content("a/index.html")


@pytest.mark.parametrize("name", ["permalink: ../../x", "aliases: [../x, ../../y]", "tags: [../.., '../x', '..', '.']"])
def test_no_property_writes_a_file_outside(around: Site, name: str) -> None:
    before = {path for path in around.root.rglob("*") if "site" not in path.parts}
    around.write({"a.md": f"---\n{name}\n---\n#../x #a/../b See [[../x]].\n"}).build()
    after = {path for path in around.root.rglob("*") if "site" not in path.parts}

    assert {path.name for path in after - before} == {"a.md", "mkdocs.yml"}
    assert "a/index.html" in around.files()


def test_a_cell_that_names_its_figure_like_a_path_writes_no_file_outside(around: Site) -> None:
    cell = "```python exec\n#| id: ../../fig\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```\n"
    plugins = [{"notewright": {"examples": {"run": True}, "cache": {"dir": ""}}}]
    around.write({"a.md": cell}).build(plugins=plugins)

    assert not [path for path in around.root.rglob("*fig*") if around.root / "site" not in path.parents]


SNIPPETS = ["../secret.md", "secret.md", "vault/../secret.md", "vault-secret/more.md", "mkdocs.yml", "vault/out.md"]


@pytest.mark.parametrize("base", [".", "vault", "vault/sub"])
def test_no_line_of_snippets_includes_a_file_outside(
    around: Site, base: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(around.root)
    lines = "".join(f'--8<-- "{path}"\n\n' for path in [*SNIPPETS, str(around.root / "secret.md")])
    around.write({"a.md": f"{lines}--8<--\nsecret.md\n../secret.md\n--8<--\n\nThe rest.\n", "sub/b.md": ""})
    (around.root / "vault" / "out.md").symlink_to(around.root / "secret.md")
    config = {"pymdownx.snippets": {"base_path": [base], "restrict_base_path": False}}
    with caplog.at_level(logging.ERROR):
        around.build(markdown_extensions=[config])

    assert SECRET.encode() not in everything(around)
    assert "site_name" not in around.content("a/index.html")
    assert "The rest." in around.content("a/index.html")
    assert "HTML004" in caplog.text


def test_a_strict_build_fails_for_an_include_from_outside(around: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(around.root)
    around.write({"a.md": 'See [[a]].\n\n--8<-- "secret.md"\n'})

    with pytest.raises(Abort):
        around.build(markdown_extensions=["pymdownx.snippets"], strict=True)


def test_files_of_the_vault_and_of_a_folder_for_includes_are_included(
    around: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(around.root)
    note = "---\nhidden: yes\n---\nPart of b. %%not this%%\n\n<!-- nor this -->\n"
    around.write({"a.md": '--8<-- "b.md"\n\n--8<-- "c.txt"\n\n--8<-- "open.md"\n', "b.md": note, "c.txt": "Part of c."})
    (around.root / "abbreviations.md").write_text("*[MSE]: mean squared error")
    settings = {"base_path": ["vault", "includes", "."], "auto_append": ["abbreviations.md"]}
    around.build(markdown_extensions=["abbr", {"pymdownx.snippets": settings}])
    page = around.content("a/index.html")

    assert "HTML004" not in caplog.text
    for words in ("Part of b.", "Part of c.", "opened"):
        assert words in page
    for words in ("not this", "nor this", "hidden"):
        assert words not in page


def test_includes_stand_in_lines_of_text(around: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(around.root)
    around.write({"a.md": 'Before\n--8<-- "b.txt"\nafter.\n\n--8<--\nb.txt\nc.txt\n--8<--\n\nThe rest.\n'})
    around.write({"b.txt": "Part of b.", "c.txt": "Part of c."})
    around.build(markdown_extensions=[{"pymdownx.snippets": {"base_path": ["vault"]}}])
    page = around.content("a/index.html")

    assert (page.count("Part of b."), page.count("Part of c."), page.count("The rest.")) == (2, 1, 1)
    assert "8&lt;" not in page


def test_an_included_note_names_nothing_private_and_shows_no_sign_of_it(
    around: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(around.root)
    note = """---
see: "[[secret]]"
---
One [[secret]], [[secret|two]] and ![[secret]] [three][s]. %% private %%secret%% /private %% Four.

> A quote with [words
> on two lines](secret.md).

%% private %%

The secret.

%% /private %%

[s]: secret.md
"""
    around.write({"a.md": '--8<-- "b.md"\n\n--8<-- "secret.md"\n\nThe rest.\n', "b.md": note})
    around.write({"secret.md": "---\npublish: false\n---\nThe secret."})
    around.build(markdown_extensions=[{"pymdownx.snippets": {"base_path": ["vault"]}}])
    page = around.content("a/index.html").split("<article", 1)[-1].split("The rest.")[0].split("</details>")[-1]

    assert "secret" not in page
    for words in ("One private note, two and", "three.", "Four.", "on two lines"):
        assert words in page
    assert not [sign for sign in page if "\ufdd0" <= sign <= "\ufdef"]
    assert "HTML004" in caplog.text


def test_what_a_note_includes_passes_the_list_of_html_and_forges_no_piece(
    around: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(around.root)
    around.write({"a.md": '[[b]]\n\n--8<-- "b.txt"\n', "b.txt": "<u onclick=alert(1)>\ufdd00\ufdd1</u>", "b.md": "x"})
    around.build(markdown_extensions=[{"pymdownx.snippets": {"base_path": ["vault"]}}])

    assert "<u>\ufffd0\ufffd</u>" in around.content("a/index.html")


def test_a_frame_shows_no_file_of_the_reader(site: Site) -> None:
    site.write(
        {"a.md": '<iframe src="file:///etc/passwd"></iframe> <iframe src="../b.html"></iframe>\n', "b.html": "x"}
    )
    page = site.build().content("a/index.html")

    assert "file:" not in page.split("</details>")[-1]
    assert '<iframe src="../b.html"' in page


def test_the_folder_of_a_site_is_named_nowhere_in_it(around: Site, tmp_path: Path) -> None:
    around.write({"a.md": "![[../secret.md]] [x](<../secret.md>) `= this.file.path`\n"}).build()

    assert str(tmp_path).encode() not in everything(around)
