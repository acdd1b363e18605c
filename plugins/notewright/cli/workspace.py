"""Which notes a command is about, and with what options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from notewright.build.app_settings import ReadPreferences, read_preferences
from notewright.build.dialect import PLAIN, Dialect
from notewright.build.manifest import MANIFEST, published
from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.read import Contents, read_vault, walk
from notewright.build.settings import Settings
from notewright.dataview import APP, Preferences

_CONFIGURATION = Path("mkdocs.yml")


class WorkspaceError(Exception):
    """The call names no notes that can be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of notes, its files by vault path, and the options that hold for it."""

    root: Path
    folder: Path
    files: Mapping[str, Path]
    settings: Settings
    directories: bool = True
    dialect: Dialect = PLAIN
    kept: frozenset[str] = frozenset()
    """Files that the configuration names."""
    site: Path | None = None
    """Where the site is written to."""

    def open(self, now: datetime | None = None) -> Project:
        """Read, run and verify."""
        moment = now or datetime.now(UTC)
        return open_project(
            self.files,
            self.root,
            self.folder,
            self.settings,
            moment,
            directories=self.directories,
            dialect=self.dialect,
            kept=self.kept,
            earlier=published(self.site / MANIFEST) if self.site else (),
        )

    def preferences(self) -> ReadPreferences:
        """How the author's app is set."""
        return read_preferences(self.folder, self.settings.dataview)

    def read(self, preferences: Preferences = APP) -> Contents:
        """Read the notes; no cell runs and no formula is verified."""
        return read_vault(self.files, self.folder, self.settings.publish, preferences.prefixes)


def find_workspace(chosen: argparse.Namespace) -> Workspace:
    """The notes that the call is about. Options come from the configuration, also for another `--vault`."""
    given: Path | None = chosen.config_file
    if given is not None and not given.is_file():
        raise WorkspaceError(f"there is no configuration {given}")
    file = given or (_CONFIGURATION if _CONFIGURATION.is_file() else None)
    vault: Path | None = chosen.vault
    if vault is not None and not vault.is_dir():
        raise WorkspaceError(f"{vault} is not a folder; --vault takes the folder that holds the notes")
    if file is None:
        folder = (vault or Path()).resolve()
        return Workspace(folder, folder, walk(folder), Settings())
    return _configured(file, vault)


def _configured(file: Path, vault: Path | None) -> Workspace:
    # Loading MkDocs takes longer than many a vault; without a configuration it is not needed.
    from notewright.site.configuration import ConfigurationError, read_configuration

    try:
        read = read_configuration(file)
    except ConfigurationError as error:
        raise WorkspaceError(str(error)) from None
    for warning in read.warnings:
        print(f"{file}: {warning}", file=sys.stderr)
    root = file.resolve().parent
    if vault is not None:
        folder = vault.resolve()
        # The formulas that are remembered are those of the configuration's own notes.
        formulas = replace(read.settings.formulas, manifest="")
        settings = replace(read.settings, formulas=formulas) if folder != read.folder else read.settings
        return Workspace(root, folder, walk(folder), settings, read.directories, read.dialect)
    return Workspace(root, read.folder, read.files, read.settings, read.directories, read.dialect, read.kept, read.site)
