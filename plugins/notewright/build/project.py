"""The whole build: notes are read, cells run, formulas verified; then each page can be made by itself.

1. `open.open_project` reads the files into a vault and gives every note an address.
2. Cells run and formulas are verified, all notes together, as far as the cache does not know what comes of them.
3. `Project.page` compiles one note; queries are answered there. `diagnostics` compiles all, for what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from notewright.build.address import Addresses, own_file
from notewright.build.answer_links import AnswerLinks, answer_links
from notewright.build.attachments import unused
from notewright.build.compile import Page, compile_note
from notewright.build.dialect import PLAIN, Dialect
from notewright.build.doubles import doubles
from notewright.build.draft import Draft
from notewright.build.equations import NONE, Equations, equations
from notewright.build.expected import expectations
from notewright.build.generated import GeneratedPage, formula_pages, generated_pages
from notewright.build.handlers import Handler, find_handlers
from notewright.build.ledger import Ledger
from notewright.build.link_problems import LinkCheck
from notewright.build.page_macros import PageMacros
from notewright.build.pages import VaultPages
from notewright.build.passages import Places, places
from notewright.build.prove import Proof
from notewright.build.queried import queried_pages
from notewright.build.read import Contents
from notewright.build.redirects import Redirects, redirects
from notewright.build.reference_source import Definition
from notewright.build.require import unclaimed
from notewright.build.run_cells import Runs
from notewright.build.settings import Settings
from notewright.dataview import APP, Preferences
from notewright.dataview.data import field_problems
from notewright.examples import render
from notewright.examples.outcome import Outcome
from notewright.examples.output import Asset
from notewright.formulas.macros import Macros, given
from notewright.formulas.verdict import Verdict
from notewright.text import Diagnostic, Source, Span
from notewright.vault import Note, Vault, read_note
from notewright.vault.markdown_elements import markdown_elements
from notewright.vault.mentions import Mention, mentions
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.token import Fence, Token

if TYPE_CHECKING:
    from notewright.dataview.javascript import Scripts


@dataclass(frozen=True)
class Project:
    """A vault and all that was worked out about it before its pages are made."""

    contents: Contents
    settings: Settings
    addresses: Addresses
    runs: Runs
    proof: Proof
    now: datetime
    dialect: Dialect = PLAIN
    breaks_lines: bool = True
    """Whether a line end within a paragraph is shown."""
    preferences: Preferences = APP
    """How the author's app is set."""
    of_settings: tuple[Diagnostic, ...] = ()
    """What is wrong with the settings in the vault."""
    kept: frozenset[str] = frozenset()
    """Files that are published though no note refers to them: the configuration names them."""
    ledger: Ledger = field(default_factory=Ledger)
    """Which formulas were verified before."""
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    """The functions that formulas are compared with, as far as readers may see their source."""
    is_draft: bool = False
    """Whether the site is for its author, who is shown what is wrong with a formula beside it."""
    used: set[str] = field(default_factory=set, repr=False)
    """Files to which the pages that were compiled so far refer."""
    handlers: Mapping[type[Token], Handler] = field(default_factory=find_handlers, repr=False)
    _pages: dict[str, Page] = field(default_factory=dict, repr=False)
    _markdown_elements: dict[Source, frozenset[Span]] = field(default_factory=dict, repr=False)
    _places: dict[tuple[str, bool], Places] = field(default_factory=dict, repr=False)
    _macros: dict[str, PageMacros] = field(default_factory=dict, repr=False)
    _equations: dict[str, Equations] = field(default_factory=dict, repr=False)

    @property
    def vault(self) -> Vault:
        """The notes and how they hang together."""
        return self.contents.vault

    @cached_property
    def queried(self) -> VaultPages:
        """The vault as queries see it."""
        return queried_pages(self.contents)

    @cached_property
    def answer_links(self) -> AnswerLinks:
        """The links in the answers of queries; none unless the site counts them."""
        return answer_links(self) if self.settings.dataview.count_links else AnswerLinks()

    @cached_property
    def scripts(self) -> Scripts | None:
        """What runs the scripts of notes; None where there is no engine for it."""
        # A site without scripts need not even know of them.
        from notewright.dataview.javascript import Scripts, is_installed

        return Scripts(self.queried, self.now, self.preferences) if is_installed() else None

    @cached_property
    def first_script(self) -> tuple[str, Span] | None:
        """The first script of all notes, at which is told what concerns them all."""
        keyword, prefixes = self.preferences.dataview_js_keyword.lower(), self.preferences.prefixes
        for path, note in self.vault.notes.items():
            for token in note.tokens:
                inline = prefixes.read(token.code) if isinstance(token, CodeSpan) else None
                is_block = isinstance(token, Fence) and token.language == keyword
                if is_block or (inline and inline.kind == "script"):
                    return path, token.span
        return None

    @cached_property
    def tag_folder(self) -> str:
        """The folder of the tag pages: `tags`, unless the vault has one of that name."""
        return self._free_folder("tags")

    @cached_property
    def formula_folder(self) -> str:
        """The folder of the pages about formulas: `formulas`, unless the vault has one of that name."""
        return self._free_folder("formulas")

    def _free_folder(self, wanted: str) -> str:
        taken = {path.split("/", 1)[0].removesuffix(".md").lower() for path in (*self.vault.notes, *self.vault.files)}
        taken |= {page.split("/", 1)[0].removesuffix(".html").lower() for page in self.addresses.pages.values()}
        return next(name for number in range(1, len(taken) + 3) if (name := _numbered(wanted, number)) not in taken)

    def page(self, path: str) -> Page:
        """The page of a note; it is compiled once."""
        if path not in self._pages:
            draft = Draft(self, self.vault.notes[path], self.addresses.url(path))
            self._pages[path] = compile_note(draft)
        return self._pages[path]

    def places(self, note: Note, *, named: bool) -> Places:
        """Where links into a note lead. A thousand pages may show a part of it."""
        key = (note.path, named)
        if key not in self._places:
            self._places[key] = places(note, named=named)
        return self._places[key]

    def macros(self, path: str) -> PageMacros:
        """The macros of a note's formulas."""
        if path not in self._macros:
            note = self.vault.notes.get(path)
            self._macros[path] = PageMacros(note or read_note(Source(path, "")), self._site_macros)
        return self._macros[path]

    def equations(self, path: str) -> Equations:
        """The numbers of a note's formulas."""
        if path not in self._equations:
            note = self.vault.notes.get(path)
            self._equations[path] = equations(note, self.macros(path)) if note else NONE
        return self._equations[path]

    @cached_property
    def _site_macros(self) -> Macros:
        return given(self.settings.formulas.macros)

    def blank_draft(self, note: Note, file: str) -> Draft:
        """A draft for a page that is no note's, written to `file`."""
        return Draft(self, note, self.addresses.file_url(file), quotes=True)

    def diagnostics_of(self, path: str, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """All that is wrong in a note, with what was `found` while its page was compiled, in order."""
        known = [
            *self.contents.diagnostics.get(path, ()),
            *self.vault.notes[path].diagnostics,
            *self._address_problems.get(path, ()),
            *self.runs.diagnostics.get(path, ()),
            *self.proof.diagnostics.get(path, ()),
            *unclaimed(self.vault.notes[path], self.settings.formulas.require),
            *self._links.problems(self.vault.notes[path]),
            *field_problems(self.vault.notes[path]),
            *self.equations(path).diagnostics,
            *found,
        ]
        # A formula that cannot be shown cannot be verified either, which goes without saying.
        unshown = {problem.line for problem in found if problem.code == "FORM001"}
        told = (problem for problem in known if problem.code != "FORM005" or problem.line not in unshown)
        return tuple(sorted(dict.fromkeys(told), key=lambda problem: problem.order))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is wrong anywhere, in the order of notes and places."""
        of_notes = [problem for path in self.vault.notes for problem in self.page(path).diagnostics]
        of_vault = (*self.of_settings, *self.contents.of_history, *self.contents.refused)
        return (*of_vault, *of_notes, *self.ledger.problems, *unused(self))

    def outcome(self, path: str, place: Span) -> Outcome | None:
        """What came of the cell at a place; None when it did not run."""
        return self.runs.places.get((path, place))

    def is_compared(self, path: str, place: Span) -> bool:
        """Whether the block at a place is the expected output of a cell that ran."""
        return (path, place) in self._compared

    @cached_property
    def _compared(self) -> frozenset[tuple[str, Span]]:
        return frozenset(
            (path, expected.span)
            for path in self.runs.outcomes
            for cell, expected in expectations(self.vault.notes[path])
            if (path, cell.span) in self.runs.places
        )

    def verdict(self, path: str, place: Span) -> Verdict | None:
        """What came of the `verify:` comment at a place."""
        return self.proof.places.get((path, place))

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The files that cells made, by name."""
        return {
            asset.name: asset
            for outcomes in self.runs.outcomes.values()
            for outcome in outcomes
            for asset in render.assets(outcome)
        }

    def holds_markdown(self, note: Note, place: Span) -> bool:
        """Whether HTML at a place of a note belongs to an element whose content is Markdown."""
        # The text of an answer stands in a note of the same path.
        if note.source not in self._markdown_elements:
            self._markdown_elements[note.source] = markdown_elements(
                note.source.text, (passage.block for passage in note.passages)
            )
        return place in self._markdown_elements[note.source]

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """For each note the places where others name it without a link; none unless the site asks for them."""
        return mentions(self.vault.notes.values()) if self.settings.links.mentions else {}

    @cached_property
    def redirects(self) -> Redirects:
        """The pages that lead on to others."""
        if not self.settings.links.redirects:
            return Redirects({})
        files = [own_file(page.source, self.addresses.directories) for page in self.generated]
        return redirects(self.vault, self.addresses, files)

    @cached_property
    def generated(self) -> Sequence[GeneratedPage]:
        """The pages that no author wrote."""
        pages = list(generated_pages(self.vault, self.addresses, self.tag_folder))
        modules = dict.fromkeys(definition.module.name for definition in self.definitions.values())
        return [*pages, *formula_pages(self.formula_folder, sorted(modules))] if self.proof.formulas else pages

    @cached_property
    def _address_problems(self) -> Mapping[str, Sequence[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = {}
        told = (self.addresses.diagnostics, self.redirects.diagnostics, doubles(self.vault, self.addresses))
        for problem in chain.from_iterable(told):
            found.setdefault(problem.path, []).append(problem)
        return found

    @cached_property
    def _links(self) -> LinkCheck:
        return LinkCheck(self.vault, self.answer_links.origins.keys())


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
