"""A site that a test builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config


@dataclass(frozen=True)
class Site:
    """A folder with a configuration and a vault, and the site that was built from it."""

    root: Path

    def page(self, path: str) -> str:
        """The HTML of a page, by its file on the site."""
        return (self.root / "site" / path).read_text(encoding="utf-8")

    def content(self, path: str) -> str:
        """What stands between the theme's head and foot."""
        html = self.page(path)
        return html[html.index("<article") : html.index("</article>")]

    def files(self) -> dict[str, bytes]:
        """Every file of the site."""
        folder = self.root / "site"
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    def build(self, **settings: object) -> Site:
        """Build it, or build it again."""
        config = {"site_name": "Test", "docs_dir": "vault", "theme": {"name": "material"}, **settings}
        config.setdefault("plugins", ["search", "notewright"])
        (self.root / "mkdocs.yml").write_text(yaml.dump(config), encoding="utf-8")  # functions as well
        loaded = load_config(str(self.root / "mkdocs.yml"))
        loaded.plugins.on_startup(command="build", dirty=False)
        build(loaded)
        return self

    def write(self, texts: Mapping[str, str | bytes]) -> Site:
        """Put notes into the vault."""
        for path, text in texts.items():
            file = self.root / "vault" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self
