"""What may have been meant by a link that leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from notewright.build.media import MEDIA
from notewright.build.spelling import Spelling
from notewright.vault import Vault
from notewright.vault.outlink import Outlink
from notewright.vault.resolve import fold, is_note
from notewright.vault.syntax.redacted import unveiled

# What a wiki link reads as something else than a part of a name.
_SIGNS = re.compile(r"[#|^:]|%%|\[\[|\]\]")


def unlinkable(name: str) -> str:
    """The first sign of a file's name that keeps links from it; empty when there is none."""
    found = _SIGNS.search(name)
    return found[0] if found else ""


def markdown_link(path: str) -> str:
    """A link to a file that works whatever its name is."""
    label = re.sub(r"([\[\]])", r"\\\1", posixpath.splitext(posixpath.basename(path))[0])
    return f"[{label}]({quote(path)})"


@dataclass(frozen=True)
class LinkHints:
    """Knows the names of a vault."""

    vault: Vault

    def hint(self, link: Outlink) -> str:
        """What to write instead; empty when nothing comes to mind."""
        return next(self._hints(link), "")

    def _hints(self, link: Outlink) -> Iterator[str]:
        if (paths := self.vault.aliases.get(fold(link.target.strip()))) and not link.embed:
            name = posixpath.splitext(posixpath.basename(paths[0]))[0]
            words = link.display or link.target.strip()
            yield f"`{name}` has this alias, which is no name: write [[{name}|{unveiled(words)}]]"
        if path := self._cut_names.get(fold(posixpath.basename(link.target).strip())):
            yield f"if {path} is meant, `{unlinkable(path)}` keeps links from it: write {markdown_link(path)}"
        name = posixpath.basename(link.target)
        # In the place of a picture or film only another file can be meant.
        is_file = link.embed and posixpath.splitext(name)[1].lower() in MEDIA
        if near := (self._spelling_of_files if is_file else self._spelling).near(name):
            yield f"did you mean {' or '.join(f'`{name}`' for name in near)}?"

    @cached_property
    def _spelling_of_files(self) -> Spelling:
        return Spelling(map(posixpath.basename, self.vault.files))

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(
            [note.name for note in self.vault.notes.values()] + [*map(posixpath.basename, self.vault.files)]
        )

    @cached_property
    def _cut_names(self) -> Mapping[str, str]:
        """The files with a sign in their names that a link cannot hold, by what a link makes of the name."""
        found: dict[str, str] = {}
        for path in (*self.vault.notes, *self.vault.files):
            name = posixpath.basename(path)
            if sign := unlinkable(posixpath.splitext(name)[0] if is_note(name) else name):
                found.setdefault(fold(name.partition(sign)[0].strip()), path)
        return found
