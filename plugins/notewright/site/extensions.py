"""The Markdown extensions without which a note would not be shown as Obsidian shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from notewright.build import render

# Those of `mkdocs.yml` stay as they are set there; these are added where they are missing.
_NEEDED: Mapping[str, Mapping[str, object]] = {
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "pymdownx.highlight": {},
    "pymdownx.magiclink": {},
    "pymdownx.mark": {},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {"subscript": False},
}


def add_extensions(config: MkDocsConfig, current: render.Current) -> None:
    """Make the extensions of the site complete, ours the last."""
    names: list[str] = config.markdown_extensions
    settings: dict[str, Any] = config.mdx_configs
    for name, defaults in _NEEDED.items():
        if name not in names:
            names.append(name)
            settings.setdefault(name, dict(defaults))
    if render.__name__ not in names:
        names.append(render.__name__)
    settings[render.__name__] = {"current": current}
