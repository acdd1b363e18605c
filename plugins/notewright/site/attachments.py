"""Only the files that the site needs are copied: what the configuration, the theme and the pages of others name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from notewright.build.attachments import published
from notewright.build.html_address import absolute, addresses_in
from notewright.build.project import Project

_PATH = re.compile(r"[^\s\"'()<>=,;|{}]++")
_TEMPLATES = frozenset({".html", ".css", ".js", ".xml"})


def named_files(paths: Collection[str], config: MkDocsConfig) -> frozenset[str]:
    """Those of some files of `docs_dir` that the configuration or a template of the site's own names."""
    words = set(_texts(config))
    for template in _templates(config):
        words.update(_PATH.findall(template))
    return frozenset(paths) & {unquote(word).removeprefix("./").lstrip("/") for word in words}


def leave_out_unused(files: Files, project: Project, config: MkDocsConfig) -> None:
    """Take away the files of the vault to which nothing refers. Pages were made, and nothing was copied yet."""
    rest = project.vault.files - published(project)
    for path in rest - set(_in_pages(files, config) if rest else ()):
        if file := files.get_file_from_path(path):
            files.remove(file)


def _texts(value: object) -> Iterator[str]:
    """Every text in a configuration."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _texts(member)
    elif isinstance(value, BasePlugin):
        yield from _texts(value.config)


def _templates(config: MkDocsConfig) -> Iterator[str]:
    folder = config.theme.custom_dir
    for file in sorted(Path(folder).rglob("*")) if folder else ():
        if file.suffix in _TEMPLATES and file.is_file():
            yield file.read_text(encoding="utf-8", errors="replace")


def _in_pages(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """What the finished pages name: other plugins and hooks may have written some of it."""
    base = urlsplit(config.site_url or "").path
    for file in files.documentation_pages():
        for address in addresses_in(file.page.content or "") if file.page else ():
            path = urlsplit(address).path if address.startswith(("http:", "https:", "//")) else address
            yield absolute("/" + path.removeprefix(base) if base and path.startswith(base) else path, file.url)
