"""Renders one note as the build does, without a site around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser

from markdown import Markdown

from notewright.build.address import addresses
from notewright.build.project import Project
from notewright.build.prove import Proof
from notewright.build.read import Contents
from notewright.build.render import Current, NotewrightExtension
from notewright.build.run_cells import Runs
from notewright.build.settings import Links, Settings
from notewright.site.defaults import NEEDED
from notewright.vault import Vault

_BLOCKS = {"ul", "ol", "li", "blockquote", "pre", "table", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
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


def rendered_page(project: Project, path: str) -> str:
    """The HTML of a page of a project, without the title that stands above it."""
    return converted(project, path).split("</h1>", 1)[1]


def converted(project: Project, path: str, more: Sequence[str] = ()) -> str:
    """The HTML of a page of a project; `more` are extensions beside those that every site has."""
    page = project.page(path)
    current = Current(page.stash, trusts_html=project.settings.publish.html == "trusted")
    settings = {name: dict(values) for name, values in NEEDED.items()}
    extensions = [*NEEDED, "toc", *more, NotewrightExtension(current)]
    return Markdown(extensions=extensions, extension_configs=settings).convert(page.markdown)


def outline(html: str) -> list[str]:
    """The blocks of a page, without paragraphs: lists with their starts, quotes, code, tables, headings, rules."""
    parser = _Outline()
    parser.feed(html)
    return parser.found


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            start = dict(attrs).get("start")
            self.found.append(f"{tag}={start}" if tag == "ol" and start not in {None, "1"} else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS - {"hr"}:
            self.found.append(f"/{tag}")
