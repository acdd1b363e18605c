"""Pages and files that no author wrote: tag pages, a home page, lists of formulas, figures, style sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from notewright.build.cells import FIGURES
from notewright.build.claims import Claims
from notewright.build.compile import Page
from notewright.build.draft import Draft
from notewright.build.formulas_page import formulas_page
from notewright.build.generated import GeneratedKind, GeneratedPage
from notewright.build.home import home_page
from notewright.build.manifest import MANIFEST, write_manifest
from notewright.build.project import Project
from notewright.build.redirects import redirect_page
from notewright.build.source_page import source_page
from notewright.build.tag_page import tag_page, tags_page
from notewright.dataview.render import SORTABLE_CLASS
from notewright.text import Source
from notewright.vault import read_note

_ASSETS = Path(__file__).parent / "assets"
_STYLE = "assets/notewright/notewright.css"
_SCRIPT = "assets/notewright/tables.js"
_SORTABLE = re.compile(rf'<table class="[^"]*\b{SORTABLE_CLASS}\b')
_NOT_IN_NAV = frozenset({GeneratedKind.TAG, GeneratedKind.SOURCE})

MakePage = Callable[[], Page]


def generated_pages(project: Project, config: MkDocsConfig) -> Mapping[str, tuple[File, MakePage]]:
    """The pages by their source path, each with what makes it."""
    return {page.source: _page(page, project, config) for page in project.generated}


def add_assets(files: Files, project: Project, config: MkDocsConfig) -> None:
    """The figures of cells, the style sheet, the font for formulas, and the script that pages with tables ask for."""
    for asset in project.assets.values():
        files.append(File.generated(config, f"{FIGURES}/{asset.name}", content=asset.data))
    for path in sorted(_ASSETS.iterdir()):
        if path.suffix in {".css", ".js", ".txt", ".woff2"}:
            files.append(File.generated(config, f"assets/notewright/{path.name}", content=path.read_bytes()))
    if _STYLE not in config.extra_css:
        config.extra_css.insert(0, _STYLE)


def add_manifest(files: Files, project: Project, config: MkDocsConfig) -> None:
    """What was verified, for the next build and for whoever asks; a file of the author of that name stays."""
    verified = project.ledger.verified
    if verified and Claims(file.dest_uri for file in files).owner(MANIFEST) is None:
        files.append(File.generated(config, MANIFEST, content=write_manifest(verified)))


def with_script(html: str, page: SitePage) -> str:
    """A page that asks for the script of tables, if it has one that can be sorted."""
    if not _SORTABLE.search(html):
        return html
    address = get_relative_url(_SCRIPT, page.url)
    return f'{html}\n<script src="{escape(address)}" defer></script>'


def add_redirects(files: Files, project: Project, config: MkDocsConfig) -> None:
    """The pages that lead on to others. What the theme or another plugin has put in a place stays there."""
    claims = Claims(file.dest_uri for file in files)
    for file, path in project.redirects.pages.items():
        if claims.owner(file) is None:
            title = project.vault.notes[path].title
            files.append(File.generated(config, file, content=redirect_page(file, path, title, project.addresses)))


def _page(page: GeneratedPage, project: Project, config: MkDocsConfig) -> tuple[File, MakePage]:
    """The file of a page, and what makes it."""
    inclusion = InclusionLevel.NOT_IN_NAV if page.kind in _NOT_IN_NAV else InclusionLevel.UNDEFINED
    file = File.generated(config, page.source, content="", inclusion=inclusion)
    note = read_note(Source(page.source, ""))
    return file, lambda: _make(page, project.blank_draft(note, file.dest_uri), config)


def _make(page: GeneratedPage, draft: Draft, config: MkDocsConfig) -> Page:
    match page.kind:
        case GeneratedKind.HOME:
            return home_page(config.site_name, draft)
        case GeneratedKind.TAGS:
            return tags_page(draft)
        case GeneratedKind.TAG:
            return tag_page(page.tag, draft)
        case GeneratedKind.FORMULAS:
            return formulas_page(draft)
        case GeneratedKind.SOURCE:
            return source_page(page.module, draft)
