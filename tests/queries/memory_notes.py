"""Notes in memory and in folders, as queries see them: through the vault that a build has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from notewright.build.pages import VaultPages
from notewright.build.queried import queried_pages
from notewright.build.read import read_vault, walk
from notewright.build.times import FileFacts
from notewright.vault import Vault

NOW = datetime(2024, 5, 15, 10, 30)


class MemoryNotes(VaultPages):
    """Pages from texts by path."""

    def __init__(self, texts: Mapping[str, str], facts: Mapping[str, FileFacts] | None = None) -> None:
        super().__init__(Vault.of(texts), facts or {})


def read_folder(folder: Path) -> VaultPages:
    """The notes of a folder, by their paths in it."""
    contents = read_vault(walk(folder), folder)
    return queried_pages(contents)
