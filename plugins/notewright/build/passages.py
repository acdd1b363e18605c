"""The blocks of a note as they are to be written on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from notewright.build.anchors import anchor, anchors, begins_with_text, depth_of, with_place
from notewright.build.around_embeds import around_embeds, holds_blocks
from notewright.build.callout import write_title
from notewright.build.directives import known_directives
from notewright.build.draft import Draft
from notewright.build.line_ends import write_lines
from notewright.build.lines import Part
from notewright.build.stash import Anchor
from notewright.build.table import write_table
from notewright.text import Span
from notewright.vault import Note
from notewright.vault.block import Container, Kind
from notewright.vault.heading import slug
from notewright.vault.named_block import NamedBlock, stands_alone
from notewright.vault.scan import Passage
from notewright.vault.syntax.block_id import BlockId

# Lines of text that Python-Markdown would take for the beginning of a list, a quote, a rule, a table, code or the like:
# a `#` that no space follows, or what is indented so far that it only goes on with the line before it.
_LEADING_HASH = re.compile(r"^([ \t]*+)(?=#)", re.MULTILINE)
_LIKE_A_BLOCK = re.compile(
    r"^(?=[ \t]*+(?:>|(?:[-+*]|\d++[.)])(?:[ \t]|$)|[-=:|][-=:| \t]*+$|([-*_])(?:[ \t]*+\1){2,}[ \t]*+$"
    # A footnote, whose label may be words or lines there, would be taken away.
    r"|`{3}|~{3}|!!!|\?{3}|={3}|</?[A-Za-z]|\[\^[^\]\n]*+(?:\]:|$)))",
    re.MULTILINE,
)
# An extension of the site could make a callout of it where the note has none.
_LEADING_KIND = re.compile(r"\[![^\]\n]*+\](?!\()")


@dataclass(frozen=True, slots=True)
class Places:
    """The ids of a note's headings, and the named blocks that begin with a passage, by where they stand."""

    headings: Mapping[Span, str]
    named: Mapping[Span, Sequence[NamedBlock]]


def places(note: Note, *, named: bool = True) -> Places:
    """The places of a note that links can lead to; those of blocks only where they are `named`."""
    blocks = {note.passages[index].block.span: found for index, found in anchors(note).items()} if named else {}
    return Places({heading.span: heading.id for heading in note.headings}, blocks)


def write_passages(passages: Iterable[Passage], known: Places, draft: Draft) -> Iterator[Part]:
    """The passages as parts; what leaves nothing to show is left out."""
    open_to_blocks = replace(draft, holds_blocks=True)
    holders: tuple[Container, ...] = ()
    for passage in known_directives(passages, draft):
        block = passage.block
        is_open = draft.takes_blocks(block.kind) and holds_blocks(passage, draft.note.source.text)
        text = _passage(passage, open_to_blocks if is_open else draft)
        for named_block in known.named.get(block.span, ()):
            if begins_with_text(named_block, passage):
                text = with_place(text, draft.stash.inline(anchor(named_block)), passage)
            else:
                place = draft.stash.block(anchor(named_block, alone=True))
                yield Part(Kind.HTML, block.containers[: depth_of(named_block, passage)], place, block.blank_before)
        if block.kind is Kind.HEADING:
            text = heading_line(text, block.level, draft.stash.put(Anchor(known.headings[block.span])))
        elif not text.strip() and block.containers == holders[: len(block.containers)] and _adds_nothing(passage):
            continue
        holders = block.containers
        part = Part(block.kind, block.containers, text, block.blank_before)
        yield from around_embeds(part, draft.stash) if block.kind is Kind.PARAGRAPH else (part,)


def heading_line(text: str, level: int, place: str) -> str:
    """A heading on one line. Python-Markdown would take `#` at its end for a part of the mark."""
    words = " ".join(text.split())
    if words.endswith("#"):
        words = words[:-1] + "\\#"
    return f"{'#' * level} {place}{words}"


def title_line(title: str, draft: Draft) -> str:
    """The heading of a page that no author wrote."""
    return heading_line(draft.plain(title), 1, draft.stash.put(Anchor(slug(title) or "section")))


def _adds_nothing(passage: Passage) -> bool:
    """Whether a passage without text can be left out: in a quote or list only the name of the block above it."""
    return not passage.block.containers or stands_alone(passage)


def _passage(passage: Passage, draft: Draft) -> str:
    if passage.block.kind is Kind.RULE:
        return "---"
    if passage.block.kind is Kind.CALLOUT:
        return write_title(passage, draft)
    if passage.block.kind is Kind.TABLE:
        return write_table(passage, draft)
    if passage.block.kind is not Kind.PARAGRAPH:
        return draft.write(passage.tokens)
    text = write_lines(passage.tokens, draft)
    return guarded(text.rstrip() if _is_named(passage) else text, draft)


def _is_named(passage: Passage) -> bool:
    return any(isinstance(token, BlockId) for token in passage.tokens[-1:])


def guarded(text: str, draft: Draft) -> str:
    """Text of which no line can pass for a block: nothing, kept as a piece, stands before it."""
    if _LEADING_KIND.match(text):
        text = f"\\{text}"
    if _LIKE_A_BLOCK.search(text):
        text = _LIKE_A_BLOCK.sub(draft.stash.inline(""), text)
    return _LEADING_HASH.sub(r"\1\\", text)
