"""The pages that no author wrote: a home page where the vault has none, and those of tags and formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from notewright.build.address import Addresses
from notewright.build.formula_links import module_source
from notewright.build.tags import tag_source
from notewright.vault import Vault


class GeneratedKind(Enum):
    """What such a page shows."""

    HOME = auto()
    TAGS = auto()
    TAG = auto()
    FORMULAS = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """One of them. `source` is the path of the source file that it pretends to have."""

    source: str
    kind: GeneratedKind
    tag: str = ""
    module: str = ""
    """The tag or the module that it is about."""


def generated_pages(vault: Vault, addresses: Addresses, tag_folder: str) -> Iterator[GeneratedPage]:
    """All of them, in the order in which they are made."""
    if "index.html" not in addresses.pages.values():
        yield GeneratedPage("index.md", GeneratedKind.HOME)
    if vault.tags:
        yield GeneratedPage(f"{tag_folder}/index.md", GeneratedKind.TAGS)
    for tag in vault.tags:
        yield GeneratedPage(tag_source(tag, tag_folder), GeneratedKind.TAG, tag)


def formula_pages(folder: str, modules: Iterable[str]) -> Iterator[GeneratedPage]:
    """The list of all formulas, and the source of each module with a function that they are compared with."""
    yield GeneratedPage(f"{folder}/index.md", GeneratedKind.FORMULAS)
    for module in modules:
        yield GeneratedPage(module_source(module, folder), GeneratedKind.SOURCE, module=module)
