"""What `mkdocs.yml` adds to the Markdown of notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from notewright.build.dialect import Dialect

_FENCES = ("pymdownx.superfences", "pymdownx.extra")


def dialect_of(config: MkDocsConfig) -> Dialect:
    """The dialect of the notes of a site."""
    extensions = frozenset(config.markdown_extensions)
    if _has_fence(config):
        return Dialect(extensions, "fence")
    return Dialect(extensions, "script" if _has_script(config) else "")


def _has_fence(config: MkDocsConfig) -> bool:
    """Whether the extension for fences was told what to do with diagrams."""
    return any("mermaid" in _fence_names(config.mdx_configs.get(name)) for name in _FENCES)


def _fence_names(settings: Any) -> Iterable[str]:
    settings = settings or {}
    fences = settings.get("custom_fences") or settings.get("superfences", {}).get("custom_fences") or ()
    return {fence.get("name", "") for fence in fences}


def _has_script(config: MkDocsConfig) -> bool:
    """Whether the pages load the program that draws diagrams."""
    return any("mermaid" in str(script).lower() for script in config.extra_javascript)
