"""All files of an export and what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from notewright.build.attachments import published
from notewright.build.cells import FIGURES
from notewright.build.export.catalogue import CATALOGUE, write_catalogue
from notewright.build.export.draft import ExportDraft
from notewright.build.export.generated import generated_files
from notewright.build.export.handlers import find_export_handlers
from notewright.build.export.note import write_note
from notewright.build.export.places import note_files
from notewright.build.project import Project
from notewright.build.stash import Stash
from notewright.examples.output import Asset
from notewright.text import Source
from notewright.vault import Note, read_note

_FIGURE = re.compile(rf"{re.escape(FIGURES)}/([0-9a-f]++\.\w++)")


def export_contents(project: Project, files: Mapping[str, Path]) -> Mapping[str, bytes | Path]:
    """The content of each file by its path in the export; what is copied is named by the file it comes from.

    `files` are those of the vault.
    """
    plain = replace(project, handlers=find_export_handlers(), _pages={})
    copied: dict[str, Path] = {path: files[path] for path in sorted(published(project)) if path != CATALOGUE}
    notes = note_files(project.addresses, copied)
    blank = ExportDraft(plain, read_note(Source("", "")), "", files=notes)
    texts = {file: write_note(_draft(blank, project.vault.notes[path], file)) for path, file in notes.items()}
    texts |= generated_files(blank)
    contents: dict[str, bytes | Path] = {
        **copied,
        **{f"{FIGURES}/{name}": asset.data for name, asset in _shown(project, texts.values())},
        **{file: text.encode() for file, text in texts.items()},
    }
    contents[CATALOGUE] = write_catalogue(project, notes, contents).encode()
    return contents


def _shown(project: Project, texts: Iterable[str]) -> Iterator[tuple[str, Asset]]:
    """The figures that the texts show: those for dark pages are not among them."""
    names = {found[1] for text in texts for found in _FIGURE.finditer(text)}
    return ((name, asset) for name, asset in project.assets.items() if name in names)


def _draft(blank: ExportDraft, note: Note, file: str) -> ExportDraft:
    url = blank.project.addresses.url(note.path)
    return replace(blank, note=note, url=url, file=file, stash=Stash(), diagnostics=[], definitions=[])
