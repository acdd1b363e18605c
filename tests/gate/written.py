"""The texts of `names.md` and `sections.md`, and sites and exports that are built of them."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from built_site import Site

from notewright.build.export.contents import export_contents
from notewright.build.open import open_project
from notewright.build.read import walk
from notewright.build.settings import Cache, Dataview, Publish, Settings

MADE = 1_790_000_000
"""When all files were made, in seconds."""

EXCLUDED = ("priv*",)
EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.superfences"]
PLUGIN = {
    "publish": {"exclude": list(EXCLUDED)},
    "dataview": {"js": True},
    "links": {"mentions": True},
    "cache": {"dir": ""},
}
PUBLIC = {"pub.md": "# Pub\n\n## Part\n\nText ^id\n", "folder/other.md": "Text.", "pub.png": "PNG", "a.png": "PNG"}
_CASE = re.compile(r"^## (?P<title>.+?)\n\n~~~~ note\n(?P<text>.*?)\n~~~~$", re.MULTILINE | re.DOTALL)


def texts(file: str) -> Mapping[str, str]:
    """The notes of a file, by their titles."""
    written = Path(__file__).with_name(file).read_text("utf-8")
    return {found["title"]: found["text"] + "\n" for found in _CASE.finditer(written)}


def place(number: int) -> str:
    """The folder of the page of a text."""
    return f"text{number:03d}"


def output(root: Path, files: Mapping[str, str | bytes]) -> Mapping[str, bytes]:
    """Every file of the site of a vault, and of its export; of the theme's own files none."""
    (root / "vault").mkdir()
    site = Site(root).write(files)
    for path in files:
        os.utime(root / "vault" / path, (MADE, MADE))  # queries show when a note was made, in minutes
    site.build(plugins=["search", {"notewright": PLUGIN}], markdown_extensions=EXTENSIONS, site_url="https://e.org/")
    built = {path: _plain(path, data) for path, data in site.files().items() if not path.startswith("assets/")}
    found = walk(root / "vault")
    settings = Settings(cache=Cache(""), dataview=Dataview(js=True), publish=Publish(exclude=EXCLUDED))
    project = open_project(found, root, root / "vault", settings, datetime(2026, 1, 1, tzinfo=UTC))
    contents = export_contents(project, found).items()
    exported = {path: data.read_bytes() if isinstance(data, Path) else data for path, data in contents}
    return {**built, **{f"export/{path}": data for path, data in exported.items()}}


def _plain(path: str, data: bytes) -> bytes:
    return gzip.decompress(data) if path.endswith(".gz") else data
