"""The whole build: notes are read, cells run, formulas verified; then each page can be made by itself.

1. `Project.open` reads the sources into a vault and gives every note an address.
2. Cells run and formulas are verified, all notes together, as far as the cache does not know what comes of them.
3. `page` compiles one note; queries are answered there. `check` compiles all of them, for what is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from notewright.build.address import Addresses, addresses
from notewright.build.compile import Page, compile_note
from notewright.build.draft import Draft
from notewright.build.handlers import Handler, find_handlers
from notewright.build.home import home_page
from notewright.build.pages import VaultPages
from notewright.build.prove import Proof, prove
from notewright.build.run_cells import Runs, run_cells
from notewright.build.settings import Settings
from notewright.build.tag_page import tag_page, tags_page
from notewright.cache import Store
from notewright.examples import render
from notewright.examples.outcome import Outcome
from notewright.examples.output import Asset
from notewright.formulas.verdict import Verdict
from notewright.text import Diagnostic, Source, Span
from notewright.vault import Note, Vault, read_note
from notewright.vault.block import Kind
from notewright.vault.token import Token


@dataclass(frozen=True)
class Project:
    """A vault and all that was worked out about it before its pages are made."""

    root: Path
    settings: Settings
    vault: Vault
    addresses: Addresses
    read_problems: Mapping[str, Sequence[Diagnostic]]
    runs: Runs
    proof: Proof
    now: datetime
    _pages: dict[str, Page] = field(default_factory=dict, repr=False)
    _assets: dict[str, Asset] = field(default_factory=dict, repr=False)

    handlers: Mapping[type[Token], Handler] = field(default_factory=find_handlers, repr=False)

    @cached_property
    def queried(self) -> VaultPages:
        """The vault as queries see it."""
        return VaultPages(self.vault)
