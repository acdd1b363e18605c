"""What is wrong with the links of a note: those that lead nowhere, and those that may lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from notewright.build.link_hints import LinkHints, markdown_link, unlinkable
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Destination, Note, Vault
from notewright.vault.outlink import Outlink
from notewright.vault.resolve import Resolution

_Problem = tuple[str, Severity, str]
# Two signs before a heading search all notes in Obsidian's editor; in a note they mean no more than one.
# Of a hundred files with one name no message lists them all.
_RIVALS = 5
_TWO_SIGNS = re.compile(r"\[\[[^|\]\n]*##")


@dataclass(frozen=True)
class LinkCheck:
    """Checks the links of a vault, one note at a time."""

    vault: Vault
    answered: Collection[str] = ()
    """The notes to which the answers of queries lead, where these count."""

    def problems(self, note: Note) -> Iterator[Diagnostic]:
        """The problems of a note's links, in the order of the links; and those of links to it."""
        for link in note.outlinks:
            for code, severity, message in self._of_link(link, note):
                yield Diagnostic.at(note.source, link.span, code, severity, message)
        if self._is_orphan(note):
            message = "no other note links to this one; link to it where a reader would look for it"
            yield Diagnostic.at(note.source, Span(0, 0), "LINK008", Severity.INFO, message)
        if sign := unlinkable(note.name):
            message = (
                f"`{sign}` in the name of this file keeps links in double brackets from it; "
                f"give it another name, or write {markdown_link(note.path)}"
            )
            yield Diagnostic.at(note.source, Span(0, 0), "LINK011", Severity.INFO, message)

    def _of_link(self, link: Outlink, note: Note) -> Iterator[_Problem]:
        found = self.vault.destination(link, note.path)
        if found.path is None:
            yield self._unresolved(link)
        else:
            yield from _doubts(link, found.resolution)
            yield from self._of_fragment(link, found, found.path)
        if _TWO_SIGNS.search(note.source.text, link.span.start, link.span.end):
            message = f"two `#` mean no more here than one; write {_words(link)} with one between any two parts"
            yield "LINK009", Severity.INFO, message

    def _unresolved(self, link: Outlink) -> _Problem:
        hint = self._hints.hint(link)
        if link.embed:
            hint = hint or "add the file, or mend the name"
            return (
                "LINK006",
                Severity.WARNING,
                f"{_words(link)} is not in the vault, so it cannot be shown here; {hint}",
            )
        hint = hint or "write that note, or mend the name"
        return "LINK001", Severity.WARNING, f"{_words(link)} leads nowhere: no note or file has that name; {hint}"

    def _of_fragment(self, link: Outlink, found: Destination, path: str) -> Iterator[_Problem]:
        name = link.fragment.rpartition("#")[2].strip()
        if found.anchor is None:
            code, kind = ("LINK005", "block") if name.startswith("^") else ("LINK004", "heading")
            if link.embed:
                message = f"{path} has no {kind} `{link.fragment}`, so nothing of it is shown here; mend the name"
                yield "LINK013", Severity.WARNING, message
                return
            hint = f"; {_BLOCK_NAMES}" if kind == "block" and not _BLOCK_NAME.fullmatch(name) else ""
            message = f"{path} has no {kind} `{link.fragment}`; the link goes to the top of the page{hint}"
            yield code, Severity.WARNING, message
        elif found.anchor and self._is_inside(self.vault.notes[path], link.fragment, name):
            message = (
                f"`{link.fragment}` is a part of a quote, callout or list, to which Obsidian does not link; "
                f"name the whole of it, or take the part out"
            )
            yield "LINK010", Severity.WARNING, message

    def _is_inside(self, note: Note, fragment: str, name: str) -> bool:
        if name.startswith("^"):
            return note.named_blocks[name[1:].lower()].in_quote
        heading = note.outline.find(fragment)
        return heading is not None and heading.inside

    @cached_property
    def _hints(self) -> LinkHints:
        return LinkHints(self.vault)

    def _is_orphan(self, note: Note) -> bool:
        if note.name.lower() in {"index", "readme"} or len(self.vault.notes) == 1:
            return False
        return not self.vault.backlinks.get(note.path) and note.path not in self.answered


_BLOCK_NAME = re.compile(r"\^[A-Za-z0-9-]+")
_BLOCK_NAMES = "the name of a block has only the letters a to z, digits and hyphens"


def _doubts(link: Outlink, found: Resolution) -> Iterator[_Problem]:
    """Why a link that leads to a file may lead elsewhere in another place."""
    if found.alias:
        message = f"{_words(link)} is an alias of {found.path}; Obsidian would not follow it, so write its name"
        yield "LINK007", Severity.INFO, message
    if found.rivals:
        more = len(found.rivals) - _RIVALS
        others = ", ".join(found.rivals[:_RIVALS]) + (f" and {more} more" if more > 0 else "")
        hint = "the first is taken; write the path you mean"
        yield "LINK002", Severity.WARNING, f"{_words(link)} could be {found.path} or {others}; {hint}"
    elif not found.cased:
        message = f"{_words(link)} differs in case from {found.path}; write it as the file is called"
        yield "LINK003", Severity.WARNING, message
    elif found.twins:
        message = f"{_words(link)} is {found.path}, and only by case not {found.twins[0]}; give one another name"
        yield "LINK003", Severity.WARNING, message


def _words(link: Outlink) -> str:
    return f"`{link.target or '#' + link.fragment}`"
