"""Renders one note as the build does, without a site around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from types import MappingProxyType

from markdown import Markdown

from notewright.build.address import addresses
from notewright.build.project import Project
from notewright.build.prove import Proof
from notewright.build.read import Contents
from notewright.build.render import Current, NotewrightExtension
from notewright.build.renderer import Renderer
from notewright.build.run_cells import Runs
from notewright.build.settings import Links, Settings
from notewright.site.defaults import NEEDED
from notewright.vault import Vault

_BLOCKS = {"ul", "ol", "li", "blockquote", "pre", "table", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_PROBLEMS = re.compile(r'<details class="notewright-problems.*?</details>', re.DOTALL)
_PLAIN = Settings(links=Links(backlinks=False, properties=False))


def project_of(texts: dict[str, str], settings: Settings = _PLAIN) -> Project:
    """A project of notes by path, in which no cell runs and no formula is verified."""
    vault = Vault.of(texts)
    contents = Contents(vault, {}, {})
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Project(contents, settings, addresses(vault, directories=True), Runs(), Proof(), now)


def rendered(text: str) -> str:
    """The HTML of a note's text, without the title that stands above it."""
    return rendered_page(project_of({"note.md": f"# Title\n\n{text}"}), "note.md")


def rendered_page(project: Project, path: str, chosen: Mapping[str, dict[str, object]] = MappingProxyType({})) -> str:
    """The HTML of a page of a project, without the title that stands above it; `chosen` are further extensions."""
    return converted(project, path, chosen).split("</h1>", 1)[1]


def converted(project: Project, path: str, chosen: Mapping[str, dict[str, object]] = MappingProxyType({})) -> str:
    """The HTML of a page of a project; `chosen` are extensions beside those that every site has."""
    page = project.page(path)
    settings = {**{name: dict(values) for name, values in NEEDED.items()}, **chosen}
    current = Current(page.stash, trusts_html=project.settings.publish.html == "trusted")
    current.render = Renderer(current, [*settings, "toc"], settings)
    extensions = [*settings, "toc", NotewrightExtension(current)]
    return Markdown(extensions=extensions, extension_configs=settings).convert(page.markdown)


def outline(html: str) -> list[str]:
    """The blocks of a page, without paragraphs: lists with their starts, quotes, code, tables, headings, rules.

    A callout is a quote; the box of problems is no part of the note.
    """
    parser = _Outline()
    parser.feed(_PROBLEMS.sub("", html))
    return parser.found


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.boxes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"div", "details"}:
            tag = "blockquote" if "notewright-callout" in (dict(attrs).get("class") or "") else tag
            self.boxes.append(tag)
        if tag in _BLOCKS:
            start = dict(attrs).get("start")
            self.found.append(f"{tag}={start}" if tag == "ol" and start not in {None, "1"} else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "details"}:
            tag = self.boxes.pop()
        if tag in _BLOCKS - {"hr"}:
            self.found.append(f"/{tag}")
