"""An export builds to the links of our own site, by MkDocs without our plugin and by Zensical."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from built_site import Site
from link_map import Links, dead_links, links_of
from mkdocs.commands.build import build
from mkdocs.config import load_config

from notewright.cli import main

pytest.importorskip("zensical")
pytestmark = pytest.mark.slow

VAULT = Path(__file__).parent / "vault"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One folder with the vault, its export in `docs`, and the sites `site`, `by_mkdocs` and `by_zensical`."""
    site = Site(tmp_path_factory.mktemp("sites"))
    shutil.copytree(VAULT, site.root / "vault")
    site.build(plugins=[{"notewright": {"examples": {"run": True}}}])
    assert main(["export", str(site.root / "docs"), "--config-file", str(site.root / "mkdocs.yml")]) == 0
    by_mkdocs(site.root, "by_mkdocs")
    by_zensical(site.root, "by_zensical")
    return site


def by_mkdocs(root: Path, out: str) -> None:
    settings = {"site_name": "Test", "docs_dir": "docs", "site_dir": out, "theme": {"name": "material"}, "plugins": []}
    (root / "plain.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    build(load_config(str(root / "plain.yml"), strict=True))


def by_zensical(root: Path, out: str) -> None:
    (root / "zensical.toml").write_text(f'[project]\nsite_name = "Test"\nsite_dir = "{out}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "zensical.toml"]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=120)


@pytest.mark.parametrize("generator", ["by_mkdocs", "by_zensical"])
def test_the_export_builds_to_the_links_of_our_site(sites: Site, generator: str) -> None:
    ours, theirs = links_of(sites.root / "site"), links_of(sites.root / generator)

    assert differing(theirs, ours) == {}
    assert len(ours["/Start/"]) >= 15  # the texts were found


def differing(theirs: Mapping[str, Links], ours: Mapping[str, Links]) -> Mapping[str, list[str]]:
    """The links of each page that only one of two sites has. Pages of tags say in ways of their own what is near."""
    pages = {*theirs, *ours}
    found = {page: theirs.get(page, frozenset()) ^ ours.get(page, frozenset()) for page in pages}
    kept = {page: sorted(link for link in links if not is_way(page, link)) for page, links in found.items()}
    return {page: links for page, links in kept.items() if links}


def is_way(page: str, link: str) -> bool:
    return page.startswith("/tags/") and link.startswith("/tags/")


@pytest.mark.parametrize("generator", ["site", "by_mkdocs", "by_zensical"])
def test_every_link_finds_its_file_and_its_place(sites: Site, generator: str) -> None:
    assert dead_links(sites.root / generator) == []


def test_a_broken_link_would_be_found(sites: Site) -> None:
    page = sites.root / "docs" / "Three laws.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("#見出し)", "#見出)").replace("(Start.md)", "(Stort.md)"), encoding="utf-8")
    settings = {"site_name": "Test", "site_dir": "broken", "theme": {"name": "material"}, "plugins": []}
    (sites.root / "broken.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    build(load_config(str(sites.root / "broken.yml")))
    page.write_text(text, encoding="utf-8")

    assert dead_links(sites.root / "broken") == [
        "/Three laws/ -> /Three laws/Stort.md",
        "/Three laws/ -> /日本/名前/#見出",
    ]


def test_only_files_that_notes_refer_to_are_exported(sites: Site) -> None:
    files = {file.name for file in (sites.root / "docs").rglob("*")}

    assert {"pic.png", "sound.mp3"} < files
    assert "unused.png" not in files
