"""Links: to a note, to a heading or block in it, and to an address outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from notewright.values.name import heading_anchor

LinkKind = Literal["file", "header", "block"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a note. `path` is the vault path where the note exists, else the text written."""

    path: str
    display: str | None = None
    subpath: str | None = None
    kind: LinkKind = "file"
    embed: bool = False

    @property
    def title(self) -> str:
        """The last part of the path, without `.md`."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def target(self) -> str:
        """What stands before the `|` of a wikilink: the path, and the heading or block."""
        path = self.path.replace("|", "\\|")
        if self.kind == "file":
            return path
        mark = "#" if self.kind == "header" else "#^"
        return path + mark + (self.subpath or "").replace("|", "\\|")

    @property
    def label(self) -> str:
        """What a reader sees."""
        if self.display:
            return self.display
        return self.title if self.kind == "file" else f"{self.title} > {self.subpath or ''}"

    def leading_to(self, path: str) -> Link:
        """The same link to another file; `dataclasses.replace` would take six times as long."""
        return Link(path, self.display, self.subpath, self.kind, self.embed)

    def markdown(self) -> str:
        """The wikilink, its label always written out."""
        return f"{'!' if self.embed else ''}[[{self.target}|{self.label}]]"


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link to an address outside the vault."""

    url: str
    display: str

    def markdown(self) -> str:
        """The link as Markdown."""
        return f"[{self.display}]({self.url})"


_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


def parse_link(inside: str, *, embed: bool = False) -> Link:
    """The link that the text between `[[` and `]]` means."""
    # A pipe at the very start has nothing before it that could escape it, and splits like any other.
    pipe = _UNESCAPED_PIPE.search(inside)
    target = inside if pipe is None else inside[: pipe.start()]
    display = None if pipe is None else inside[pipe.end() :]
    target = target.replace("\\|", "|")
    if "#^" in target:
        path, block, *_ = target.split("#^")
        return Link(path, display, block, "block", embed)
    if "#" in target:
        path, heading, *_ = target.split("#")
        return Link(path, display, heading_anchor(heading), "header", embed)
    return Link(target, display, None, "file", embed)
