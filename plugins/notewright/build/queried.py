"""What was read of a folder, as queries see it."""

from __future__ import annotations

from notewright.build.csv_files import CsvFiles
from notewright.build.pages import VaultPages
from notewright.build.read import Contents


def queried_pages(contents: Contents) -> VaultPages:
    """The public notes and files."""
    return VaultPages(contents.vault, contents.facts, contents.starred, CsvFiles(contents.places, contents.hidden))
