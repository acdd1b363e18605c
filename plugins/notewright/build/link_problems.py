"""What is wrong with the links of a note: those that lead nowhere, and those that may lead elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from notewright.build.spelling import Spelling
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Destination, Note, Vault
from notewright.vault.outlink import Outlink


@dataclass(frozen=True)
class LinkCheck:
    """Checks the links of a vault, one note at a time."""

    vault: Vault

    def problems(self, note: Note) -> Iterator[Diagnostic]:
        """The problems of a note's links, in the order of the links; and that no other note links to it."""
        for link in note.outlinks:
            found = self.vault.destination(link, note.path)
            code, message = self._unresolved(link) if found.path is None else self._doubt(link, found)
            if code:
                yield Diagnostic.at(note.source, link.span, code, Severity.WARNING, message)
        if self._is_orphan(note):
            message = "no other note links to this one; link to it where a reader would look for it"
            yield Diagnostic.at(note.source, Span(0, 0), "LINK008", Severity.INFO, message)

    def _unresolved(self, link: Outlink) -> tuple[str, str]:
        near = self._spelling.near(posixpath.basename(link.target))
        hint = f"did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""
        if link.embed:
            hint = hint or "add the file, or mend the name"
            return "LINK006", f"{_words(link)} is not in the vault, so it cannot be shown here; {hint}"
        hint = hint or "write that note, or mend the name"
        return "LINK001", f"{_words(link)} leads nowhere: no note or file has that name; {hint}"

    def _doubt(self, link: Outlink, found: Destination) -> tuple[str, str]:
        resolution = found.resolution
        if resolution.rivals:
            others = ", ".join(resolution.rivals)
            hint = "the first is taken; write the path you mean"
            return "LINK002", f"{_words(link)} could be {resolution.path} or {others}; {hint}"
        if not resolution.cased:
            return "LINK003", f"{_words(link)} differs in case from {resolution.path}; write it as the file is called"
        if found.anchor is None:
            code, kind = ("LINK005", "block") if link.fragment.startswith("^") else ("LINK004", "heading")
            return code, f"{resolution.path} has no {kind} `{link.fragment}`; the link goes to the top of the page"
        return "", ""

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(
            [note.name for note in self.vault.notes.values()] + [*map(posixpath.basename, self.vault.files)]
        )

    def _is_orphan(self, note: Note) -> bool:
        if note.name.lower() in {"index", "readme"} or len(self.vault.notes) == 1:
            return False
        return not self.vault.backlinks.get(note.path)


def _words(link: Outlink) -> str:
    return f"`{link.target or '#' + link.fragment}`"
