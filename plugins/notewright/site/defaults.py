"""What the plugin sets where `mkdocs.yml` is silent: Markdown extensions without which notes look wrong, and fonts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from notewright.build import render
from notewright.site.emoji import draw, twemoji

NEEDED: Mapping[str, Mapping[str, object]] = {
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "pymdownx.highlight": {},
    "pymdownx.magiclink": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tilde": {"subscript": False},
}
"""The extensions, with their settings. Those that `mkdocs.yml` names stay as they are set there."""

_MATERIAL_FONTS = {"text": "Roboto", "code": "Roboto Mono"}


def keep_to_itself(config: MkDocsConfig) -> None:
    """Let Material use the fonts of the reader's system where it would ask Google for those it names by default."""
    if config.theme.name == "material" and config.theme.get("font") == _MATERIAL_FONTS:
        config.theme["font"] = False


def _keep_emoji(settings: dict[str, Any]) -> None:
    """Draw emoji and Material's icons in the page, where the extension would ask another site for images."""
    if not {"emoji_index", "emoji_generator"} & set(settings):
        settings |= {"emoji_index": twemoji, "emoji_generator": draw}


def add_extensions(config: MkDocsConfig, current: render.Current) -> None:
    """Make the extensions of the site complete, ours the last."""
    names: list[str] = config.markdown_extensions
    settings: dict[str, Any] = config.mdx_configs
    for name, defaults in NEEDED.items():
        if name not in names:
            names.append(name)
            settings.setdefault(name, dict(defaults))
    if "pymdownx.emoji" in names:
        _keep_emoji(settings.setdefault("pymdownx.emoji", {}))
    if render.__name__ not in names:
        names.append(render.__name__)
    settings[render.__name__] = {"current": current}
