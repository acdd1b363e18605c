"""No formula that was verified is lost without a word: what was verified before, what is now, and what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from notewright.build.formula_uses import heading_above
from notewright.build.hidden import Hidden
from notewright.build.manifest import Entry, ManifestError, entry_of, read_manifest, write_manifest
from notewright.build.matching import CLAIMED, OPTED_OUT, VERIFIED, match
from notewright.build.prove import Proof, Proved
from notewright.cache import Store, digest
from notewright.text import Diagnostic, Severity
from notewright.vault import Note, Vault

_KIND = "manifest"


@dataclass(frozen=True, slots=True)
class Place:
    """Where verified formulas are remembered: in `file`, if the author names one, else in the cache."""

    store: Store = field(default_factory=lambda: Store(None))
    key: str = ""
    root: Path = Path()
    folder: Path = Path()
    file: Path | None = None

    @classmethod
    def of(cls, store: Store, root: Path, folder: Path, manifest: str) -> Place:
        """The place for the notes in `folder`; `root` is that of the configuration."""
        key = digest(_KIND, _way(folder, root))
        return cls(store, key, root, folder, root / manifest if manifest else None)

    @property
    def shown(self) -> str:
        """What a message names where a note is no more: the file, or the configuration."""
        return _way(self.file or self.root / "mkdocs.yml", self.folder)

    def line_of(self, entry: Entry) -> int:
        """The line of an entry in the file of the author; 1 where it is not written as it was."""
        if self.file is None or not self.file.is_file():
            return 1
        lines = self.file.read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if line.strip(" ,") == entry.line), 1)


@dataclass(frozen=True)
class Ledger:
    """The formulas of a vault, and those that were verified `before`."""

    place: Place = field(default_factory=Place)
    vault: Vault = field(default_factory=lambda: Vault.from_notes(()))
    formulas: Sequence[tuple[Entry, Proved]] = ()
    before: Sequence[Entry] = ()
    of_file: tuple[Diagnostic, ...] = ()
    """What is wrong with the file of the author."""

    @cached_property
    def verified(self) -> Sequence[Entry]:
        """Those that are verified now."""
        return [entry for entry, proved in self.formulas if proved.verdict.state == "verified"]

    @cached_property
    def _compared(self) -> tuple[Sequence[tuple[Entry, Proved]], Sequence[Entry]]:
        """Those of before that are claimed, but verified no more, and those that are gone."""
        claimed = [one for one in self.formulas if one[1].verdict.state != "opted-out"]
        opted_out = [one for one in self.formulas if one[1].verdict.state == "opted-out"]
        found = match(self.before, claimed, CLAIMED)
        verified = [one for one in found.now if one[1].verdict.state == "verified"]
        edited = match(found.before, verified, VERIFIED)
        gone = match(edited.before, opted_out, OPTED_OUT).before
        return [one for one in found.pairs if one[1].verdict.state != "verified"], gone

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """A warning for each formula that was verified and is no more; pages do not show them."""
        unverified, gone = self._compared
        told = [*(self._unverified(entry, proved) for entry, proved in unverified), *map(self._gone, gone)]
        return (*self.of_file, *sorted(told, key=lambda problem: problem.order))

    def keep(self, *, forgets: bool) -> None:
        """Remember for the next build, and forget what is gone, if the author was told and the build may go on.

        A file of the author changes only when nothing is missing.
        """
        unverified, gone = self._compared
        kept = [*self.verified, *(entry for entry, _ in unverified), *(() if forgets else gone)]
        store, key = self.place.store, self.place.key
        if kept or store.read(_KIND, key) is not None:
            store.write(_KIND, key, write_manifest(kept).encode())
        file = self.place.file
        if file is None or self.problems:
            return
        text = write_manifest(self.verified)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")

    def _unverified(self, entry: Entry, proved: Proved) -> Diagnostic:
        note = self.vault.notes[proved.formula.path]
        assert proved.use.formula is not None
        way = self._deletion or "opt out with `verify: none (reason)`"
        is_same = entry.formula == entry_of(proved, "").formula
        what = "this formula" if is_same else f"here `{_short(entry.formula)}`"
        now = "is not any more" if is_same else "what stands here now is not"
        message = f"{what} was verified against {entry.reference}, and {now}: mend it, or {way}"
        return Diagnostic.at(note.source, proved.use.formula.span, "FORM011", Severity.WARNING, message)

    def _gone(self, entry: Entry) -> Diagnostic:
        is_note = entry.path in self.vault.notes
        where = f" below “{entry.heading}”" if entry.heading else ""
        what = "the formula or its comment is gone" if is_note else f"the note {entry.path} is gone"
        message = (
            f"`{_short(entry.formula)}`{where} was verified against {entry.reference}, and {what}: put it back, or "
            f"{self._deletion or 'build once without --strict to let it go'}"
        )
        path, line = (entry.path, 1) if is_note else (self.place.shown, self.place.line_of(entry))
        return Diagnostic(path, line, 1, "FORM011", Severity.WARNING, message)

    @property
    def _deletion(self) -> str:
        """What an author does who means it, where a file remembers."""
        file = self.place.file
        return f"delete its line in {_way(file, self.place.root)}" if file is not None and file.is_file() else ""


def open_ledger(place: Place, vault: Vault, hidden: Hidden, proof: Proof, earlier: Sequence[Entry]) -> Ledger:
    """The ledger of a vault; `earlier` is what the site was published with. What is private now is not missed."""
    formulas = [(entry_of(one, _heading(vault.notes[one.formula.path], one)), one) for one in proof.formulas]
    ledger = Ledger(place, vault, formulas)
    if place.file is not None and place.file.is_file():
        try:
            before = read_manifest(place.file.read_text(encoding="utf-8"))
        except (ManifestError, OSError, ValueError) as error:
            message = f"this is no manifest of verified formulas: {error}; mend it, or delete the file"
            return replace(ledger, of_file=(Diagnostic(place.shown, 1, 1, "FORM011", Severity.WARNING, message),))
    else:
        before = list(_remembered(place, earlier))
    return replace(ledger, before=[entry for entry in before if entry.path not in hidden.paths])


def _remembered(place: Place, earlier: Sequence[Entry]) -> Iterator[Entry]:
    """What the cache remembers and what stands on the site, which may say the same."""
    data = place.store.read(_KIND, place.key)
    remembered: list[Entry] = []
    with suppress(ManifestError):
        remembered += read_manifest(data.decode()) if data is not None else ()
    yield from remembered
    yield from match(earlier, [(entry, None) for entry in remembered], CLAIMED[:1]).before


def _heading(note: Note, proved: Proved) -> str:
    heading = heading_above(note, proved.use)
    return heading.text if heading else ""


def _way(path: Path, start: Path) -> str:
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def _short(formula: str) -> str:
    return formula if len(formula) <= 60 else f"{formula[:59]}…"
