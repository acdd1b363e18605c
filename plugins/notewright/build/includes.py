"""Which files a note may include through `pymdownx.snippets`: those of the vault, and what a site opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown

from notewright.build.stash import cleaned
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note, Vault
from notewright.vault.scan import tile
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.redacted import without_signs


@dataclass(slots=True)
class Includes:
    """What may be included, and what was asked for in vain on the page that is rendered now."""

    folder: Path = Path()
    vault: Vault = field(default_factory=lambda: Vault.of({}))
    refused: list[str] = field(default_factory=list)

    def path_of(self, file: Path) -> str | None:
        """The vault path of a published file."""
        real, folder = file.resolve(), self.folder.resolve()
        path = real.relative_to(folder).as_posix() if real.is_relative_to(folder) else ""
        return path if path in self.vault.notes or path in self.vault.files else None

    def is_beside(self, file: Path, bases: list[str]) -> bool:
        """Whether a file lies in a folder of includes that has nothing to do with the notes."""
        folder = self.folder.resolve()
        opened = (Path(base).resolve() for base in bases)
        return any(
            file.resolve().is_relative_to(base) and not folder.is_relative_to(base) and not base.is_relative_to(folder)
            for base in opened
        )


def guard(md: Markdown, includes: Includes) -> None:
    """Let the extension, if the site has it, read nothing else."""
    if "snippet" not in md.preprocessors:
        return
    snippets: Any = md.preprocessors["snippet"]
    find: Callable[[str], str | None] = snippets.get_snippet_path
    read: Callable[[str], list[str]] | None = getattr(snippets, "read_lines", None)
    own = {find(path) for path in snippets.auto_append if not path.startswith(("https:", "http:"))}

    def find_published(path: str) -> str | None:
        file = find(path)
        if file is None or file in own or includes.is_beside(Path(file), snippets.base_path):
            return file
        published = includes.path_of(Path(file))
        if published is None or (published in includes.vault.notes and read is None):
            includes.refused.append(path)
            return None
        return file

    snippets.get_snippet_path = find_published
    if read is not None:
        snippets.read_lines = partial(_lines, includes, read)


def _lines(includes: Includes, read: Callable[[str], list[str]], file: str) -> list[str]:
    note = includes.vault.notes.get(includes.path_of(Path(file)) or "")
    lines = read(file) if note is None else without_signs("".join(_shown(note))).split("\n")
    return [cleaned(line) for line in lines]


def refusals(note: Note, paths: list[str]) -> Iterator[Diagnostic]:
    """What is told of files that a note asked for in vain."""
    for path in dict.fromkeys(paths):
        at = max(0, note.source.text.find(path))
        message = f"`{path}` is no published file of the vault, so it is not included; move it into the folder of notes"
        yield Diagnostic.at(note.source, Span(at, at + len(path)), "HTML004", Severity.ERROR, message)


def _shown(note: Note) -> Iterator[str]:
    """The text of a note as it is written, without its properties and comments."""
    text = note.source.text
    for token in tile(text, note.passages, note.front_matter.end):
        written = text[token.span.start : token.span.end]
        if isinstance(token, Comment | HtmlComment):
            yield "\n" * written.count("\n")
        else:
            yield written
