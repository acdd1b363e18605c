"""Links to the pages about formulas: the list of all, and the source of their functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewright.build.address import own_file, relative

if TYPE_CHECKING:
    from notewright.build.draft import Draft


def module_source(module: str, folder: str) -> str:
    """The path of the source file that the page of a module pretends to have."""
    name = f"~{module}" if module.lower() in {"index", "readme"} else module
    return f"{folder}/source/{name}.md"


def source_href(function: str, draft: Draft) -> str:
    """The link from a page to the line that defines a function; empty where the site does not show it."""
    definition = draft.project.definitions.get(function)
    if definition is None:
        return ""
    return f"{_href(module_source(definition.module.name, draft.project.formula_folder), draft)}#L{definition.line}"


def formulas_href(draft: Draft) -> str:
    """The link from a page to the list of all formulas."""
    return _href(f"{draft.project.formula_folder}/index.md", draft)


def _href(source: str, draft: Draft) -> str:
    addresses = draft.project.addresses
    return relative(addresses.file_url(own_file(source, addresses.directories)), draft.url)
