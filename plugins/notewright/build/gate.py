"""The visibility gate: what readers may see of a vault. It comes first, so whatever comes later sees nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import eq
from pathlib import Path

from notewright.build.canvas import ENDINGS, private_name
from notewright.build.exclusion import excluding
from notewright.build.hidden import Hidden
from notewright.build.public_note import public_note
from notewright.build.redact import Redactor
from notewright.build.sections import Cut, without_sections
from notewright.build.settings import Publish
from notewright.build.settle import settled
from notewright.build.silent import silent
from notewright.build.visibility import visibility
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault
from notewright.vault.inline_query import PREFIXES, InlinePrefixes
from notewright.vault.resolve import Names
from notewright.vault.tags import ancestors
from notewright.vault.unseen import Unseen


@dataclass(frozen=True, slots=True)
class Admitted:
    """What is public, what is not, and what has to be said of it: by public note, and of private files."""

    vault: Vault
    hidden: Hidden = field(default_factory=Hidden)
    of_notes: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    of_private: Sequence[Diagnostic] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    """How many bytes there are to see of each note that has something hidden."""


def admit(
    notes: Collection[Note], files: Mapping[str, Path], publish: Publish, prefixes: InlinePrefixes = PREFIXES
) -> Admitted:
    """The public part of a vault of notes and other files."""
    is_excluded = excluding(publish.exclude)
    seen = {note.path: visibility(note, publish.default) for note in notes if not is_excluded(note.path)}
    private = [note for note in notes if note.path not in seen or not seen[note.path].public]
    public = [note for note in notes if note.path in seen and seen[note.path].public]
    cut = [without_sections(note) for note in public]
    excluded = {path for path in files if is_excluded(path)}
    names = Names([*(note.path for note in notes), *files])
    hidden = Hidden.of(private, public, excluded, names)
    canvases = list(_naming_private(files, excluded, hidden))
    hidden = Hidden.of(private, public, excluded | {problem.path for problem in canvases}, names)
    hidden = hidden.also(tag for note, left in zip(public, cut, strict=True) for tag in _lost(note, left.note))
    doubts = (doubt for note in private if note.path in seen for doubt in seen[note.path].doubts)
    redacted = [_redacted(left.note, hidden, publish.private_names, prefixes) for left in cut]
    # A note in which nothing was redacted has no link to anything private.
    told = {
        left.note.path: [*left.problems, *(() if note is left.note else _links(left.note, hidden))]
        for note, left in zip(redacted, cut, strict=True)
    }
    sizes = {
        note.path: len(note.source.text.encode()) - left.size - _overwritten(left.note, shown)
        for note, left, shown in zip(public, cut, redacted, strict=True)
        if left.size or shown is not left.note
    }
    seen_notes = (_settled(note, left) for note, left in zip(redacted, cut, strict=True))
    vault = Vault.from_notes(seen_notes, set(files) - hidden.paths)
    return Admitted(vault, hidden, told, (*doubts, *canvases), sizes)


def _redacted(note: Note, hidden: Hidden, names: bool, prefixes: InlinePrefixes) -> Note:
    return public_note(note, Redactor(hidden, note.path, names, prefixes)) if hidden else note


def _settled(note: Note, left: Cut) -> Note:
    """What is left of a note, which was redacted, as readers see it."""
    names = () if note is left.note else tuple(_changes(left.note.source.text, note.source.text))
    unseen = Unseen(tuple(left.spans), names)
    return settled(silent(replace(note, unseen=unseen) if unseen else note))


def _changes(before: str, after: str) -> Iterator[Span]:
    """Where a text was overwritten; redactions that touch are one place."""
    at = 0
    for is_same, signs in groupby(map(eq, before, after)):
        start, at = at, at + sum(1 for _ in signs)
        if not is_same:
            yield Span(start, at)


def _overwritten(before: Note, after: Note) -> int:
    """How many bytes of a note were overwritten."""
    return sum(len(old.encode()) for old, new in zip(before.source.text, after.source.text, strict=True) if old != new)


def _lost(note: Note, shown: Note) -> Collection[str]:
    """The tags that only private sections bear."""
    return {part for tag in {*note.tags} - {*shown.tags} for part in ancestors(tag)} if shown is not note else ()


def _links(note: Note, hidden: Hidden) -> Iterator[Diagnostic]:
    """What only the author is told: which links readers do not see."""
    for link in note.outlinks:
        if path := hidden.behind(link.target, note.path):
            shown = "nothing" if link.embed else "its text" if link.display else "a placeholder"
            message = f"{path} is private, so {shown} is shown in the place of this link"
            yield Diagnostic.at(note.source, link.span, "GATE004", Severity.INFO, message)


def _naming_private(files: Mapping[str, Path], excluded: Collection[str], hidden: Hidden) -> Iterator[Diagnostic]:
    for path, file in files.items():
        if path.lower().endswith(ENDINGS) and path not in excluded and (name := private_name(path, file, hidden)):
            message = f"this file names {name}, which is private, so it is private too; take that out of it"
            yield Diagnostic(path, 1, 1, "GATE005", Severity.WARNING, message)
