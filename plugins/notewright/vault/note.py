"""A note: what its tokens and properties say of it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from notewright.text import Diagnostic, Source, Span
from notewright.vault.footnote import Definition, first_definitions
from notewright.vault.frontmatter import FrontMatter, read_frontmatter
from notewright.vault.heading import Heading, headings
from notewright.vault.list_item import Lists, read_lists
from notewright.vault.named_block import NamedBlock, named_blocks, repeated_names
from notewright.vault.outline import Outline
from notewright.vault.outlink import Outlink, outlinks
from notewright.vault.problem import problems
from notewright.vault.property_form import words_of
from notewright.vault.scan import Passage, scan
from notewright.vault.tags import TagUse, tag_uses
from notewright.vault.token import Token
from notewright.vault.unseen import Unseen, Visible


@dataclass(frozen=True)
class Note:
    """One note. Everything but its text is worked out when it is first asked for, from the same tokens."""

    source: Source
    front_matter: FrontMatter
    passages: tuple[Passage, ...]
    unseen: Unseen = field(default_factory=Unseen)
    """What the visibility gate took out of it."""

    @property
    def path(self) -> str:
        """Where it is in the vault: `folder/My note.md`."""
        return self.source.path

    @property
    def name(self) -> str:
        """Its file name without the extension."""
        return posixpath.splitext(posixpath.basename(self.path))[0]

    @property
    def folder(self) -> str:
        """The folder that holds it; empty at the top."""
        return posixpath.dirname(self.path)

    @property
    def properties(self) -> Mapping[str, object]:
        """Its properties as YAML gives them."""
        return self.front_matter.data

    @property
    def tokens(self) -> Iterator[Token]:
        """Its tokens, without the marks that stand between blocks."""
        return (token for passage in self.passages for token in passage.tokens)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(headings(self.source.text, self.passages))

    @cached_property
    def outline(self) -> Outline:
        """Its headings as links find them."""
        return Outline(self.headings)

    @cached_property
    def named_blocks(self) -> Mapping[str, NamedBlock]:
        """Its blocks with a name, by the name in lower case; of several with one name the first."""
        found: dict[str, NamedBlock] = {}
        for block in named_blocks(self.source.text, self.passages):
            found.setdefault(block.name.lower(), block)
        return found

    @cached_property
    def heading_ids(self) -> Mapping[Span, str]:
        """The id of each heading, by its place."""
        return {heading.span: heading.id for heading in self.headings}

    @cached_property
    def title(self) -> str:
        """The property `title`, else a heading of level 1 that opens the note and asks nothing, else the name."""
        given = self.properties.get("title")
        if isinstance(given, (str, int, float)) and str(given).strip():
            return str(given).strip()
        opening = self.headings[0] if self.headings and self.headings[0].opens_note else None
        return opening.text if opening and opening.text and not opening.asks else self.name

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        return words_of(self.front_matter, "aliases")

    @property
    def css_classes(self) -> tuple[str, ...]:
        """The classes that its page is to bear, for style sheets."""
        return words_of(self.front_matter, "cssclasses")

    @cached_property
    def footnotes(self) -> Mapping[str, Definition]:
        """What its footnotes say, by their labels in lower case."""
        return first_definitions(self.passages)

    @cached_property
    def tag_uses(self) -> tuple[TagUse, ...]:
        """Every place where it bears a tag: in the text first, then in the properties."""
        return tuple(tag_uses(self.source, self.front_matter, self.passages))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Its tags without `#`, each once, in the casing met first."""
        first: dict[str, str] = {}
        for use in self.tag_uses:
            first.setdefault(use.name.lower(), use.name)
        return tuple(first.values())

    @cached_property
    def outlinks(self) -> tuple[Outlink, ...]:
        """Its links and embeds: those of the properties first, then those of the text."""
        return tuple(outlinks(self.source, self.front_matter, self.passages))

    @cached_property
    def visible(self) -> Visible:
        """Its places as readers would count them."""
        return Visible(self.source, self.unseen)

    @cached_property
    def lists(self) -> Lists:
        """Its lists, item by item."""
        return read_lists(self.source, self.passages)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the note taken alone."""
        blocks = named_blocks(self.source.text, self.passages)
        return (
            *self.front_matter.diagnostics,
            *problems(self.source, self.front_matter, self.passages),
            *repeated_names(self.source, blocks),
        )


def read_note(source: Source) -> Note:
    """Cut a source into properties and tokens."""
    front_matter = read_frontmatter(source)
    return Note(source, front_matter, scan(source.text, front_matter.end))
