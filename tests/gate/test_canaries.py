"""Nothing of what is private is in any byte of the site: one test for each way out, on one built site.

The same site is built with the gate open, and there every word comes to light where its way leads, so that no test
passes because its way is closed by something else.

Ways that other tools have and this site has not: a graph as JSON, previews in pop-ups, feeds, `llms.txt`, pictures for
social media, source maps, and a report of broken links that is deployed. Error pages are the theme's. The history of a
deploy branch and copies in search engines are beyond a build. Comments never reach a page, public or not:
`tests/obsidian/cases/publishing.md`.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from built_site import Site
from canaries import CHANNELS, Channel, canaries

from notewright.build import read
from notewright.build.gate import Admitted
from notewright.build.settings import Publish
from notewright.vault import Note, Vault

PLUGIN = {
    "examples": {"run": True},
    "dataview": {"count_links": True, "js": True},
    "links": {"mentions": True},
    "publish": {"exclude": ["canaryfile.txt", "*.jpg"]},
    "cache": {"dir": ""},
}
THEME = {"name": "material", "features": ["navigation.footer"]}


def built(root: Path) -> Mapping[str, bytes]:
    (root / "vault").mkdir()
    site = (
        Site(root)
        .write(canaries())
        .build(plugins=["search", {"notewright": PLUGIN}], theme=THEME, site_url="https://example.org/")
    )
    return {path: gzip.decompress(data) if path.endswith(".gz") else data for path, data in site.files().items()}


def pass_everything(notes: Collection[Note], files: Mapping[str, Path], publish: Publish, *_: object) -> Admitted:
    return Admitted(Vault.from_notes(notes, files))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return built(tmp_path_factory.mktemp("gate"))


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "admit", pass_everything)
        return built(tmp_path_factory.mktemp("open"))


def holds(data: bytes, word: str) -> bool:
    return word.encode() in data.lower()


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_nothing_private_leaves_by_this_way(channel: Channel, site: Mapping[str, bytes]) -> None:
    assert [path for path, data in site.items() if holds(data, channel.word)] == []
    assert [path for path in site if channel.word in path.lower()] == []


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_with_the_gate_open_it_would(channel: Channel, open_site: Mapping[str, bytes]) -> None:
    assert channel.word in channel.file or holds(open_site[channel.file], channel.word)
    assert channel.file in open_site


def test_no_word_of_a_canary_is_anywhere(site: Mapping[str, bytes]) -> None:
    assert [path for path, data in site.items() if holds(data, "canary")] == []


def test_what_stands_around_is_there(site: Mapping[str, bytes]) -> None:
    page = site["host/index.html"].decode()

    for words in ("private note", "private file", ">words<", "goes on", "before", "after", "The end."):
        assert words in page
