"""`vault.json`: what the files of an export hold and how they hang together, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from notewright import __version__
from notewright.build.backlinks import citing
from notewright.build.project import Project
from notewright.vault import Note
from notewright.vault.outlink import Outlink
from notewright.vault.plain import plain_text
from notewright.vault.scan import scan_inline

CATALOGUE = "vault.json"
FORMAT = 1
"""Goes up when a program that reads the file would have to change."""


def write_catalogue(project: Project, files: Mapping[str, str], written: Iterable[str]) -> str:
    """The catalogue of an export that writes these paths; `files` says which of them is which note."""
    catalogue = {
        "notewright": {"version": __version__, "format": FORMAT},
        "files": sorted({*written, CATALOGUE}),
        "notes": [_note(note, project, files) for note in project.vault.notes.values()],
    }
    return json.dumps(catalogue, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


def _note(note: Note, project: Project, files: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "path": note.path,
        "file": files[note.path],
        "title": note.title,
        "address": project.addresses.url(note.path),
        "aliases": list(note.aliases),
        "tags": list(note.tags),
        "properties": dict(note.properties),
        "links": [_link(link, note, project) for link in note.outlinks],
        "answers": sorted(project.answer_links.targets.get(note.path, ())),
        "backlinks": sorted(citing(note.path, project)),
    }


def _link(link: Outlink, note: Note, project: Project) -> Mapping[str, object]:
    """A link as it is written, and where it leads: `path` is null where that is nowhere."""
    found = project.vault.destination(link, note.path)
    return {
        "target": link.target,
        "fragment": link.fragment,
        "display": _words(link.display),
        "embed": link.embed,
        "property": link.property,
        "path": found.path,
        "anchor": found.anchor,
    }


def _words(display: str | None) -> str | None:
    """The text of a link without its markup, of which comments are a part."""
    return None if display is None else plain_text(display, scan_inline(display, 0, len(display)))
