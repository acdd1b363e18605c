"""The plugin: what happens at each event of `mkdocs build`.

`on_config` completes the Markdown extensions; `on_files` opens the project, which does all the work that concerns
several notes; for each page `on_page_read_source` and `on_page_markdown` hand over what the build compiled, and
`on_post_build` ends a strict build that has errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from notewright.build.compile import Page
from notewright.build.includes import refusals
from notewright.build.ledger import Ledger
from notewright.build.local_sources import local_sources
from notewright.build.manifest import MANIFEST, Entry, published
from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.render import Current
from notewright.build.stash import Stash
from notewright.site.attachments import leave_out_unused, named_files
from notewright.site.defaults import add_extensions, keep_to_itself
from notewright.site.dialect import dialect_of
from notewright.site.files import check_circles
from notewright.site.generate import MakePage, add_assets, add_manifest, add_redirects, generated_pages, with_script
from notewright.site.log import failing, tell, tell_in_quiet, tells_warnings
from notewright.site.meta import address, generated_meta, name_sections, page_meta
from notewright.site.navigation import public_nav
from notewright.site.options import Options
from notewright.site.search_text import SearchText, search_text
from notewright.text import Diagnostic


class NotewrightPlugin(BasePlugin[Options]):
    """Turns the notes of `docs_dir` into pages."""

    def __init__(self) -> None:
        self.current = Current(Stash())
        self.project: Project | None = None
        self.theme = Environment()
        self.search_text = SearchText("", "", ())
        self.refused: list[Diagnostic] = []
        self.is_draft = False
        self.earlier: Sequence[Entry] = ()
        self.generated: Mapping[str, tuple[File, MakePage]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this object, and what it knows, between the builds of `mkdocs serve`."""
        self.is_draft = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Complete the Markdown extensions; ask no other site for anything; read of the last site what is needed."""
        self.earlier = published(Path(config.site_dir) / MANIFEST)  # MkDocs empties the folder next
        check_circles(Path(config.docs_dir))
        self.current.trusts_html = self.config.publish.html == "trusted"
        keep_to_itself(config)
        add_extensions(config, self.current)
        return config

    @event_priority(-50)  # after those who add files of their own
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Open the project, give its pages their addresses, and add the pages that no author wrote."""
        found = vault_files(files, config)
        self.project = project = open_project(
            found,
            root_of(config),
            Path(config.docs_dir),
            self.config.settings(),
            datetime.now(UTC),
            directories=config.use_directory_urls,
            dialect=dialect_of(config),
            kept=named_files(found, config),
            earlier=self.earlier,
            is_draft=self.is_draft,
        )
        self.current.includes.folder, self.current.includes.vault = Path(config.docs_dir), project.vault
        self.refused = []
        leave_out(files, project, config)
        config.nav = public_nav(config.nav, project.contents.hidden.paths)
        move_pages(files, project)
        self.theme = config.theme.get_env()
        self.generated = generated_pages(project, config)
        for file, _ in self.generated.values():
            files.append(file)
        add_assets(files, project, config)
        add_redirects(files, project, config)
        add_manifest(files, project, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let no name of a folder or file be HTML; titles in the configuration are its author's."""
        if config.nav is None:
            name_sections(nav.items)
        for page in nav.pages:
            page.edit_url = address(page.edit_url) if page.edit_url else page.edit_url
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell what is wrong, and leave out the files that no page needs, once every page was made."""
        tell(self.opened.diagnostics)
        leave_out_unused(files, self.opened, config)
        return env

    @event_priority(100)
    def on_page_read_source(self, *, page: SitePage, config: MkDocsConfig) -> str | None:
        """The text of a page. MkDocs would read properties by other rules, so it sees none."""
        path = page.file.src_uri
        return "\n" if path in self.opened.vault.notes or path in self.generated else None

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str | None:
        """The page that the build compiled, and the properties of its note."""
        compiled = self._page(page)
        if compiled is None:
            return None
        self.current.stash = compiled.stash
        note = self.opened.vault.notes.get(page.file.src_uri)
        page.meta = page_meta(note, self.theme) if note else generated_meta(compiled.title, page)
        return compiled.markdown

    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        """Tell what the page asked for in vain while it was rendered, and ask for the script that it needs."""
        paths, self.current.includes.refused = self.current.includes.refused, []
        if paths and (note := self.opened.vault.notes.get(page.file.src_uri)):
            found = list(refusals(note, paths))
            tell(found)
            self.refused += found
        return with_script(html, page)

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Show the search of the theme, which reads the page at this event, only what it is to find there."""
        self.search_text = search_text(page.content or "")
        page.content = self.search_text.html

    @event_priority(-100)
    def _after_search(self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation) -> None:
        """Give the page back what the search was not to find."""
        page.content = self.search_text.restored(page.content or "")

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Remember what was verified; end a strict build that has errors or warnings.

        MkDocs counts none under `--quiet`.
        """
        if not self.is_draft:
            keep(self.opened.ledger, forgets=not config.strict and tells_warnings())
        if config.strict and (counts := failing([*self.opened.diagnostics, *self.refused])):
            tell_in_quiet(self.opened.diagnostics)
            raise Abort(f"Aborted with {counts} in the notes, in strict mode!")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when a function changes that formulas are compared with."""
        for place in local_sources(self.config.formulas.references, root_of(config)):
            server.watch(str(place), recursive=False)  # or the caches that Python writes below it would count
        return server

    @property
    def opened(self) -> Project:
        """The project of this build."""
        assert self.project is not None, "MkDocs calls on_files before it makes pages"
        return self.project

    def _page(self, page: SitePage) -> Page | None:
        path = page.file.src_uri
        if path in self.opened.vault.notes:
            return self.opened.page(path)
        return self.generated[path][1]() if path in self.generated else None


def keep(ledger: Ledger, *, forgets: bool) -> None:
    """Remember what was verified.

    Raises:
        Abort: where the file for it cannot be written.
    """
    try:
        ledger.keep(forgets=forgets)
    except OSError as error:
        raise Abort(f"{error.filename} (`formulas: manifest`) cannot be written: {error.strerror}") from None


def leave_out(files: Files, project: Project, config: MkDocsConfig) -> None:
    """Take away the files that are no part of the vault, or MkDocs would publish them, or fail on them."""
    known = {*project.vault.notes, *project.vault.files}
    for path in vault_files(files, config):
        file = files.get_file_from_path(path)
        if path not in known and file is not None:
            files.remove(file)


def move_pages(files: Files, project: Project) -> None:
    """Write each page where the project wants it."""
    for path, target in project.addresses.pages.items():
        file = files.get_file_from_path(path)
        if file is not None and file.dest_uri != target:
            file.dest_uri = target
            # MkDocs works these out from the other, once.
            for name in ("url", "abs_dest_path"):
                vars(file).pop(name, None)


def vault_files(files: Files, config: MkDocsConfig) -> dict[str, Path]:
    """The files of `docs_dir` that MkDocs includes, by their vault paths."""
    return {
        file.src_uri: Path(file.abs_src_path)
        for file in files
        if file.abs_src_path and file.src_dir == config.docs_dir and not file.inclusion.is_excluded()
    }


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the configuration file; without one, of the notes."""
    return Path(config.config_file_path).parent if config.config_file_path else Path(config.docs_dir).parent
