"""Sites of vaults with private notes."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import yaml
from built_site import Site
from mkdocs.exceptions import Abort

from notewright.cli import main
from notewright.site.options import Options


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "vault").mkdir()
    return Site(tmp_path)


def notes(site: Site) -> set[str]:
    return {path for path in site.files() if path.endswith("index.html") and not path.startswith(("tags", "assets"))}


def test_where_notes_are_private_by_default_those_that_say_publish_are_there(site: Site) -> None:
    site.write({"a.md": "---\npublish: true\n---\n[[b]]", "b.md": "Text.", "c.md": "---\npublish: false\n---\n"})
    site.build(plugins=[{"notewright": {"publish": {"default": "private"}}}])

    assert notes(site) == {"index.html", "a/index.html"}


def test_a_navigation_that_names_private_notes_leaves_them_out(site: Site) -> None:
    site.write({"a.md": "Text.", "secret.md": "---\ndraft: true\n---\n", "in/secret2.md": "---\ndraft: true\n---\n"})
    nav = ["a.md", {"Hidden one": "secret.md"}, {"Hidden section": ["in/secret2.md"]}]
    site.build(plugins=["notewright"], nav=nav, not_in_nav="secret.md", strict=True)

    assert notes(site) == {"index.html", "a/index.html"}
    assert "Hidden" not in site.page("a/index.html")


def test_a_note_can_become_private_and_public_again(site: Site) -> None:
    texts = {"a.md": "See [[b]].", "b.md": "Text with wombat."}
    hidden = {"b.md": "---\npublish: false\n---\nText with wombat."}

    assert "b/index.html" in site.write(texts).build().files()
    assert not any(b"wombat" in data for data in site.write(hidden).build().files().values())
    assert 'href="../b/"' in site.write(texts).build().page("a/index.html")


def test_a_strict_build_fails_on_a_section_that_is_never_closed(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.write({"a.md": "Text.\n\n%% private %%\n\nwombat"})
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        site.build(strict=True)

    assert "GATE002" in caplog.text


def test_queries_of_the_command_line_see_public_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("#shared", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\npublish: false\n---\n#shared", encoding="utf-8")
    main(["query", "LIST FROM #shared", "--vault", str(tmp_path), "--format", "json"])
    told = json.loads(capsys.readouterr().out)

    assert [row["id"] for row in told["rows"]] == [{"link": "a.md"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("publish: {default: hidden}", "'public', 'private'"),
        ("publish: {exclude: private/}", "list"),
        ('publish: {exclude: ["!keep.md"]}', "remove the `!`"),
        ("publish: {exclude: [1]}", "type"),
        ("publish: {private_names: maybe}", "bool"),
    ],
)
def test_an_option_that_cannot_be_is_told(text: str, words: str) -> None:
    options = Options()
    options.load_dict(yaml.safe_load(text))
    errors, _ = options.validate()

    assert words in str(errors[0][1])
